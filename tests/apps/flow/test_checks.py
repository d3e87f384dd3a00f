"""What is refused before anything starts."""

import pytest
from django.core.checks import run_checks

from mutoscope.project.wiring import LISTENERS

HERE = "tests.apps.flow.world"


def ids() -> list[str]:
    return [found.id for found in run_checks() if found.id.startswith("flow.")]


def test_the_program_as_it_is_passes(settings):
    """Every wire of ours leads somewhere."""
    settings.FLOW_LISTENERS = LISTENERS
    assert ids() == []


@pytest.mark.parametrize(
    ("fact", "listener", "fault"),
    [
        ("videos.NeverHappened", f"{HERE}.hear", "flow.E001"),
        ("nowhere.Happened", f"{HERE}.hear", "flow.E001"),
        (f"{HERE}.write", f"{HERE}.hear", "flow.E001"),
        (f"{HERE}.Happened", f"{HERE}.absent", "flow.E002"),
        (f"{HERE}.Happened", f"{HERE}.told", "flow.E002"),
    ],
)
def test_a_wire_that_leads_nowhere_is_found(settings, fact, listener, fault):
    """A misspelt fact or listener is an error at start, not a silence later."""
    settings.FLOW_LISTENERS = {fact: (listener,)}
    assert ids() == [fault]


@pytest.mark.parametrize("engine", ["django.db.backends.sqlite3", "mutoscope.project.sqlite"])
def test_an_old_sqlite_without_the_mitigation_is_refused(settings, monkeypatch, engine):
    """Below 3.51.3, connections must not fold the log by themselves."""
    monkeypatch.setitem(settings.DATABASES["default"], "ENGINE", engine)
    monkeypatch.setitem(settings.DATABASES["default"], "OPTIONS", {})
    monkeypatch.setattr("sqlite3.sqlite_version_info", (3, 51, 2))
    assert "flow.E003" in ids()
    monkeypatch.setattr("sqlite3.sqlite_version_info", (3, 51, 3))
    assert "flow.E003" not in ids()
