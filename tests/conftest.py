"""The world every test starts from: a home of its own, a real database, and the folder of real files.

This file names Django's settings after it has chosen their home folder; pytest's own option for that would
read them before, and leave a folder in the checkout. Set
``MUTOSCOPE_TEST_DATABASE=postgres`` to run the whole suite on PostgreSQL instead of SQLite.
"""

import atexit
import os
import shutil
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as in the engine: before anything loads numpy

import django
import pytest
from django.db import connections
from django.utils import translation
from hypothesis import HealthCheck, settings
from tests.databases import Postgres, hurry, start_postgres

if TYPE_CHECKING:
    from playwright.sync_api import Playwright

REPOSITORY = Path(__file__).resolve().parents[1]

# no test fails by the clock: a busy machine is slow at making examples, too
settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")


_DATABASE = os.environ.get("MUTOSCOPE_TEST_DATABASE", "")


def _fresh_home() -> None:
    for name in [name for name in os.environ if name.startswith("MUTOSCOPE_")]:
        if name not in ("MUTOSCOPE_SHARED", "MUTOSCOPE_TEST_DATABASE"):
            del os.environ[name]  # what the developer's shell says must not change what tests mean
    os.environ.pop("MUTOSCOPE_TEST_DATABASE", None)
    home = tempfile.mkdtemp(prefix="mutoscope-test-")
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    os.environ["MUTOSCOPE_HOME"] = home
    os.environ["DJANGO_SETTINGS_MODULE"] = "mutoscope.project.settings"
    if _DATABASE == "postgres":
        server = start_postgres()
        atexit.register(server.stop)
        os.environ["MUTOSCOPE_DATABASE"] = server.create_database()
    elif _DATABASE not in ("", "sqlite"):
        raise pytest.UsageError(f"MUTOSCOPE_TEST_DATABASE is {_DATABASE!r}; sqlite and postgres are known")
    django.setup()  # conftests below may import models


_fresh_home()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_setupnodes() -> None:
    """Each worker chooses a home of its own, and must not read the settings of this process's before."""
    del os.environ["DJANGO_SETTINGS_MODULE"]
    os.environ["MUTOSCOPE_TEST_DATABASE"] = _DATABASE


@pytest.fixture(scope="session")
def shared_media() -> Callable[[str], Path]:
    """Finds a real media file by its path below ``shared/media``; skips the test when it is not here."""
    named = os.environ.get("MUTOSCOPE_SHARED")
    folders = [Path(named)] if named else [up / "shared" for up in REPOSITORY.parents[:2]]

    def find(name: str) -> Path:
        for folder in folders:
            if (folder / "media" / name).exists():
                return folder / "media" / name
        pytest.skip(f"{name} is not in the shared media folder here")

    return find


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A PostgreSQL server: the one at 127.0.0.1:5432 when it lets us in, else one from PyPI."""
    server = start_postgres()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """A database that is in a hurry. The media process' threads keep it open, which can't be dropped then."""
    with django_db_blocker.unblock():
        hurry(connections["default"])
    yield
    if "mutoscope.project.media.asgi" in sys.modules:
        media = sys.modules["mutoscope.project.media.asgi"]
        meeting = threading.Barrier(media._DATABASE_THREADS)

        def close(_: int) -> None:
            meeting.wait(30)  # so that each of them takes one of these
            connections.close_all()

        list(media._database.map(close, range(media._DATABASE_THREADS)))


@pytest.fixture(autouse=True)
def _own_language() -> Iterator[None]:
    """A request in French leaves its thread speaking French: not to the next test."""
    yield
    translation.deactivate()


@pytest.fixture(scope="session")
def playwright() -> "Iterator[Playwright]":
    """What drives browsers; a process has one at most, so all tests of a session share it."""
    from playwright.sync_api import sync_playwright  # slow to load, for the tests that need none

    with sync_playwright() as started:
        yield started
