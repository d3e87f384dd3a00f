"""No video twice while an unseen one remains: 10,000 pages of eight over 100,000 videos, by ten viewers.

The engine is the process that `mutoscope serve` starts, asked over its socket as the web process asks. Each
viewer swipes as players do: they ask for the next page while they hold two videos, say which, and tell of
each video a moment later; every fourth is left within a second. One viewer begins anew after every hundred
pages and keeps what they saw; one moves the sliders now and then. Halfway the engine is killed (-9) and
started again.

A repeat is a video served to somebody who had met or held it. It is counted, not timed, so it may run on a
busy machine.
"""

import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bench.harness import Figure, figure
from mutoscope.adapters.engine import Engine, EngineDown, Wish, connect
from mutoscope.core.discovery import Event, Item, PageRequest
from mutoscope.core.units import DAY_MS

VIDEOS, VIEWERS, PAGES, SIZE = 100_000, 10, 10_000, 8
TOPICS = ("cooking", "cars", "cats", "music", "travel", "football", "art", "garden", "dance", "code")
HELD = 2
SEED = 20_261


@dataclass
class Viewer:
    key: str
    favourite: str
    met: set[int] = field(default_factory=set)
    held: list[int] = field(default_factory=list)
    now_ms: int = 1_800_000_000_000
    repeats: int = 0
    served: int = 0


def main() -> list[Figure]:
    dice = random.Random(SEED)
    viewers = [Viewer(f"p{number + 1}", TOPICS[number]) for number in range(VIEWERS)]
    home = Path(tempfile.mkdtemp(prefix="mutoscope-bench-"))
    began = time.monotonic()
    try:
        for half in range(2):
            with engine_of(home) as engine:
                if half == 0:
                    topics = _fill(engine, dice)
                for number in range(PAGES // 2):
                    viewer = viewers[number % VIEWERS]
                    _swipe(engine, viewer, topics, dice)
                    _choose(engine, viewer, number, viewers)
    finally:
        shutil.rmtree(home, ignore_errors=True)
    served = sum(viewer.served for viewer in viewers)
    least = min(len(viewer.met) for viewer in viewers)
    assert served == PAGES * SIZE, "every page was full"
    return [
        figure(
            f"repeats in {PAGES:,} pages of {SIZE} over {VIDEOS:,} videos, {VIEWERS} viewers",
            sum(viewer.repeats for viewer in viewers),
            "videos",
            at_most=0,
            note=f"{served:,} videos served, at least {least:,} different ones to each; seed {SEED};"
            f" killed halfway; {time.monotonic() - began:.0f} s",
        )
    ]


@contextmanager
def engine_of(home: Path) -> Iterator[Engine]:
    """The engine process of ``home``; killed without warning at the end."""
    environ = os.environ | {"MUTOSCOPE_HOME": str(home)}
    process = subprocess.Popen([sys.executable, "-m", "mutoscope.project.cli", "engine"], env=environ)
    engine = connect(home / "engine.sock")
    try:
        _until_up(engine)
        yield engine
    finally:
        process.kill()
        process.wait()
        engine.close()


def _until_up(engine: Engine) -> None:
    for _ in range(1200):
        try:
            engine.health()
            return
        except EngineDown:
            time.sleep(0.1)
    raise AssertionError("the engine did not come up")


def _fill(engine: Engine, dice: random.Random) -> dict[int, str]:
    """Tell the engine its catalogue; the topic of each video."""
    now_ms = Viewer("", "").now_ms
    items = [
        Item(
            video_id=number + 1,
            creator_id=1_000_000 + number // 20,
            duration_ms=dice.choice((6_000, 12_000, 25_000, 50_000)),
            published_ms=now_ms - dice.randrange(60 * DAY_MS),
            tags=(TOPICS[number % len(TOPICS)], f"t{dice.randrange(500)}"),
            words=(f"w{dice.randrange(2_000)}",),
            language="en",
        )
        for number in range(VIDEOS)
    ]
    assert engine.put_items(items) == VIDEOS
    return {item.video_id: item.tags[0] for item in items}


def _swipe(engine: Engine, viewer: Viewer, topics: dict[int, str], dice: random.Random) -> None:
    """Ask for a page, then watch until two videos are left, and tell of each."""
    page = engine.page(
        PageRequest(
            viewer.key,
            viewer.now_ms,
            SIZE,
            seed=dice.randrange(1 << 60),
            language="en",
            have=tuple(viewer.held),
        )
    )
    assert not page.caught_up, "unseen ones remain"
    known = viewer.met | set(viewer.held)
    for served in page.served:
        viewer.repeats += served.video_id in known
        known.add(served.video_id)
    viewer.served += len(page.served)
    queue = viewer.held + [served.video_id for served in page.served]
    events = []
    for video_id in queue[:-HELD]:
        wanted = topics[video_id] == viewer.favourite
        watched_ms = 0 if dice.random() < 0.25 else 12_000 if wanted else dice.randrange(4_000)
        viewer.now_ms += watched_ms + 400
        kind = "watch" if watched_ms else "impression"
        event_id = f"{len(viewer.met)}-{video_id}"
        events.append(Event(event_id, viewer.key, kind, video_id, viewer.now_ms, watched_ms))  # type: ignore[arg-type]  # one of two kinds
        viewer.met.add(video_id)
    engine.ingest(events, viewer.now_ms)
    viewer.held = queue[-HELD:]


def _choose(engine: Engine, viewer: Viewer, number: int, viewers: list[Viewer]) -> None:
    """What two of them do besides: begin anew, and steer."""
    turn = number // VIEWERS
    if viewer is viewers[0] and turn % 100 == 99:
        viewer.now_ms += 1
        engine.restart(viewer.key, viewer.now_ms, keep_seen=True)
        viewer.now_ms += 1
    if viewer is viewers[1] and turn % 25 == 24:
        engine.steer(viewer.key, Wish(discovery=(turn % 5 - 2) / 2, length=(turn % 3 - 1) / 2), viewer.now_ms)
