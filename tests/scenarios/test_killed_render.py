"""kill -9 of the worker in the middle of a render costs time, and nothing else."""

import contextlib
import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import pytest
from tests.journeys.worlds import Person, film, hand_over
from tests.scenarios.stage import PATIENCE_S, Stage, offspring, stage
from tests.waiting import wait_for

pytestmark = pytest.mark.slow
T = TypeVar("T")
REELS = (
    "SELECT r.id, r.name, r.object_key, k.touched_ms FROM studio_madereel r"
    " JOIN videos_keptobject k ON k.key = r.object_key ORDER BY r.id"
)
"""Finished reels, and when each was last put into the store: making one again would touch it."""
RENDERING = "SELECT progress FROM studio_render WHERE state = 'waiting' AND progress > 0"


def test_a_killed_render_is_published_once(tmp_path: Path) -> None:
    """Killed again and again while it renders, the project is published all the same: one film."""
    with stage() as site:
        ana = site.person("ana")
        material = _brought(site, ana, film(tmp_path / "clip.mp4", seconds=4, size="720x1280"))
        project = _project(ana, _document(material))
        asked = ana.call("POST", f"/api/studio/projects/{project}/publish", json={"client_id": "one"})
        for _ in range(2):
            site.until(lambda: site.rows(RENDERING), "the middle of the render")
            site.kill("worker")
            site.python("from mutoscope.apps.studio.models import Render as R; R.objects.update(progress=0)")
        address = f"/api/videos/{asked['video_id']}/status"
        site.until(lambda: ana.call("GET", address)["state"] == "optimised" or 0, "the publication")
        site.until(site.at_rest, "the end of all jobs")
        assert site.orphans() == []
        assert site.rows("SELECT state, size > 0 FROM studio_render") == [("done", 1)]
        assert site.rows("SELECT state FROM studio_order") == [("done",)]
        assert site.rows("SELECT task FROM flow_job WHERE state = 'dead'") == []
        site.python("from mutoscope.apps.videos import making as m; m.sweep(m.now_ms())")
        assert list((site.home / "scratch").iterdir()) == []
        assert list((site.home / "objects").rglob("*.part")) == []


def test_a_film_of_several_reels_goes_on_where_it_was(tmp_path: Path) -> None:
    """ffmpeg and its worker are killed in the middle of the third reel: the two before are kept and not made
    again, and the film is to the bit the one that is made at one go."""
    with stage() as site:
        ana = site.person("ana")
        material = _brought(site, ana, film(tmp_path / "clip.mp4", seconds=4, size="720x1280"))
        project = _project(ana, _many_clips(material))
        address = f"/api/studio/projects/{project}/render"
        asked = ana.call("POST", address, json={"client_id": "killed"})
        _soon(site, lambda: len(site.rows(REELS)) == 2 and _ffmpeg(site), "the middle of the third reel")
        for pid in offspring(site.pid_of("worker")):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        site.kill("worker")
        before = site.rows(REELS)
        assert len(before) == 2
        after = _soon(site, lambda: len(found := site.rows(REELS)) > 2 and found, "the third reel")
        assert after[:2] == before
        killed = _film_of(site, ana, asked["id"])
        assert site.rows(REELS) == [] and site.orphans() == []
        ana.call("DELETE", f"/api/studio/renders/{asked['id']}")
        site.python("from mutoscope.apps.studio import tending as t; t.sweep(t.keeping.now_ms())")
        assert site.rows("SELECT state FROM studio_render") == [("gone",)]
        again = ana.call("POST", address, json={"client_id": "at one go"})
        assert _film_of(site, ana, again["id"]) == killed


def _soon(site: Stage, ask: Callable[[], T | bool], what: str) -> T:
    """As ``site.until``, looking often: what is waited for is soon over."""
    return wait_for(ask, PATIENCE_S, what=what, words=site.last_words, pause_s=0.02)


def _ffmpeg(site: Stage) -> bool:
    """Whether ffmpeg is at work below the worker."""
    found = []
    for pid in offspring(site.pid_of("worker")):
        with contextlib.suppress(OSError):
            found.append(Path(f"/proc/{pid}/exe").readlink().name.startswith("ffmpeg"))
    return any(found)


def _film_of(site: Stage, who: Person, order: str) -> str:
    """By its hash, once it is made."""
    address = f"/api/studio/renders/{order}"
    site.until(lambda: who.call("GET", address)["state"] == "done" or 0, "the film")
    ((key,),) = site.rows("SELECT object_key FROM studio_render WHERE state = 'done'")
    return str(key)


def _many_clips(material: str) -> dict[str, Any]:
    """So many that no reel holds them all, each from another place."""
    footage = {"what": "footage", "material": {"origin": "upload", "id": material}}
    clips = [
        {"id": f"c{n}", "start": 4 * n, "length": 4, "content": {**footage, "source_in": n}}
        for n in range(110)
    ]
    canvas = {"width": 360, "height": 640, "fps": 30}
    tracks = [{"id": "main", "role": "main", "clips": clips}]
    return {"schema": "mutoscope.montage/1", "canvas": canvas, "tracks": tracks}


def _brought(site: Stage, who: Person, path: Path) -> str:
    data = path.read_bytes()
    ticket = who.call("POST", "/api/studio/materials", json={"size": len(data), "client_id": "clip"})
    hand_over(ticket, data)
    name: str = ticket["material"]["id"]
    address = f"/api/studio/materials/{name}"
    site.until(lambda: who.call("GET", address)["state"] == "ready" or 0, "the material")
    return name


def _project(who: Person, document: dict[str, Any]) -> str:
    name: str = who.call("POST", "/api/studio/projects", json={"client_id": "p"})["id"]
    who.call("PUT", f"/api/studio/projects/{name}", json={"base": 1, "document": document})
    return name


def _document(material: str) -> dict[str, Any]:
    """The clip twice, and large: long enough to be killed in the middle."""
    content = {"what": "footage", "material": {"origin": "upload", "id": material}}
    clips = [{"id": f"c{n}", "start": 120 * n, "length": 120, "content": content} for n in range(2)]
    return {"schema": "mutoscope.montage/1", "tracks": [{"id": "main", "role": "main", "clips": clips}]}
