"""The timelines of published videos, as far as their authors let others use them: as templates, and as
remixes.

A timeline is kept with its video and goes with it. Whether somebody may use it is asked of the video,
whenever they do: what its author takes back counts at once.
"""

import math
from collections.abc import Container, Iterable

import msgspec
from django.db import transaction

from mutoscope.adapters.clock import now_ms
from mutoscope.apps.accounts.contracts import Viewer
from mutoscope.apps.studio import documents, lending, projects, using
from mutoscope.apps.studio.models import Material, Order, Project, TemplateUse, Timeline
from mutoscope.apps.videos import queries as videos
from mutoscope.apps.videos.contracts import VideoChanged, VideoErased, VideoPublished, VideoWithdrawn
from mutoscope.core.montage.document import Clip, Listening, Montage, Track
from mutoscope.core.montage.document import Material as Named
from mutoscope.core.montage.templates import (
    Piece,
    cuts_of,
    fill,
    going_along,
    places_of,
    published,
    template_of,
)
from mutoscope.core.policy.reuse import Role
from mutoscope.core.units import DAY_MS, Refusal, from_text, to_text

_DOUBLING_MS = 2 * DAY_MS
"""Twice as many uses weigh as much as being so much younger."""


def keep(video_id: int, montage: Montage) -> None:
    """Keep what a video is made of, in place of what it was made of before; in the caller's transaction."""
    kept = {"document": documents.text(montage).decode(), "cuts": cuts_of(montage)}
    row, _ = Timeline.objects.update_or_create(video_id=video_id, defaults=kept)
    lending.note(row, montage)


def hear_video(fact: VideoPublished | VideoChanged | VideoWithdrawn | VideoErased) -> None:
    """A template is listed while its video is out and its author allows it; a use counts once it is out."""
    if isinstance(fact, VideoErased):
        Timeline.objects.filter(video_id=fact.video_id).delete()
        TemplateUse.objects.filter(parent_id=fact.video_id).delete()
        used = TemplateUse.objects.filter(child_id=fact.video_id).values_list("parent_id", flat=True)
        parents = list(used)
        TemplateUse.objects.filter(child_id=fact.video_id).delete()
        for parent_id in parents:
            _rank(parent_id)
        return
    if isinstance(fact, VideoPublished):
        _count_use(fact.video_id)
    row = Timeline.objects.filter(video_id=fact.video_id).first()
    if row is not None:
        row.is_template = "template" in videos.allowed_by(fact.video_id)
        row.places = _film_places(row) if row.is_template else 0
        row.published_ms = row.published_ms or now_ms()
        row.save(update_fields=["is_template", "places", "published_ms"])
        _rank(row.video_id)
        if row.is_template:  # whoever looks at it shall see all of it at once
            lending.for_template(row)


def template(video_id: int, viewer: Viewer) -> Montage:
    """The timeline of a video with its films taken out, for whoever may use it as a template: all of them, or
    those that its author marked.

    Refuses what ``videos.queries.why_not_to_use`` says, and ``no_timeline``.
    """
    row = _allowed(video_id, viewer, "template")
    if videos.creator_of(video_id) == viewer.person_id:
        lent = documents.kept(row.document)
        lends = set(going_along(lent))
    else:
        lent, lends = lending.for_template(row)
    whole = template_of(lent)
    given = [one for one in using.materials_of(whole) if _given(one, lends, viewer)]
    bare = published(whole, set(given))
    return _with_its_sound(bare, whole, video_id, viewer)


def use_template(viewer: Viewer, video_id: int, client_id: str, name: str, chosen: Iterable[str]) -> int:
    """A project made of a template, with one's own materials in its places, in order; its id.

    Materials that are not ready yet are put in by the editor. Refuses as ``template`` does.
    """
    montage = template(video_id, viewer)
    pieces = _pieces(viewer, [from_text(one) for one in chosen], montage.canvas.fps)
    if pieces:
        montage = fill(montage, pieces).montage
    return projects.found(
        viewer.person_id,
        client_id,
        name=name,
        montage=montage,
        begun_from="template",
        begun_id=video_id,
    )


def remix(viewer: Viewer, video_id: int, client_id: str, name: str) -> int:
    """A project that is the timeline of a video, to go on with; its id. Of what its author brought it has
    what the video shows. Refuses as ``template`` does."""
    row = _allowed(video_id, viewer, "remix")
    own = videos.creator_of(video_id) == viewer.person_id
    montage = documents.kept(row.document) if own else lending.for_remix(row, viewer)
    return projects.found(
        viewer.person_id,
        client_id,
        name=name,
        montage=montage,
        begun_from="remix",
        begun_id=video_id,
    )


def has_one(video_id: int) -> bool:
    """Whether a video was made in the studio."""
    return Timeline.objects.filter(video_id=video_id).exists()


def _allowed(video_id: int, viewer: Viewer, how: Role) -> Timeline:
    why = videos.why_not_to_use(video_id, viewer, (how,))
    if why is not None:
        raise why
    row = Timeline.objects.filter(video_id=video_id).first()
    if row is None:
        raise Refusal("no_timeline", "This video was not made in the studio.", status=404)
    return row


def _film_places(row: Timeline) -> int:
    places = places_of(template_of(documents.kept(row.document)))
    return sum(clip.slot is not None and clip.slot.kind == "media" for clip in places)


def _given(name: Named, lends: Container[Named], viewer: Viewer) -> bool:
    """Whether a material goes along with a template: what was published may be used, of uploads what their
    maker lends with it."""
    if name.origin == "upload" and name not in lends:
        return False
    return using.asked([name], viewer)[name].why_not is None


def _with_its_sound(bare: Montage, whole: Montage, video_id: int, viewer: Viewer) -> Montage:
    """Where a sound of the author's own stayed at home, the sound of the finished video takes its place, and
    is what others replace where they may replace that sound."""
    there = set(using.materials_of(bare))
    silent = [
        clip
        for track in whole.tracks
        for clip in track.clips
        if isinstance(clip.content, Listening) and clip.content.material not in there
    ]
    if not any(
        isinstance(one.content, Listening) and one.content.material.origin == "upload" for one in silent
    ):
        return bare
    sound = videos.card(video_id, viewer).sound
    if sound is None:
        return bare
    name = Named("sound", sound.id)
    if using.asked([name], viewer)[name].why_not is not None:
        return bare
    taken = {track.id for track in bare.tracks} | {clip.id for track in bare.tracks for clip in track.clips}
    free = (one for n in range(len(taken) + 2) if (one := f"its-sound-{n}") not in taken)
    slot = next((one.slot for one in silent if one.slot), None)
    clip = Clip(next(free), 0, bare.length, Listening(name), slot=slot)
    track = Track(next(free), "sound", (clip,), use="music")
    return msgspec.structs.replace(bare, tracks=(*bare.tracks, track))


def _pieces(viewer: Viewer, ids: list[int], fps: int) -> list[Piece]:
    """One's own materials as they can be put into places, in order; refuses one that is not there or
    ready, or has no picture."""
    rows = {row.id: row for row in Material.objects.filter(id__in=ids, person_id=viewer.person_id)}
    names = [Named("upload", to_text(an_id)) for an_id in ids]
    using.check_to_see(names, viewer)
    using.is_ready(names, viewer)
    return [
        Piece(
            name,
            max(1, math.floor(rows[an_id].duration_ms * fps / 1000)) if rows[an_id].duration_ms else 0,
            width=rows[an_id].width,
            height=rows[an_id].height,
        )
        for an_id, name in zip(ids, names, strict=True)
    ]


def _count_use(video_id: int) -> None:
    """A video that was begun from a template is out: that counts once for the template."""
    order = Order.objects.filter(video_id=video_id).values_list("project_id", flat=True).first()
    begun = Project.objects.filter(id=order, begun_from="template").values_list("begun_id", flat=True).first()
    if not begun:
        return
    with transaction.atomic():
        _, fresh = TemplateUse.objects.get_or_create(child_id=video_id, defaults={"parent_id": begun})
        if fresh:
            _rank(begun)


def _rank(video_id: int) -> None:
    """How high a template is listed: by uses, each doubling weighing two days of age."""
    row = Timeline.objects.filter(video_id=video_id).first()
    if row is not None:
        row.uses = TemplateUse.objects.filter(parent_id=video_id).count()
        row.rank = row.published_ms + round(math.log2(1 + row.uses) * _DOUBLING_MS)
        row.save(update_fields=["uses", "rank"])
