"""How much is going on around a tag: people of the last two days, and how many more than expected."""

RECENT_DAYS, WEEK_DAYS = 2, 7


def heat(recent: int, week: int) -> float:
    """``recent`` and ``week``: people who used it in the last two and seven days, each counted once.

    What rises stands above what is always there; without anybody lately only the embers are left.
    """
    expected = week * RECENT_DAYS / WEEK_DAYS
    return recent + max(0.0, recent - expected) + 0.1 * week
