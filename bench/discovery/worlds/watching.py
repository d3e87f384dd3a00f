"""From a level to seconds on the screen and to what is pressed: the part that is calibrated.

With chance ``_HELD[level]`` a video holds: the watch is then a share of its length, around 0.9, with loops
for short ones. Else it is looked at for some seconds whatever its length. The numbers were chosen once, under
uniformly random exposure, to land on what was measured on Kuaishou under the same (KuaiRand, Gao et al.,
2022: long view 8.5 %, valid play 17.6 %, completion 3.3 %, positive interaction 0.56 %, negative 0.11 %).
"""

from statistics import NormalDist

import numpy as np

from bench.discovery.worlds.contracts import Outcome
from bench.discovery.worlds.dice import Floats, Ints
from bench.discovery.worlds.nature import Nature
from mutoscope.core.units import HOUR_MS

LONG_MS, VALID_MS = 18_000, 7_000
CHANNELS = 8
_HELD = (0.008, 0.042, 0.14, 0.6, 0.88)
_GLANCE_S = (1.6, 2.3, 3.0, 4.2, 5.0)
"""Median seconds of a look that did not hold."""
_SHARE = -0.12
"""Logarithm of the median share of its length that a video is watched when it holds."""
_POSITIVE = (0.0009, 0.0032, 0.01, 0.028, 0.06)
_NEGATIVE = (0.0016, 0.0006, 0.0002, 0.0, 0.0)
RANDOM_EXPOSURE = {"long_view": 8.5, "valid": 17.6, "complete": 3.3, "positive": 0.56, "negative": 0.11}
"""Per cent, of KuaiRand under random exposure."""
PRODUCTION = {"long_view": 31.8, "valid": 45.1, "complete": 14.3, "positive": 2.14, "negative": 0.079}
"""Per cent, of the same people under the platform's own recommender."""
_normal = NormalDist().inv_cdf
_KINDS = (("like",), ("like", "follow"), ("share",), ("save",), ("follow",), ("like",))


def outcome(level: int, duration_ms: int, bait: bool, draws: Floats) -> Outcome:
    """What a video of this level and length comes to, given ``CHANNELS`` numbers in 0..1."""
    held, how, loops, positive, negative, kind, _, _ = draws.tolist()
    if held < _HELD[level]:
        share = np.exp(_SHARE + 0.42 * _normal(how))
        watched = float(share * duration_ms)
        if share >= 1.0 and duration_ms < 20_000:
            watched = duration_ms * (1.0 + int(loops * 2.6))
    else:
        watched = 1000.0 * _GLANCE_S[level] * float(np.exp(0.95 * _normal(how)))
        watched = min(watched, 0.97 * duration_ms)
    if bait:  # the first seconds promise, the rest does not keep it
        watched = min(max(watched, 2_500.0), 0.3 * duration_ms + 3_000.0)
    full = watched >= duration_ms
    reactions: tuple[str, ...] = ()
    if positive < _POSITIVE[level] * (2.0 if full else 0.7):
        reactions = _KINDS[int(kind * len(_KINDS))]
    elif negative < _NEGATIVE[level]:
        reactions = ("not_interested",) if kind < 0.9 else ("report",)
    return Outcome(
        watched_ms=int(watched),
        long_view=full or watched >= LONG_MS,
        valid=full or watched >= VALID_MS,
        complete=full,
        reactions=reactions,
    )


def long_view_chances(levels: Ints, duration_ms: Ints, bait: np.ndarray) -> Floats:
    """The chance of a long view of each: what ``outcome`` comes to on average."""
    table = _table()
    chance: Floats = table[levels, np.searchsorted(_EDGES_MS, duration_ms)]
    return np.where(bait, 0.0, chance)


_EDGES_MS = np.array([5, 7, 9, 12, 15, 18, 21, 25, 30, 40, 60, 90, 150, 250]) * 1000
_TABLE: list[Floats] = []


def _table() -> Floats:
    """(level, length) -> chance, by trying both kinds of watch at many quantiles."""
    if not _TABLE:
        middles = np.concatenate([[4_500], (_EDGES_MS[1:] + _EDGES_MS[:-1]) / 2, [320_000]])
        z = np.array([_normal(q) for q in (np.arange(400) + 0.5) / 400])
        share, table = np.exp(_SHARE + 0.42 * z), np.zeros((5, len(middles)))
        for place, duration in enumerate(middles):
            held = ((share >= 1.0) | (share * duration >= LONG_MS)).mean()
            for level in range(5):
                glance = np.minimum(1000 * _GLANCE_S[level] * np.exp(0.95 * z), 0.97 * duration)
                table[level, place] = _HELD[level] * held + (1 - _HELD[level]) * (glance >= LONG_MS).mean()
        _TABLE.append(table)
    return _TABLE[0]


def under_random_exposure(world: Nature, many: int = 40_000) -> dict[str, float]:
    """Per cent of uniformly drawn pairs of viewer and video: what ``RANDOM_EXPOSURE`` is about."""
    dice = np.random.default_rng(world.seed)
    each = max(many // world.sizes.viewers, 1)
    found: list[Outcome] = []
    for viewer in range(world.sizes.viewers):
        videos = dice.integers(0, len(world.subject), each)
        at_ms = world.start_ms + int(dice.integers(0, 24)) * HOUR_MS
        levels, draws = world.levels(viewer, videos, at_ms), dice.random((each, CHANNELS))
        for level, video, mine in zip(levels.tolist(), videos.tolist(), draws, strict=True):
            found.append(outcome(level, int(world.duration_ms[video]), bool(world.bait[video]), mine))
    share = {
        name: 100.0 * float(np.mean([getattr(one, name) for one in found]))
        for name in ("long_view", "valid", "complete")
    }
    refused = [bool({"not_interested", "report"} & set(one.reactions)) for one in found]
    liked = [bool(one.reactions) and not no for one, no in zip(found, refused, strict=True)]
    return share | {"positive": 100.0 * float(np.mean(liked)), "negative": 100.0 * float(np.mean(refused))}
