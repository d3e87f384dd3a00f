"""A copy of one's data, taken along and brought in again, while the worker is killed under it."""

import hashlib
from pathlib import Path
from typing import Any

import httpx
import pytest
from tests.journeys.worlds import PASSWORD, Person, hand_over
from tests.scenarios.stage import Stage

pytestmark = pytest.mark.slow


def test_copies_survive_a_killed_worker(site: Stage, tmp_path: Path) -> None:
    """Asked for before the kill, whole after it; brought in before a kill, there once after it."""
    ana, mover = site.person("ana"), site.person("mover")
    films = len(ana.call("GET", "/api/people/ana/videos")["cards"])
    assert ana.call("POST", "/api/me/export")["state"] == "making"
    site.kill("worker")
    site.until(lambda: ana.call("GET", "/api/me/export")["state"] == "ready", "the copy")
    ana.call("POST", "/api/me/proof/password", json={"password": PASSWORD})
    url = ana.call("POST", "/api/me/export/link")["url"]
    data = httpx.get(url, timeout=60).content
    assert data.startswith(b"PK") and httpx.get(url).status_code == 404

    for _again in range(2):
        _send(mover, data)
        site.until(lambda: _import(mover)["state"] == "looked", "a look at the copy")
        mover.call("POST", "/api/me/import/start", json={"videos": "everyone", "profile": True})
        site.kill("worker")
        site.until(lambda: _import(mover)["state"] == "done", "the end of the import")
        site.until(lambda: len(_cards(mover)) == films, "its films")
    assert len(_cards(mover)) == films
    assert all(card["elsewhere_ms"] for card in _cards(mover))
    site.until(site.at_rest, "the end of all jobs")
    assert site.rows("SELECT task, reason FROM flow_job WHERE state = 'dead'") == []


def _send(person: Person, data: bytes) -> None:
    name = hashlib.sha256(data).hexdigest()[:20]
    ticket = person.call("POST", "/api/me/import", json={"size": len(data), "client_id": name})
    hand_over(ticket, data)


def _import(person: Person) -> Any:
    return person.call("GET", "/api/me/import")


def _cards(person: Person) -> Any:
    return person.call("GET", f"/api/people/{person.handle}/videos")["cards"]
