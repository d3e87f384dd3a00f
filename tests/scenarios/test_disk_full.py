"""A full disk refuses clearly, harms nothing, and everything goes on when there is room again."""

import contextlib
import os
import sqlite3
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.journeys.worlds import film
from tests.scenarios.stage import Sending, Stage, stage

pytestmark = pytest.mark.slow
SMALL = "48m"


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A folder on a file system of its own that is soon full."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={SMALL}", "tmpfs", str(folder)], capture_output=True
    )
    if mounted.returncode:
        pytest.skip(f"only who may mount can make a small disk: {mounted.stderr.decode().strip()}")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


@pytest.fixture
def site(small_disk: Path) -> Iterator[Stage]:
    with stage(small_disk / "home") as running:
        yield running


def test_a_full_disk_is_said_and_survived(site: Stage, tmp_path: Path) -> None:
    """507 with a sentence for the sender, no harm to the database, and the same upload ends well later."""
    ana = site.person("ana")
    big, small = (
        Sending(site, ana, film(tmp_path / f"{name}.mp4", seconds=seconds, size=size))
        for name, seconds, size in (("big", 3, "540x960"), ("small", 1, "270x480"))
    )
    third = len(big.data) // 3
    assert big.send(0, third).status_code == 204
    small.finish()
    small.submit("sent before the disk was full")
    with _full(site.home):
        refused = big.send(third)
        assert refused.status_code == 507, refused.text
        assert refused.json()["code"] == "disk_full" and "no room" in refused.json()["message"]
        assert big.offset() >= third
        no = ana.http.post(
            "/api/uploads",
            json={"size": 1000, "name": "more.mp4", "type": "video/mp4", "client_id": "more"},
            headers={"X-CSRFToken": ana.http.cookies["csrftoken"]},
        )
        assert no.status_code in (200, 507) and (no.status_code == 200 or no.json()["message"]), no.text
        assert ana.http.get(f"/api/videos/{small.video_id}/status").status_code == 200, "reading goes on"
        assert ana.call("POST", "/api/feed/page", json={"size": 3}) is not None
    site.until_ready()
    big.finish()
    big.submit("sent around a full disk")
    for sending in (big, small):
        sending.until_out()
    site.until(site.at_rest, "the end of all jobs")
    assert site.rows("PRAGMA integrity_check") == [("ok",)]
    site.stop()
    with contextlib.closing(sqlite3.connect(site.home / "mutoscope.sqlite3")) as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    with contextlib.closing(sqlite3.connect(site.home / "engine" / "log.sqlite3")) as log:
        assert log.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


@contextlib.contextmanager
def _full(home: Path) -> Iterator[None]:
    """Not one byte more fits on the disk of ``home``."""
    ballast = home.parent / "ballast"
    with ballast.open("wb", buffering=0) as out:
        for size in (1 << 20, 4096):
            with contextlib.suppress(OSError):
                while True:
                    out.write(os.urandom(size))
    try:
        yield
    finally:
        ballast.unlink()
