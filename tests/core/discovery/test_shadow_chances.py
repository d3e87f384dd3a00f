"""With which chance a candidate would have explored what another one's numbers drew."""

import random

import pytest
from tests.core.discovery.world import NOW, a_catalogue, a_state, an_event

from mutoscope.core.discovery import DEFAULT, PageRequest, make_page
from mutoscope.core.discovery.page import Terms
from mutoscope.core.discovery.variants.numbers import BadVariant, varied
from mutoscope.core.discovery.variants.shadow import shadowed


@pytest.mark.parametrize("changes", [{"floor": 4}, {"floor": 60}, {"temperature": 1.2}, {"need": 0.5}])
def test_a_shadow_tells_the_chance_its_own_page_would_have(changes: dict[str, float]) -> None:
    """Whatever may be varied, the pool of exploring slots included: what it says of a video is with what
    chance a page by its numbers shows that video."""
    state, dice = a_state(a_catalogue(["cooking", "cars", "dance"], 20)), random.Random(1)
    for n in range(40):
        for video in dice.sample(range(1, 61), 20):
            state.apply(an_event(f"q{n}", video, "impression", at_ms=NOW - 5_000))
            state.apply(an_event(f"q{n}", video, at_ms=NOW - 4_000, watched_ms=dice.randint(200, 9_000)))
    theirs = varied(DEFAULT, changes)
    told: dict[int, float] = {}
    really: dict[int, float] = {}
    for seed in range(300):
        request = PageRequest("q1", NOW, seed=seed, language="en", size=8)
        page = make_page(state, request)
        for one in [one for one in page.served if one.explore][:1]:
            said = shadowed(state, request, Terms(DEFAULT), None, page, ("k", theirs))
            assert said is not None and said.video == one.video_id
            told[one.video_id] = said.target
        for one in [one for one in make_page(state, request, theirs).served if one.explore][:1]:
            really[one.video_id] = one.propensity
    both = told.keys() & really.keys()
    assert len(both) > 5
    assert [told[video] for video in both] == pytest.approx([really[video] for video in both])


def test_a_floor_beyond_what_is_kept_track_of_is_refused() -> None:
    """Videos met more than sixty times are in no list of those to be explored."""
    with pytest.raises(BadVariant, match="floor"):
        varied(DEFAULT, {"floor": 65})
