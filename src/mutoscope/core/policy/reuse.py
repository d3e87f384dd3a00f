"""What others may make of somebody's video, as its author says of each.

| their author allows | others may                                                           |
|---------------------|----------------------------------------------------------------------|
| duet                | show it beside, below or behind themselves: duets, reactions, green screens |
| stitch              | begin with five seconds of it and go on with something of their own  |
| remix               | cut from it freely, and open its project, with what the film shows of its materials |
| template            | make their own from its cuts, with their pictures in its places      |

Its sound has a switch of its own, and so has taking it away as a file (``core.policy.downloads``).

The author may always. Everybody else needs an account, must be able to see the video, and it must be for
everyone, of an account that is: what followers are shown stays among them. Authors below 16, or of unknown
age, can't let others use their videos; below 18 nothing is allowed unless they said so.
"""

from collections.abc import Iterable, Sequence
from typing import Literal

import msgspec

from mutoscope.core.units import Refusal

Reuse = Literal["duet", "stitch", "remix", "template"]
REUSES: tuple[Reuse, ...] = ("duet", "stitch", "remix", "template")
Role = Literal["duet", "stitch", "greenscreen", "react", "template", "sound", "clip", "remix"]
"""What a video is to one that was made of it. ``clip``: cut from it; ``remix``: begun with its project."""

FROM_AGE = 16
UNASKED_FROM_AGE = 18
"""From this age on duets and stitches are allowed where nothing else was said."""

_ALLOWED_BY: dict[Role, Reuse] = {
    "duet": "duet",
    "react": "duet",
    "greenscreen": "duet",
    "stitch": "stitch",
    "clip": "remix",
    "remix": "remix",
    "template": "template",
}


class Offer(msgspec.Struct, frozen=True):
    """A video as somebody stands to it who would like to use it."""

    own: bool = False
    sees: bool = False
    """They may watch it."""
    for_everyone: bool = False
    """Its audience is everyone, and so is its creator's account."""
    has_account: bool = False
    """Of whoever asks."""
    allows: tuple[Reuse, ...] = ()
    author: str = ""
    """Handle; empty: their account is not there."""


def may_let_use(age: int) -> bool:
    """Whether somebody of ``age`` (0: unknown) may let others use their videos."""
    return age >= FROM_AGE


def unasked(age: int) -> tuple[Reuse, ...]:
    """What is allowed of new videos by somebody of ``age`` who never said anything about it."""
    return ("duet", "stitch") if age >= UNASKED_FROM_AGE else ()


def allowed(wished: Iterable[str], age: int) -> tuple[Reuse, ...]:
    """What an author of ``age`` may allow of what they wish to; unknown words are dropped."""
    said = set(wished)
    return tuple(one for one in REUSES if one in said) if may_let_use(age) else ()


def written(allows: Sequence[Reuse]) -> str:
    """As one word for the database."""
    return ",".join(allows)


def read(text: str) -> tuple[Reuse, ...]:
    said = text.split(",") if text else ()
    return tuple(one for one in REUSES if one in said)


def may_use(offer: Offer) -> tuple[Reuse, ...]:
    """Everything that whoever asks may make of the video."""
    if not offer.sees or not offer.has_account:
        return ()
    if offer.own:
        return REUSES
    return offer.allows if offer.for_everyone else ()


def why_not(offer: Offer, roles: Iterable[Role]) -> Refusal | None:
    """Why the video may not be used in any of these ways; None: in one of them it may.

    Refuses ``no_such_video`` to whoever may not see it, and then by name: ``video_not_shared`` where it is
    not for everyone, ``duet_not_allowed``, ``stitch_not_allowed``, ``remix_not_allowed`` or
    ``template_not_allowed``.
    """
    asked = [_ALLOWED_BY[role] for role in roles]
    if not offer.sees:
        return Refusal("no_such_video", "This video is not here (any more).", status=404)
    if set(asked) & set(may_use(offer)):
        return None
    if not offer.for_everyone or not offer.has_account or not asked:
        return Refusal("video_not_shared", "Its maker does not let others cut from this video.", status=403)
    return _refusal(asked[0], offer.author)


def _refusal(reuse: Reuse, author: str) -> Refusal:
    sentence = {
        "duet": "%(author)s doesn't allow duets with this video.",
        "stitch": "%(author)s doesn't allow others to begin with a part of this video.",
        "remix": "%(author)s doesn't allow others to cut from this video.",
        "template": "%(author)s doesn't allow this video as a template.",
    }[reuse]
    return Refusal(f"{reuse}_not_allowed", sentence, fields={"author": f"@{author}"}, status=403)
