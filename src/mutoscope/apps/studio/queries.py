"""The nouns of the studio: materials, projects and their versions, as their owner sees them."""

from collections.abc import Iterable, Sequence
from functools import partial

import msgspec
from django.utils.translation import gettext

from mutoscope.adapters.clock import now_ms
from mutoscope.apps.accounts import queries as accounts
from mutoscope.apps.accounts.contracts import PersonCard, Viewer
from mutoscope.apps.studio import projects, using
from mutoscope.apps.studio.contracts import (
    MaterialPage,
    MaterialView,
    PeaksView,
    ProjectLine,
    ProjectPage,
    ProjectView,
    ReasonView,
    StripView,
    VersionLine,
    Versions,
)
from mutoscope.apps.studio.exporting import EXPORTED, export_of, files_of
from mutoscope.apps.studio.kinship import are_kin, share_a_sound, would_be_of_itself
from mutoscope.apps.studio.materials import is_stretch, no_such_material, stand
from mutoscope.apps.studio.models import Material, MaterialFile, Order, Project, Use, Version
from mutoscope.apps.studio.rendered import film
from mutoscope.apps.videos import queries as videos
from mutoscope.apps.videos.contracts import Servable, SoundCard, VideoCard
from mutoscope.core.montage.document import Material as Named
from mutoscope.core.units import Refusal, cursor_after, from_text, read_cursor, to_text

__all__ = [
    "EXPORTED",
    "amounts_of",
    "are_kin",
    "export_of",
    "files_of",
    "found",
    "is_stretch",
    "line",
    "material",
    "materials",
    "may_cut_from",
    "project",
    "projects_of",
    "servable",
    "share_a_sound",
    "stand",
    "stretch",
    "version",
    "versions",
    "would_be_of_itself",
]

PAGE = 50
_TOP = (1 << 62, 1 << 62)


def material(person_id: int, material_id: int) -> MaterialView:
    """One's own material. Refuses ``no_such_material``."""
    mine = Material.objects.filter(person_id=person_id, id=material_id, stretch=None)
    row = mine.prefetch_related("files").first()
    if row is None:
        raise no_such_material()
    return _own(row)


def stretch(material_id: int, viewer: Viewer) -> MaterialView:
    """What somebody lends ``viewer`` of a file of theirs. Refuses ``no_such_material``."""
    row = using.usable_uploads([material_id], viewer).get(material_id)
    if row is None or not is_stretch(row.id):
        raise no_such_material()
    return found([Named("upload", to_text(material_id))], viewer)[0]


def materials(person_id: int, cursor: str = "", what: str = "") -> MaterialPage:
    """One's own materials, newest first: those of one kind, or all but tables of colours, which are nothing
    to cut from. Refuses ``bad_cursor``."""
    last = read_cursor(cursor)[1] if cursor else _TOP[1]
    mine = Material.objects.filter(person_id=person_id, id__lt=last, stretch=None).prefetch_related("files")
    mine = mine.filter(what=what) if what else mine.exclude(what="table")
    rows = list(mine.order_by("-id")[: PAGE + 1])
    following = cursor_after(0, rows[PAGE - 1].id) if len(rows) > PAGE else ""
    return MaterialPage(tuple(_own(row) for row in rows[:PAGE]), following)


def found(names: Sequence[Named], viewer: Viewer) -> tuple[MaterialView, ...]:
    """Each of these as ``viewer`` may meet it, in order; what they may not use is ``gone``, with why."""
    asked = using.asked(names, viewer)
    ids = [one.an_id for one in asked.values() if one.name.origin == "upload"]
    mine = {row.id: row for row in Material.objects.filter(id__in=ids).prefetch_related("files")}
    shown = [one.an_id for one in asked.values() if one.name.origin == "video" and one.why_not is None]
    cards = {from_text(card.id): card for card in videos.cards(shown, viewer)}
    heard = videos.sounds([one.an_id for one in asked.values() if one.name.origin == "sound"], viewer)
    owners = accounts.people({row.person_id for row in mine.values()} - {viewer.person_id})

    def met(one: using.Usable) -> MaterialView:
        if one.why_not is None and (row := mine.get(one.an_id)) is not None and one.name.origin == "upload":
            own = row.person_id == viewer.person_id
            return _own(row) if own else _others(row, viewer, owners.get(row.person_id))
        if one.why_not is None and one.name.origin == "video" and (card := cards.get(one.an_id)):
            return _video(one, card)
        if one.why_not is None and one.name.origin == "sound" and (sound := heard.get(one.an_id)):
            return _sound(one, sound)
        return _gone(one)

    return tuple(met(one) for one in asked.values())


def projects_of(person_id: int, cursor: str = "", *, thrown: bool = False) -> ProjectPage:
    """One's own projects, the last changed first; ``thrown``: those in the bin. Refuses ``bad_cursor``."""
    last = read_cursor(cursor) if cursor else _TOP
    mine = Project.objects.filter(person_id=person_id)
    mine = mine.exclude(deleted_ms=0) if thrown else mine.filter(deleted_ms=0)
    older = mine.filter(changed_ms__lt=last[0]) | mine.filter(changed_ms=last[0], id__lt=last[1])
    rows = list(older.defer("document").order_by("-changed_ms", "-id")[: PAGE + 1])
    following = cursor_after(rows[PAGE - 1].changed_ms, rows[PAGE - 1].id) if len(rows) > PAGE else ""
    posters = posters_of(rows[:PAGE], person_id)
    return ProjectPage(tuple(_line(row, posters.get(row.id, "")) for row in rows[:PAGE]), following)


def line(viewer: Viewer, project_id: int) -> ProjectLine:
    """One's own project as it stands in a list. Refuses ``no_such_project``."""
    row = projects.one(viewer.person_id, project_id)
    return _line(row, posters_of([row], viewer.person_id).get(row.id, ""))


def project(viewer: Viewer, project_id: int) -> ProjectView:
    """One's own project to work on. Refuses ``no_such_project``."""
    row = projects.one(viewer.person_id, project_id)
    montage = projects.stored(row)
    poster = posters_of([row], viewer.person_id).get(row.id, "")
    return ProjectView(_line(row, poster), montage, found(using.materials_of(montage), viewer))


def versions(person_id: int, project_id: int) -> Versions:
    """What a project can be brought back to. Refuses ``no_such_project``."""
    projects.one(person_id, project_id)
    rows = Version.objects.filter(project_id=project_id).order_by("-revision")
    told = rows.values_list("revision", "saved_ms", "duration_ms")
    return Versions(tuple(VersionLine(*one) for one in told))


def version(viewer: Viewer, project_id: int, revision: int) -> ProjectView:
    """A project as it was. Refuses ``no_such_project``, ``no_such_version``."""
    now = project(viewer, project_id)
    row = Version.objects.filter(project_id=project_id, revision=revision).first()
    if row is None:
        raise Refusal("no_such_version", "This version is not kept any more.", status=404)
    montage = projects.stored(row)
    return ProjectView(now.project, montage, found(using.materials_of(montage), viewer))


def servable(media_key: str, name: str) -> Servable | None:
    """The file behind an address of the studio, for its owner alone."""
    files = MaterialFile.objects.filter(material__media_key=media_key, name=name)
    one = files.select_related("material").first()
    if one is None:
        return film(media_key, name)
    return Servable(
        video_id=one.material_id,
        object_key=one.object_key,
        mime=one.mime,
        size=one.size,
        public=False,
        name=one.name,
        creator_id=one.material.person_id,
    )


def amounts_of(person_id: int) -> dict[str, int]:
    """How much there is of somebody."""
    return {
        "materials": Material.objects.filter(person_id=person_id, stretch=None).count(),
        "projects": Project.objects.filter(person_id=person_id).count(),
        "films": Order.objects.filter(person_id=person_id, ahead=False).count(),
    }


def _gone(one: using.Usable) -> MaterialView:
    """What may not be used, or went away at this very moment."""
    reason = _said(one.why_not) if one.why_not else None
    return MaterialView(**_nothing(one.name), state="gone", reason=reason, progress=0)


def may_cut_from(material_id: int, viewer: Viewer) -> bool:
    """Whether ``viewer`` may have the bytes of an upload's small copies."""
    return material_id in using.usable_uploads([material_id], viewer)


def _others(row: Material, viewer: Viewer, owner: PersonCard | None) -> MaterialView:
    """What came of somebody else's upload with a timeline to go on with: what their device called it, and
    when they sent it, is theirs alone."""
    handle = owner.handle if owner else ""
    return msgspec.structs.replace(
        _own(row, viewer.key), name="", size=0, created_ms=0, reason=None, creator_handle=handle
    )


def _own(row: Material, viewer_key: str = "") -> MaterialView:
    files = {file.role: file for file in row.files.all()}  # type: ignore[attr-defined]  # the reverse relation
    address = partial(_address, row, viewer_key=viewer_key)
    played = next((files[role] for role in ("proxy", "photo", "sound", "table") if role in files), None)
    strip, peaks = files.get("strip"), files.get("peaks")
    return MaterialView(
        origin="upload",
        id=to_text(row.id),
        what=row.what,
        name=row.name,
        state=row.state,
        reason=_said(Refusal(row.code, row.sentence, fields=row.fields)) if row.code else None,
        progress=1.0 if row.prepared and row.state == "ready" else round(row.progress, 3),
        size=row.size,
        duration_ms=row.duration_ms,
        width=row.width,
        height=row.height,
        fps=round(row.fps, 3),
        has_sound=row.has_sound,
        url=address(played),
        poster_url=address(files.get("poster")),
        strip=StripView(address(strip), width=strip.width, height=strip.height, **strip.meta)
        if strip
        else None,
        peaks=PeaksView(address(peaks), **peaks.meta) if peaks else None,
        beats=tuple(row.beats),
        creator_handle="",
        created_ms=row.created_ms,
    )


def _video(one: using.Usable, card: VideoCard) -> MaterialView:
    small = card.renditions[0]
    known = _nothing(one.name) | {
        "what": "film",
        "name": card.caption.split("\n", 1)[0],
        "duration_ms": card.duration_ms,
        "width": card.width,
        "height": card.height,
        "fps": 30.0,
        "has_sound": card.sound is not None,
        "url": small.url,
        "poster_url": card.poster_url,
        "creator_handle": "" if card.viewer.own else card.creator.handle,
    }
    return MaterialView(**known, state="ready", reason=None, progress=1)


def _sound(one: using.Usable, sound: SoundCard) -> MaterialView:
    known = _nothing(one.name) | {
        "what": "sound",
        "name": sound.title,
        "duration_ms": sound.duration_ms,
        "has_sound": True,
        "url": sound.url,
        "creator_handle": sound.creator.handle,
    }
    return MaterialView(**known, state="ready", reason=None, progress=1)


def _nothing(name: Named) -> dict[str, object]:
    """What is said of a material of which nothing is known."""
    return {
        "origin": name.origin,
        "id": name.id[:13],
        "what": "",
        "name": "",
        "size": 0,
        "duration_ms": 0,
        "width": 0,
        "height": 0,
        "fps": 0.0,
        "has_sound": False,
        "url": "",
        "poster_url": "",
        "strip": None,
        "peaks": None,
        "beats": (),
        "creator_handle": "",
        "created_ms": 0,
    }


def _said(why: Refusal) -> ReasonView:
    message = gettext(why.sentence)
    return ReasonView(why.code, message % why.fields if why.fields else message)


def _address(row: Material, file: MaterialFile | None, *, viewer_key: str = "") -> str:
    """For its owner, or for who else may cut from it."""
    if file is None:
        return ""
    key = viewer_key or f"p{row.person_id}"
    return videos.media_url(row.media_key, file.name, public=False, viewer_key=key, now=now_ms(), door="s")


def _line(row: Project, poster_url: str) -> ProjectLine:
    return ProjectLine(
        id=to_text(row.id),
        name=row.name,
        revision=row.revision,
        duration_ms=row.duration_ms,
        poster_url=poster_url,
        begun_from=row.begun_from,
        created_ms=row.created_ms,
        changed_ms=row.changed_ms,
        deleted_ms=row.deleted_ms,
        kept_until_ms=row.deleted_ms + projects.BIN_MS if row.deleted_ms else 0,
    )


def posters_of(rows: Iterable[Project], person_id: int) -> dict[int, str]:
    """A picture for each: of the first of one's own materials that has one."""
    uses = Use.objects.filter(project__in=list(rows), origin="upload").order_by("id")
    first: dict[int, list[int]] = {}
    for project_id, material_id in uses.values_list("project_id", "material_id"):
        first.setdefault(project_id, []).append(material_id)
    wanted = {an_id for ids in first.values() for an_id in ids[:5]}
    posters = material_posters(wanted, person_id)
    return {
        project_id: posters[shown]
        for project_id, ids in first.items()
        if (shown := next((an_id for an_id in ids[:5] if an_id in posters), 0))
    }


def material_posters(ids: Iterable[int], person_id: int) -> dict[int, str]:
    """Where a picture lies of each of one's own materials that has one."""
    files = MaterialFile.objects.filter(
        material_id__in=list(ids), material__person_id=person_id, role="poster"
    )
    return {file.material_id: _address(file.material, file) for file in files.select_related("material")}
