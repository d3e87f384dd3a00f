"""Checks of what is claimed in figures: waits of a crowd, exposure that nobody earned, and large numbers."""

import json
import random
import re
from collections import Counter
from functools import cache

import numpy as np
import pytest
from bench.discovery import crowd
from bench.harness import quantile
from bench.open_loop import arrivals, waits
from tests.core.discovery.world import NOW, Persona, a_catalogue, a_state, an_event
from tests.sim.pitfalls.table import ROOT

from mutoscope.adapters.engine.contracts import Place
from mutoscope.adapters.engine.shard import Shard, unpacked
from mutoscope.adapters.engine.sharded import ShardedEngine
from mutoscope.core.discovery import PageRequest, State, make_page

MINUTE = 60_000


class Clock:
    """Time that passes only while somebody sleeps or is answered."""

    def __init__(self) -> None:
        self.now_s = 100.0

    def pass_(self, seconds: float) -> None:
        self.now_s += seconds


def test_a_stall_counts_for_everybody_who_comes_in_it() -> None:
    """Of a thousand questions one takes two seconds. Who asks patiently hardly sees it; of those who come
    fifty a second a tenth wait for it, and the same question asked at the same pace tells both."""
    clock, answered_s = Clock(), list[float]()

    def ask(number: int) -> None:
        began = clock.now_s
        clock.pass_(2.0 if number == 500 else 0.004)
        answered_s.append(clock.now_s - began)

    due = [number / 50 for number in range(1_000)]
    took = waits(ask, due, 1, lambda: clock.now_s, clock.pass_)
    assert quantile(answered_s, 0.99) == pytest.approx(0.004), "of its own time each is quick"
    late = sum(one > 0.1 for one in took)
    assert 90 < late < 140 and quantile(took, 0.95) > 0.5 and max(took) == pytest.approx(2.0)
    assert took[499] == pytest.approx(0.004) == took[-1], "before it, and once it is over, nobody waits"


def test_people_come_when_they_come() -> None:
    """Arrivals at a rate know nothing of each other, nor of answers: their gaps are exponential."""
    due = arrivals(20.0, 20_000, seed=5)
    gaps = np.diff(due)
    assert (gaps > 0).all() and due == arrivals(20.0, 20_000, seed=5) != arrivals(20.0, 20_000, seed=6)
    assert np.mean(gaps) == pytest.approx(1 / 20, rel=0.03) == pytest.approx(np.std(gaps), rel=0.03)


def test_latency_is_told_of_a_warm_crowd_whose_histories_follow_a_power_law() -> None:
    """Whoever is asked about has met something, some a hundred times more than most; every kept figure of a
    page says so of its crowd, and the one of waits is of arrivals at a rate, beside the patient client's."""
    state = crowd.state(400, 150, 9_000)
    met = sorted(len(one.touches) for one in state.viewers.values())
    assert len(met) == 150 and met[0] >= 5
    assert 5 * met[75] < met[-1], "the most met have met many times what the median has"
    for name in ("discovery.page", "discovery.page_million", "discovery.arrivals"):
        for one in _kept(name):
            if one["unit"] != "ms":
                continue
            people, median, most = (
                int(re.search(pattern, one["note"])[1].replace(",", ""))  # type: ignore[index]
                for pattern in (r"([\d,]+) people met", r"the median ([\d,]+)", r"the most ([\d,]+)")
            )
            assert people >= 1_000 and most >= 50 * median >= 50 * 8, one["name"]
    for one in _kept("discovery.arrivals"):
        assert "arrivals a second" in one["name"] and one["baseline"], "the patient client stands beside it"


@cache
def _lived() -> tuple[State, tuple[int, ...]]:
    """(a state of 60 people who watched three topics, milliseconds of each of their watches)"""
    state, watched = a_state(a_catalogue(["cooking", "cars", "dance"], 25)), list[int]()
    for number in range(60):
        love, dice = ("cooking", "cars", "dance")[number % 3], random.Random(number)
        Persona(
            state,
            f"p{number}",
            lambda item, love=love, dice=dice: dice.uniform(
                *((0.5, 1.1) if love in item.tags else (0.02, 0.3))
            ),
            seed=number,
        ).swipe(4)
        watched += [touch.watched_ms for _, touch in state.viewers[f"p{number}"].touches.items()]
    return state, tuple(watched)


def _shown(state: State) -> Counter[int]:
    """How often each video is on pages of those sixty and of newcomers, where nothing explores."""
    met: Counter[int] = Counter()
    for number in range(120):
        viewer = f"p{number}" if number < 60 else f"anew{number}"
        page = make_page(state, PageRequest(viewer, NOW + 10 * MINUTE, seed=number, language="en"))
        met.update(one.video_id for one in page.served if not one.explore and one.source != "recycled")
    return met


@pytest.mark.parametrize("video", [10, 20, 40, 70])
def test_exposure_that_was_bought_earns_nothing(video: int) -> None:
    """Nobody can pay for a place on a page here. Who pays elsewhere, and sends five times as many people as
    there are to a video, gets no more of everybody's pages when those watch it as people watch anything; the
    feed without that campaign is the measure. Nor do the other videos change places for it."""
    before, watched = _lived()
    without = _shown(before)
    after, dice = State.load(before.dump()), random.Random(3)
    for number in range(300):
        viewer, at_ms = f"asent{number}", NOW + 5 * MINUTE
        after.apply(an_event(viewer, video, "impression", at_ms=at_ms))
        after.apply(an_event(viewer, video, at_ms=at_ms + 1, watched_ms=dice.choice(watched)))
    with_it = _shown(after)
    assert with_it[video] <= 1.25 * without[video] + 3, "it came further than it was worth"
    others = [one for one in range(1, 76) if one != video]
    order = np.corrcoef([without[one] for one in others], [with_it[one] for one in others])[0, 1]
    assert order > 0.8


def test_a_measure_of_bought_exposure_sees_a_leak(monkeypatch: pytest.MonkeyPatch) -> None:
    """Were showings worth something by themselves, the check above would say so."""
    before, watched = _lived()
    leaking, without = State.load(before.dump()), _shown(before)
    quality = leaking.votes.quality

    def by_showings(rows, durations):  # type: ignore[no-untyped-def]
        mean, deviation = quality(rows, durations)
        return mean + np.log1p(leaking.votes.shown[rows]) / 2, deviation

    monkeypatch.setattr(leaking.votes, "quality", by_showings)
    for number in range(300):
        leaking.apply(an_event(f"asent{number}", 70, at_ms=NOW + 5 * MINUTE, watched_ms=watched[number]))
    assert _shown(leaking)[70] > 1.25 * without[70] + 3


@pytest.mark.parametrize("many", [1, 2, 4])
def test_a_cell_does_the_work_that_its_arithmetic_counts(many: int) -> None:
    """Each page is made once and each event taken once, however many shards there are; each is counted by
    all the others once; viewers are spread evenly; videos are on every shard."""
    shards = [Counting(None, Place(number, many)) for number in range(many)]
    engine, people, each = ShardedEngine(shards), 400, 3
    engine.put_items(a_catalogue(["cooking", "cars"], 20))
    for number in range(people):
        viewer = f"p{number}"
        engine.ingest([an_event(viewer, 1 + (number + one) % 40) for one in range(each)], NOW)
        engine.page(PageRequest(viewer, NOW, seed=number, language="en"))
    told = heard = 0
    for shard in shards:
        batch = shard.untold()
        while batch.after < batch.up_to:
            told += len(unpacked(batch))
            for other in shards:
                if other is not shard:
                    assert other.hear(str(shard.place.number), batch, NOW)
                    heard += len(unpacked(batch))
            shard.was_told(batch.epoch, batch.up_to)
            batch = shard.untold()
    assert sum(one.made for one in shards) == people
    assert sum(len(one.history(0, 5_000).happened) for one in shards) == people * each == told
    assert heard == (many - 1) * told
    at_home = [one.health().viewers for one in shards]
    assert sum(at_home) == people and max(at_home) < 1.25 * people / many
    assert all(one.health().videos == 40 for one in shards)


class Counting(Shard):
    """A shard that counts the pages it makes."""

    made = 0

    def page(self, request: PageRequest):  # type: ignore[no-untyped-def]
        self.made += 1
        return super().page(request)


def _kept(name: str) -> list[dict]:
    return json.loads((ROOT / "bench" / "results" / f"{name}.json").read_text("utf-8"))


def _rows(text: str) -> dict[str, list[str]]:
    """First cell -> the others, of every table."""
    lines = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines() if line[:1] == "|"
    ]
    return {cells[0]: cells[1:] for cells in lines}


def _numbers(cell: str) -> list[float]:
    """The numbers in a cell, with k, M, G, T and kB, MB, GB, TB as factors."""
    factors = {"": 1.0, "k": 1e3, "M": 1e6, "G": 1e9, "T": 1e12}
    found = re.findall(r"(\d[\d,]*(?:\.\d+)?)(?: ?([kMGT])(?=B|/|,|\b))?", cell)
    return [float(number.replace(",", "")) * factors[unit] for number, unit in found]


def test_large_numbers_are_measured_ones_times_assumptions_and_say_so() -> None:
    """What docs/operate/scale.md calls measured is what the bench has kept; what it projects is the product
    of those, worked out anew here; and every line of it says that it is a projection."""
    text = (ROOT / "docs" / "operate" / "scale.md").read_text("utf-8")
    rows, kept = _rows(text), {one["name"]: one["value"] for one in _kept("discovery.shards")}
    measured = {
        "pages of 8 for a second of processor": "pages for each second of processor, one engine",
        "events taken at home, with a line on disk": "events for each second of processor, one engine",
        "an event counted by another shard": "processor time to count an event of another shard",
        "memory for a video, on every shard": "bytes of memory for each video, on every shard",
        "memory for a viewer of 20 events": "bytes of memory for each viewer of 20 events",
        "log for an event": "bytes of log for each event",
        "stream for an event": "bytes of stream in Valkey for each event",
    }
    unit = {}
    for row, figure in measured.items():
        unit[row] = _numbers(rows[row][0])[0]
        assert unit[row] == pytest.approx(kept[figure], rel=0.02), row
    pages, events, hears, video, viewer, log, stream = unit.values()
    shown_day = 1.2e9 * 0.6 * 240
    peak = 2 * shown_day / 86_400
    serving, taking = peak / 8 / pages, peak * 1.3 / events
    counting = [peak * 1.3 * hears * 1e-6 * (cell - 1) for cell in (4, 8, 16)]
    shards = 2 * (serving + taking + counting[1])
    people = 1.2e9 / (shards / 8)
    projected = {
        "videos shown": [peak / 2, peak],
        "cores for pages": [serving],
        "cores for taking events": [taking],
        "cores for counting, cells of 4, 8, 16 shards": counting,
        "all of it in cells of 8, half idle": [shards, shards / 8, people],
        "each shard at the peak": [peak / 8 / shards, peak * 1.3 / shards],
        "memory for videos, 4 million in a cell": [4e6 * video],
        "memory for videos, all 150 million": [150e6 * video],
        "memory for viewers, 1,000 events each": [people / 8 * 1_000 * viewer / 20],
        "log": [shown_day * 1.3 * log, shown_day * 1.3 * log / shards],
        "streams": [peak * 1.3 * stream, peak * 1.3 * stream / (shards / 8)],
    }
    for row, expected in projected.items():
        said = rows[row][-1]
        assert said.startswith("projection:"), row
        assert _numbers(said) == pytest.approx(expected, rel=0.06), row
    assert "**All of this part is a projection.**" in text and "Nobody here has run more than four" in text


def test_nothing_else_boasts_of_numbers_that_nobody_ran() -> None:
    """Wherever a page for people says «billion» it is that projection, by name."""
    for path in [ROOT / "README.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").rglob("*.md")]:
        if path.name in ("scale.md", "pitfalls.md", "plan.md"):
            continue
        for line in path.read_text("utf-8").splitlines():
            boast = re.search(r"billion|web.scale|unlimited scale|any number of (people|users)", line, re.I)
            assert not boast or "projection" in line, f"{path.name}: {line}"
