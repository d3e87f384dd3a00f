"""Who was made of whom: edges from a video to those that it uses, each with the leave it was given.

A leave is written down when it is used and never again: whoever takes it back later changes what can be made
from then on, not what was made. No video is made of itself, through however many others.
"""

from collections.abc import Container, Iterable

import msgspec

from mutoscope.core.policy.reuse import Reuse, Role
from mutoscope.core.units import Refusal


class Grant(msgspec.Struct, frozen=True):
    """What its author allowed at the moment of use."""

    at_ms: int
    own: bool
    """The author used their own."""
    allows: tuple[Reuse, ...] = ()
    by: str = "author"
    """``author``: by what the video allowed; ``confirmed``: the maker of the later one said so."""


class Edge(msgspec.Struct, frozen=True):
    child: int
    parent: int
    role: Role
    grant: Grant


def link(edges: Iterable[Edge], fresh: Edge) -> tuple[Edge, ...]:
    """The edges with one more; linking twice is linking once, with the first leave.

    Refuses ``made_of_itself`` where the parent was made of the child.
    """
    known = tuple(edges)
    if any((one.child, one.parent, one.role) == (fresh.child, fresh.parent, fresh.role) for one in known):
        return known
    if fresh.child == fresh.parent or fresh.child in above(known, fresh.parent):
        raise Refusal("made_of_itself", "A video can't be made of itself.", status=409)
    return (*known, fresh)


def above(edges: Iterable[Edge], video: int) -> set[int]:
    """Everything that ``video`` was made of, at whatever distance."""
    parents: dict[int, set[int]] = {}
    for edge in edges:
        parents.setdefault(edge.child, set()).add(edge.parent)
    return _reached(parents, video)


def below(edges: Iterable[Edge], video: int) -> set[int]:
    """Everything that was made of ``video``, at whatever distance."""
    children: dict[int, set[int]] = {}
    for edge in edges:
        children.setdefault(edge.parent, set()).add(edge.child)
    return _reached(children, video)


def _reached(steps: dict[int, set[int]], start: int) -> set[int]:
    found: set[int] = set()
    waiting = [start]
    while waiting:
        fresh = steps.get(waiting.pop(), set()) - found
        found |= fresh
        waiting += fresh
    return found


def parts_gone(edges: Iterable[Edge], child: int, gone: Container[int]) -> frozenset[int]:
    """The parents whose part ``child`` must not show now: those that are not to be seen by everyone any more.

    One's own that one made private, or deleted, goes on showing in what one made of it: ``gone`` says so.
    """
    return frozenset(edge.parent for edge in edges if edge.child == child and edge.parent in gone)
