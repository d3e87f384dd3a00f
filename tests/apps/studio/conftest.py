"""Somebody who makes films, and what they make them of; a story that needs another has its own."""

import pytest
from tests.apps.studio.world import brought, picture, upload
from tests.apps.videos.world import Person, person

from mutoscope.core.montage.document import Material as Named


@pytest.fixture
def ada() -> Person:
    return person()


@pytest.fixture
def photo(ada: Person) -> Named:
    return upload(brought(ada, picture(size=(180, 320)), "photo.jpg").id)
