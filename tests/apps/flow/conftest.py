import pytest
from tests.apps.flow import world


@pytest.fixture
def effects(db):
    """The table where the world's tasks leave their marks."""
    world.lay_out()
    world.told.clear()
    return world.effects


@pytest.fixture(autouse=True)
def nobody_listens(settings):
    """Only the world hears of what happens in these tests, when a test says so."""
    settings.FLOW_LISTENERS = {}
