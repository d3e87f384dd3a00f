"""What the studio's preview keeps in memory: a long session on a long project, played, scrubbed and edited.

Chromium has no graphics card here: what would lie on one lies in its GPU process. Counted is what the page's
and the GPU's process hold of their own (proportional set size) beyond those of an empty page, and the page's
JavaScript heap; growth is the last third of the session against the middle one.
"""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import CDPSession

from bench._media import bare
from bench.harness import Figure, figure
from bench.stage import Stage, staged

SESSION_S = float(os.environ.get("BENCH_SESSION_S", "600"))
FILM_S, PROJECT_S, FPS = 30, 180, 30
ROOM = {"width": 405, "height": 720}
MEMORY_MB, GROWTH_MB = 600, 30
MB = 1 << 20


def main() -> list[Figure]:
    """Ten minutes on three minutes of 1080p; and how long three chosen clips take to play."""
    with tempfile.TemporaryDirectory() as folder, staged() as stage:
        stage.bring(_films(Path(folder)))
        begun = [_begins(stage) for _ in range(5)]
        held, heaps = _session(stage)
    third = len(held) // 3
    growth = statistics.median(held[-third:]) - statistics.median(held[third : 2 * third])
    note = f"{SESSION_S:g} s on {PROJECT_S} s of 1080p in 60 clips, two layers and words"
    return [
        figure("three chosen clips to a playing preview", statistics.median(begun), "s", at_most=2.0),
        figure("memory of a session, most", max(held), "MB", at_most=MEMORY_MB, note=note),
        figure("memory of a session, growth", growth, "MB", at_most=GROWTH_MB, note=note),
        figure("JavaScript heap of a session, most", max(heaps), "MB", note=note),
    ]


def _films(folder: Path) -> dict[str, Path]:
    """Three films of 1080 by 1920 with sound, as a phone makes them."""
    made = {}
    for number, name in enumerate(("one", "two", "three")):
        made[name] = folder / f"{name}.mp4"
        picture = f"testsrc2=s=1080x1920:r={FPS}:d={FILM_S},hue=h={120 * number}"
        words = [
            "-f",
            "lavfi",
            "-i",
            picture,
            "-f",
            "lavfi",
            "-t",
            str(FILM_S),
            "-i",
            "anoisesrc=c=pink:a=0.1",
        ]
        words += ["-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-g", "30", "-b:v", "8M"]
        bare([*words, "-colorspace", "bt709", "-c:a", "aac", str(made[name])])
    return made


def _project(shift: int = 0) -> dict[str, Any]:
    """Sixty clips of three seconds, one above them all the time, and words."""
    names = ("one", "two", "three")
    main = [_shot(f"m{n}", 90 * n, 90, names[n % 3], (37 * n + shift) % 600) for n in range(PROJECT_S // 3)]
    place = {"fit": "contain", "scale": 400, "x": 7000, "y": 2500}
    over = [
        {**_shot(f"o{n}", 300 * n, 300, names[(n + 1) % 3], 100), "place": place}
        for n in range(PROJECT_S // 10)
    ]
    words = [
        {"id": f"w{n}", "start": 150 * n, "length": 120, "content": {"what": "text", "text": f"Words {n}"}}
        for n in range(PROJECT_S // 5)
    ]
    tracks = (("m", "main", main), ("o", "overlay", over), ("w", "text", words))
    return {
        "schema": "mutoscope.montage/1",
        "canvas": {"width": 1080, "height": 1920, "fps": FPS},
        "tracks": [{"id": name, "role": role, "clips": clips} for name, role, clips in tracks],
    }


def _shot(name: str, start: int, length: int, film: str, source_in: int) -> dict[str, Any]:
    content = {"what": "footage", "material": {"origin": "upload", "id": film}, "source_in": source_in}
    return {"id": name, "start": start, "length": length, "content": content}


def _begins(stage: Stage) -> float:
    """Seconds from three local files and a montage of them to the second picture that plays."""
    clips = [_shot(f"b{n}", 30 * n, 30, name, 45 * n) for n, name in enumerate(("one", "two", "three"))]
    montage = {**_project(), "tracks": [{"id": "m", "role": "main", "clips": clips}]}
    took: float = stage.page.evaluate(
        """async ([montage, room]) => {
          const begun = performance.now();
          stage.open(montage, room);
          await stage.preview.play();
          while (stage.seen.filter(([n]) => n > 0).length < 2) await new Promise((go) => setTimeout(go, 5));
          const took = performance.now() - begun;
          stage.preview.pause();
          return took / 1000;
        }""",
        [montage, ROOM],
    )
    return took


def _session(stage: Stage) -> tuple[list[float], list[float]]:
    """Megabytes held, and of the heap, again and again while somebody plays, looks around and edits."""
    cdp = stage.page.context.browser.new_browser_cdp_session()  # type: ignore[union-attr]
    stage.page.goto(stage.page.url)
    empty = _held(cdp)
    stage.page.wait_for_function("window.stage")
    stage.again()
    stage.open(_project(), ROOM)
    held, heaps, turn, end = [], [], 0, time.monotonic() + SESSION_S
    while time.monotonic() < end:
        ACTS[turn % len(ACTS)](stage, turn)
        held.append(_held(cdp) - empty)
        heaps.append(stage.page.evaluate("performance.memory.usedJSHeapSize") / MB)
        turn += 1
        if turn % 10 == 0:
            print(f"{turn}: {held[-1]:.0f} MB, heap {heaps[-1]:.0f} MB", file=sys.stderr, flush=True)
    return held, heaps


def _play(stage: Stage, turn: int) -> None:
    stage.page.evaluate("n => stage.preview.show(n)", 617 * turn % (FPS * PROJECT_S - 300))
    stage.page.evaluate("stage.preview.play()")
    stage.page.wait_for_timeout(6000)
    stage.page.evaluate("stage.preview.pause()")


def _scrub(stage: Stage, turn: int) -> None:
    places = [(turn * 211 + 97 * step) % (FPS * PROJECT_S) for step in range(20)]
    for at in places:
        stage.page.evaluate("n => void stage.preview.show(n)", at)
        stage.page.wait_for_timeout(60)
    stage.page.evaluate("n => stage.preview.show(n)", places[-1])


def _edit(stage: Stage, turn: int) -> None:
    for step in range(5):
        stage.page.evaluate("montage => stage.change(montage)", _project(turn + step))
        stage.page.wait_for_timeout(150)


ACTS: tuple[Callable[[Stage, int], None], ...] = (_play, _scrub, _play, _edit)


def _held(cdp: CDPSession) -> float:
    """Megabytes of the page's process and the GPU's, shared memory counted by its share."""
    infos = cdp.send("SystemInfo.getProcessInfo")["processInfo"]
    kinds = [(one["type"], one["id"]) for one in infos]
    return sum(_pss(int(number)) for kind, number in kinds if kind in ("renderer", "GPU")) / MB


def _pss(number: int) -> int:
    try:
        lines = Path(f"/proc/{number}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0  # ended meanwhile
    return sum(int(line.split()[1]) << 10 for line in lines if line.startswith("Pss:"))
