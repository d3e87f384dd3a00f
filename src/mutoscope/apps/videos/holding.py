"""Videos that are stopped: by staff or a word list, and for a part of somebody else's that came down. Each
holds by itself, and a video is seen again once nobody does.

    shown --staff--> held --staff lifts--> shown
    shown --part---> held --its new film-> shown
    shown --both---> held --either-------> held, for the other's reason
"""

from mutoscope.apps.videos.changes import changing, happen, note
from mutoscope.apps.videos.contracts import Level
from mutoscope.apps.videos.models import Video
from mutoscope.apps.videos.publishing import publish
from mutoscope.core.policy.life import RESTRICTED, SHOWN, after
from mutoscope.core.units import Refusal

PART_GONE = "part_taken_down"
_FOR_PART = Refusal(
    PART_GONE,
    "A part of this video that is somebody else's was taken down. It comes back by itself: without that part,"
    " or with it as soon as it is back.",
)
_GIVEN_UP = Refusal(
    "part_not_replaced",
    "A part of this video that is somebody else's was taken down, and we could not make the film again"
    " without it. It comes back if that part does. You can also publish its project once more without that"
    " part, and delete this video.",
)
_PART_CODES = {_FOR_PART.code, _GIVEN_UP.code}
"""Codes of videos that are held for nothing but a part that is to be replaced."""


def restrict(video_id: int, level: Level, reason: Refusal) -> bool:
    """Hold a video or take it down, with the reason its creator reads; False when it already is."""
    with changing(video_id) as video:
        if level == "held" and _only_for_part(video):
            return happen(video, "hold_on", why=reason)
        return happen(video, "hold" if level == "held" else "remove", why=reason)


def hold(video_id: int, reason: Refusal) -> bool:
    return restrict(video_id, "held", reason)


def lift(video_id: int) -> bool:
    """Undo a restriction: the video goes on where it was stopped, unless it is held for a part too, which
    goes on. False when there is none to undo."""
    with changing(video_id) as video:
        if video.deleted or _only_for_part(video):
            return False
        if video.held_to_cut and after(video.state, "lift", video.stopped_in):  # type: ignore[arg-type]
            return happen(video, "hold_on", why=_FOR_PART)
        return _let_out(video)


def hold_for_part(video_id: int, *, this_film: bool = False, given_up: bool = False) -> bool:
    """Nobody sees it until a film is made of it that begins after this, or, where ``this_film`` needs only to
    be brought out, that one; whoever else holds or lifts it. False when it is stopped already.

    ``given_up``: nobody goes on trying by themselves, and its maker reads what they can do.
    """
    with changing(video_id) as video:
        if video.deleted or video.state not in SHOWN | RESTRICTED:
            return False
        video.held_to_cut = max(video.held_to_cut, video.cut) if this_film else video.cut + 1
        why = _GIVEN_UP if given_up else _FOR_PART
        if video.state in SHOWN:
            return happen(video, "hold", why=why)
        if _only_for_part(video) and video.code != why.code:
            happen(video, "hold_on", why=why) if given_up else note(video, why)
        return False


def release_for_part(video_id: int) -> None:
    """The newest film of it shows nothing that it must not: it is not held for a part any more, from now on
    or, while that film is being brought out, from then on."""
    with changing(video_id) as video:
        if video.held_to_cut and video.film_cut < video.cut:
            video.held_to_cut = video.cut
        elif video.held_to_cut:
            _end_hold(video)


def film_came(video: Video) -> None:
    """The locked video shows the film of its cut: if it waited for no later one, it is not held for a part
    any more."""
    if video.held_to_cut and video.cut >= video.held_to_cut:
        _end_hold(video)


def _end_hold(video: Video) -> None:
    alone = _only_for_part(video)
    video.held_to_cut = 0
    if alone:
        _let_out(video)


def _let_out(video: Video) -> bool:
    if not happen(video, "lift"):
        return False
    publish(video)
    return True


def _only_for_part(video: Video) -> bool:
    return video.state == "held" and video.code in _PART_CODES
