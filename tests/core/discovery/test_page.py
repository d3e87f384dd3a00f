"""What a page may and must hold, whatever the viewer likes."""

import itertools
import random

import msgspec
import numpy as np
import pytest
from tests.core.discovery.world import DAY, NOW, Persona, a_catalogue, a_scene, a_state, a_video, an_event

from mutoscope.core.discovery import DEFAULT, PageRequest, State, make_page
from mutoscope.core.discovery.sources import SOURCES
from mutoscope.core.discovery.value import appraise

TOPICS = ["cooking", "cars", "cats", "music"]


def ask(state: State, viewer: str = "aone", **changes: object):  # type: ignore[no-untyped-def]
    fields: dict[str, object] = {"viewer": viewer, "now_ms": NOW, "seed": 5, "language": "en"}
    return make_page(state, PageRequest(**(fields | changes)))  # type: ignore[arg-type]


def test_an_empty_catalogue_gives_an_empty_page() -> None:
    """Nothing there is no error."""
    page = ask(State())
    assert page.served == () and page.caught_up


def test_the_same_question_has_the_same_answer() -> None:
    """State, request and weights decide everything."""
    state = a_state(a_catalogue(TOPICS, 30))
    assert ask(state) == ask(state)
    assert ask(state) != ask(state, seed=6)


def test_no_video_twice_while_an_unseen_one_remains() -> None:
    """Pitfalls 6 and 23: a thousand swipes below a second; every video once, then caught up, oldest first."""
    state = a_state(a_catalogue(TOPICS, 125))
    persona = Persona(state, "aone", lambda item: 0.05)
    caught_up = False
    while not caught_up:
        page = persona.page(size=20)
        caught_up = page.caught_up
        persona.watch(page)
    first = persona.met[:500]
    assert len(set(first)) == 500, "all five hundred before the first repetition"
    again = persona.page()
    assert again.caught_up and len(again.served) == 8
    assert all(one.source == "recycled" for one in again.served)
    oldest = list(state.seen("aone")[:8])
    assert [one.video_id for one in again.served] == oldest
    for _ in range(25):
        persona.watch(persona.page(size=20))
    assert len(persona.met) == 1000 and max(map(persona.met.count, persona.met)) == 2


def test_prefetched_is_not_seen() -> None:
    """Pitfall 7: what was served but never shown comes again; what the player holds does not."""
    state = a_state(a_catalogue(TOPICS, 4))
    page = ask(state)
    ids = [one.video_id for one in page.served]
    assert {one.video_id for one in ask(state).served} == set(ids), "nothing was shown, so nothing is seen"
    held = ask(state, have=tuple(ids))
    assert not set(ids) & {one.video_id for one in held.served}
    for video in ids[:4]:
        state.apply(an_event("aone", video, "impression"))
    left = ask(state, size=16)
    fresh = {one.video_id for one in left.served if one.source != "recycled"}
    assert set(ids[4:]) <= fresh and not set(ids[:4]) & fresh


def test_what_may_not_be_shown_is_on_no_page() -> None:
    """Own, blocked, for followers, too old for the viewer, withdrawn: never, not even recycled."""
    state = a_state(
        [
            a_video(1),
            a_video(2, creator_id=77),
            a_video(3, creator_id=88),
            a_video(4, creator_id=99, audience="followers"),
            a_video(5, min_age=18),
            a_video(6),
        ]
    )
    state.withdraw(6)
    for video in range(1, 7):
        state.apply(an_event("p77", video, "impression"))
    for key in ("p77", "p78"):
        page = ask(state, key, person_id=77, blocked=(88,))
        assert [one.video_id for one in page.served] == [1]
    grown = ask(state, "p78", person_id=78, follows=(99,), age=18)
    assert {one.video_id for one in grown.served} == {1, 2, 3, 4, 5}


def test_creators_stand_apart() -> None:
    """At most two videos of one creator on a page, never side by side, apart across pages too."""
    state = a_state(a_catalogue(TOPICS, 40, per_creator=10))
    persona = Persona(state, "aone", lambda item: 1.0 if "cats" in item.tags else 0.05)
    held: tuple[int, ...] = ()
    for _ in range(12):
        page = persona.page(have=held)
        creators = [state.catalogue.item(video).creator_id for video in held[-1:]]  # type: ignore[union-attr]
        creators += [state.catalogue.item(one.video_id).creator_id for one in page.served]  # type: ignore[union-attr]
        assert all(one != other for one, other in itertools.pairwise(creators))
        assert max(map(creators[-8:].count, creators[-8:])) <= 2
        persona.watch(page)
        held = tuple(one.video_id for one in page.served[-2:])


def test_one_creator_alone_still_fills_a_page() -> None:
    """Spacing never leaves a page empty: an instance with one creator works."""
    state = a_state([a_video(n, creator_id=5) for n in range(1, 20)])
    assert len(ask(state).served) == 8


def test_a_broken_source_costs_its_proposals_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """The page comes all the same, and the trace says which source failed."""
    state = a_state(a_catalogue(TOPICS, 30))

    def broken(scene: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setitem(SOURCES, "trending", broken)  # type: ignore[arg-type]
    page = ask(state)
    assert len(page.served) == 8 and page.trouble == ("trending",)


def test_the_reasons_given_are_the_reasons() -> None:
    """Pitfall 31: without the group named first, the score changes by just the size that was named."""
    state = a_state(a_catalogue(TOPICS, 40))
    persona = Persona(state, "aone", lambda item: 1.0 if "cats" in item.tags else 0.1)
    persona.swipe(4)
    scene = a_scene(state, "aone", now_ms=persona.now_ms)
    rows = np.flatnonzero(scene.unseen)
    whole = appraise(scene, rows, {})
    some = range(0, len(rows), 9)
    for index, reasons in zip(some, whole.reasons(some), strict=True):
        sizes = [abs(size) for _, size in reasons]
        assert sizes == sorted(sizes, reverse=True)
        group, size = reasons[0]
        value = msgspec.structs.replace(scene.weights.value, **{group: 0.0})
        weights = msgspec.structs.replace(scene.weights, value=value)
        without = appraise(msgspec.structs.replace(scene, weights=weights), rows, {})
        change = whole.value - without.value
        assert change[index] - change.mean() == pytest.approx(size, abs=1e-3)


def test_the_policy_of_a_page_names_its_weights() -> None:
    """Another number anywhere in the weights is another version."""
    changed = msgspec.structs.replace(DEFAULT, floor=41)
    assert changed.version != DEFAULT.version
    assert ask(a_state([a_video(1)])).policy == DEFAULT.version


@pytest.mark.parametrize("seed", range(2))
def test_nothing_kept_from_page_to_page_goes_stale(seed: int) -> None:
    """After any mixture of facts, a state that has made pages makes the next as a state just loaded does."""
    dice = random.Random(seed)
    items = a_catalogue(TOPICS, 110)
    state = a_state(items[:-40])
    late = items[-40:]
    for turn in range(40):
        viewer = dice.choice(("aone", "atwo", "p3"))
        page = ask(state, viewer, now_ms=NOW + turn * 1000, seed=turn)
        kinds = ("impression", "watch", "like", "unlike", "share", "follow", "profile", "not_interested")
        for one in [*page.served, *dice.sample(items, 2)][: dice.randrange(11)]:
            video_id = one.video_id
            at_ms, watched_ms = NOW + turn * 1000 - dice.randrange(10**7), dice.randrange(20_000)
            state.apply(an_event(viewer, video_id, dice.choice(kinds), at_ms=at_ms, watched_ms=watched_ms))
        if turn % 3 == 0:
            state.put(late.pop())
            state.put(a_video(items[turn].video_id, "cats", duration_ms=dice.choice((5_000, 50_000))))
            state.withdraw(items[turn + 50].video_id)
        if turn == 25:
            state.adopt("atwo", "p3")
        if turn == 33:
            state.forget("aone", NOW)
        if turn % 6 == 5:
            fresh = State.load(state.dump())
            for key in ("aone", "p3"):
                assert ask(state, key, seed=turn) == ask(fresh, key, seed=turn)


def test_hostile_items_and_events_do_no_harm() -> None:
    """Absurd but well-typed values neither crash nor poison a page."""
    state = a_state(a_catalogue(TOPICS, 10))
    state.put(
        a_video(900, duration_ms=0, tags=tuple(f"t{n}" for n in range(500)), words=("x" * 10_000,) * 300)
    )
    state.put(
        a_video(901, duration_ms=1 << 50, published_ms=1 << 45, tags=("",), words=("",), language="x" * 99)
    )
    for event in (
        an_event("a" * 500, 900, watched_ms=1 << 50, duration_ms=1),
        an_event("", 901, at_ms=0),
        an_event("aone", 901, at_ms=NOW + 400 * DAY, watched_ms=1),
        an_event("aone", 12345, "not_interested", scope="tag", tag="nowhere"),
    ):
        state.apply(event)
    for size in (1, 2, 3, 20, 50):
        assert ask(state, size=size).served


def test_what_others_loved_next_is_proposed() -> None:
    """Nine went from video 3 to a video of another topic that has nothing in common with it; for the
    tenth, who loved 3 as well, that one is a candidate, and nothing else from there."""
    state = a_state(a_catalogue(TOPICS, 30))
    for number in range(9):
        state.apply(an_event(f"p{number}", 3, "like", at_ms=NOW - 2000))
        state.apply(an_event(f"p{number}", 100, "like", at_ms=NOW - 1000))
    state.apply(an_event("aone", 3, "like", at_ms=NOW))
    scene = a_scene(state)
    assert state.catalogue.ids[SOURCES["covisited"](scene)].tolist() == [100]


def test_taking_a_like_back_takes_back_what_it_led_to() -> None:
    """Whoever unlikes no longer speaks for the two videos; nor does a viewer who refused the second."""
    state = a_state(a_catalogue(TOPICS, 30))
    for number in range(2):
        state.apply(an_event(f"p{number}", 3, "like", at_ms=NOW - 2000))
        state.apply(an_event(f"p{number}", 100, "like", at_ms=NOW - 1000))
    state.apply(an_event("aone", 3, "like", at_ms=NOW))
    state.apply(an_event("p0", 100, "unlike", at_ms=NOW))
    assert len(SOURCES["covisited"](a_scene(state))) == 1
    state.apply(an_event("p1", 100, "not_interested", at_ms=NOW))
    assert len(SOURCES["covisited"](a_scene(state))) == 0
