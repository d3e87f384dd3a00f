"""The life of a video: whatever happens in whatever order, it ends, and what ended stays ended."""

from hypothesis import given
from hypothesis import strategies as st

from mutoscope.core.policy.life import _TABLE, RESTRICTED, SHOWN, STATES, UNFINISHED, State, after

HAPPENINGS = [*_TABLE, "lift"]


def live(happenings: list[str]) -> tuple[State, str]:
    state, stopped_in = "uploading", ""
    for happening in happenings:
        to = after(state, happening, stopped_in)  # type: ignore[arg-type]
        if to is None:
            continue
        if to in RESTRICTED:
            stopped_in = stopped_in if state in RESTRICTED else state
        elif happening == "lift":
            stopped_in = ""
        state = to
    return state, stopped_in


@given(st.lists(st.sampled_from(HAPPENINGS), max_size=60))
def test_every_life_can_end(happenings: list[str]) -> None:
    """From wherever chance led, the ordinary steps or one failure lead to an end."""
    state, _ = live(happenings)
    assert state in STATES
    for step in ("seal", "probe", "render", "pass", "publish", "optimise"):
        state = after(state, step) or state  # type: ignore[arg-type]
    assert state in ("optimised", "held", "failed", "removed")


@given(st.lists(st.sampled_from(HAPPENINGS), max_size=60))
def test_happening_twice_changes_nothing_more(happenings: list[str]) -> None:
    """Each happening said twice in a row leads where it leads once, restrictions and recuts included."""
    doubled = [one for happening in happenings for one in (happening, happening)]
    calm = [one for one in happenings if one != "lift"]
    assert live([one for happening in calm for one in (happening, happening)]) == live(calm)
    assert live(doubled)[0] in STATES


@given(st.lists(st.sampled_from(HAPPENINGS), max_size=60))
def test_nothing_is_shown_that_was_not_screened(happenings: list[str]) -> None:
    """A shown video went through «pass», or staff lifted a restriction it met in a state past rendering."""
    state, _ = live(happenings)
    if state in SHOWN:
        assert "pass" in happenings or "lift" in happenings
        assert "seal" in happenings and "probe" in happenings and "render" in happenings


def test_unfinished_states_have_a_way_out() -> None:
    """Nobody is stuck: every state that nobody may rest in leads to another."""
    for state in UNFINISHED:
        assert any(after(state, happening) not in (None, state) for happening in _TABLE)


def test_failed_and_deleted_do_not_come_back() -> None:
    """What failed stays failed; a lift needs something that was stopped in a good state."""
    assert all(after("failed", happening) in (None, "removed") for happening in _TABLE)
    for stopped_in in ("uploading", "received", "probed", "failed", ""):
        assert after("removed", "lift", stopped_in) is None
