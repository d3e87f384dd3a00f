"""World A: 1,411 people each of whom was asked about each of 3,327 videos, so outcomes are looked up.

KuaiRec's small matrix (Gao et al., 2022; CC BY-SA 4.0) says for every pair whether somebody watched the video
more than twice its length; a sample of the exact ratios says how much watching that and its opposite are. A
long view here is such a watch: 4.6 % of all pairs. Tags are the only content. Who made a video is not told,
so each has its own creator. A seed draws which people and videos take part, and when they come.
"""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec
import numpy as np
import numpy.typing as npt
import pyarrow.parquet as parquet

from bench.discovery.worlds.contracts import START_MS, Outcome
from bench.discovery.worlds.dice import Floats, Ints, chances
from bench.discovery.worlds.visits import visits
from mutoscope.core.discovery import Item
from mutoscope.core.units import DAY_MS

LENGTH_MS = 10_000
"""Lengths are not told; ratios are."""
VIEWERS, VIDEOS, DAYS, VISITS_A_DAY, BACKLOG = 120, 900, 4.0, 1.5, 0.8


class Answers(msgspec.Struct, frozen=True):
    """What the files hold, by place: people in the order of the matrix, videos likewise."""

    held: npt.NDArray[np.bool_]
    """(person, video): watched more than twice its length."""
    tags: list[tuple[str, ...]]
    known: dict[tuple[int, int], float]
    """Exact ratios, of a sample of pairs."""
    usual: list[npt.NDArray[np.float64]]
    """For each person their sampled ratios of pairs that did not hold."""
    loops: npt.NDArray[np.float64]
    """Ratios above two, of everybody."""


def read(folder: Path) -> Answers:
    """The files of the data set in ``folder``."""
    matrix = np.load(folder / "small_matrix_wr_gt2.npz")
    people, videos = matrix["user_ids"].tolist(), matrix["video_ids"].tolist()
    held = np.zeros((len(people), len(videos)), np.bool_)
    held[np.repeat(np.arange(len(people)), np.diff(matrix["indptr"])), matrix["indices"]] = True
    tags = json.loads((folder / "video_tags.json").read_text("utf-8"))
    person_at = {person: place for place, person in enumerate(people)}
    video_at = {video: place for place, video in enumerate(videos)}
    sample = parquet.read_table(folder / "watch_ratio_sample.parquet").to_pydict()
    known: dict[tuple[int, int], float] = {}
    usual: list[list[float]] = [[] for _ in people]
    for person, video, ratio in zip(
        sample["user_id"], sample["video_id"], sample["watch_ratio"], strict=True
    ):
        if person in person_at and video in video_at:
            known[person_at[person], video_at[video]] = ratio
            if ratio <= 2.0:
                usual[person_at[person]].append(ratio)
    loops = np.array([ratio for ratio in known.values() if ratio > 2.0] or [2.5])
    return Answers(
        held=held,
        tags=[tuple(f"tag{tag}" for tag in tags.get(str(video), [])) for video in videos],
        known=known,
        usual=[np.array(mine or [0.5]) for mine in usual],
        loops=loops,
    )


class Asked:
    """One World A, for one run."""

    def __init__(self, seed: int, answers: Answers, viewers: int = VIEWERS, videos: int = VIDEOS) -> None:
        dice = np.random.default_rng([seed, 0xA])
        self.seed, self.answers = seed, answers
        people, all_videos = answers.held.shape
        self.people = dice.choice(people, min(viewers, people), replace=False)
        self.videos = dice.choice(all_videos, min(videos, all_videos), replace=False)
        self.viewers = len(self.people)
        self.start_ms, self.end_ms = START_MS, START_MS + int(DAYS * DAY_MS)
        old = int(BACKLOG * len(self.videos))
        before = START_MS - dice.exponential(12 * DAY_MS, old).astype(np.int64)
        during = START_MS + dice.uniform(0, DAYS * DAY_MS, len(self.videos) - old).astype(np.int64)
        self.published_ms = np.concatenate([np.sort(before), np.sort(during)])
        self.quality: Floats = answers.held[:, self.videos].mean(0)
        self.latecomer = dice.random(self.viewers) < 0.2
        zest = np.exp(dice.normal(0.0, 0.5, self.viewers))
        self.visits = visits(dice, zest, self.latecomer, VISITS_A_DAY, DAYS)
        self.items = [self._item(place) for place in range(len(self.videos))]

    def language(self, viewer: int) -> str:
        return ""

    def follows(self, viewer: int) -> tuple[int, ...]:
        return ()

    def topic(self, video: int) -> int:
        """The first tag."""
        tags = self.answers.tags[self.videos[video]]
        return int(tags[0][3:]) if tags else 99

    def hopes(self, viewer: int, videos: Ints, at_ms: int, held: Sequence[int]) -> Floats:
        return self.answers.held[self.people[viewer], self.videos[videos]].astype(np.float64)

    def meet(self, viewer: int, videos: Sequence[int], at_ms: int) -> Iterator[Outcome]:
        rows = np.array(videos, np.int64)
        person = int(self.people[viewer])
        for row, luck in zip(rows, chances(self.seed, viewer, rows, 1)[:, 0].tolist(), strict=True):
            place = int(self.videos[row])
            held = bool(self.answers.held[person, place])
            pool = self.answers.loops if held else self.answers.usual[person]
            ratio = self.answers.known.get((person, place), float(pool[int(luck * len(pool))]))
            yield Outcome(
                watched_ms=int(min(ratio, 8.0) * LENGTH_MS),
                long_view=held,
                valid=ratio >= 0.7,
                complete=ratio >= 1.0,
            )

    def gossip(self, up_to_ms: int) -> Iterator[tuple[str, int, str, int]]:
        return iter(())

    def _item(self, place: int) -> Item:
        return Item(
            video_id=place + 1,
            creator_id=1_000_000 + place,
            duration_ms=LENGTH_MS,
            published_ms=int(self.published_ms[place]),
            tags=self.answers.tags[self.videos[place]],
        )
