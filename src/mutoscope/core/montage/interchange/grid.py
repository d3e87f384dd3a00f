"""Their times on our grid: seconds as ratios of any rate, rounded at each edge, so that nothing drifts."""

import math
from typing import Any, NamedTuple

import opentimelineio as otio

from mutoscope.core.montage.checking.bounds import FPS, MOST_PICTURES
from mutoscope.core.montage.timing import half_up

_USUAL = 30


class Grid(NamedTuple):
    fps: int

    def pictures(self, time: Any) -> float | None:
        """``time`` in pictures of ours, a real number; None where it is none."""
        if time is None or not (math.isfinite(time.value) and math.isfinite(time.rate) and time.rate > 0):
            return None
        # Exact where the rates are one: the usual case must not depend on a quotient.
        moment = time.value if time.rate == self.fps else time.value / time.rate * self.fps
        return moment if abs(moment) <= MOST_PICTURES else None

    def picture(self, time: Any) -> int | None:
        """The nearest whole picture."""
        moment = self.pictures(time)
        return None if moment is None else half_up(moment)


def grid_of(timeline: Any, said: dict[str, Any]) -> Grid:
    """The grid that the timeline was on, or the one of ours nearest to it: 29.97 becomes 30."""
    canvas = said.get("canvas")
    fps = canvas.get("fps") if isinstance(canvas, dict) else None
    if isinstance(fps, int) and fps in FPS:
        return Grid(fps)
    rates = [time.rate for time in _times(timeline) if math.isfinite(time.rate) and time.rate > 0]
    return Grid(min(FPS, key=lambda each: abs(each - rates[0])) if rates else _USUAL)


def _times(timeline: Any) -> Any:
    for track in timeline.tracks:
        if isinstance(track, otio.schema.Track) and track.kind == otio.schema.TrackKind.Video:
            for item in track:
                if (found := getattr(item, "source_range", None)) is not None:
                    yield found.duration
    if timeline.global_start_time is not None:
        yield timeline.global_start_time
