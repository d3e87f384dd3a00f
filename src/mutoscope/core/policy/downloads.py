"""Who may take a film away as a file.

| the film is                  | its creator      | whoever may see it | everybody else |
|------------------------------|------------------|--------------------|----------------|
| public, creator allows it    | yes, without mark| yes, with a mark   | no             |
| anything else                | yes, without mark| no                 | no             |

A film for followers stays with the followers: a file can be passed on to anybody. Creators below 16, or of
unknown age, can't allow it. A film with others' films in it is taken away as all of them may be, by its
creator too: with a mark where one of these may only be had with it, and not at all where one may not.
"""

from typing import Literal

FROM_AGE = 16

Manner = Literal["no", "marked", "bare"]
"""Not at all, with the mark, or as it is."""


_MANNERS: tuple[Manner, ...] = ("no", "marked", "bare")


def least(*manners: Manner) -> Manner:
    """What is left where all of these hold: of a film, and of every film in it."""
    return min(manners, key=_MANNERS.index)


def may_offer(age: int) -> bool:
    """Whether somebody of ``age`` (0: unknown) may let others take their films away."""
    return age >= FROM_AGE


def manner(*, sees: bool, own: bool, public: bool, allowed: bool) -> Manner:
    """How somebody may take a film away; ``sees``: they may watch it."""
    if not sees:
        return "no"
    if own:
        return "bare"
    return "marked" if public and allowed else "no"
