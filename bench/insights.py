"""Counting creators' numbers: what an event costs, and that it costs no more when much has been counted.

Events go to a real engine in the mix that players send (an impression, two reports of the watch); then the
job counts them. The baseline is the same work when nothing had been counted before.
"""

import random
import time

from bench.feed_world import instance, people
from bench.harness import Figure, figure, quantile

VIDEOS, PEOPLE, VISITS, ROUNDS = 5_000, 2_000, 2_000, 10


def main() -> list[Figure]:
    with instance(VIDEOS, PEOPLE):
        from mutoscope.apps.insights.models import Day, Reach, Visit

        dice = random.Random(5)
        costs = [_round(dice, number) for number in range(ROUNDS)]
        rows = Reach.objects.count() + Day.objects.count() + Visit.objects.count()
    late = quantile(costs[-3:], 0.5)
    return [
        figure(
            "counting one event, CPU of the job, after nine tenths were counted",
            late,
            "ms",
            baseline=costs[0],
            ratio_at_most=2.0,
            note=f"{3 * VISITS * ROUNDS} events of {VISITS * ROUNDS} visits in {rows} rows",
        )
    ]


def _round(dice: random.Random, number: int) -> float:
    """Milliseconds of CPU per event."""
    from mutoscope.apps.feed.engine import the_engine
    from mutoscope.apps.insights import counting
    from mutoscope.apps.videos.models import Video
    from mutoscope.core.discovery.contracts import Event

    videos, viewers = list(Video.objects.values_list("id", flat=True)), people()
    at_ms = time.time_ns() // 1_000_000
    events = []
    for visit in range(VISITS):
        # a few videos are watched by everybody, most by few
        video = videos[min(int(dice.paretovariate(0.6)) - 1, len(videos) - 1)]
        viewer = f"p{dice.choice(viewers)}"
        for report, (kind, watched_ms) in enumerate((("impression", 0), ("watch", 4_000), ("watch", 9_000))):
            name = f"bench-{number}-{visit}-{report}"
            events.append(Event(name, viewer, kind, video, at_ms, watched_ms, 12_000, position=visit))  # type: ignore[arg-type]  # two of the kinds
    for start in range(0, len(events), 600):
        the_engine().ingest(events[start : start + 600])
    began = time.process_time()
    counted = counting.count_new()
    return 1000 * (time.process_time() - began) / counted
