"""Ana, Bob, and a part of her video in his."""

import pytest
from tests.apps.likeness.world import joined, looks, printed
from tests.apps.videos.world import Person, person

from mutoscope.apps.flow.services import drain


@pytest.fixture
def ana() -> Person:
    return person()


@pytest.fixture
def bob() -> Person:
    return person()


@pytest.fixture
def pair(ana: Person, bob: Person) -> tuple[int, int]:
    """Bob's video, which holds six seconds of Ana's from its fifth second on, and hers."""
    hers = printed(ana, looks(1), "Dunes")
    drain()
    his = printed(bob, joined(looks(2, 5), looks(1, 6, first=3)), "Look at this")
    drain()
    return his, hers
