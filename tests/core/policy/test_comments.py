"""What may be said in a comment, who may write one, and which come first."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mutoscope.core.policy.comments import COMMENTS_FOR, DOUBLING_MS, may_comment, rank, read_comment, widest
from mutoscope.core.units import Refusal


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("", "comment_empty"),
        (" \n\t ", "comment_empty"),
        ("\u200b\u202e", "comment_empty"),
        ("x" * 501, "comment_too_long"),
        ("x" * 1_000_000, "comment_too_long"),
        ("@ann @bob @cas @dan @eva @fay", "too_many_mentions"),
    ],
)
def test_what_is_refused(raw: str, code: str) -> None:
    """Nothing, too much, and a roll call are no comments."""
    with pytest.raises(Refusal) as refused:
        read_comment(raw)
    assert refused.value.code == code


def test_mentions_are_found_once_and_mails_are_none() -> None:
    """Handles are folded and kept in order; an address of mail names nobody."""
    said = read_comment("@Ana. look: @leo, @ana and mail me@home.org!")
    assert said.mentions == ("ana", "leo")
    assert said.text == "@Ana. look: @leo, @ana and mail me@home.org!"


@given(st.text(max_size=300))
def test_reading_twice_is_reading_once(raw: str) -> None:
    """A stored comment reads as itself."""
    try:
        once = read_comment(raw)
    except Refusal:
        return
    assert read_comment(once.text) == once


def test_who_may_comment() -> None:
    """The table: everyone, followers, people whom the creator follows, nobody."""
    met = {
        (comments_for, who): may_comment(comments_for, **standing)
        for comments_for in COMMENTS_FOR
        for who, standing in {
            "visitor": {"has_account": False, "own": False, "follows": False, "followed": False},
            "person": {"has_account": True, "own": False, "follows": False, "followed": False},
            "follower": {"has_account": True, "own": False, "follows": True, "followed": False},
            "friend": {"has_account": True, "own": False, "follows": False, "followed": True},
            "creator": {"has_account": True, "own": True, "follows": False, "followed": False},
        }.items()
    }
    allowed = {pair for pair, may in met.items() if may}
    assert allowed == {
        ("everyone", "person"),
        ("everyone", "follower"),
        ("everyone", "friend"),
        ("everyone", "creator"),
        ("following", "friend"),
        ("following", "creator"),
        ("followers", "follower"),
        ("followers", "creator"),
    }


def test_young_creators_open_their_comments_to_followers_at_most() -> None:
    """Below sixteen «everyone» means followers; an unknown age is no child's."""
    assert [widest("everyone", age) for age in (0, 13, 16, 18)] == [
        "everyone",
        "followers",
        "everyone",
        "everyone",
    ]
    assert widest("nobody", 13) == "nobody"


@given(st.integers(0, 10**6), st.integers(0, 10**5), st.integers(1, 2 * 10**12))
def test_applause_lifts_and_youth_helps(likes: int, replies: int, born_ms: int) -> None:
    """More likes or answers never rank lower; a doubling is worth two weeks."""
    here = rank(likes, replies, born_ms)
    assert rank(likes + 1, replies, born_ms) >= here
    assert rank(likes, replies + 1, born_ms) >= here
    assert rank(2 * likes + 1, 2 * replies, born_ms) - here == pytest.approx(DOUBLING_MS, abs=1)
