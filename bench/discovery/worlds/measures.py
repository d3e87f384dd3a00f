"""What is read from a log of impressions: rates, the cost of exploring, what newcomers and uploads meet."""

from typing import Any

import numpy as np
import numpy.typing as npt

from bench.discovery.worlds.contracts import World
from mutoscope.core.discovery.catalogue import DURATION_EDGES_MS
from mutoscope.core.units import DAY_MS

Columns = dict[str, npt.NDArray[Any]]


def rates(log: Columns) -> dict[str, float]:
    """Per cent of impressions, and videos per visit."""
    told = {name: 100.0 * float(log[name].mean()) for name in ("long_view", "valid", "complete")}
    told |= {name: 100.0 * float(log[name].mean()) for name in ("positive", "negative")}
    visits = max(len(np.unique(log["visit"])), 1)
    return told | {"depth": len(log["visit"]) / visits, "impressions": float(len(log["visit"]))}


def settled(world: World, log: Columns) -> Columns:
    """The second half of the run: what a policy does once it has had time to learn."""
    late = log["at_ms"] >= (world.start_ms + world.end_ms) // 2
    return {name: column[late] for name, column in log.items()}


def repeats(log: Columns) -> int:
    """Videos that came to somebody again though not marked as recycled."""
    fresh = log["recycled"] == 0
    pairs = log["viewer"][fresh] * 10_000_000 + log["video"][fresh]
    return int(len(pairs) - len(np.unique(pairs)))


def watch_quantile(world: World, log: Columns, reference: Columns) -> float:
    """Mean quantile of the watched share among watches of videos about as long, under random exposure."""
    lengths = np.array([item.duration_ms for item in world.items], np.int64)

    def shares(some: Columns) -> tuple[npt.NDArray[Any], npt.NDArray[Any]]:
        length = lengths[some["video"]]
        return some["watched_ms"] / length, np.searchsorted(DURATION_EDGES_MS, length)

    mine, bucket = shares(log)
    theirs, their_bucket = shares(reference)
    total, counted = 0.0, 0
    for one in np.unique(bucket):
        pool = np.sort(theirs[their_bucket == one])
        values = mine[bucket == one]
        if len(pool) < 20:
            continue
        low, high = np.searchsorted(pool, values, "left"), np.searchsorted(pool, values, "right")
        total += float(((low + high) / 2 / len(pool)).sum())
        counted += len(values)
    return total / max(counted, 1)


def exploration_cost(log: Columns) -> float:
    """Per cent of long views lost to exploring slots: their gap to the others, times their share."""
    explore = log["explore"] == 1
    if not explore.any() or explore.all():
        return 0.0
    exploit = float(log["long_view"][~explore].mean())
    gap = exploit - float(log["long_view"][explore].mean())
    return 100.0 * gap * float(explore.mean()) / max(exploit, 1e-9)


def uploads(world: World) -> npt.NDArray[np.int64]:
    """Videos published during the run, a day before its end at the latest."""
    published = np.array([item.published_ms for item in world.items], np.int64)
    return np.flatnonzero((published >= world.start_ms) & (published <= world.end_ms - DAY_MS))


def in_first_day(world: World, log: Columns) -> npt.NDArray[np.int64]:
    """Impressions of each video within a day of its publication."""
    published = np.array([item.published_ms for item in world.items], np.int64)
    soon = log["at_ms"] - published[log["video"]] <= DAY_MS
    return np.bincount(log["video"][soon], minlength=len(published))


def impressions_until_proven(log: Columns, videos: npt.NDArray[np.int64], usual: float) -> list[float]:
    """For each video: looks until the lower bound (one-sided 95 %, Wilson, ten looks at least) of its share
    of long views exceeds ``usual``, the share under random exposure; infinite when that never came."""
    found = []
    for video in videos.tolist():
        held = log["long_view"][log["video"] == video].cumsum()
        looks = np.arange(1, len(held) + 1)
        above = np.flatnonzero((_wilson(held / looks, looks) > usual) & (looks >= 10)) if len(held) else []
        found.append(float(above[0] + 1) if len(above) else float("inf"))
    return found


def _wilson(rate: npt.NDArray[Any], n: npt.NDArray[Any], z: float = 1.645) -> npt.NDArray[Any]:
    spread = z * np.sqrt(rate * (1 - rate) / n + z * z / (4 * n * n))
    lower: npt.NDArray[Any] = (rate + z * z / (2 * n) - spread) / (1 + z * z / n)
    return lower


def newcomers(log: Columns, latecomers: npt.NDArray[np.bool_]) -> dict[str, float]:
    """Per cent of long views of those who join when the engine is warm, by how much they have met."""
    theirs = latecomers[log["viewer"]]
    spans = {"1-10": (0, 10), "11-30": (10, 30), "31-100": (30, 100)}
    told = {}
    for name, (first, last) in spans.items():
        some = theirs & (log["before"] >= first) & (log["before"] < last)
        told[name] = 100.0 * float(log["long_view"][some].mean()) if some.any() else float("nan")
    return told


def gini(counts: npt.NDArray[Any]) -> float:
    """0 when all have the same, near 1 when one has all."""
    ordered = np.sort(counts.astype(np.float64))
    if not len(ordered) or ordered.sum() == 0:
        return 0.0
    ranks = np.arange(1, len(ordered) + 1)
    return float((2 * (ranks * ordered).sum() / ordered.sum() - len(ordered) - 1) / len(ordered))


def gini_within_quality(
    log: Columns, videos: npt.NDArray[np.int64], quality: npt.NDArray[np.float64]
) -> float:
    """Gini of impressions per upload among uploads equally good (fifths), averaged."""
    counts = np.bincount(log["video"], minlength=len(quality))[videos]
    fifth = np.minimum((quality[videos].argsort().argsort() * 5) // max(len(videos), 1), 4)
    return float(np.mean([gini(counts[fifth == one]) for one in range(5) if (fifth == one).any()]))


def topics_per_viewer(world: World, log: Columns) -> float:
    """How many topics a viewer meets, as the exponential of the entropy of their impressions; the mean."""
    topic = np.array([world.topic(video) for video in range(len(world.items))])[log["video"]]
    told = []
    for viewer in np.unique(log["viewer"]):
        mine = topic[log["viewer"] == viewer]
        if len(mine) >= 20:
            share = np.bincount(mine) / len(mine)
            share = share[share > 0]
            told.append(float(np.exp(-(share * np.log(share)).sum())))
    return float(np.mean(told)) if told else 0.0
