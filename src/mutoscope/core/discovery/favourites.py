"""Whose videos a viewer keeps coming back to, read from the facts."""

from mutoscope.core.discovery.facts import Touch
from mutoscope.core.discovery.state import State

RECENT = 400
"""How many of the videos met last are looked at."""
ENOUGH = 2.0
"""A like, or two videos watched to their end: below it, it may have been chance."""


def favourite_creators(state: State, viewer: str, most: int) -> tuple[int, ...]:
    """Creators whom ``viewer`` watched with pleasure, the dearest first; none whom they refused."""
    facts = state.viewers.get(state.adopted.get(viewer, viewer))
    if facts is None:
        return ()
    fondness: dict[int, float] = {}
    refused: set[int] = set()
    ids = state.catalogue.ids
    for row in facts.latest(ids, RECENT):
        item, touch = state.catalogue.item(int(ids[row])), facts.touches[row]
        if item is None:
            continue
        if touch.refused_ms:
            refused.add(item.creator_id)
        fondness[item.creator_id] = fondness.get(item.creator_id, 0.0) + _pleasure(touch)
    for row, said in facts.refusals.items():
        item = state.catalogue.item(int(ids[row]))
        if item is not None and any(scope == "creator" and one.stands for (scope, _), one in said.items()):
            refused.add(item.creator_id)
    dear = [one for one, sum_ in fondness.items() if sum_ >= ENOUGH and one not in refused]
    return tuple(sorted(dear, key=lambda one: (-fondness[one], one))[:most])


def _pleasure(touch: Touch) -> float:
    said = 2.0 * (touch.cherished or touch.passed_on)
    return said + (1.0 if touch.permille >= 850 else 0.5 if touch.permille >= 500 else 0.0)
