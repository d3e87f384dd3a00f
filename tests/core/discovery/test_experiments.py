"""Who is in which arm, what a plan may say, and what a difference is worth."""

import itertools
import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.discovery.world import NOW, a_catalogue, a_state, an_event

from mutoscope.core.discovery import DEFAULT, PageRequest
from mutoscope.core.discovery.experiments.buckets import NO_ARM, assign, position
from mutoscope.core.discovery.experiments.figures import FIGURES, Sums
from mutoscope.core.discovery.experiments.guard import breaches
from mutoscope.core.discovery.experiments.ledger import Ledger
from mutoscope.core.discovery.experiments.plan import Bounds, running
from mutoscope.core.discovery.experiments.reading import (
    chance_beyond,
    compared,
    mismatch,
    widened,
)
from mutoscope.core.discovery.page import compose
from mutoscope.core.discovery.variants.checking import BadPlan, plan_of
from mutoscope.core.discovery.variants.terms import Terming

salts = st.text("abcdefghijklmnop-", min_size=1, max_size=12)
VIEWERS = [f"p{n}" for n in range(4_000)]


def a_plan(**changes: Any) -> dict[str, Any]:
    """What a file tells of one experiment."""
    arms = [{"name": "control", "share": 0.2}, {"name": "more", "share": 0.2, "set": {"value.quality": 9.0}}]
    return {"experiment": [{"name": "one", "arm": arms, **changes}]}


@settings(max_examples=25, deadline=None)
@given(salts, st.integers(2, 5))
def test_arms_are_as_large_as_they_should_be(salt: str, many: int) -> None:
    """Every arm has its share of viewers, within what chance allows (six deviations)."""
    shares = [0.6 / many * (k + 1) / many for k in range(many)]
    arms = [assign(salt, viewer, shares) for viewer in VIEWERS]
    for arm, share in enumerate(shares):
        off = arms.count(arm) - share * len(VIEWERS)
        assert abs(off) < 6 * math.sqrt(len(VIEWERS) * share * (1 - share))


@settings(max_examples=25, deadline=None)
@given(salts, salts)
def test_experiments_are_independent_of_each_other(one: str, other: str) -> None:
    """The arm in one experiment says nothing of the arm in another (chi-squared, four cells)."""
    if one == other:
        return
    cells = np.zeros((2, 2))
    for viewer in VIEWERS:
        cells[assign(one, viewer, [0.5, 0.5]), assign(other, viewer, [0.5, 0.5])] += 1
    expected = cells.sum(1, keepdims=True) * cells.sum(0) / cells.sum()
    assert chance_beyond(float(((cells - expected) ** 2 / expected).sum()), 1) > 1e-8


@given(salts, st.text(min_size=1, max_size=20), st.lists(st.floats(0.01, 0.3), min_size=3, max_size=3))
def test_nobody_changes_arms_when_shares_grow(salt: str, unit: str, shares: list[float]) -> None:
    """A larger share lets units in and moves none; the same question has the same answer."""
    before = assign(salt, unit, shares)
    after = assign(salt, unit, [min(share * 1.2, 1 / 3) for share in shares])
    assert after == before or before == NO_ARM
    assert assign(salt, unit, shares) == before


def test_an_arm_is_one_half_however_it_is_split() -> None:
    """Two halves leave nobody out."""
    assert NO_ARM not in {assign("all", viewer, [0.5, 0.5]) for viewer in VIEWERS}
    assert 0.0 <= position("a", "\ud800 lone surrogates are somebody, too") < 1.0


HOSTILE: list[tuple[dict[str, Any], str]] = [
    ({"experimnt": []}, "unknown field"),
    (a_plan(arm=[{"name": "control", "share": 0.2}]), "two arms"),
    (a_plan(name="Hold Out"), "a name is small letters"),
    (a_plan(name="x" * 9_000), "a name is small letters"),
    (a_plan(name="hold-out"), "the program's own"),
    (a_plan(arm="control"), "Expected `array`"),
    (a_plan(codiverted="yes"), "Expected `bool`"),
    (a_plan(slice=[0.0, 0.5]), "a slice is a part"),
    (a_plan(bounds={"skips": -1.0}), "bounds are shares"),
    (a_plan(bounds={"skips": math.nan}), "bounds are shares"),
    ({"experiment": a_plan()["experiment"] * 2}, "there twice"),
    ({"experiment": a_plan()["experiment"] * 21}, "can't be told apart"),
    ({"shadow": [{"name": "s", "share": 0.9}]}, "at most 0.5 of pages"),
]
BAD_ARMS: list[tuple[dict[str, Any], str]] = [
    ({"share": 0.6}, "at most 1/2"),
    ({"share": 0.0}, "above 0"),
    ({"share": math.nan}, "above 0"),
    ({"set": {"value.qualty": 1.0}}, "no number that may vary"),
    ({"set": {"value.refusals": 0.0}}, "no number that may vary"),
    ({"set": {"mute_ms": 0}}, "no number that may vary"),
    ({"set": {"explore_most": 0.9}}, "between 0 and 0.5"),
    ({"set": {"explore_most": 0.01}}, "above explore_most"),
    ({"set": {"temperature": 0.0}}, "between"),
    ({"set": {"floor": 20.5}}, "whole number"),
    ({"set": {"value.quality": math.nan}}, "a number is none"),
    ({"set": {"value.quality": math.inf}}, "a number is none"),
    ({"set": {"value.quality": "high"}}, "Expected `float`"),
    ({"off": ["tranding"]}, "no source"),
    ({"name": "control"}, "there twice"),
    ({"former": True}, "the program's own"),
]


@pytest.mark.parametrize(("told", "says"), HOSTILE)
def test_a_plan_that_makes_no_sense_is_refused_in_a_sentence(told: dict[str, Any], says: str) -> None:
    """Unknown words, impossible shares, names of others: each is named."""
    with pytest.raises(BadPlan, match=says):
        plan_of(told)


@pytest.mark.parametrize(("arm", "says"), BAD_ARMS)
def test_an_arm_that_makes_no_sense_is_refused_in_a_sentence(arm: dict[str, Any], says: str) -> None:
    """Numbers that may not vary, or not so far; among them what viewers said outright."""
    arms = [{"name": "control", "share": 0.2}, {"name": "more", "share": 0.2} | arm]
    with pytest.raises(BadPlan, match=says):
        plan_of(a_plan(arm=arms))


def test_two_experiments_on_one_number_need_a_layer() -> None:
    """They would be confused with each other; in slices of one layer they share nobody."""
    one, other = a_plan()["experiment"][0], a_plan(name="two")["experiment"][0]
    with pytest.raises(BadPlan, match=r"both change value\.quality"):
        plan_of({"experiment": [one, other]})
    both = [one | {"layer": "value", "slice": [0.0, 0.5]}, other | {"layer": "value", "slice": [0.5, 1.0]}]
    plan = plan_of({"experiment": both})
    arms = [[experiment.arm_of(viewer) for experiment in plan.experiments] for viewer in VIEWERS]
    assert not any(NO_ARM not in pair for pair in arms)
    assert any(pair[0] != NO_ARM for pair in arms) and any(pair[1] != NO_ARM for pair in arms)
    with pytest.raises(BadPlan, match=r"overlap|both change"):
        plan_of({"experiment": [both[0], both[1] | {"slice": [0.4, 1.0]}]})


def test_other_shares_are_the_same_experiment_and_another_meaning_is_not() -> None:
    """Figures go on when more viewers are let in, and begin anew when an arm does something else."""
    arms = a_plan()["experiment"][0]["arm"]
    grown = plan_of(a_plan(arm=[one | {"share": 0.4} for one in arms]))
    changed = plan_of(a_plan(arm=[arms[0], arms[1] | {"set": {"value.quality": 9.5}}]))
    usual = plan_of(a_plan())
    assert grown.experiments[0].key == usual.experiments[0].key != changed.experiments[0].key
    assert len({grown.version, changed.version, usual.version}) == 3


def test_terms_are_the_published_numbers_changed_as_the_arm_says() -> None:
    """Whoever is in the arm has its number and nobody else; who is held out has the hand-made value alone."""
    terming, state = Terming(DEFAULT), a_state(a_catalogue(["cooking"], 4))
    state.trials.run(running(DEFAULT, plan_of(a_plan())))
    found = {viewer: terming.of(state, PageRequest(viewer, NOW)) for viewer in VIEWERS}
    of_arm = [terms for terms in found.values() if any("more" in label for label in terms.arms)]
    held = [terms for terms in found.values() if any("held" in label for label in terms.arms)]
    assert {terms.weights.value.quality for terms in of_arm} == {9.0}
    assert {(terms.weights.trust_most, terms.weights.off) for terms in held} == {(0.0, ("sequence",))}
    assert {len(terms.arms) for terms in held} == {1}, "nothing else is tried on them"
    assert 15 < len(held) < 80
    rest = [terms for terms in found.values() if terms not in of_arm and terms not in held]
    assert {terms.weights for terms in rest} == {DEFAULT}
    plain = terming.of(state, PageRequest(next(iter(found)), NOW, plain=True))
    assert plain.arms == (), "the plain feed is the same for everybody"


def test_two_experiments_whose_numbers_do_not_fit_are_refused() -> None:
    """Each makes sense by itself; whoever is in both would explore at least more than at most. Apart they
    may."""
    told = [
        a_plan(
            arm=[{"name": "usual", "share": 0.2}, {"name": "other", "share": 0.2, "set": change}], name=name
        )
        for name, change in (("most", {"explore_most": 0.06}), ("least", {"explore_least": 0.08}))
    ]
    both = [one["experiment"][0] for one in told]
    for one in told:
        plan_of(one)
    with pytest.raises(BadPlan, match=r"in both of «other» and «other».*explore_least is above explore_most"):
        plan_of({"experiment": both})
    apart = [one | {"layer": "l", "slice": [n / 2, (n + 1) / 2]} for n, one in enumerate(both)]
    assert len(plan_of({"experiment": apart}).experiments) == 2


def test_viewers_and_creators_are_split_together() -> None:
    """In a co-diverted test nobody meets what goes with the other arm, and both halves have creators."""
    state = a_state(a_catalogue(["cooking", "cars", "song"], 40, per_creator=2))
    arms = [{"name": "usual", "share": 0.5}, {"name": "explore", "share": 0.5, "set": {"explore_most": 0.3}}]
    plan = plan_of(a_plan(arm=arms, codiverted=True))
    one = plan.experiments[0]
    terming = Terming(DEFAULT)
    state.trials.run(running(DEFAULT, plan))
    met: dict[int, set[int]] = {0: set(), 1: set()}
    for number, viewer in enumerate(VIEWERS[:120]):
        request = PageRequest(viewer, NOW, seed=number)
        terms = terming.of(state, request)
        if terms.corpus is None:
            continue  # held out
        for served in compose(state, request, terms, None).page.served:
            item = state.catalogue.item(served.video_id)
            assert item is not None
            met[one.arm_of(viewer)].add(item.creator_id)
    assert not met[0] & met[1]
    assert all(one.half_of(creator) == arm for arm in met for creator in met[arm])
    assert min(len(met[0]), len(met[1])) > 10
    state.put(a_catalogue(["later"], 1)[0])
    late = [viewer for viewer in VIEWERS[:60] if one.arm_of(viewer) == 0]
    corpus = terming.of(state, PageRequest(late[0], NOW)).corpus
    assert corpus is not None and len(corpus) == len(state.catalogue), "what comes later is split too"


@settings(max_examples=40, deadline=None)
@given(st.lists(st.floats(0.0, 400.0), min_size=1, max_size=5), st.integers(1, 9))
def test_the_tail_of_chi_squared_is_the_integral_of_its_density(xs: list[float], freedom: int) -> None:
    """Compared with the sum of its density, and never rising."""
    assert chance_beyond(0.0, freedom) == pytest.approx(1.0)
    ordered = [chance_beyond(x, freedom) for x in sorted(xs)]
    assert all(a >= b - 1e-12 for a, b in itertools.pairwise(ordered))
    x = min(xs)
    grid = np.linspace(x, x + 400, 40_001)[1:]
    half = freedom / 2
    density = np.exp((half - 1) * np.log(grid) - grid / 2 - half * math.log(2) - math.lgamma(half))
    # near 0 the density of one degree of freedom has no bound
    if x > 1:
        assert chance_beyond(x, freedom) == pytest.approx(float(density.sum() * 1e-2), rel=0.02, abs=1e-9)


def figures_of(dice: np.random.Generator, units: int, skips: float, refusals: float = 0.01) -> Any:
    """(unit, figure) of viewers who differ in how much they watch and in how they skip."""
    watches = dice.geometric(1 / 40, units)
    theirs = dice.beta(8 * skips, 8 * (1 - skips), units)
    told = np.zeros((units, len(FIGURES)), np.int64)
    told[:, FIGURES.index("pages")] = watches // 8 + 1
    told[:, FIGURES.index("sessions")] = watches // 24 + 1
    told[:, FIGURES.index("watches")] = watches
    told[:, FIGURES.index("skips")] = dice.binomial(watches, theirs)
    told[:, FIGURES.index("hides")] = dice.binomial(watches, refusals)
    return told


def a_ledger(*arms: Any, shares: tuple[float, ...] = (0.5, 0.5)) -> Ledger:
    ledger = Ledger(shares)
    for arm, figures in enumerate(arms):
        for number, row in enumerate(figures.tolist()):
            ledger.put(f"p{arm}-{number}", [arm, NOW, NOW, *row])
    return ledger


def test_the_interval_holds_the_truth_as_often_as_it_says() -> None:
    """19 in 20 of the fixed intervals hold it, though a viewer's videos are alike (seed 7); an interval over
    videos would not."""
    dice = np.random.default_rng(7)
    held = naive = 0
    for _ in range(400):
        one, other = figures_of(dice, 150, 0.3), figures_of(dice, 150, 0.3)
        told = compared(Sums.of(one), Sums.of(other), "skips")
        held += told.low <= 0.0 <= told.high
        videos = one[:, FIGURES.index("watches")].sum(), other[:, FIGURES.index("watches")].sum()
        error = math.sqrt(0.21 / videos[0] + 0.21 / videos[1])
        naive += abs(told.difference) <= 1.96 * error
    assert 0.92 <= held / 400 <= 0.98
    assert naive / 400 < 0.8


@pytest.mark.slow
def test_looking_again_and_again_errs_no_more_often_than_once_in_twenty() -> None:
    """An A/A run that is looked at after every ten viewers: the fixed interval cries wolf, the other does
    not (seed 8)."""
    dice = np.random.default_rng(8)
    fixed = always = 0
    for _ in range(150):
        one, other = figures_of(dice, 600, 0.3), figures_of(dice, 600, 0.3)
        looks = [compared(Sums.of(one[:n]), Sums.of(other[:n]), "skips") for n in range(30, 601, 10)]
        fixed += any(look.low > 0.0 or look.high < 0.0 for look in looks)
        always += any(look.certain for look in looks)
    assert always / 150 <= 0.05
    assert fixed / 150 > 0.15


def test_counts_that_no_lot_explains_are_noticed() -> None:
    """Twice as many viewers in one of two equal arms: something else than the lot decides who is counted."""
    dice = np.random.default_rng(9)
    fair = a_ledger(figures_of(dice, 300, 0.3), figures_of(dice, 310, 0.3))
    unfair = a_ledger(figures_of(dice, 200, 0.3), figures_of(dice, 400, 0.3))
    assert mismatch(fair) > 0.1 and mismatch(unfair) < 1e-6


def test_an_arm_that_does_harm_is_stopped_and_one_that_does_not_is_not() -> None:
    """Three times as many refusals are noticed; none of forty equal arms is stopped (seed 10)."""
    dice = np.random.default_rng(10)
    for _ in range(40):
        assert not breaches(a_ledger(figures_of(dice, 300, 0.3), figures_of(dice, 300, 0.3)), Bounds())
    found = breaches(a_ledger(figures_of(dice, 300, 0.3), figures_of(dice, 300, 0.3, 0.03)), Bounds())
    assert found[1].measure == "refusals" and found[1].arm > 2 * found[1].control
    few = breaches(a_ledger(figures_of(dice, 20, 0.3), figures_of(dice, 20, 0.9)), Bounds())
    assert not few, "twenty viewers decide nothing"


def test_one_who_refuses_a_thousand_times_stops_nothing() -> None:
    """Nobody's refusals count beyond the videos they watched."""
    dice = np.random.default_rng(11)
    one, other = figures_of(dice, 300, 0.3), figures_of(dice, 300, 0.3)
    other[0, FIGURES.index("hides")] = 1_000_000
    assert not breaches(a_ledger(one, other), Bounds())


def test_broken_pages_stop_an_arm_at_once() -> None:
    """Twenty pages of two viewers are enough when the control has none."""
    one, other = np.zeros((2, 2, len(FIGURES)), np.int64)
    one[:, FIGURES.index("pages")] = other[:, FIGURES.index("pages")] = 10
    other[:, FIGURES.index("trouble")] = 10
    assert breaches(a_ledger(one, other), Bounds())[1].measure == "trouble"
    assert not breaches(a_ledger(other, other), Bounds()), "when all are broken it is not the arm"


def test_the_margin_of_all_looks_is_wider_and_never_nothing() -> None:
    """Wider than the fixed one at every number of viewers."""
    assert all(widened(units, 0.05) > 2.4 for units in (30, 100, 1_000, 10_000, 1_000_000))


def test_what_is_done_counts_from_the_first_page_on() -> None:
    """Long views, skips, hides and reports of whoever was shown a page, sessions by gaps, coming back by
    days; what came before does not count, and who is forgotten leaves nothing."""
    ledger = Ledger((0.5, 0.5))
    ledger.heard("p1", an_event("p1", 1, watched_ms=12_000), 5)
    ledger.shown("p1", 1, NOW, 900, trouble=False)
    for event in (
        an_event("p1", 1, watched_ms=12_000),
        an_event("p1", 2, watched_ms=500),
        an_event("p1", 3, watched_ms=12_000, at_ms=NOW - 1),
        an_event("p1", 2, "not_interested"),
        an_event("p1", 2, "report"),
    ):
        ledger.heard("p1", event, 5)
    ledger.shown("p1", 1, NOW + 60_000, 1_100, trouble=True)
    ledger.shown("p1", 1, NOW + 2 * 86_400_000, 1_000, trouble=False)
    row = dict(zip(FIGURES, ledger.columns()[1][0].tolist(), strict=True))
    assert row == {
        **{"pages": 3, "watches": 2, "long_views": 1, "skips": 1, "hides": 1, "reports": 1},
        **{"sessions": 2, "returned": 1, "trouble": 1, "took_us": 3_000},
    }
    assert ledger.creators[1] == {5: [2, 1]}
    assert Ledger.load(ledger.dump()).dump() == ledger.dump()
    ledger.forget("p1")
    assert not len(ledger) and not ledger.columns()[1].size
