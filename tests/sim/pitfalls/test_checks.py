"""Checks of pitfalls that no other test had: each named in ``table.py``."""

import json

import msgspec
import numpy as np
from bench.discovery.worlds import measures
from bench.discovery.worlds.gates import GATES
from bench.discovery.worlds.runs import SEEDS, mean_and_margin
from tests.adapters.engine.crowd import Crowd
from tests.core.discovery.world import Persona, a_catalogue, a_state
from tests.sim.pitfalls.table import ROOT

from mutoscope.adapters.engine import Keeper, entries
from mutoscope.core.discovery import DEFAULT, Page, PageRequest, State, make_page
from mutoscope.core.discovery.page import compose
from mutoscope.core.discovery.ranker.calibration import platt
from mutoscope.core.discovery.ranker.metrics import ece
from mutoscope.core.discovery.ranker.trust import Trust
from mutoscope.core.discovery.variants.terms import Terms


class Noting(Keeper):
    """An engine that notes what it was asked, and writes its pages down at once."""

    def __init__(self) -> None:
        super().__init__(weights=msgspec.structs.replace(DEFAULT, trust_most=0.0))
        self.asked: dict[str, PageRequest] = {}

    def page(self, request: PageRequest) -> Page:
        page = super().page(request)
        self.asked[page.page_id] = request
        self.record()
        return page


def differing(keeper: Noting, spoil: float = 0.0) -> tuple[int, int]:
    """(pages whose features differ when they are computed anew from the log up to there, pages)."""
    state, terms, differ, pages = State(), Terms(keeper._weights), 0, 0
    for number, entry in keeper._log.replay(0):
        if entry.kind == "served":
            written = entries.read_served(entry.body)
            anew = compose(state, keeper.asked[written.page.page_id], terms, None).written
            assert anew is not None and written.written is not None
            if spoil:
                dense = np.frombuffer(anew.dense, np.float16) + np.float16(spoil)
                anew = msgspec.structs.replace(anew, dense=dense.tobytes())
            differ += anew != written.written
            pages += 1
        entries.apply(state, entry, number)
    return differ, pages


def test_what_was_written_is_what_was_known_then() -> None:
    """Features computed anew from the log up to a page are, to the bit, those that were written down with it:
    nothing that came later is in them, and nothing is read otherwise when it is learned from."""
    keeper = Noting()
    Crowd(keeper).live(5, 4)
    assert differing(keeper) == (0, 20)


def test_a_feature_that_is_wrong_is_noticed() -> None:
    """One number that is off by a hundredth: every page says so."""
    keeper = Noting()
    Crowd(keeper).live(2, 2)
    assert differing(keeper, spoil=0.01) == (4, 4)


def test_every_table_names_its_baselines() -> None:
    """Whatever is kept of next videos stands beside popularity, what is popular lately, and co-visitation."""
    for name in ("beauty", "toys", "ml1m"):
        figures = json.loads((ROOT / "bench" / "results" / f"discovery.{name}.json").read_text("utf-8"))
        told = " ".join(one["name"] for one in figures)
        for baseline in (": popularity", ": recent popularity", ": co-visitation", ": ItemKNN"):
            assert baseline in told, f"{name} without{baseline}"


def test_arranging_a_page_as_a_set_makes_it_more_varied() -> None:
    """At the same moments of somebody who loves two topics, the page they get is less alike in itself than
    the one of highest value; nothing explores."""
    plain = msgspec.structs.replace(DEFAULT, explore_newcomer=0.0, explore_most=0.0, explore_least=0.0)
    sharp = msgspec.structs.replace(plain, sharpness=30.0)

    def alike(page: Page) -> float:
        rows = [state.catalogue.rows[one.video_id] for one in page.served]
        vectors = state.catalogue.vectors[rows]
        return float((vectors @ vectors.T).mean())

    arranged, best = [], []
    loves = {"cooking", "cats"}
    for seed in range(4):
        state = a_state(a_catalogue(["cooking", "cars", "cats", "music", "travel"], 60))
        persona = Persona(
            state, "aone", lambda item: 1.0 if loves & set(item.tags) else 0.2, seed, weights=plain
        )
        for _ in range(6):
            persona.swipe(1)
            request = PageRequest(viewer="aone", now_ms=persona.now_ms, seed=seed, language="en")
            arranged.append(alike(make_page(state, request, plain)))
            best.append(alike(make_page(state, request, sharp)))
    assert np.mean(arranged) < np.mean(best) - 0.02


def test_a_head_twice_too_sure_is_brought_back() -> None:
    """Logits twice as large as they should be: calibration finds the half, and the error falls below 0.02."""
    dice = np.random.default_rng(5)
    truth = dice.normal(-1.5, 1.2, 6_000)
    came = (dice.random(6_000) < 1 / (1 + np.exp(-truth))).astype(np.float64)
    slope, shift = platt(2 * truth, came)
    told = 1 / (1 + np.exp(-(slope * 2 * truth + shift)))
    assert abs(slope - 0.5) < 0.05
    assert ece(told, came) < 0.02 < ece(1 / (1 + np.exp(-2 * truth)), came)


def test_what_exploring_shows_has_a_veto() -> None:
    """A ranker that is right about what was served because of it, and wrong about what was drawn by lot, is
    not believed; one that is right about both is."""
    dice = np.random.default_rng(6)

    def after(wrong: bool) -> float:
        trust = Trust()
        for _ in range(60):
            reward = dice.normal(size=64)
            explored = dice.random(64) < 0.2
            foretold = np.where(explored & wrong, -reward, 0.8 * reward)
            trust.hear(dice.normal(size=64), foretold, reward, explored)
        return trust.amount(0.8, 0.05)

    assert after(wrong=False) > 0.5
    assert after(wrong=True) == 0.0


def test_gates_seeds_and_intervals_are_fixed_beforehand() -> None:
    """Ten seeds, none of those for tuning; every gate has a bound and a figure; one seed has no interval."""
    assert len(SEEDS) >= 10 and max(SEEDS) < 11
    source = "".join(
        (ROOT / "bench" / "discovery" / name).read_text("utf-8") for name in ("world_b.py", "controls.py")
    )
    for name, gate in GATES.items():
        assert (gate.at_least is None) != (gate.at_most is None)
        assert f'"{name}"' in source, f"no figure for «{name}»"
    assert np.isnan(mean_and_margin([1.0])[1])


def test_creators_who_upload_more_are_no_unfairness() -> None:
    """One creator with nine of ten uploads, each upload met as often: unequal by creator, equal by upload."""
    video = np.repeat(np.arange(100), 30)
    creator = np.where(np.arange(100) < 90, 0, np.arange(100))
    by_creator = np.bincount(creator[video])
    assert measures.gini(by_creator[by_creator > 0]) > 0.6
    assert measures.gini_within_quality({"video": video}, np.arange(100), np.linspace(0, 1, 100)) == 0.0
