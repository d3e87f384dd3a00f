"""kill -9 of any process at a bad moment costs time, never anything that was acknowledged."""

import hashlib
from pathlib import Path
from typing import Any

import pytest
from tests.journeys.worlds import Person, film
from tests.scenarios.stage import Sending, Stage, event, insist, watched

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("victim", ["web", "media", "streams", "engine", "worker", "serve"])
def test_what_was_acknowledged_survives(site: Stage, tmp_path: Path, victim: str) -> None:
    """A file half sent, a video half made, events, a like and a follow just taken: all of it still counts."""
    maker, viewer = site.person("maker"), site.person(f"viewer_of_{victim}")
    half_sent = Sending(site, maker, film(tmp_path / f"{victim}-sent.mp4", seconds=3, size="480x854"))
    half_made = Sending(site, maker, film(tmp_path / f"{victim}-made.mp4", seconds=3))
    acknowledged = len(half_sent.data) // 3
    assert half_sent.send(0, acknowledged).status_code == 204
    line = half_sent.begin(acknowledged, 2 * acknowledged)

    page = viewer.call("POST", "/api/feed/page", json={"size": 4})["cards"]
    seen, unwanted, liked = page[:3]
    half_made.finish()
    half_made.submit(f"made while {victim} died")
    site.until(lambda: half_made.status()["state"] != "received" or _is_made(site), "the start of the work")
    told = [watched(seen), event("not_interested", unwanted), event("impression", liked)]
    assert viewer.call("POST", "/api/feed/events", json={"events": told})["accepted"] == 3
    viewer.call("PUT", f"/api/videos/{liked['id']}/like")
    viewer.call("PUT", f"/api/people/{liked['creator']['handle']}/follow")

    site.kill(victim)

    line.close()
    assert half_sent.offset() >= acknowledged, "what was acknowledged has arrived"
    half_sent.finish()
    insist(lambda: half_sent.submit(f"sent while {victim} died"))
    for sending in (half_sent, half_made):
        sending.until_out()
        sha256 = hashlib.sha256(sending.data).hexdigest()
        kept = site.home / "objects" / sha256[:2] / sha256[2:4] / sha256
        assert hashlib.sha256(kept.read_bytes()).hexdigest() == sha256

    again = viewer.call("POST", "/api/feed/events", json={"events": told})
    assert again == {"accepted": 0, "duplicates": 3, "refused": []}, "the engine remembers them"
    served = _until_caught_up(viewer)
    assert unwanted["id"] not in served, "what nobody wanted stays away"
    assert seen["id"] not in served, "what was watched does not come again"
    card = viewer.call("GET", f"/api/videos/{liked['id']}")
    assert card["viewer"]["liked"] and card["viewer"]["follows"]

    site.until(site.at_rest, "the end of all jobs")
    assert site.orphans() == []
    assert site.rows("SELECT id, state, code FROM videos_video WHERE state = 'failed'") == []
    assert site.rows("SELECT task, reason FROM flow_job WHERE state = 'dead'") == []
    site.until(lambda: not list((site.home / "uploads").iterdir()), "the end of partial files")
    site.python("from mutoscope.apps.videos import making as m; m.sweep(m.now_ms())")
    assert list((site.home / "scratch").iterdir()) == []
    assert list((site.home / "objects").rglob("*.part")) == []


def _is_made(site: Stage) -> bool:
    """Somebody works on a video at this moment."""
    query = "SELECT count(*) FROM flow_job WHERE state = 'running' AND task LIKE '%make_playable'"
    return site.rows(query) != [(0,)]


def _until_caught_up(viewer: Person) -> set[str]:
    """Ids of everything new the feed still has for this viewer."""
    served: set[str] = set()
    while True:
        page: Any = viewer.call("POST", "/api/feed/page", json={"size": 8, "have": sorted(served)})
        fresh = {card["id"] for card in page["cards"] if not card["trace"]["recycled"]}
        if not fresh - served:
            return served
        served |= fresh
