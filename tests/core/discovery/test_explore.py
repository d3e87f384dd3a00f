"""Exploration: who gets a chance, how often, and with exactly which probability."""

import msgspec
import numpy as np
import pytest
from tests.core.discovery.world import DAY, NOW, Persona, a_catalogue, a_scene, a_state, a_video, an_event

from mutoscope.core.discovery import DEFAULT, PageRequest, State, make_page
from mutoscope.core.discovery.content import Floats
from mutoscope.core.discovery.explore import Draw, distribution, draw, exploring_slots, fresh_logits
from mutoscope.core.discovery.scene import Scene, exploration_budget
from mutoscope.core.discovery.value import appraise


def an_audience(state: State, viewers: int, videos: int) -> None:
    for viewer in range(viewers):
        for video in range(1, videos + 1):
            watched = 1000 * ((viewer * 7 + video * 3) % 13)
            state.apply(an_event(f"acrowd{viewer}", video, watched_ms=watched, at_ms=NOW - DAY))


def logits_of(scene: Scene) -> Floats:
    appraisal = appraise(scene, scene.fresh, {})
    return fresh_logits(scene, appraisal.value, appraisal.deviation)


def explored(scene: Scene, dice: np.random.Generator) -> list[Draw]:
    return draw(scene, exploring_slots(scene, dice), logits_of(scene), dice)


def test_propensities_are_exact() -> None:
    """Pitfall 10: they sum to one, and five thousand draws fall as they say (chi-square)."""
    old = [a_video(n, published_ms=NOW - 9 * DAY) for n in (1, 2, 3)]
    state = a_state([*a_catalogue(["cooking", "cars"], 12), *old])
    an_audience(state, 3, 14)
    scene = a_scene(state)
    rows = np.flatnonzero(scene.unseen)
    fresh, otherwise = distribution(logits_of(scene), len(rows), DEFAULT)
    chances = np.full(len(rows), otherwise)
    chances[np.searchsorted(rows, scene.fresh)] = fresh
    assert 0 < len(fresh) < len(rows), "some have had their floor of impressions, some have not"
    assert chances.sum() == pytest.approx(1.0)
    assert chances.min() > 0, "everything eligible can be drawn"

    counts = dict.fromkeys(rows.tolist(), 0)
    said: dict[int, float] = {}
    draws = 0
    dice = np.random.default_rng(77)
    while draws < 5_000:
        for one in explored(scene, dice)[:1]:  # the first of a page is drawn from the whole pool
            counts[one.row] += 1
            said[one.row] = one.propensity
            draws += 1
    for row, chance in zip(rows.tolist(), chances.tolist(), strict=True):
        if row in said:
            assert said[row] == pytest.approx(chance)
    expected = chances * draws
    chi_square = float(((np.array(list(counts.values())) - expected) ** 2 / expected).sum())
    freedom = len(rows) - 1
    assert chi_square < freedom + 4 * (2 * freedom) ** 0.5, "draws do not follow what the trace says"


def test_weighing_by_propensity_recovers_the_uniform_mean() -> None:
    """A/A: an inverse-propensity estimate over exploring slots finds the plain mean over all videos."""
    state = a_state(a_catalogue(["cooking", "cars"], 10))
    an_audience(state, 2, 20)
    scene = a_scene(state)
    worth = {row: 1.0 if row % 3 == 0 else 0.2 for row in np.flatnonzero(scene.unseen).tolist()}
    dice = np.random.default_rng(5)
    total = weight = 0.0
    for _ in range(5_000):
        for one in explored(scene, dice)[:1]:
            total += worth[one.row] / one.propensity
            weight += 1 / one.propensity
    assert total / weight == pytest.approx(np.mean(list(worth.values())), abs=0.07)


def test_viewers_with_a_history_explore_at_most_one_in_eight() -> None:
    """Once somebody has met a hundred videos: one exploring slot at most, never the first two."""
    state = a_state(a_catalogue(["cooking", "cars", "cats"], 120))
    persona = Persona(state, "aone", lambda item: 0.8)
    persona.swipe(14)
    for _ in range(20):
        page = persona.page()
        exploring = [position for position, one in enumerate(page.served) if one.explore]
        assert len(exploring) <= 1 and not {0, 1} & set(exploring)
        persona.watch(page)


@pytest.mark.parametrize("met", [20, 180])
def test_the_fresh_are_the_least_met_and_then_the_newest(met: int) -> None:
    """Whether a hundred are unmet or fewer: the same order as found by looking at every one of them."""
    state = a_state(a_catalogue(["cooking", "cars"], 120))
    for video in range(1, met + 1):
        for viewer in range(1 + video % 2):
            state.apply(an_event(f"acrowd{viewer}", video))
    state.withdraw(5)
    scene = a_scene(state)
    rows = [row for row in range(240) if row != 4 and state.votes.shown[row] < 3]
    published = state.catalogue.published_ms
    rows.sort(key=lambda row: (state.votes.shown[row], -published[row], row))
    assert scene.fresh[:100].tolist() == rows[:100]


def test_an_audition_goes_on_while_a_video_may_prove_good() -> None:
    """Past the few looks that a small place owes everybody: one that was skipped each time stops, one about
    which nobody can tell yet goes on, at first while it is young; and at forty looks it is over."""
    videos = [a_video(n, published_ms=NOW - DAY) for n in (1, 2, 3)]
    state = a_state([*videos, a_video(4, published_ms=NOW - (DEFAULT.audition_days + 1) * DAY)])
    for viewer in range(12):
        for video in (1, 2, 4):
            watched = 500 if video == 1 else 500 + 4_000 * (viewer % 4)
            state.apply(an_event(f"a{viewer}", video, watched_ms=watched, at_ms=NOW - DAY))
    meagre = msgspec.structs.replace(DEFAULT, explore_most=0.01, explore_least=0.01)

    def auditioning() -> list[int]:
        scene = a_scene(state, weights=meagre)
        assert scene.floor == DEFAULT.floor_least < 12
        return state.catalogue.ids[scene.fresh].tolist()

    assert auditioning() == [3, 2], "the unmet one first"
    again = State.load(state.dump())
    assert again.unproven.begun(9, again.catalogue.alive[:4], 0).tolist() == [0, 1, 3], "known again"
    state.withdraw(2)
    assert auditioning() == [3]
    state.put(a_video(2, published_ms=NOW - DAY))
    for viewer in range(12, 60):
        watched = 500 + 4_000 * (viewer % 4)
        state.apply(an_event(f"a{viewer}", 2, watched_ms=watched, at_ms=NOW - DAY))
    assert auditioning() == [3], "so many looks are enough"


def test_newcomers_explore_more_and_less_and_less() -> None:
    """The share of exploring slots falls over the first hundred videos."""
    early = late = 0
    for seed in range(12):
        state = a_state(a_catalogue(["cooking", "cars", "cats"], 60))
        persona = Persona(state, "aone", lambda item: 0.8, seed=seed)
        early += sum(one.explore for one in persona.page().served)
        persona.swipe(5, size=20)
        late += sum(one.explore for one in persona.page().served)
    assert early / 96 == pytest.approx(0.30, abs=0.12)
    assert late < early * 0.75


def test_a_new_video_meets_somebody_soon() -> None:
    """With one active viewer who has a history, a video just published is on one of the next two pages."""
    hits = 0
    for seed in range(6):
        state = a_state(a_catalogue(["cooking", "cars", "cats"], 80))
        persona = Persona(state, "aone", lambda item: 0.8, seed=seed)
        persona.swipe(6, size=20)
        state.put(a_video(9999, "knitting", published_ms=persona.now_ms, words=("wool",)))
        hits += 9999 in {item.video_id for item in persona.swipe(2)}
    assert hits == 6


def test_a_burst_of_uploads_does_not_flood_the_feed() -> None:
    """Pitfall 9: ten times the uploads, the same cap on exploring; the floor shrinks instead."""
    state = a_state(a_catalogue(["cooking", "cars"], 60))
    an_audience(state, 40, 100)
    calm_floor, calm_share = exploration_budget(state, NOW, DEFAULT)
    for number in range(1200):
        state.put(a_video(50_000 + number, "spam", published_ms=NOW - 1000))
    floor, share = exploration_budget(state, NOW, DEFAULT)
    assert share <= DEFAULT.explore_most and calm_share <= DEFAULT.explore_most
    assert DEFAULT.floor_least <= floor < calm_floor <= DEFAULT.floor


def test_a_head_start_fades() -> None:
    """Pitfall 8: of twins equally well watched, the one shown ten times as often is not thought better."""
    state = a_state([a_video(1), a_video(2), *a_catalogue(["cars"], 5)[2:]])
    for viewer in range(200):
        for video in (1, 2) if viewer % 10 == 0 else (1,):
            watched = 12_000 if viewer // 10 % 2 else 3_000
            state.apply(an_event(f"a{viewer}", video, watched_ms=watched, at_ms=NOW - 2 * DAY))
    rows = np.array([state.catalogue.rows[1], state.catalogue.rows[2]])
    mean, deviation = state.votes.quality(rows, state.catalogue.duration[rows])
    assert abs(mean[0] - mean[1]) < 0.06
    assert deviation[1] > deviation[0], "the less known one is granted more doubt"
    heat = state.votes.heat(rows, state.catalogue.duration[rows], NOW)
    assert heat[0] < 8, "two days later a head start has cooled down"


def test_who_proves_good_is_promoted_tier_by_tier() -> None:
    """Past the first floor a video whose viewers were held stays in the pool, up to the last tier; one that
    was skipped, or is old, does not."""
    old = [a_video(n, published_ms=NOW - 30 * DAY) for n in (3, 4)]
    state = a_state(
        [a_video(1), a_video(2, published_ms=NOW - DAY), *old, a_video(5, published_ms=NOW - DAY)]
    )
    state.put(a_video(1, published_ms=NOW - DAY))
    for viewer in range(60):
        for video in range(1, 5):
            watched = 15_000 if video in (1, 3) else 1_500
            state.apply(an_event(f"a{viewer}", video, watched_ms=watched, at_ms=NOW - DAY))
    scene = a_scene(state)
    assert scene.floor <= DEFAULT.floor < 60
    pool = state.catalogue.ids[scene.fresh].tolist()
    assert pool == [5, 1], "the new one first, then the one that proved good"
    capped = msgspec.structs.replace(DEFAULT, tiers=(1,), floor=10)
    assert 1 not in state.catalogue.ids[a_scene(state, weights=capped).fresh].tolist()


def test_make_page_reports_the_draws() -> None:
    """Explored cards carry a probability below one and say fresh or random; the others are determined."""
    state = a_state(a_catalogue(["cooking", "cars"], 30))
    for seed in range(10):
        request = PageRequest(viewer="aone", now_ms=NOW, seed=seed)
        for one in make_page(state, request).served:
            if one.explore:
                assert 0 < one.propensity < 1 and one.source in ("fresh", "proven", "random")
            else:
                assert one.propensity == 1.0
