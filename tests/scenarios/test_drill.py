"""The drill: the machine is lost while people write, and everything comes back on another one."""

import subprocess
import sys
import threading
import time
from datetime import datetime
from pathlib import Path

import httpx
import pytest
from tests.journeys.worlds import PASSWORD, film
from tests.scenarios.stage import Sending, Stage, stage

from mutoscope.project.backup import read_manifest
from mutoscope.project.rounds import latest

pytestmark = pytest.mark.slow
EVERY_S = 5
"""An operator would say 60; what is asserted is the same: nothing older than one round is lost."""


class Writing(threading.Thread):
    """Somebody who comments without end, and notes when the server said that it has each comment."""

    def __init__(self, site: Stage, handle: str, video_id: str) -> None:
        super().__init__(daemon=True)
        self.person, self.path = site.person(handle), f"/api/videos/{video_id}/comments"
        self.acknowledged: dict[str, float] = {}
        self.stop = threading.Event()

    def run(self) -> None:
        number = 0
        while not self.stop.wait(0.3):
            number += 1
            text = f"{self.person.handle} says {number}"
            try:
                self.person.call("POST", self.path, json={"text": text, "client_id": f"c{number}-drill"})
                self.acknowledged[text] = time.time()
            except (httpx.HTTPError, AssertionError):
                pass  # the machine died, or asked for patience


def command(site: Stage, *words: str) -> list[str]:
    return [sys.executable, "-m", "mutoscope.project.cli", *words, "--home", str(site.home)]


def test_nothing_older_than_a_round_is_lost(tmp_path: Path) -> None:
    """Backups go on beside the writing; kill -9; restored elsewhere and verified, it serves again."""
    copies = tmp_path / "copies"
    with stage() as site:
        sending = Sending(site, site.person("ana"), film(tmp_path / "film.mp4", seconds=1))
        sending.finish()
        sending.submit("before the fire")
        sending.until_out()
        writers = [Writing(site, handle, sending.video_id) for handle in ("leo", "mika")]
        words = command(site, "backup", str(copies), "--every", str(EVERY_S), "--keep", "3")
        with (tmp_path / "rounds.log").open("wb") as log:
            rounds = subprocess.Popen(words, env=site.environ(), stdout=log, stderr=log)
        for writer in writers:
            writer.start()
        site.until(lambda: len(list(copies.glob("*/manifest.json"))) >= 3, "three rounds")
        assert site.process is not None
        died = time.time()
        rounds.kill()
        everything = site.remember()
        site.process.kill()
        site.process.wait()
        site.until(lambda: not site.alive(everything), "the end of all")
        for writer in writers:
            writer.stop.set()
            writer.join(90)
        rounds.wait()
        newest = latest(copies)
        assert newest is not None and len(list(copies.glob("*Z"))) <= 4, "old rounds went"
        assert died - datetime.fromisoformat(read_manifest(newest)["made"]).timestamp() < 4 * EVERY_S + 60

    lost_from = datetime.fromisoformat(read_manifest(newest)["made"]).timestamp()
    elsewhere = tmp_path / "elsewhere"
    words = [sys.executable, "-m", "mutoscope.project.cli", "restore", str(newest), "--verify"]
    done = subprocess.run([*words, "--home", str(elsewhere)], capture_output=True, text=True, check=False)
    assert done.returncode == 0 and "are what was backed up" in done.stdout, done.stderr
    with stage(elsewhere) as again:
        http = httpx.Client(base_url=again.url, timeout=60)
        token = http.get("/api/me").json()["csrf"]
        known = {"login": "leo", "password": PASSWORD}
        assert http.post("/api/login", json=known, headers={"X-CSRFToken": token}).status_code == 200
        card = http.get(f"/api/videos/{sending.video_id}").json()
        media = card["renditions"][0]["url"]
        assert httpx.get(media, timeout=60).content[4:8] == b"ftyp", "the film is there, byte by byte"
        there = {text for (text,) in again.rows("SELECT text FROM social_comment")}
        old = {text for one in writers for text, at in one.acknowledged.items() if at < lost_from}
        assert old and not old - there, "what was acknowledged before the last round began"
        again.until(
            lambda: http.post("/api/feed/page", json={"size": 4}, headers=_token(http)).json()["cards"],
            "a page",
        )
        checked = subprocess.run(command(again, "check"), env=again.environ(), capture_output=True, text=True)
        assert checked.returncode == 0, checked.stdout


def _token(http: httpx.Client) -> dict[str, str]:
    return {"X-CSRFToken": http.cookies["csrftoken"]}
