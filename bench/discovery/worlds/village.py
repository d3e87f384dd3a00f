"""World B at work: who comes when, what each video comes to on their screen, and what bots send."""

from collections import deque
from collections.abc import Iterator, Sequence

import numpy as np

from bench.discovery.worlds.contracts import Outcome
from bench.discovery.worlds.dice import Floats, Ints, chances
from bench.discovery.worlds.nature import PER_TOPIC, SUBJECTS, Nature, Sizes
from bench.discovery.worlds.visits import visits
from bench.discovery.worlds.watching import CHANNELS, long_view_chances, outcome
from mutoscope.core.units import HOUR_MS

REMEMBERED = 12
"""Videos that count towards having had enough of a subject."""
BOTS = 12


class Village(Nature):
    """One World B, for one run. The same seed makes the same people, videos and visits."""

    def __init__(self, seed: int, sizes: Sizes | None = None) -> None:
        super().__init__(seed, sizes or Sizes())
        self.viewers = self.sizes.viewers
        dice = np.random.default_rng([seed, 0xB, 2])
        self.visits = visits(dice, self.zest, self.latecomer, self.sizes.visits_a_day, self.sizes.days)
        self._follows = [self._followed(viewer, dice) for viewer in range(self.viewers)]
        self._lately = [deque[int](maxlen=REMEMBERED) for _ in range(self.viewers)]
        self._met_original: list[set[int]] = [set() for _ in range(self.viewers)]
        self._gossiped_ms = self.start_ms

    def language(self, viewer: int) -> str:
        return "en" if self.reads_english[viewer] else "fr"

    def follows(self, viewer: int) -> tuple[int, ...]:
        return self._follows[viewer]

    def topic(self, video: int) -> int:
        return int(self.subject[video]) // PER_TOPIC

    def hopes(self, viewer: int, videos: Ints, at_ms: int, held: Sequence[int]) -> Floats:
        self.drift(at_ms)
        levels = self.levels(viewer, videos, at_ms) - self._enough(viewer, videos, held)
        return long_view_chances(np.maximum(levels, 0), self.duration_ms[videos], self.bait[videos])

    def meet(self, viewer: int, videos: Sequence[int], at_ms: int) -> Iterator[Outcome]:
        self.drift(at_ms)
        rows = np.array(videos, np.int64)
        levels = self.levels(viewer, rows, at_ms).tolist()
        draws = chances(self.seed, viewer, rows, CHANNELS)
        lately, met = self._lately[viewer], self._met_original[viewer]
        for place, video in enumerate(videos):
            subject, original = int(self.subject[video]), int(self.copy_of[video])
            level = levels[place] - _tired(lately.count(subject))
            if (original if original >= 0 else video) in met:
                level = 0
            met.add(original if original >= 0 else video)
            lately.append(subject)
            yield outcome(max(level, 0), int(self.duration_ms[video]), bool(self.bait[video]), draws[place])

    def _enough(self, viewer: int, videos: Ints, held: Sequence[int]) -> Ints:
        """Levels lost to having had enough, or to having met the original, once ``held`` were watched too."""
        lately = [*self._lately[viewer], *self.subject[list(held)].tolist()][-REMEMBERED:]
        counts = np.bincount(np.array(lately, np.int64), minlength=SUBJECTS)
        lost: Ints = _TIRED[np.minimum(counts, len(_TIRED) - 1)][self.subject[videos]]
        met = np.array(sorted(self._met_original[viewer]), np.int64)
        originals = np.where(self.copy_of[videos] >= 0, self.copy_of[videos], videos)
        return np.where(np.isin(originals, met), 4, lost)

    def gossip(self, up_to_ms: int) -> Iterator[tuple[str, int, str, int]]:
        """Every six hours bots watch the ring's videos to the end and like them."""
        while self._gossiped_ms + 6 * HOUR_MS <= up_to_ms:
            self._gossiped_ms += 6 * HOUR_MS
            spam = self.creator_spam[self.creator] & (self.published_ms <= self._gossiped_ms)
            latest = np.flatnonzero(spam)[-6:].tolist()
            for bot in range(BOTS):
                for video in latest:
                    yield f"abot{bot}", video, "watch", self._gossiped_ms
                    yield f"abot{bot}", video, "like", self._gossiped_ms

    def _followed(self, viewer: int, dice: np.random.Generator) -> tuple[int, ...]:
        """Popular creators, and those of subjects they love: popularity times homophily."""
        alike = 1.0 + 12.0 * self.loved[viewer][self.creator_subject]
        pull = alike * self.creator_zeal * np.exp(self.creator_skill) * ~self.creator_new
        pull[self.creator_spam] = 0.0
        many = min(int(dice.integers(2, 14)), int((pull > 0).sum()))
        chosen = dice.choice(len(pull), many, replace=False, p=pull / pull.sum())
        return tuple(1_000_000 + int(one) for one in np.sort(chosen))


_TIRED = np.array([0, 0, 0, 0, 1, 1, 2])


def _tired(times: int) -> int:
    """Levels lost after so many of the same subject among the last dozen."""
    return int(_TIRED[min(times, len(_TIRED) - 1)])
