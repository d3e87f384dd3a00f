"""From playable to the first impression, with one active viewer: a real instance, in real time.

Eight hundred videos, a viewer with a history who swipes every two to five seconds, watches some to the end,
and asks for the next page when two videos are left, as the player does. Three times a video becomes playable
at a random moment; the clock stops when it is on the viewer's screen.
"""

import random
import time

from bench.feed_world import Player, add_video, instance, people
from bench.harness import Figure, figure

VIDEOS, UPLOADS, HISTORY = 800, 3, 120


def main() -> list[Figure]:
    with instance(VIDEOS, 60, worker=True) as site:
        from mutoscope.apps.feed import services

        services.reconcile()
        viewer = Player(site, people()[0])
        dice = random.Random(11)
        for _ in range(HISTORY // 20):
            cards = viewer.page(size=20)["cards"]
            viewer.watched(
                *((card["id"], int(card["duration_ms"] * dice.choice((0.05, 0.4, 1.0)))) for card in cards)
            )
        waits = [_one(viewer, dice, number) for number in range(UPLOADS)]
    return [
        figure("playable to first impression, one active viewer, slowest of 3", max(waits), "s", at_most=60),
        figure("playable to first impression, one active viewer, quickest of 3", min(waits), "s"),
    ]


def _one(viewer: Player, dice: random.Random, number: int) -> float:
    """Seconds from one publication to its impression."""
    held = viewer.page()["cards"]
    publish_at = dice.randrange(1, 7)
    watched, began, video_id = 0, 0.0, ""
    while True:
        card = held.pop(0)
        if card["id"] == video_id:
            viewer.watched((card["id"], 3000))
            return time.monotonic() - began
        dwell = dice.uniform(2.0, 5.0)
        time.sleep(dwell)
        viewer.watched((card["id"], int(dwell * 1000)))
        watched += 1
        if watched == publish_at:
            began, video_id = time.monotonic(), _publish(number)
        if len(held) <= 2:
            held += viewer.page([one["id"] for one in held])["cards"]
        assert not began or time.monotonic() - began < 300, "it was never shown"


def _publish(number: int) -> str:
    """A submitted video becomes playable, is screened and published as any other; its id as text."""
    from django.db import transaction

    from mutoscope.apps.flow.services import record
    from mutoscope.apps.videos.contracts import VideoPlayable
    from mutoscope.core.units import to_text

    with transaction.atomic():
        video, rendition = add_video(people()[30 + number], f"novelty{number}", 1, 0)
        video.state = "playable"
        video.save()
        rendition.save()
        record(VideoPlayable(video_id=video.id))
    return to_text(video.id)
