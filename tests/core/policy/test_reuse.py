"""What others may make of a video: the table, persona by persona."""

import msgspec
import pytest

from mutoscope.core.policy.reuse import (
    REUSES,
    Offer,
    Reuse,
    Role,
    allowed,
    may_let_use,
    may_use,
    read,
    unasked,
    why_not,
    written,
)

ALL = Offer(sees=True, for_everyone=True, has_account=True, allows=REUSES, author="ana")


def but(**other: object) -> Offer:
    return msgspec.structs.replace(ALL, **other)


@pytest.mark.parametrize(
    ("offer", "may"),
    [
        (ALL, REUSES),
        (but(allows=("stitch",)), ("stitch",)),
        (but(allows=()), ()),
        (but(own=True, allows=(), for_everyone=False), REUSES),
        (but(for_everyone=False), ()),
        (but(has_account=False), ()),
        (but(sees=False), ()),
        (but(sees=False, own=True), ()),
    ],
)
def test_who_may_make_what(offer: Offer, may: tuple[Reuse, ...]) -> None:
    """The author anything, others what was allowed of what is for everyone, strangers nothing."""
    assert may_use(offer) == may


@pytest.mark.parametrize(
    ("role", "reuse"),
    [
        ("duet", "duet"),
        ("react", "duet"),
        ("greenscreen", "duet"),
        ("stitch", "stitch"),
        ("clip", "remix"),
        ("remix", "remix"),
        ("template", "template"),
    ],
)
def test_each_way_asks_for_one_permission(role: Role, reuse: Reuse) -> None:
    """That one alone opens it, and its refusal says by name what its author doesn't allow."""
    assert why_not(but(allows=(reuse,)), [role]) is None
    others = tuple(one for one in REUSES if one != reuse)
    no = why_not(but(allows=others), [role])
    assert no is not None and no.code == f"{reuse}_not_allowed" and no.fields == {"author": "@ana"}
    assert no.sentence % no.fields


def test_what_is_not_to_be_seen_is_not_there() -> None:
    """Whoever was blocked learns nothing of permissions; followers' videos say that they are not shared."""
    hidden, shared = why_not(but(sees=False), ["duet"]), why_not(but(for_everyone=False), ["duet"])
    assert hidden is not None and (hidden.code, hidden.status) == ("no_such_video", 404)
    assert shared is not None and shared.code == "video_not_shared"
    assert why_not(but(allows=("stitch",)), ["clip", "stitch"]) is None, "one of the ways is enough"


@pytest.mark.parametrize(
    ("age", "may", "of_itself"), [(0, False, 0), (13, False, 0), (16, True, 0), (18, True, 2)]
)
def test_the_young(age: int, may: bool, of_itself: int) -> None:
    """Below sixteen nobody lets others use anything; below eighteen nothing goes without saying."""
    assert may_let_use(age) is may and len(unasked(age)) == of_itself
    assert allowed(["duet", "remix"], age) == (("duet", "remix") if may else ())


def test_words_for_the_database() -> None:
    """Written and read again they are the same; what is no word of ours is dropped."""
    assert read(written(("stitch", "remix"))) == ("stitch", "remix")
    assert read("") == () and read("everything,duet,,") == ("duet",)
    assert allowed(["duet", "duet", "x" * 1000], 30) == ("duet",)
