"""Of many films those that may hold a part of one, and whether one of them does well enough to ask about it.

Candidates come from an index of keys; they are looked at closely, one by one, and few of them are. What very
many films share (an intro that everybody has, the sound of a room) is no key of anything.
"""

from collections import Counter
from collections.abc import Iterable, Mapping

import msgspec

from mutoscope.core.montage.likeness.matching import (
    Prints,
    Stretch,
    alike_in_picture,
    alike_in_sound,
    keys_of,
)

MOST_HOLDERS = 48
"""A key that so many people's films have tells none from another."""
MOST_LOOKED_AT = 24
"""So many candidates are compared, at most."""
_LEAST_WEIGHT = 1.5
"""One shared key is chance; two that few have are not."""
_SOUND = 1 << 32
_LEAST_SEEN_MS, _LEAST_HEARD_MS, _HEARD_OF_SHORT_MS = 3_000, 8_000, 5_000
_MOST_OF = 0.6
"""A sound alone must last eight seconds, or five where that is so much of the later film."""
_SAYS_ALL_MS = 10_000


class Likeness(msgspec.Struct, frozen=True):
    """What two films have in common. In a stretch the later one is the first."""

    seen: Stretch | None
    heard: Stretch | None
    mirrored: bool
    """It is seen with left and right exchanged."""
    confidence: float
    """0 to 1: by how long and how closely they are alike; no probability."""

    @property
    def longest(self) -> Stretch:
        """The stretch to show: what is seen, where something is."""
        found = self.seen or self.heard
        assert found is not None, "films are alike in something"
        return found


def index_keys(prints: Prints) -> frozenset[int]:
    """What a film is found by: one space of numbers for picture and sound."""
    seen, heard = keys_of(prints)
    return frozenset(seen | {_SOUND + key for key in heard})


def asked_keys(prints: Prints) -> frozenset[int]:
    """What is looked up for a film: its own keys, and those of its mirror image."""
    return index_keys(prints) | keys_of(Prints(prints.mirrored))[0]


def candidates(
    holders: Mapping[int, Iterable[int]], people: Mapping[int, int] | None = None, most: int = MOST_LOOKED_AT
) -> list[int]:
    """Of the films behind each key the most promising, first those that share most of what few have.

    ``people``: whose a film is, so that those of one count once; a film that is not in it is somebody's own.
    """
    weights: Counter[int] = Counter()
    for films in map(tuple, holders.values()):
        many = len({(people or {}).get(film, -film) for film in films})
        if many < MOST_HOLDERS:
            weights.update(dict.fromkeys(films, 1 / (1 + many / 8)))
    ranked = sorted(weights.items(), key=lambda one: (-one[1], one[0]))
    return [film for film, weight in ranked[:most] if weight >= _LEAST_WEIGHT]


def likeness(later: Prints, earlier: Prints, later_ms: int, *, in_sound: bool = True) -> Likeness | None:
    """What a later film has of an earlier one; None: nothing that one should ask about.

    ``in_sound``: false where both were made to the same sound and say so.
    """
    plain, mirror = (alike_in_picture(looks, earlier.glimpses) for looks in (later.glimpses, later.mirrored))
    mirrored = mirror is not None and (plain is None or mirror.length_ms > plain.length_ms)
    seen = mirror if mirrored else plain
    heard = alike_in_sound(later.words, earlier.words) if in_sound else None
    if not _enough(seen, heard, later_ms):
        return None
    doubt = (1 - _sure(seen, 0.88)) * (1 - _sure(heard, 0.70))
    return Likeness(seen, heard, mirrored, round(1 - doubt, 3))


def _enough(seen: Stretch | None, heard: Stretch | None, later_ms: int) -> bool:
    if seen is not None and (seen.length_ms >= _LEAST_SEEN_MS or heard is not None):
        return True
    if heard is None:
        return False
    much = heard.length_ms >= _MOST_OF * later_ms and heard.length_ms >= _HEARD_OF_SHORT_MS
    return heard.length_ms >= _LEAST_HEARD_MS or much


def _sure(stretch: Stretch | None, least: float) -> float:
    """``least``: the share of bits that is just about alike."""
    if stretch is None:
        return 0.0
    close = min(1.0, max(0.0, (stretch.share - least) / (1 - least)))
    return (0.5 + 0.5 * close) * (0.5 + 0.5 * min(1.0, stretch.length_ms / _SAYS_ALL_MS))
