"""Who may see a video: the table of the module, row by row, and a law or two."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mutoscope.core.policy.life import STATES
from mutoscope.core.policy.visibility import Onlooker, Shown, is_public, may_see

CREATOR, OTHER = 1, 2
EVERYBODY = Onlooker()
FOLLOWER = Onlooker(person_id=OTHER, follows=True)
BLOCKED = Onlooker(person_id=OTHER, follows=True, blocked=True)
MAKER = Onlooker(person_id=CREATOR)
STAFF = Onlooker(person_id=OTHER, is_staff=True)


@pytest.mark.parametrize(
    ("video", "seen"),
    [
        (Shown(CREATOR, "published", "everyone"), "yes yes no yes yes"),
        (Shown(CREATOR, "optimised", "everyone"), "yes yes no yes yes"),
        (Shown(CREATOR, "published", "everyone", creator_is_private=True), "no yes no yes yes"),
        (Shown(CREATOR, "published", "followers"), "no yes no yes yes"),
        (Shown(CREATOR, "published", "me"), "no no no yes yes"),
        (Shown(CREATOR, "published", "nonsense"), "no no no yes yes"),
        (Shown(CREATOR, "playable", "everyone"), "no no no yes yes"),
        (Shown(CREATOR, "screened", "everyone"), "no no no yes yes"),
        (Shown(CREATOR, "held", "everyone"), "no no no no yes"),
        (Shown(CREATOR, "removed", "everyone"), "no no no no yes"),
        (Shown(CREATOR, "removed", "everyone", deleted=True), "no no no no no"),
        (Shown(CREATOR, "failed", "everyone"), "no no no no no"),
        (Shown(CREATOR, "published", "everyone", creator_is_active=False), "no no no no yes"),
    ],
)
def test_the_table(video: Shown, seen: str) -> None:
    """Everybody, followers, blocked, creator, staff: as the table says."""
    lookers = (EVERYBODY, FOLLOWER, BLOCKED, MAKER, STAFF)
    assert ["yes" if may_see(video, one) else "no" for one in lookers] == seen.split()


def test_unknown_age_is_the_youngest() -> None:
    """Above a known age nobody sees it, and it is not public."""
    video = Shown(CREATOR, "published", "everyone", min_age=18)
    assert not may_see(video, Onlooker(person_id=OTHER)) and not may_see(video, Onlooker(age=16))
    assert may_see(video, Onlooker(person_id=OTHER, age=18)) and not is_public(video)


shown = st.builds(
    Shown,
    st.just(CREATOR),
    st.sampled_from(STATES),
    st.sampled_from(["everyone", "followers", "me"]),
    st.booleans(),
    st.booleans(),
    st.sampled_from([0, 16, 18]),
    st.booleans(),
)


@given(shown, st.booleans(), st.sampled_from([0, 13, 18]))
def test_public_means_everybody_but_the_blocked(video: Shown, follows: bool, age: int) -> None:
    """What is public is seen by anybody who is not blocked; a block never shows more."""
    looker = Onlooker(person_id=OTHER, age=age, follows=follows)
    blocked = Onlooker(person_id=OTHER, age=age, follows=follows, blocked=True)
    if is_public(video):
        assert may_see(video, looker)
    assert not may_see(video, blocked)
