"""What comments and profiles cost in a big network: 50,000 people, 100,000 videos, 2,000,000 comments.

Sixty people ask over HTTP for the comments of videos that have most of them, the best and the newest, first
pages and further ones, threads, profiles and the videos on them. CPU is that of the web process, from the
kernel's count. Beside it, in the same run: a bare Django view, same server, that answers the same bytes.
"""

import json
import time
from collections.abc import Callable

from bench.feed_page import bare
from bench.feed_world import Instance, Player, instance
from bench.harness import Figure, figure, quantile
from bench.talk_world import COMMENTS, FIRST_COMMENT, FIRST_PERSON, FIRST_VIDEO, MAKERS, PEOPLE, TALK, fill

ASKERS, REQUESTS, BUSY = 60, 600, 200
REACH_MS = 8.0


def main() -> list[Figure]:
    from mutoscope.core.units import to_text

    def film(n: int) -> str:
        return f"/api/videos/{to_text(FIRST_VIDEO + n % BUSY)}/comments"

    with instance(0, 0, fill=fill) as site:
        players = [Player(site, FIRST_PERSON + 1 + n * 31) for n in range(ASKERS)]
        page = players[0].get(film(0))
        bare_ms = bare(site, page, players[0])
        further = [json.loads(players[0].get(film(n)))["next"] for n in range(BUSY)]
        thread = "/api/comments/{}/replies"
        asked: dict[str, Callable[[int], str]] = {
            "comments page, best": film,
            "comments page, newest": lambda n: f"{film(n)}?sort=newest",
            "comments page, a further one": lambda n: f"{film(n)}?cursor={further[n % BUSY]}",
            "answers of a thread": lambda n: thread.format(
                to_text(FIRST_COMMENT + n * 997 % (COMMENTS // TALK) * TALK)
            ),
            "profile": lambda n: f"/api/people/person{n * 641 % PEOPLE}",
            "profile of somebody whom everybody follows": lambda n: "/api/people/person0",
            "videos of a profile": lambda n: f"/api/people/person{n * 641 % MAKERS}/videos",
        }
        measured = {name: _ask(site, players, address) for name, address in asked.items()}
    return [
        one
        for name, (cpu_ms, walls) in measured.items()
        for one in (
            figure(f"{name}: CPU per request", cpu_ms, "ms", baseline=bare_ms, at_most=REACH_MS),
            figure(f"{name}: one at a time, 99th percentile", quantile(walls, 0.99), "ms"),
        )
    ]


def _ask(site: Instance, players: list[Player], address: Callable[[int], str]) -> tuple[float, list[float]]:
    """(CPU per request, wall time of each), in ms."""
    for n in range(ASKERS):
        players[n].get(address(n))  # warm
    walls = []
    began = site.cpu_s("web")
    for n in range(REQUESTS):
        start = time.perf_counter()
        players[n % ASKERS].get(address(n))
        walls.append((time.perf_counter() - start) * 1000)
    return (site.cpu_s("web") - began) * 1000 / REQUESTS, walls
