"""Which materials somebody may cut from: their own, and what others published and let be used.

Asked when a project is saved (of what was not in it before, and less strictly), and again of everything when
it is rendered.
"""

from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from typing import Literal

import msgspec

from mutoscope.apps.accounts.contracts import Viewer
from mutoscope.apps.studio.leaves import Offers
from mutoscope.apps.studio.models import Material, TimelineUse, Use
from mutoscope.apps.videos import queries as videos
from mutoscope.apps.videos.contracts import SoundCard
from mutoscope.core.montage.document import Footage, Listening, Montage
from mutoscope.core.montage.document import Material as Named
from mutoscope.core.policy.reuse import Role, why_not
from mutoscope.core.units import Refusal, from_text

_FILMED: tuple[Role, ...] = ("clip", "duet", "stitch")

Place = Literal["picture", "sound", "table"]
"""What a document names a material for."""
_FITS: Mapping[Place, tuple[str, ...]] = {
    "picture": ("film", "photo"),
    "sound": ("film", "sound"),
    "table": ("table",),
}


class Usable(msgspec.Struct, frozen=True):
    """What is behind the name of a material, for one person who asked whether they may cut from it."""

    name: Named
    an_id: int
    """0: no id at all."""
    why_not: Refusal | None
    """None: they may."""
    what: str = ""
    """film, photo, sound or table; empty: that is not known (yet)."""
    called: str = ""
    """What its owner's device calls it: words for them alone."""


def materials_of(montage: Montage) -> list[Named]:
    """Every material of the document, each once, in the order in which it is met; tables of colours too."""
    return list(dict.fromkeys(name for name, _ in _named(montage)))


def asked(names: Iterable[Named], viewer: Viewer, offers: Offers | None = None) -> dict[Named, Usable]:
    """Of each whether ``viewer`` may cut from it. Whoever asks on gives the ``offers`` that they have."""
    offers = offers or Offers(viewer)
    wanted = list(dict.fromkeys(names))
    ids = {name: id_of(name.id) for name in wanted}
    uploads = [ids[name] for name in wanted if name.origin == "upload"]
    mine = usable_uploads(uploads, viewer, offers)
    offers.read_ahead([ids[name] for name in wanted if name.origin == "video" and ids[name]])
    heard = videos.sounds([ids[name] for name in wanted if name.origin == "sound" and ids[name]], viewer)
    found: dict[Named, Usable] = {}
    for name in wanted:
        if name.origin == "upload":
            row = mine.get(ids[name])
            why = _why_not_upload(name, row, viewer)
            own = row is not None and row.person_id == viewer.person_id
            what, called = (row.what if row else "", row.name if row and own else "")
        elif name.origin == "video":
            why = why_not(offers.of_film(ids[name]), _FILMED) if ids[name] else _not_there(name)
            what, called = "film", ""
        else:
            why = _why_not_sound(name, heard.get(ids[name]))
            what, called = "sound", ""
        found[name] = Usable(name, ids[name], why, what, called)
    return found


def check(names: Iterable[Named], viewer: Viewer, offers: Offers | None = None) -> None:
    """Refuses the first of these that ``viewer`` may not cut from, by its id in ``fields.material``."""
    for one in asked(names, viewer, offers).values():
        if one.why_not is not None:
            raise one.why_not


def check_to_keep(montage: Montage, before: Montage, viewer: Viewer) -> None:
    """As ``check``, for a draft, of what was not in it ``before``: one's own file that could not be read
    stops a film, not the work on it. Refuses also what is named for what it can't be, such as a photo as a
    table of colours: no film could be made of that."""
    known, places = set(materials_of(before)), set(_named(before))
    fresh = [(name, place) for name, place in dict.fromkeys(_named(montage)) if (name, place) not in places]
    told = asked((name for name, _ in fresh), viewer)
    for name, place in fresh:
        why = told[name].why_not
        if name not in known and why is not None and why.code not in ("material_failed", "stretch_lost"):
            raise why
        _check_fits(told[name], place)


def check_to_see(names: Iterable[Named], viewer: Viewer) -> None:
    """As ``check``, of what is to be put where films and photos go; refuses also what has no picture."""
    told = asked(names, viewer)
    for one in told.values():
        if one.why_not is not None:
            raise one.why_not
        _check_fits(one, "picture")


def is_ready(names: Iterable[Named], viewer: Viewer) -> None:
    """Refuses ``material_on_its_way`` when one of one's own has not arrived yet, and ``stretch_on_its_way``
    when what somebody lends is not cut out yet."""
    ids = [id_of(name.id) for name in names if name.origin == "upload"]
    waiting = Material.objects.filter(id__in=ids).exclude(state="ready")
    row = waiting.first()
    if row is not None and row.person_id != viewer.person_id:
        raise Refusal(
            "stretch_on_its_way",
            "A part that somebody lends is being made ready. Please try again in a moment.",
            status=409,
        )
    if row is not None:
        raise Refusal(
            "material_on_its_way",
            "“%(name)s” has not arrived here yet. It goes on as soon as it has.",
            fields={"name": row.name or "…"},
            status=409,
        )


def usable_uploads(ids: Sequence[int], viewer: Viewer, offers: Offers | None = None) -> dict[int, Material]:
    """Of these uploads those that ``viewer`` may cut from: their own, and stretches of others' that came with
    a timeline which they may go on with. Nobody lends a table of colours."""
    rows = {row.id: row for row in Material.objects.filter(id__in=ids)}
    others = [row.id for row in rows.values() if row.person_id != viewer.person_id and row.what != "table"]
    granted = lent_by(others, offers or Offers(viewer)) if others else {}
    return {
        an_id: row for an_id, row in rows.items() if row.person_id == viewer.person_id or an_id in granted
    }


def lent_by(material_ids: Iterable[int], offers: Offers) -> dict[int, int]:
    """Of these uploads those that are others', with the video whose timeline they came with."""
    rows = Material.objects.filter(id__in=list(material_ids)).exclude(person_id=offers.viewer.person_id)
    uses = _lenders({row.id: row.person_id for row in rows})
    offers.read_ahead(projects=[use.timeline_id for use in uses])
    whole = {use.material_id for use in uses if use.whole}
    cut_from = whole_before(offers.viewer.person_id, whole) if whole else set()
    lent: dict[int, int] = {}
    for use in uses:
        if use.material_id not in lent and _may_go_on(use, offers, cut_from):
            lent[use.material_id] = use.timeline_id
    return lent


def whole_before(person_id: int, material_ids: Collection[int]) -> set[int]:
    """Of these uploads of others those that somebody's projects were cut from when uploads were lent in
    full."""
    mine = Use.objects.filter(project__person_id=person_id, origin="upload", whole=True)
    return set(mine.filter(material_id__in=material_ids).values_list("material_id", flat=True))


def _may_go_on(use: TimelineUse, offers: Offers, cut_from: Container[int]) -> bool:
    """Whether the timeline is lent with this upload in it: to remix it, or as a template.

    In full only to whoever was cutting from it while uploads were lent so: a document that names the file
    today opens nothing.
    """
    if use.whole and use.material_id not in cut_from:
        return False
    ways: tuple[Role, ...] = ("remix", "template") if use.goes_along else ("remix",)
    return why_not(offers.of_video(use.timeline_id), ways) is None


def _lenders(owners: Mapping[int, int]) -> list[TimelineUse]:
    """Wherever one of these uploads stands in the timeline of a video by its own owner, the
    first first. Nobody lends what was lent to them."""
    uses = TimelineUse.objects.filter(material_id__in=list(owners)).order_by("id")
    creators = videos.creators_of({use.timeline_id for use in uses})
    return [use for use in uses if creators.get(use.timeline_id) == owners[use.material_id]]


def _named(montage: Montage) -> Iterator[tuple[Named, Place]]:
    """Every material, and what for, wherever it is named."""
    for track in montage.tracks:
        for clip in track.clips:
            if isinstance(clip.content, Footage):
                yield clip.content.material, "picture"
            elif isinstance(clip.content, Listening):
                yield clip.content.material, "sound"
            if clip.look.table:
                yield Named("upload", clip.look.table), "table"


def id_of(text: str) -> int:
    """The id that a document names; 0 for what is none."""
    try:
        return from_text(text)
    except Refusal:
        return 0


def parent_of(name: Named) -> int:
    """The video behind a material: itself, or the one that a sound came with; 0: an upload, or none."""
    an_id = id_of(name.id)
    if name.origin == "video":
        return an_id
    return videos.source_of_sound(an_id) if name.origin == "sound" and an_id else 0


def _why_not_upload(name: Named, row: Material | None, viewer: Viewer) -> Refusal | None:
    if row is None:
        return _not_there(name)
    return _failed(name, row, viewer) if row.state == "failed" else None


def _why_not_sound(name: Named, sound: SoundCard | None) -> Refusal | None:
    if sound is None or not sound.url:
        return _not_there(name)
    if not sound.usable:
        return Refusal(
            "sound_not_shared",
            "Its maker does not share this sound. Please choose another one.",
            fields={"material": name.id},
            status=403,
        )
    return None


def _check_fits(one: Usable, place: Place) -> None:
    """What has not arrived yet may be anything."""
    if not one.what or one.what in _FITS[place]:
        return
    sentences = {
        "picture": "“%(name)s” has no picture. Please put a film or a photo there.",
        "sound": "“%(name)s” has no sound. Please put a film or a sound there.",
        "table": "“%(name)s” is no table of colours. Please choose a .cube file.",
    }
    fields = {"material": one.name.id, "name": one.called or "…"}
    raise Refusal(f"no_{place}_in_it", sentences[place], fields=fields, status=422)


def _not_there(name: Named) -> Refusal:
    """Somebody else's file is answered like one that is not there."""
    return Refusal(
        "no_such_material",
        "Something this project is cut from is not here (any more).",
        fields={"material": name.id},
        status=404,
    )


def _failed(name: Named, row: Material, viewer: Viewer) -> Refusal:
    if row.person_id != viewer.person_id:
        return Refusal(row.code, row.sentence, fields={"material": name.id}, status=409)
    return Refusal(
        "material_failed",
        "“%(name)s” can't be used. Please take it out, or send it again.",
        fields={"material": name.id, "name": row.name or "…"},
        status=409,
    )
