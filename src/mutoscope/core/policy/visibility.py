"""Who may see a video: the one decision that cards, profiles, the feed and the bytes themselves all ask.

| the video is        | everybody | followers | blocked either way | its creator | staff |
|---------------------|-----------|-----------|--------------------|-------------|-------|
| public              | yes       | yes       | no                 | yes         | yes   |
| for followers       | no        | yes       | no                 | yes         | yes   |
| only for its maker  | no        | no        | no                 | yes         | yes   |
| not published yet   | no        | no        | no                 | yes         | yes   |
| held, removed       | no        | no        | no                 | no          | yes   |
| deleted, failed     | no        | no        | no                 | no          | no    |

A private account makes «everyone» mean «followers». Above the age a viewer is known to have, nobody but its
creator and staff sees a video; an unknown age is the youngest.
"""

import msgspec

from mutoscope.core.policy.life import RESTRICTED, SHOWN, State


class Shown(msgspec.Struct, frozen=True):
    """What the decision needs to know of a video."""

    creator_id: int
    state: State
    audience: str
    """everyone, followers or me."""
    creator_is_private: bool = False
    creator_is_active: bool = True
    """False once the account is closed or suspended: then only staff sees its videos."""
    min_age: int = 0
    deleted: bool = False
    """Deleted by its maker: gone for good, whatever its state says."""


class Onlooker(msgspec.Struct, frozen=True):
    """What the decision needs to know of who looks, towards this creator."""

    person_id: int = 0
    age: int = 0
    """Years, lower bound; 0 when unknown."""
    is_staff: bool = False
    follows: bool = False
    blocked: bool = False


def may_see(video: Shown, viewer: Onlooker) -> bool:
    """Whether ``viewer`` may have the card and the bytes of ``video``."""
    if video.deleted or video.state in ("rendering", "uploading", "failed"):
        return False
    if viewer.is_staff:
        return True
    if video.state in RESTRICTED or not video.creator_is_active:
        return False
    if viewer.person_id and viewer.person_id == video.creator_id:
        return True
    if video.state not in SHOWN or viewer.blocked or viewer.age < video.min_age:
        return False
    if video.audience == "everyone":
        return viewer.follows or not video.creator_is_private
    return video.audience == "followers" and viewer.follows


def is_public(video: Shown) -> bool:
    """Whether anybody at all may have the bytes, so that its address needs no signature."""
    return may_see(video, Onlooker())
