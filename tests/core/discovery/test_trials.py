"""Figures of what is tried, while shares grow, viewers are forgotten, and trained parts are stopped."""

import random
from collections.abc import Sequence

import numpy as np
import pytest
from tests.core.discovery.test_experiments import VIEWERS, a_ledger, a_plan, figures_of
from tests.core.discovery.world import NOW, a_catalogue, a_state, an_event

from mutoscope.core.discovery import DEFAULT, PageRequest
from mutoscope.core.discovery.experiments import ledger as ledger_module
from mutoscope.core.discovery.experiments.buckets import NO_ARM
from mutoscope.core.discovery.experiments.figures import FIGURES, Sums
from mutoscope.core.discovery.experiments.guard import Stop, breaches
from mutoscope.core.discovery.experiments.ledger import Ledger
from mutoscope.core.discovery.experiments.plan import NO_PLAN, Bounds, running
from mutoscope.core.discovery.experiments.reading import mismatch
from mutoscope.core.discovery.experiments.trials import Head, HeadPage, Trials
from mutoscope.core.discovery.variants.checking import plan_of
from mutoscope.core.discovery.variants.terms import Terming


def test_what_is_held_out_is_never_said_to_be_quicker_for_nothing() -> None:
    """Trained parts that take twice the processor are no harm; in a published experiment that is one."""
    dice = np.random.default_rng(13)
    quick, slow = figures_of(dice, 300, 0.3), figures_of(dice, 300, 0.3)
    for figures, each in ((quick, 1_000), (slow, 2_000)):
        figures[:, FIGURES.index("took_us")] = figures[:, FIGURES.index("pages")] * each
    ledger = a_ledger(quick, slow)
    assert not breaches(ledger, running(DEFAULT, NO_PLAN).hold_out.bounds)
    assert breaches(ledger, Bounds())[1].measure == "latency"


def test_stopped_trained_parts_are_trusted_by_nobody() -> None:
    """Not even in an experiment that would trust them more; what is tried besides goes on."""
    terming, state = Terming(DEFAULT), a_state(a_catalogue(["cooking"], 4))
    arms = a_plan()["experiment"][0]["arm"]
    more = {"trust_most": 1.0, "value.quality": 9.0}
    state.trials.run(running(DEFAULT, plan_of(a_plan(arm=[arms[0], arms[1] | {"set": more}]))))
    hold_out = state.trials.running.hold_out
    state.trials.stop(Stop(hold_out.label(1), "skips", 0.1, 0.2, 0.05, 100, 1))
    found = [terming.of(state, PageRequest(viewer, NOW)).weights for viewer in VIEWERS[:200]]
    assert {(one.trust_most, one.off) for one in found} == {(0.0, ("sequence",))}
    assert {one.value.quality for one in found} == {DEFAULT.value.quality, 9.0}


def look_in(trials: Trials, viewers: Sequence[str]) -> int:
    """Everybody opens the feed once; so many are counted in the first experiment then."""
    one = trials.running.experiments[0]
    for viewer in viewers:
        labels = tuple(arm.label(place) for arm, place in trials.arms_of(viewer))
        trials.served(viewer, Head(viewer, NOW, HeadPage(), labels), 1)
    return len(trials.ledgers[one.key])


@pytest.mark.parametrize(
    ("before", "after", "anew"),
    [((0.1, 0.1), (0.4, 0.4), False), ((0.1, 0.2), (0.2, 0.4), False), ((0.1, 0.1), (0.1, 0.4), True)],
)
def test_growing_shares_leave_an_experiment_sound(
    before: tuple[float, ...], after: tuple[float, ...], anew: bool
) -> None:
    """The same four thousand viewers come before and after: figures go on where arms grow alike; where one
    grows alone, it alone lets viewers in, so figures begin anew."""
    trials = Trials()
    arms = a_plan()["experiment"][0]["arm"]

    def publish(shares: tuple[float, ...]) -> None:
        now = [one | {"share": share} for one, share in zip(arms, shares, strict=True)]
        trials.run(running(DEFAULT, plan_of(a_plan(arm=now))))

    publish(before)
    few = look_in(trials, VIEWERS)
    publish(after)
    (ledger,) = [one for key, one in trials.ledgers.items() if key.startswith("one@")]
    assert len(ledger) == (0 if anew else few) and few > 500
    assert look_in(trials, VIEWERS) > 1.5 * few
    assert mismatch(ledger) > 0.01


def test_whoever_is_forgotten_moves_nobody_elses_figures() -> None:
    """Of two thousand a hundred at a time are forgotten: the others' rows stay, in their order, and whoever
    comes again has a new one."""
    dice = np.random.default_rng(12)
    ledger = a_ledger(figures_of(dice, 1_000, 0.3), figures_of(dice, 1_000, 0.3))
    left = dict(ledger.rows())
    while left:
        for unit in dice.permutation(list(left))[:100].tolist():
            ledger.forget(unit)
            del left[unit]
        assert list(ledger.rows()) == list(left.items())
        arms, figures = ledger.columns()
        assert [[arm, *row] for arm, row in zip(arms.tolist(), figures.tolist(), strict=True)] == [
            [row[0], *row[3:]] for row in left.values()
        ]
    ledger.shown("p0-1", 1, NOW, 900, trouble=False)
    assert ledger.arm_of("p0-1") == 1 and ledger.arm_of("p0-2") == NO_ARM


def test_a_look_reads_sums_that_are_those_of_all_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages, watches, refusals, coming back and forgetting in any order: the sums stay those of the rows, to
    the last digit, also in what was loaded; and a guard reads nothing but them, however many are counted."""
    dice = random.Random(14)
    ledger = Ledger((0.5, 0.5))
    for turn in range(4_000):
        unit, at_ms = f"p{dice.randrange(150)}", NOW + turn * 700_000
        match dice.randrange(12):
            case 0:
                ledger.forget(unit)
            case 1 | 2 | 3:
                ledger.shown(unit, int(unit[1:]) % 2, at_ms, dice.randrange(20_000_000), dice.random() < 0.1)
            case _:
                kind = dice.choice(("watch", "watch", "watch", "not_interested", "report", "like"))
                done = an_event(unit, 1, kind, at_ms=at_ms, watched_ms=dice.randrange(14_000))
                ledger.heard(unit, done, dice.randrange(9))
    for one in (ledger, Ledger.load(ledger.dump())):
        arms, figures = one.columns()
        for arm in (0, 1):
            again = Sums.of(figures[arms == arm])
            assert one.sums[arm]._of == again._of and one.sums[arm].units == again.units > 30
    whole = float(figures[:, FIGURES.index("skips")].sum()) / figures[:, FIGURES.index("watches")].sum()
    skips = [one.total("skips") for one in ledger.sums]
    assert sum(y for y, _ in skips) / sum(x for _, x in skips) == pytest.approx(whole)
    monkeypatch.setattr(Ledger, "_table", None)
    breaches(ledger, Bounds())
    assert mismatch(ledger) > 0


def test_only_so_many_are_counted_and_a_place_that_was_left_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever comes when there is no place more is not counted, whatever they do; the others go on."""
    monkeypatch.setattr(ledger_module, "MOST", 3)
    ledger = Ledger((0.5, 0.5))
    for number in range(5):
        ledger.shown(f"p{number}", number % 2, NOW, 900, trouble=False)
    assert [unit for unit, _ in ledger.rows()] == ["p0", "p1", "p2"]
    ledger.heard("p4", an_event("p4", 1, watched_ms=12_000), 5)
    ledger.shown("p0", 0, NOW + 1, 900, trouble=False)
    assert ledger.sums[0].total("latency") == (2_700, 3) and not ledger.creators[0]
    ledger.forget("p1")
    ledger.shown("p4", 0, NOW + 2, 900, trouble=False)
    assert ledger.arm_of("p4") == 0 and len(ledger) == 3
