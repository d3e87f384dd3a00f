"""World B: people as lists of rules, videos as subject, craft and mood, and content that tells only part.

Nobody here has a taste vector. A viewer loves a few *subjects* (of 48, three to a topic), wants them well
made, rules some topics out, is in other moods in the morning than at night, and has enough of anything after
a while. What they make of a video is one of five *levels*, read from a small decision tree
(``levels``). Tags name the topic at best, often nothing or another; mood and craft are written
nowhere. So whatever learns from words alone is wrong about much, as it would be outside.
"""

import numpy as np

from bench.discovery.worlds.contracts import START_MS
from bench.discovery.worlds.dice import Floats, Ints
from mutoscope.core.discovery import Item
from mutoscope.core.units import DAY_MS, HOUR_MS

TOPICS, PER_TOPIC, MOODS, ARCHETYPES, DAYPARTS = 16, 3, 4, 10, 3
SUBJECTS = TOPICS * PER_TOPIC
LOVES, SHRUGS = 6, 2
LONGISH_MS = 60_000


class Sizes:
    """How large a world is. The default is a small community that a bench can afford ten times."""

    def __init__(
        self,
        viewers: int = 120,
        creators: int = 80,
        backlog: int = 1_000,
        uploads_a_day: int = 24,
        days: float = 4.0,
        visits_a_day: float = 1.5,
    ) -> None:
        self.viewers, self.creators, self.backlog = viewers, creators, backlog
        self.uploads_a_day, self.days, self.visits_a_day = uploads_a_day, days, visits_a_day


class Nature:
    """Everything true of a World B that does not change while it runs, and the tree that reads it."""

    def __init__(self, seed: int, sizes: Sizes) -> None:
        dice = np.random.default_rng([seed, 0xB])
        self.seed, self.sizes = seed, sizes
        self.start_ms = START_MS
        self.end_ms = START_MS + int(sizes.days * DAY_MS)
        self._fashions = np.array(
            [dice.choice(SUBJECTS, 7, replace=False) for _ in range(ARCHETYPES)], np.int64
        )
        self._make_creators(dice)
        self._make_videos(dice)
        self._make_viewers(dice)
        self.items = [self._item(video, dice) for video in range(len(self.subject))]

    def _make_creators(self, dice: np.random.Generator) -> None:
        n = self.sizes.creators
        demand = np.bincount(self._fashions.ravel(), minlength=SUBJECTS) + 0.3
        self.creator_subject = dice.choice(SUBJECTS, n, p=demand / demand.sum())
        self.creator_skill = dice.normal(0.0, 1.0, n)
        self.creator_zeal = dice.pareto(1.6, n) + 0.3
        self.creator_new = dice.random(n) < 0.3
        """Nobody follows them when the run begins."""
        self.creator_spam = np.zeros(n, np.bool_)
        self.creator_spam[: max(1, n // 40)] = True
        """A ring: worthless videos under popular tags, praised by bots."""

    def _make_videos(self, dice: np.random.Generator) -> None:
        sizes = self.sizes
        uploads = int(sizes.uploads_a_day * sizes.days)
        n = sizes.backlog + uploads
        old = self.start_ms - dice.exponential(12 * DAY_MS, sizes.backlog).astype(np.int64) - HOUR_MS
        new = self.start_ms + dice.uniform(0, sizes.days * DAY_MS, uploads).astype(np.int64)
        self.published_ms = np.concatenate([np.sort(old), np.sort(new)])
        zeal = self.creator_zeal / self.creator_zeal.sum()
        self.creator = dice.choice(sizes.creators, n, p=zeal)
        stray = dice.random(n) < 0.2
        self.subject = np.where(stray, dice.integers(0, SUBJECTS, n), self.creator_subject[self.creator])
        raw = 0.75 * self.creator_skill[self.creator] + 0.66 * dice.normal(size=n)
        self.craft = _ranks(raw)
        self.mood = dice.integers(0, MOODS, n)
        lengths = np.exp(dice.normal(np.log(44_000), 1.0, n))
        self.duration_ms = np.clip(lengths, 4_000, 400_000).astype(np.int64)
        self.french = dice.random(n) < 0.15
        self.bait = dice.random(n) < 0.05
        """Clickbait: seconds of promise, then nothing."""
        spam = self.creator_spam[self.creator]
        self.craft[spam] = 0.01
        self.copy_of = np.full(n, -1)
        """Near-duplicates: somebody else's good video, sent in again."""
        good = np.flatnonzero(self.craft > 0.8)
        for video in np.flatnonzero(dice.random(n) < 0.03):
            earlier = good[good < video]
            if len(earlier):
                of = int(dice.choice(earlier))
                for column in (self.subject, self.craft, self.mood, self.duration_ms, self.french):
                    column[video] = column[of]
                self.copy_of[video] = of

    def _make_viewers(self, dice: np.random.Generator) -> None:
        n = self.sizes.viewers
        self.archetype = dice.integers(0, ARCHETYPES, n)
        self.loved = np.zeros((n, SUBJECTS), np.bool_)
        self.liked = np.zeros((n, TOPICS), np.bool_)
        self.taboo = np.zeros((n, TOPICS), np.bool_)
        for viewer in range(n):
            for _ in range(LOVES):
                self.love(viewer, self._taken_to(viewer, dice))
            self.liked[viewer, dice.choice(TOPICS, 2, replace=False)] = True
            self.taboo[viewer, dice.choice(TOPICS, SHRUGS, replace=False)] = True
            self.taboo[viewer] &= ~self.liked[viewer]
        self.picky = dice.uniform(0.05, 0.4, n)
        self.moods = dice.random((n, DAYPARTS, MOODS)) < 0.5
        self.hurried = dice.random((n, DAYPARTS)) < 0.35
        """At this time of day nothing longer than a minute will do."""
        self.reads_french = dice.random(n) < 0.3
        self.reads_english = (dice.random(n) < 0.9) | ~self.reads_french
        self.zest = np.exp(dice.normal(0.0, 0.5, n))
        """How often they come."""
        self.latecomer = dice.random(n) < 0.2
        """Joins when half of the run is over."""
        self._drifts = [
            (self.start_ms + int(at), int(viewer), self._taken_to(int(viewer), dice))
            for at, viewer in zip(
                np.sort(dice.uniform(0, self.sizes.days * DAY_MS, n // 4)),
                dice.integers(0, n, n // 4),
                strict=True,
            )
        ]

    def _taken_to(self, viewer: int, dice: np.random.Generator) -> int:
        """A subject that somebody like them takes to."""
        usual = self._fashions[self.archetype[viewer]]
        return int(dice.choice(usual)) if dice.random() < 0.8 else int(dice.integers(SUBJECTS))

    def love(self, viewer: int, subject: int) -> None:
        self.loved[viewer, subject] = True
        self.liked[viewer, subject // PER_TOPIC] = True
        self.taboo[viewer, subject // PER_TOPIC] = False

    def drift(self, up_to_ms: int) -> None:
        """Let tastes change that change until then: one love goes, another comes."""
        while self._drifts and self._drifts[0][0] <= up_to_ms:
            _, viewer, subject = self._drifts.pop(0)
            old = int(np.flatnonzero(self.loved[viewer])[0])
            self.loved[viewer, old] = False
            self.love(viewer, subject)

    def levels(self, viewer: int, videos: Ints, at_ms: int) -> Ints:
        """0 (nothing for them) to 4 (made for them), before anybody has had enough of anything."""
        part = daypart(at_ms)
        subject, craft = self.subject[videos], self.craft[videos]
        topic = subject // PER_TOPIC
        fits = self.moods[viewer, part][self.mood[videos]]
        well_made = craft >= self.picky[viewer]
        level = np.where(craft > 0.94, 2, np.where(craft > 0.5, 1, 0))
        level = np.where(self.liked[viewer][topic], np.where(craft > 0.6, 2, 1), level)
        level = np.where(self.loved[viewer][subject], np.where(well_made, 3 + fits, 2), level)
        level = np.where(self.taboo[viewer][topic] | (craft < 0.05), 0, level)
        if self.hurried[viewer, part]:
            level = np.where(self.duration_ms[videos] > LONGISH_MS, level - 1, level)
        french = self.french[videos]
        understood = (french & self.reads_french[viewer]) | (~french & self.reads_english[viewer])
        return np.where(understood, np.maximum(level, 0), 0).astype(np.int64)

    def _item(self, video: int, dice: np.random.Generator) -> Item:
        """What can be read of a video: half of it says what it is."""
        topic, subject = int(self.subject[video]) // PER_TOPIC, int(self.subject[video])
        spam = bool(self.creator_spam[self.creator[video]])
        tags: list[str] = []
        if dice.random() < 0.72 and not spam:
            tags.append(f"topic{topic}" if dice.random() < 0.85 else f"topic{dice.integers(TOPICS)}")
        if dice.random() < 0.18:
            tags.append(f"subject{subject}")
        if spam:
            tags += [f"topic{one}" for one in dice.choice(TOPICS, 3, replace=False)]
        for generic in ("viral", "foryou", "new", "funny"):
            if dice.random() < 0.22:
                tags.append(generic)
        words = [
            f"w{subject}x{dice.integers(12)}" if dice.random() < 0.3 else f"any{int(dice.zipf(1.4)) % 400}"
            for _ in range(int(dice.integers(1, 7)))
        ]
        of = int(self.copy_of[video])
        return Item(
            video_id=video + 1,
            creator_id=1_000_000 + int(self.creator[video]),
            duration_ms=int(self.duration_ms[video]),
            published_ms=int(self.published_ms[video]),
            sound_id=of + 1 if of >= 0 else 0,
            tags=tuple(dict.fromkeys(tags)),
            words=tuple(dict.fromkeys(words)),
            language="fr" if self.french[video] else "en",
        )


def daypart(at_ms: int) -> int:
    """Morning, day, evening."""
    hour = at_ms // HOUR_MS % 24
    return 0 if hour < 10 else 1 if hour < 18 else 2


def _ranks(raw: Floats) -> Floats:
    return (raw.argsort().argsort() + 0.5) / len(raw)
