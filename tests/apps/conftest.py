"""Every test of an app has a feed engine of its own, in its own process."""

from collections.abc import Iterator

import pytest

from mutoscope.adapters.engine import Keeper, open_here
from mutoscope.apps.feed.engine import use


@pytest.fixture(autouse=True)
def engine() -> Iterator[Keeper]:
    """The engine that the program under test talks to."""
    keeper = open_here()
    use(keeper)
    yield keeper
    use(None)
    keeper.close()
