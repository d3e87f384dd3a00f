"""Every test of an app starts with nobody having done anything too often, hashes passwords in a hurry,
has browsers that start at once, and a feed engine of its own, in its own process."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache

from mutoscope.adapters.engine import Keeper, open_here
from mutoscope.apps.feed.engine import use


@pytest.fixture(autouse=True)
def fresh_limits() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture(autouse=True)
def hurried_hashing(settings: Any) -> None:
    """New passwords cost nothing; what was hashed properly is still understood."""
    settings.PASSWORD_HASHERS = [
        "django.contrib.auth.hashers.MD5PasswordHasher",
        "django.contrib.auth.hashers.Argon2PasswordHasher",
    ]


@pytest.fixture(autouse=True)
def no_list_of_files(settings: Any) -> None:
    """Each browser of a test is a new server to Django: 400 files of the admin listed anew, a tenth of a
    second each time. What files are served is told by tests/project."""
    settings.WHITENOISE_USE_FINDERS = False


@pytest.fixture(autouse=True)
def engine() -> Iterator[Keeper]:
    """The engine that the program under test talks to."""
    keeper = open_here()
    use(keeper)
    yield keeper
    use(None)
    keeper.close()
