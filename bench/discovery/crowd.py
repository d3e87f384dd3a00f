"""Many people with histories, made at once: a state of any size in seconds, for benchmarks of the engine.

Videos have topics, creators of very different diligence and words; people have three loved topics and met
numbers of videos that follow a power law: most a few dozen, some thousands.
"""

from collections.abc import Iterator
from typing import Any

import msgspec
import numpy as np

from mutoscope.core.discovery import Item, State
from mutoscope.core.discovery.state import FORMAT
from mutoscope.core.discovery.touches import COMMON, SAID
from mutoscope.core.units import DAY_MS

NOW = 1_800_000_000_000
TOPICS = 60
LENGTHS_MS = (6_000, 12_000, 25_000, 50_000, 100_000)
_pack = msgspec.msgpack.Encoder().encode


def topics_of(videos: int, seed: int) -> "np.ndarray[Any, Any]":
    return np.random.default_rng(seed).zipf(1.3, videos) % TOPICS


def catalogue(videos: int, seed: int = 1) -> Iterator[Item]:
    """``videos`` of the last ninety days, numbered from 1."""
    dice = np.random.default_rng(seed + 1)
    topics = topics_of(videos, seed).tolist()
    creators = (dice.zipf(1.4, videos) % max(videos // 12, 1)).tolist()
    ages = dice.integers(0, 90 * DAY_MS, videos).tolist()
    tags, words = dice.integers(0, 40, (videos, 2)).tolist(), dice.integers(0, 3_000, (videos, 3)).tolist()
    lengths = dice.choice(LENGTHS_MS, videos).tolist()
    for number, topic in enumerate(topics):
        first, second = tags[number]
        yield Item(
            video_id=number + 1,
            creator_id=10_000_000 + creators[number],
            duration_ms=lengths[number],
            published_ms=NOW - ages[number],
            tags=(f"t{topic}", f"t{topic}x{first}", f"y{second}"),
            words=tuple(f"w{word}" for word in words[number]),
            language="fr" if number % 5 == 0 else "en",
        )


def met_by(people: int, touches: int, seed: int = 3) -> "np.ndarray[Any, Any]":
    """How many videos each person met: a power law that sums up to about ``touches``."""
    shares = np.random.default_rng(seed).pareto(1.2, people) + 0.2
    met = shares / shares.sum() * touches
    return np.clip(met, 5, 20_000).astype(int)


def parts(videos: int, people: int, touches: int, seed: int = 1) -> Iterator[tuple[str, Any]]:
    """A dump of such a state, as ``State.load`` takes it. People are ``p1``, ``p2`` ..."""
    yield "format", FORMAT
    yield "adopted", []
    yield "forgotten", []
    yield "choices", []
    some = []
    for item in catalogue(videos, seed):
        some.append((item.video_id, True, _pack(item)))
        if len(some) == 500:
            yield "videos", some
            some = []
    yield "videos", some
    topics = topics_of(videos, seed)
    by_topic = [np.flatnonzero(topics == topic) for topic in range(TOPICS)]
    popular = [rows for rows in by_topic if len(rows)]
    dice = np.random.default_rng(seed + 2)
    for number, met in enumerate(met_by(people, touches).tolist(), 1):
        yield "viewers", [_person(f"p{number}", met, videos, popular, dice)]


def state(videos: int, people: int, touches: int, seed: int = 1) -> State:
    return State.load(parts(videos, people, touches, seed))


def _person(key: str, met: int, videos: int, popular: list[Any], dice: np.random.Generator) -> list[Any]:
    loved = [popular[index] for index in dice.integers(0, len(popular), 3)]
    theirs = [dice.choice(rows, met // 5 + 1) for rows in loved]
    rows = np.unique(np.concatenate([*theirs, dice.integers(0, videos, met)]))
    rows = np.sort(dice.permutation(rows)[:met]).astype("<u4")
    liking = np.isin(rows, np.concatenate(theirs))
    common = np.zeros(len(rows), COMMON)
    common["first_ms"] = NOW - dice.integers(0, 30 * DAY_MS, len(rows))
    common["last_ms"] = common["first_ms"] + 12_000
    common["permille"] = np.where(
        liking, dice.integers(300, 1_200, len(rows)), dice.integers(0, 600, len(rows))
    )
    common["watched_ms"] = common["permille"].astype(int) * 12
    common["flags"] = 1
    liked = np.flatnonzero(liking & (dice.random(len(rows)) < 0.1))
    said = np.zeros(len(liked), SAID)
    said["row"], said["liked_ms"] = rows[liked], common["last_ms"][liked]
    return [key, rows.tobytes(), common.tobytes(), said.tobytes(), [], []]
