"""Whose videos a viewer keeps coming back to."""

from tests.core.discovery.world import NOW, a_state, a_video, an_event

from mutoscope.core.discovery import State
from mutoscope.core.discovery.favourites import favourite_creators

ANA, BOB, CYD, DAN = 11, 12, 13, 14


def world() -> State:
    creators = {1: ANA, 2: ANA, 3: ANA, 4: BOB, 5: CYD, 6: CYD, 7: DAN, 8: DAN}
    return a_state(a_video(video, creator_id=creator) for video, creator in creators.items())


def test_likes_and_full_watches_make_a_favourite() -> None:
    """One like or two videos to their end are enough, the dearest first; a glance is nothing."""
    state = world()
    for video in (1, 2, 3, 5, 6):
        state.apply(an_event("pme", video, watched_ms=12_000))
    state.apply(an_event("pme", 7, watched_ms=12_000))
    state.apply(an_event("pme", 4, "like"))
    assert favourite_creators(state, "pme", 10) == (ANA, BOB, CYD)
    assert favourite_creators(state, "pme", 1) == (ANA,)


def test_who_was_refused_is_no_favourite() -> None:
    """«Not interested», in a video or in its creator, weighs more than any number of watches."""
    state = world()
    for video in (1, 2, 3, 5, 6, 7, 8):
        state.apply(an_event("pme", video, watched_ms=12_000))
    state.apply(an_event("pme", 1, "not_interested"))
    state.apply(an_event("pme", 7, "not_interested", scope="creator"))
    assert favourite_creators(state, "pme", 10) == (CYD,)


def test_a_refusal_taken_back_leaves_a_favourite() -> None:
    """Undone, it is as if «not interested» had never been said about the creator."""
    state = world()
    for video in (5, 6, 7, 8):
        state.apply(an_event("pme", video, watched_ms=12_000))
    dear = favourite_creators(state, "pme", 10)
    said = an_event("pme", 7, "not_interested", scope="creator", at_ms=NOW)
    state.apply(said)
    assert favourite_creators(state, "pme", 10) != dear
    state.apply(an_event("pme", 7, "undo_not_interested", scope="creator", at_ms=NOW + 1))
    assert favourite_creators(state, "pme", 10) == dear


def test_strangers_have_none_and_adoption_keeps_them() -> None:
    """Nothing is known of a new viewer; who joins brings along whom they liked."""
    state = world()
    assert favourite_creators(state, "pnew", 10) == ()
    state.apply(an_event("abrowser", 4, "like"))
    state.adopt("abrowser", "pnew")
    assert favourite_creators(state, "pnew", 10) == favourite_creators(state, "abrowser", 10) == (BOB,)
