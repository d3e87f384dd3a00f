"""What a feed page costs at 10,000 videos: over HTTP through web and engine, and in the engine alone.

Thirty people with a history ask for pages of eight, warm. CPU is that of the web and engine processes, from
the kernel's count. Beside it, in the same run: a bare Django view without middleware, under the same server,
that answers the very same bytes.
"""

import http.client
import os
import random
import sys
import time
from pathlib import Path

from tests.waiting import free_port, wait_for

from bench.feed_world import Instance, Player, instance, people
from bench.harness import Figure, figure, quantile

VIDEOS, VIEWERS, HISTORY, REQUESTS = 10_000, 30, 40, 600


def main() -> list[Figure]:
    with instance(VIDEOS, VIEWERS + 200) as site:
        from mutoscope.apps.feed import services

        services.reconcile()
        players = [Player(site, person) for person in people()[:VIEWERS]]
        _make_histories(players)
        body = players[0].post("/api/feed/page", {"have": [], "size": 8})
        cpu_ms, walls = _ask(site, players, ("web", "engine"))
        bare_ms = bare(site, body, players[0])
        engine_ms, engine_walls = _engine_alone(site)
    return [
        figure(
            "feed page over HTTP at 10,000 videos, CPU per request",
            cpu_ms,
            "ms",
            baseline=bare_ms,
            at_most=5.0,
            note=f"{len(body)} bytes; beside a bare Django view under the same server",
        ),
        figure("feed page over HTTP, one at a time, median", quantile(walls, 0.5), "ms"),
        figure("feed page over HTTP, one at a time, 99th percentile", quantile(walls, 0.99), "ms"),
        figure("page in the engine at 10,000 videos, CPU", engine_ms, "ms"),
        figure("page from the engine over its socket, median", quantile(engine_walls, 0.5), "ms"),
        figure("page from the engine over its socket, 99th percentile", quantile(engine_walls, 0.99), "ms"),
    ]


def _make_histories(players: list[Player]) -> None:
    dice = random.Random(7)
    for player in players:
        for _ in range(HISTORY // 20):
            cards = player.page(size=20)["cards"]
            player.watched(
                *((card["id"], int(card["duration_ms"] * dice.choice((0.05, 0.4, 1.0)))) for card in cards)
            )


def _ask(site: Instance, players: list[Player], names: tuple[str, ...]) -> tuple[float, list[float]]:
    """(CPU per request, wall time of each), in ms."""
    walls = []
    began = site.cpu_s(*names)
    for number in range(REQUESTS):
        start = time.perf_counter()
        players[number % len(players)].post("/api/feed/page", {"have": [], "size": 8})
        walls.append((time.perf_counter() - start) * 1000)
    return (site.cpu_s(*names) - began) * 1000 / REQUESTS, walls


def bare(site: Instance, body: bytes, player: Player) -> float:
    """CPU per request of a Django view that only returns ``body``."""
    port = free_port()
    answer = site.home / "answer.json"
    answer.write_bytes(body)
    site.start("bare", "-m", "bench.feed_page", str(port), str(answer))
    bare = Player.__new__(Player)
    bare.headers = player.headers
    bare.channel = http.client.HTTPConnection("127.0.0.1", port, timeout=30)

    def answers() -> bool:
        try:
            return bare.post("/api/feed/page", {}) == body
        except OSError:
            bare.channel.close()
            return False

    wait_for(answers)
    for _ in range(100):
        bare.post("/api/feed/page", {})
    cpu_ms, _ = _ask(site, [bare], ("bare",))
    return cpu_ms


def _engine_alone(site: Instance) -> tuple[float, list[float]]:
    from mutoscope.adapters.engine import connect
    from mutoscope.core.discovery import PageRequest

    engine = connect(site.home / "engine.sock")
    walls = []
    began = site.cpu_s("engine")
    viewers = people()[:VIEWERS]
    for number in range(REQUESTS):
        person = viewers[number % VIEWERS]
        now_ms = time.time_ns() // 1_000_000
        start = time.perf_counter()
        engine.page(PageRequest(f"p{person}", now_ms, seed=number, language="en", person_id=person))
        walls.append((time.perf_counter() - start) * 1000)
    return (site.cpu_s("engine") - began) * 1000 / REQUESTS, walls


def _serve_bare(port: int, answer: Path) -> None:
    from granian import Granian
    from granian.constants import Interfaces

    os.environ["BENCH_ANSWER"] = str(answer)
    Granian(
        "bench.bare_view:application",
        address="127.0.0.1",
        port=port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=16,
        websockets=False,
        log_enabled=False,
    ).serve()


if __name__ == "__main__":
    _serve_bare(int(sys.argv[1]), Path(sys.argv[2]))
