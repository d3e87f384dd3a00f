"""Who may take a film away: the table of the module, line by line."""

from mutoscope.core.policy.downloads import manner, may_offer


def test_the_table() -> None:
    """One's own as it is; another's with a mark, when it is public and its creator lets it go."""
    assert manner(sees=True, own=True, public=False, allowed=False) == "bare"
    assert manner(sees=True, own=False, public=True, allowed=True) == "marked"
    assert manner(sees=True, own=False, public=False, allowed=True) == "no"
    assert manner(sees=True, own=False, public=True, allowed=False) == "no"
    assert manner(sees=False, own=True, public=True, allowed=True) == "no"


def test_the_young_offer_nothing() -> None:
    """From sixteen on; an unknown age is the youngest."""
    assert [may_offer(age) for age in (0, 13, 16, 18)] == [False, False, True, True]
