"""Projects that begin with somebody's video: duets, stitches and the like. Each is an ordinary project with a
place for one's own film; whether the video may be used so is asked here, when it is saved and when it is
rendered."""

from typing import Literal

from django.conf import settings

from mutoscope.apps.accounts.contracts import Viewer
from mutoscope.apps.social import queries as social
from mutoscope.apps.studio import leaves, projects, timelines, using
from mutoscope.apps.videos import queries as videos
from mutoscope.core.montage import recombine
from mutoscope.core.montage.document import Canvas, Montage, Place
from mutoscope.core.montage.document import Material as Named
from mutoscope.core.montage.recombine import Layout, Theirs
from mutoscope.core.montage.recombine.parts import montage_of, theirs_clip
from mutoscope.core.policy.reuse import Role, why_not
from mutoscope.core.units import Refusal, from_text, to_text

Way = Literal["duet", "stitch", "greenscreen", "react", "remix", "template", "clip"]
_CANVAS = Canvas()


def from_video(
    viewer: Viewer,
    video_id: int,
    way: Way,
    client_id: str,
    *,
    layout: Layout = "beside",
    begin_ms: int = 0,
    length_ms: int = 5000,
    name: str = "",
    chosen: tuple[str, ...] = (),
) -> int:
    """A project begun with a video, in this way; its id.

    Refuses ``no_such_video``, what its author doesn't allow by name, and of a remix or template
    ``no_timeline``. ``begin_ms`` and ``length_ms`` are of a stitch, ``layout`` of a duet, ``chosen`` (ids of
    one's own materials) of a template.
    """
    if way == "template":
        return timelines.use_template(viewer, video_id, client_id, name, chosen)
    if way == "remix" and timelines.has_one(video_id):
        return timelines.remix(viewer, video_id, client_id, name)
    role: Role = way
    why = why_not(leaves.Offers(viewer).of_film(video_id), (role,))
    if why is not None:
        raise why
    montage = _montage(_theirs(video_id, viewer), way, layout, begin_ms, length_ms)
    return projects.found(
        viewer.person_id, client_id, name=name, montage=montage, begun_from=way, begun_id=video_id
    )


def from_sound(viewer: Viewer, sound_id: int, client_id: str, name: str = "") -> int:
    """A project to a sound; its id. Refuses ``no_such_material`` and ``sound_not_shared``."""
    sound = Named("sound", to_text(sound_id))
    using.check([sound], viewer)
    card = videos.sound(sound_id, viewer)
    assert card is not None, "it was usable a moment ago"
    length = _pictures(card.duration_ms or 15_000)
    montage = recombine.use_sound(sound, length, _CANVAS, _most_s())
    return projects.found(
        viewer.person_id, client_id, name=name, montage=montage, begun_from="sound", begun_id=sound_id
    )


def from_comment(viewer: Viewer, comment_id: int, client_id: str, name: str = "") -> int:
    """A project that answers a comment under one's own video; its id. Refuses ``no_such_comment``,
    ``not_yours``."""
    said = social.responses(viewer, [], [comment_id]).answers.get(comment_id)
    if said is None:
        raise Refusal("no_such_comment", "This comment is not here (any more).", status=404)
    if videos.creator_of(from_text(said.video_id)) != viewer.person_id:
        raise Refusal("not_yours", "Only the video's creator can do this.", status=403)
    montage = recombine.answer(f"@{said.handle}: {said.text}" if said.handle else said.text, _CANVAS)
    return projects.found(
        viewer.person_id, client_id, name=name, montage=montage, begun_from="answer", begun_id=comment_id
    )


def _montage(theirs: Theirs, way: Way, layout: Layout, begin_ms: int, length_ms: int) -> Montage:
    if way == "stitch":
        return recombine.stitch(theirs, _pictures(begin_ms), _pictures(length_ms), _CANVAS)
    if way == "greenscreen":
        return recombine.green_screen(theirs, _CANVAS, _most_s())
    if way == "react":
        return recombine.duet(theirs, "cutout", _CANVAS, _most_s())
    if way == "duet":
        return recombine.duet(theirs, layout, _CANVAS, _most_s())
    return montage_of(_CANVAS, (theirs_clip(theirs, Place(), theirs.length),))


def _theirs(video_id: int, viewer: Viewer) -> Theirs:
    card = videos.card(video_id, viewer)
    material = Named("video", to_text(video_id))
    return Theirs(material, max(1, _pictures(card.duration_ms)), card.width, card.height)


def _most_s() -> int:
    return int(settings.CONFIG.montage_max_seconds)


def _pictures(ms: int) -> int:
    """Whole pictures of the canvas' grid."""
    return ms * _CANVAS.fps // 1000
