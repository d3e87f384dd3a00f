"""Without its engine the feed is plainer, never empty, and it mends itself."""

import os
import shutil
import signal
from typing import Any

import httpx
import pytest
from tests.journeys.worlds import Person
from tests.scenarios.stage import Stage, event

pytestmark = pytest.mark.slow


def test_a_frozen_engine_leaves_the_newest_videos(site: Stage) -> None:
    """Pages come, say where they are from, and events are asked to come again; then all is as before."""
    viewer = site.person("patient")
    engine = site.pid_of("engine")
    page = viewer.call("POST", "/api/feed/page", json={"size": 3})["cards"]
    assert {card["trace"]["source"] for card in page} != {"newest"}
    os.kill(engine, signal.SIGSTOP)
    try:
        held = [page[0]["id"]]
        plain = viewer.call("POST", "/api/feed/page", json={"size": 4, "have": held})
        assert {card["trace"]["source"] for card in plain["cards"]} == {"newest"}
        out = [card["published_ms"] for card in plain["cards"]]
        assert out and out == sorted(out, reverse=True)
        assert held[0] not in {card["id"] for card in plain["cards"]}
        told = {"events": [event("impression", page[0])]}
        token = {"X-CSRFToken": viewer.http.cookies["csrftoken"]}
        refused = viewer.http.post("/api/feed/events", json=told, headers=token)
        assert refused.status_code == 503 and refused.json()["code"] == "feed_away"
        assert refused.json()["message"]
    finally:
        os.kill(engine, signal.SIGCONT)
    taken = viewer.call("POST", "/api/feed/events", json=told)
    assert taken["accepted"] + taken["duplicates"] == 1 and not taken["refused"]
    viewer.call("POST", "/api/feed/page", json={"size": 3})


def test_a_wiped_engine_gets_its_catalogue_back(site: Stage) -> None:
    """The folder is lost: the feed goes on at once, and soon the engine knows every video again."""
    stranger = Person("newcomer", httpx.Client(base_url=site.url, timeout=60))
    engine = site.pid_of("engine")
    os.kill(engine, signal.SIGSTOP)
    shutil.rmtree(site.home / "engine")
    site.kill("engine")
    assert stranger.call("POST", "/api/feed/page", json={"size": 3})["cards"], "a page all the same"
    learner = site.person("patient")  # a stranger's plain page would tell nothing of the catalogue
    everything = {video for (video,) in site.rows("SELECT id FROM videos_video WHERE state = 'optimised'")}

    def known() -> bool:
        page: Any = learner.call("POST", "/api/feed/page", json={"size": 20})["cards"]
        return len(page) >= len(everything) and all(one["trace"]["source"] != "newest" for one in page)

    site.until(known, "the engine's catalogue")
