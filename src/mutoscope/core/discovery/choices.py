"""What a viewer said about their own feed: modes, sliders and dials. Nothing here was inferred from watching.

Choices are set, not joined: the one said last holds, in the order of the log. While a viewer is *silent*
(paused, or in the plain mode) nothing they watch is taken; silences are kept as spans of time, because an
event from an offline phone may arrive after the silence it fell into.
"""

from functools import lru_cache
from typing import Literal

import msgspec

from mutoscope.core.discovery.weights import Weights
from mutoscope.core.units import DAY_MS

Kind = Literal["tag", "creator", "sound", "language"]
KINDS: tuple[Kind, ...] = ("tag", "creator", "sound", "language")
Level = Literal[-2, -1, 0, 1, 2]
NONE, LESS, OUT, SOME, MORE = -2, -1, 0, 1, 2
"""Never; less; what was learned about it does not count; some more; more."""
STRENGTH = {LESS: -1.0, SOME: 0.5, MORE: 1.0}
FOREVER = 1 << 52
"""End of a pause that lasts until it is taken back."""
MOST_DIALS = 300
_KEPT_MS = 8 * DAY_MS
"""How long a silence that ended is remembered; events are never taken as older than a week."""
_MOST_SILENCES = 40


class Dial(msgspec.Struct, frozen=True, order=True):
    """How much of one thing a viewer wants."""

    kind: Kind
    name: str
    """Tag or language; id of a creator or sound, in digits."""
    level: Level

    def __post_init__(self) -> None:
        if self.kind in ("creator", "sound") and not (
            self.name.isascii() and self.name.isdigit() and len(self.name) < 20
        ):
            raise ValueError(f"not an id: {self.name[:40]!r}")


class Choices(msgspec.Struct, frozen=True):
    plain: bool = False
    """The mode that reads nothing they watched."""
    paused_until_ms: int = 0
    discovery: float = 0.0
    """-1 familiar .. 1 new."""
    length: float = 0.0
    """-1 shorter .. 1 longer."""
    dials: tuple[Dial, ...] = ()
    silences: tuple[tuple[int, int], ...] = ()
    """[from, until) in which nothing is learned, oldest first; the last one may be under way."""

    def learns(self, at_ms: int) -> bool:
        """Whether what was watched at ``at_ms`` counts."""
        return not any(start <= at_ms < end for start, end in self.silences)

    def level(self, kind: Kind, name: str) -> Level | None:
        return next((one.level for one in self.dials if (one.kind, one.name) == (kind, name)), None)


NEUTRAL = Choices()


class Wish(msgspec.Struct, frozen=True):
    """A change of choices: what is None stays as it is."""

    plain: bool | None = None
    paused_until_ms: int | None = None
    """0: learn again."""
    discovery: float | None = None
    length: float | None = None
    dials: tuple[Dial, ...] = ()
    """Each takes the place of the one about the same thing."""
    neutral: tuple[tuple[Kind, str], ...] = ()
    """Dials to take back."""


def chosen(before: Choices, wish: Wish, at_ms: int) -> Choices:
    """The choices after ``wish``, said at ``at_ms``. Beyond ``MOST_DIALS`` the latest ones are not taken."""
    about = {(one.kind, one.name): one for one in before.dials}
    for one in wish.dials:
        if (one.kind, one.name) in about or len(about) < MOST_DIALS:
            about[one.kind, one.name] = one
    for gone in wish.neutral:
        about.pop(gone, None)
    after = msgspec.structs.replace(
        before,
        plain=before.plain if wish.plain is None else wish.plain,
        paused_until_ms=before.paused_until_ms if wish.paused_until_ms is None else wish.paused_until_ms,
        discovery=before.discovery if wish.discovery is None else _within(wish.discovery),
        length=before.length if wish.length is None else _within(wish.length),
        dials=tuple(sorted(about.values())),
    )
    if (after.plain, after.paused_until_ms) == (before.plain, before.paused_until_ms):
        return after
    return msgspec.structs.replace(after, silences=_silences(after, at_ms))


def restarted(choices: Choices) -> Choices:
    """What is left of choices after a reset: whether anything may be learned, and nothing else."""
    return Choices(plain=choices.plain, paused_until_ms=choices.paused_until_ms, silences=choices.silences)


@lru_cache(maxsize=256)
def steered(weights: Weights, discovery: float) -> Weights:
    """The numbers under a discovery slider: what was learned counts less or more, slots explore more or less.

    Towards «new» the shares of exploring slots rise in a straight line to ``explore_chosen``; towards
    «familiar» they fall to none.
    """
    lean, value = weights.lean**-discovery, weights.value

    def share(usual: float) -> float:
        most = max(weights.explore_chosen, usual)
        return usual + discovery * (most - usual) if discovery > 0 else usual * (1.0 + discovery)

    return msgspec.structs.replace(
        weights,
        value=msgspec.structs.replace(
            value,
            interests=value.interests * lean,
            history=value.history * lean,
            creator=value.creator * lean,
            tags=value.tags * lean,
            covisited=value.covisited * lean,
            sequence=value.sequence * lean,
            follows=value.follows * lean,
        ),
        explore_least=share(weights.explore_least),
        explore_most=share(weights.explore_most),
        explore_newcomer=share(weights.explore_newcomer),
    )


def _silences(after: Choices, at_ms: int) -> tuple[tuple[int, int], ...]:
    """The silences from ``at_ms`` on: the one under way ends, and another begins if there is a reason."""
    until = FOREVER if after.plain else after.paused_until_ms
    kept = [
        (start, min(end, at_ms))
        for start, end in after.silences
        if start < at_ms and min(end, at_ms) > at_ms - _KEPT_MS
    ]
    if until > at_ms:
        kept.append((at_ms, until))
    while len(kept) > _MOST_SILENCES:  # rather silent for too long than not long enough
        kept[:2] = [(kept[0][0], kept[1][1])]
    return tuple(kept)


def _within(value: float) -> float:
    return min(max(value, -1.0), 1.0)
