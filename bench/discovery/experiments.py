"""Whether experiments say what is so: how often nothing is taken for something, how soon harm is noticed, and
what it costs a page.

A/A runs: viewers who differ in how much they watch and in how they skip arrive over time, both arms are the
same, and somebody looks after every ten. Then the same on the rows that a simulated community left in the
engine, split anew by as many salts. Harm: a tenth, a fifth more skips, twice the refusals. Cost: pages by the
terms of whoever asks, beside the same pages made without asking, in turn.
"""

import math
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from bench.discovery import crowd
from bench.discovery.worlds.loop import Loop
from bench.discovery.worlds.nature import Sizes
from bench.discovery.worlds.policies import Ours
from bench.discovery.worlds.village import Village
from bench.harness import Figure, figure, quantile
from mutoscope.adapters.engine.keeper import Keeper
from mutoscope.adapters.engine.trying import NAME, Pages
from mutoscope.core.discovery import DEFAULT, PageRequest, State
from mutoscope.core.discovery.experiments.buckets import assign
from mutoscope.core.discovery.experiments.figures import FIGURES, Counts, Sums
from mutoscope.core.discovery.experiments.guard import breaches
from mutoscope.core.discovery.experiments.ledger import Ledger
from mutoscope.core.discovery.experiments.plan import Bounds, running
from mutoscope.core.discovery.experiments.reading import LEAST_UNITS, Compared, compared
from mutoscope.core.discovery.experiments.trials import Trials
from mutoscope.core.discovery.page import Terms, compose
from mutoscope.core.discovery.ranker import Ranker
from mutoscope.core.discovery.ranking import SCHEMA
from mutoscope.core.discovery.variants.checking import plan_of

RUNS, VIEWERS, EVERY = 400, 1_000, 10
SKIPS, REFUSALS = 0.3, 0.01
PAGES = 400
_SIZES = Sizes(viewers=160, creators=40, backlog=300, uploads_a_day=10, days=2.0)
_RANKER = Ranker(SCHEMA, 1)
_AT = {name: place for place, name in enumerate(FIGURES)}
_PLAN = {
    "experiment": [
        {
            "name": f"e{number}",
            "arm": [
                {"name": "usual", "share": 0.5},
                {"name": "other", "share": 0.5, "set": {name: getattr(DEFAULT, name)}},
            ],
        }
        for number, name in enumerate(("per_fresh", "per_trending", "per_proven", "per_session", "need"))
    ],
    "shadow": [{"name": "s", "share": 0.02, "set": {"value.quality": 4.0}}],
}
_WORST = """
[[experiment]]
name = "upside-down"
arm = [
  { name = "usual", share = 0.5 },
  { name = "worst-first", share = 0.5, set = { "value.quality" = -80.0, trust_most = 0.0 } },
]
"""


def main() -> list[Figure]:
    return [*_nothing(), *_harm(), *_community(), *_cost()]


def viewers(dice: np.random.Generator, many: int, skips: float = SKIPS, refusals: float = REFUSALS) -> Counts:
    """(viewer, figure): some watch ten times as much as others, and each skips in their own measure."""
    watches = dice.geometric(1 / 40, many)
    told = np.zeros((many, len(FIGURES)), np.int64)
    told[:, _AT["watches"]] = watches
    told[:, _AT["pages"]] = watches // 8 + 1
    told[:, _AT["sessions"]] = watches // 24 + 1
    told[:, _AT["skips"]] = dice.binomial(watches, dice.beta(8 * skips, 8 * (1 - skips), many))
    told[:, _AT["hides"]] = dice.binomial(watches, refusals)
    told[:, _AT["took_us"]] = told[:, _AT["pages"]] * dice.integers(900, 1_100, many)
    return told


def _nothing() -> list[Figure]:
    dice = np.random.default_rng(1)
    once = looking = always = stopped = 0
    for _ in range(RUNS):
        one, other = viewers(dice, VIEWERS), viewers(dice, VIEWERS)
        sums = [(Sums.of(one[:n]), Sums.of(other[:n])) for n in range(LEAST_UNITS, VIEWERS + 1, EVERY)]
        looks = [compared(*both, "skips") for both in sums]
        once += _fixed(looks[-1])
        looking += any(map(_fixed, looks))
        always += any(look.certain for look in looks)
        stopped += _stopped_at(one, other) > 0
    note = f"{RUNS} runs of twice {VIEWERS:,} viewers, seed 1, looked at after every {EVERY}"
    told = {
        "interval of one look, at the end: taken for something": (once, 7.5),
        "the same interval at every look: taken for something": (looking, None),
        "always valid, at every look: taken for something": (always, 5.0),
        "guards at every look: an arm stopped": (stopped, 5.0),
    }
    return [
        figure(f"A/A, {name}", _percent(count), "%", at_most=most, note=note)
        for name, (count, most) in told.items()
    ]


def _harm() -> list[Figure]:
    figures = []
    for name, skips, refusals in (
        ("10 % more skips", 1.1, 1.0),
        ("20 % more skips", 1.2, 1.0),
        ("40 % more skips", 1.4, 1.0),
        ("twice the refusals", 1.0, 2.0),
    ):
        dice = np.random.default_rng(2)
        found = []
        for _ in range(RUNS // 4):
            one, other = viewers(dice, VIEWERS), viewers(dice, VIEWERS, SKIPS * skips, REFUSALS * refusals)
            found.append(_stopped_at(one, other))
        noticed = [n for n in found if n]
        note = f"{RUNS // 4} runs of twice {VIEWERS:,} viewers, seed 2"
        if noticed:
            note += f"; when stopped, after {np.median(noticed):.0f} viewers of each arm (median)"
        share = round(100 * len(noticed) / len(found), 1)
        figures.append(figure(f"harm, {name}: the arm is stopped", share, "%", note=note))
    return figures


def _stopped_at(one: Counts, other: Counts) -> int:
    """So many viewers of each arm when a guard stops the other one; 0: never."""
    ledger = Ledger((0.5, 0.5))
    rows = [[[arm, 0, 0, *row] for row in figures.tolist()] for arm, figures in enumerate((one, other))]
    n, known = LEAST_UNITS, 0
    while n <= len(one):
        for arm in (0, 1):
            for number in range(known, n):
                ledger.put(f"{arm}-{number}", rows[arm][number])
        if breaches(ledger, Bounds()):
            return n
        n, known = n + max(EVERY, n // 8), n  # as in the engine: by a share of what is counted
    return 0


def _community() -> list[Figure]:
    """Two runs of one simulated community: nothing tried, and an arm that shows the worst first."""
    with TemporaryDirectory() as folder:
        usual, harmed = _lived(None), _lived(Path(folder))
        stops = list(harmed._state.trials.stopped.values())
    (mine,) = [ledger for key, ledger in usual._state.trials.ledgers.items() if key.startswith("aa@")]
    units = [unit for unit, _ in mine.rows()]
    table = dict(zip(units, mine.columns()[1], strict=True))
    wrong = dict.fromkeys(("skips", "long views per session", "refusals"), 0)
    for salt in range(RUNS):
        arms: list[list[Counts]] = [[], []]
        for unit, row in table.items():
            arms[assign(f"salt {salt}", unit, (0.5, 0.5))].append(row)
        sums = [Sums.of(np.array(rows)) for rows in arms]
        for measure in wrong:
            wrong[measure] += _fixed(compared(*sums, measure))
    note = f"the rows of {len(table)} viewers of a small simulated community, split by {RUNS} salts"
    figures = [
        figure(f"A/A in a community, {name}: taken for something", _percent(n), "%", at_most=7.5, note=note)
        for name, n in wrong.items()
    ]
    why = f"for {stops[0].measure}, at {stops[0].units} viewers of it" if stops else "never stopped"
    name, many = "the worst first in a community: arms stopped", float(len(stops))
    figures.append(figure(name, many, "arms", at_least=1.0, note=why))
    return figures


def _lived(folder: Path | None) -> Keeper:
    """An engine after some days of a community."""
    ours = Ours()
    if folder is None:
        same = {"name": "same", "share": 0.5, "set": {"need": DEFAULT.need}}
        plan = plan_of({"experiment": [{"name": "aa", "arm": [{"name": "usual", "share": 0.5}, same]}]})
        ours.engine._state.trials.run(running(DEFAULT, plan))
    else:
        (folder / NAME).write_text(_WORST)
        ours.engine = Keeper(folder)
    Loop(Village(1, _SIZES), ours).run()
    return ours.engine


def _cost() -> list[Figure]:
    state = crowd.state(20_000, 500, 60_000)
    nothing, plan = Trials(), Trials()
    plan.run(running(DEFAULT, plan_of(_PLAN)))
    ways = {"bare": (None, nothing), "no plan": (Pages(DEFAULT), nothing)}
    ways["five experiments and a shadow on 2 %"] = (Pages(DEFAULT), plan)
    times: dict[str, list[float]] = {name: [] for name in ways}
    for number in range(PAGES + 50):
        order = list(ways)[number % 3 :] + list(ways)[: number % 3]
        for name in order:
            pages, state.trials = ways[name]
            times[name].append(_time(state, pages, number))
    note = f"{PAGES} pages at 20,000 videos, processor time, each made in all three ways in turn"
    figures = []
    for name in list(ways)[1:]:
        for what, of in (("median", _median), ("mean", _mean)):
            value, base = round(of(times[name][50:]), 3), round(of(times["bare"][50:]), 3)
            title = f"page, {name}, {what}"
            figures.append(figure(title, value, "ms", baseline=base, ratio_at_most=1.05, note=note))
    return figures


def _time(state: State, pages: Pages | None, number: int) -> float:
    person = 1 + number * 7 % 500
    request = PageRequest(
        f"p{person}", crowd.NOW + number, seed=number, language="en", age=18, person_id=person
    )
    began = time.thread_time()
    if pages is None:
        compose(state, request, Terms(DEFAULT), _RANKER)
    else:
        made, by, _ = pages.make(state, request, _RANKER)
        pages.shadowed(state, request, by, _RANKER, made.page)
    return (time.thread_time() - began) * 1000


def _median(times: list[float]) -> float:
    return quantile(times, 0.5)


def _mean(times: list[float]) -> float:
    return float(np.mean(times))


def _fixed(look: Compared) -> bool:
    return math.isfinite(look.low) and (look.low > 0.0 or look.high < 0.0)


def _percent(count: int) -> float:
    return round(100 * count / RUNS, 1)
