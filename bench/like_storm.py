"""Sixteen writers on SQLite: likes and comments offered at 300 a second, and a thousand comments a minute.

    offered      each request has its moment; how long it took counts from then, so that a queue is not hidden
    writers      sixteen connections, each taking the next request that is due

All of it over HTTP, through the real web process, by people who each write no more often than they may. The
worker runs and delivers what follows. At the end every counter is compared with the rows it counts.

The figures are about steady service: before them come two seconds of likes and two of likes and comments
mixed, unmeasured, in which processes load what they use first. Those first seconds are slower.
"""

import http.client
import json
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from bench.feed_world import Player, instance, people
from bench.harness import Figure, figure, quantile

WRITERS, PEOPLE, FILMS = 16, 400, 40
A_SECOND, SECONDS = 300, 20
STORM_A_MINUTE, STORM_SECONDS = 1_000, 30
REACH_MS = 50.0


@dataclass
class Told:
    """What came of the requests: ms from their moment to the answer, and answers that were no success."""

    late_ms: list[float] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)


def main() -> list[Figure]:
    from mutoscope.core.units import to_text

    with instance(FILMS, PEOPLE, worker=True) as site:
        from mutoscope.apps.videos.models import Video

        films = [to_text(one) for one in Video.objects.order_by("id").values_list("id", flat=True)]
        players = [Player(site, person) for person in people()]
        _offer(players, A_SECOND, 2, lambda n: _like(films, n + 1))  # warm
        _offer(players, A_SECOND, 2, lambda n: _mixed(films, n, "warm"))
        likes = _offer(players, A_SECOND, SECONDS, lambda n: _like(films, n))
        mixed = _offer(players, A_SECOND, SECONDS, lambda n: _mixed(films, n))
        storm = _offer(players, STORM_A_MINUTE / 60, STORM_SECONDS, lambda n: _comment(films[0], n, "storm"))
        wrong = _wrong_counts()
    answered = {"likes": likes, "likes and comments": mixed, "1,000 comments a minute on one video": storm}
    return [
        figure(
            "errors of all kinds",
            float(sum(len(one.failed) for one in answered.values())),
            "errors",
            at_most=0,
        ),
        figure("counters that are wrong afterwards", float(wrong), "rows", at_most=0),
        *(
            figure(
                f"{name}: 99th percentile from the moment it was due",
                quantile(one.late_ms, 0.99),
                "ms",
                at_most=REACH_MS,
            )
            for name, one in answered.items()
        ),
        *(figure(f"{name}: median", quantile(one.late_ms, 0.5), "ms") for name, one in answered.items()),
    ]


Request = tuple[str, str, dict[str, str] | None]
"""Method, path, body."""


def _like(films: list[str], n: int) -> Request:
    """Somebody likes a video; every fifth time they take it back."""
    return ("DELETE" if n % 5 == 4 else "PUT", f"/api/videos/{films[n // 5 % len(films)]}/like", None)


def _mixed(films: list[str], n: int, name: str = "mixed") -> Request:
    """A comment, then two likes."""
    return _comment(films[n % FILMS], n, name) if n % 3 == 0 else _like(films, n * 7)


def _comment(film: str, n: int, name: str) -> Request:
    body = {"text": f"Number {n}, and well seen", "client_id": f"{name}-{n:08}"}
    return ("POST", f"/api/videos/{film}/comments", body)


def _offer(players: list[Player], a_second: float, seconds: int, request: Callable[[int], Request]) -> Told:
    """Offers requests at a steady rate, the n-th by the n-th person, to whichever writer is free."""
    told, lock, numbers = Told(), threading.Lock(), iter(range(int(a_second * seconds)))
    begin = time.perf_counter() + 0.2

    def write() -> None:
        channel = http.client.HTTPConnection("127.0.0.1", players[0].channel.port, timeout=30)
        while True:
            with lock:
                n = next(numbers, None)
            if n is None:
                return
            due = begin + n / a_second
            time.sleep(max(0.0, due - time.perf_counter()))
            method, path, body = request(n)
            headers = players[n % len(players)].headers
            try:
                channel.request(method, path, json.dumps(body or {}), headers)
                answer = channel.getresponse()
                said, status = answer.read(), answer.status
            except (OSError, http.client.HTTPException) as error:
                channel.close()
                said, status = repr(error).encode(), 0
            late = (time.perf_counter() - due) * 1000
            with lock:
                told.late_ms.append(late)
                if status != 200:
                    told.failed.append(f"{status} {said[:200]!r}")

    writers = [threading.Thread(target=write) for _ in range(WRITERS)]
    for one in writers:
        one.start()
    for one in writers:
        one.join()
    for words in told.failed[:3]:
        print("failed:", words)
    return told


def _wrong_counts() -> int:
    """Videos and comments whose numbers are not what the rows say."""
    from django.db import connection

    connection.close()
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT COUNT(*) FROM videos_video v WHERE v.likes <> (
              SELECT COUNT(*) FROM social_like l WHERE l.video_id = v.id)
             OR v.comments <> (SELECT COUNT(*) FROM social_comment c WHERE c.video_id = v.id)
            """
        )
        return int(cursor.fetchone()[0])
