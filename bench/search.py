"""Searching as one types, at 100,000 videos: each letter of a question is asked over HTTP.

The questions are words that many videos have, words that few have, names, and words with a slip in them,
typed letter by letter by people with an account. CPU is the web process's own, from the kernel's count.
"""

import random
import time
from collections.abc import Sequence
from urllib.parse import urlencode

from bench.feed_world import TOPICS, Instance, Player, instance, people
from bench.harness import Figure, figure, quantile

VIDEOS, PEOPLE, ASKERS, ROUNDS = 100_000, 1_000, 60, 3
SLIPPED = ("cookign", "gadren", "fotball", "tarvel", "pelican moutnain", "harbuor")
"""Typed whole: what comes of a slip is known only at its end."""
_FIRST = ("silver", "quiet", "wild", "early", "red", "slow", "paper", "northern", "last", "little")
_SECOND = (
    "mountain",
    "harbour",
    "pelican",
    "lantern",
    "orchard",
    "river",
    "engine",
    "window",
    "market",
    "snow",
)


def main() -> list[Figure]:
    with instance(VIDEOS, PEOPLE) as site:
        filled = _fill_index()
        players = [Player(site, person) for person in people()[:ASKERS]]
        _ask(site, players, _typed(1))  # warm
        cpu_ms, walls = _ask(site, players, _typed(ROUNDS))
        slipped_ms, slipped = _ask(site, players, SLIPPED * 4 * ROUNDS)
        common = ("cats", "music take", "red") * 8 * ROUNDS
        paged_ms, paged = _ask(site, players, common, kind="videos", length="short")
    return [
        figure(
            "search as you type at 100,000 videos, 95th percentile", quantile(walls, 0.95), "ms", at_most=30.0
        ),
        figure("search as you type, median", quantile(walls, 0.5), "ms"),
        figure("search as you type, CPU per request", cpu_ms, "ms", at_most=8.0),
        figure("search with a slip in it, 95th percentile", quantile(slipped, 0.95), "ms"),
        figure("search with a slip in it, CPU per request", slipped_ms, "ms"),
        figure("a page of videos by a common word and length, 95th percentile", quantile(paged, 0.95), "ms"),
        figure("a page of videos by a common word and length, CPU", paged_ms, "ms"),
        figure("filling an empty index", filled * 1000, "ms", note="per 1,000 entries"),
    ]


def _fill_index() -> float:
    """Seconds per entry of making the index anew, after giving the captions words that differ."""
    from django.db import transaction

    from mutoscope.apps.search import services
    from mutoscope.apps.search.models import Entry
    from mutoscope.apps.videos.models import Video

    dice = random.Random(11)
    with transaction.atomic():
        for start in range(0, VIDEOS, 2_000):
            chunk = list(Video.objects.order_by("id")[start : start + 2_000])
            for video in chunk:
                rare = f"{dice.choice(_FIRST)} {dice.choice(_SECOND)} nr{dice.randrange(20_000)}"
                video.caption = f"{video.caption} {rare}"
                video.likes = int(dice.paretovariate(0.8)) - 1
            Video.objects.bulk_update(chunk, ["caption", "likes"], batch_size=200)
    Entry.objects.all().delete()
    began = time.perf_counter()
    services.mend()
    return (time.perf_counter() - began) / Entry.objects.count()


def _typed(rounds: int) -> list[str]:
    """Whole questions and all their beginnings."""
    dice = random.Random(5)
    questions = [*TOPICS, *(f"maker{dice.randrange(PEOPLE)}" for _ in range(5))]
    questions += [f"{dice.choice(_FIRST)} {dice.choice(_SECOND)}" for _ in range(10)]
    questions += [f"nr{dice.randrange(20_000)}" for _ in range(5)]
    return [question[:end] for question in questions for end in range(1, len(question) + 1)] * rounds


def _ask(
    site: Instance, players: list[Player], questions: Sequence[str], **more: str
) -> tuple[float, list[float]]:
    """(CPU per request, wall time of each), in ms."""
    walls = []
    began = site.cpu_s("web")
    for number, question in enumerate(questions):
        start = time.perf_counter()
        players[number % len(players)].get(f"/api/search?{urlencode({'q': question, **more})}")
        walls.append((time.perf_counter() - start) * 1000)
    return (site.cpu_s("web") - began) * 1000 / len(questions), walls
