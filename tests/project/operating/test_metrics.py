"""Numbers for Prometheus: right, complete, cheap, and for nobody without the token."""

import asyncio
import re
import threading
from pathlib import Path
from typing import Any

import msgspec
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.apps.videos.world import person, video
from tests.project.media.talking import talk

from mutoscope.adapters.engine import connect
from mutoscope.adapters.engine.contracts import Place
from mutoscope.adapters.engine.shard import Shard
from mutoscope.adapters.engine.sharded import ShardedEngine
from mutoscope.adapters.metrics import Counter, Histogram, gauge
from mutoscope.apps.feed import engine as feed_engine
from mutoscope.apps.flow.models import Job
from mutoscope.project import streams

LINE = re.compile(r'[a-z_]+(\{[a-z_]+="(?:[^"\\]|\\.)*"(?:,[a-z_]+="(?:[^"\\]|\\.)*")*\})? -?[0-9.e+-]+')


@pytest.fixture
def told(settings: Any) -> Any:
    settings.CONFIG = msgspec.structs.replace(settings.CONFIG, metrics_token="open sesame")

    def ask() -> str:
        answer = Client().get("/metrics", headers={"Authorization": "Bearer open sesame"})
        assert answer.status_code == 200 and answer["Content-Type"].startswith("text/plain; version=0.0.4")
        return answer.content.decode()

    return ask


@pytest.mark.django_db
def test_only_the_token_opens(told: Any, settings: Any) -> None:
    """Without it, with another one, or where none is set, there is nothing at this address."""
    for header in ("", "open sesame", "Bearer", "Bearer open sesam", "Bearer ü", "Basic open sesame"):
        assert Client().get("/metrics", headers={"Authorization": header}).status_code == 404
    assert talk("GET", "/metrics", {"Authorization": "Bearer no"}).status == 404
    assert b"mutoscope_media" in talk("GET", "/metrics", {"Authorization": "Bearer open sesame"}).body
    settings.CONFIG = msgspec.structs.replace(settings.CONFIG, metrics_token="")
    assert Client().get("/metrics", headers={"Authorization": "Bearer "}).status_code == 404


def test_streams_tell_theirs(told: Any) -> None:
    """The process that holds pages' streams says how many there are, to the same token."""
    said: list[Any] = []

    async def ask(header: bytes) -> int:
        async def receive() -> dict[str, Any]:
            return {"type": "http.request", "body": b""}

        async def send(message: Any) -> None:
            said.append(message)

        headers = [(b"authorization", header)]
        scope = {"type": "http", "method": "GET", "path": "/metrics", "headers": headers, "query_string": b""}
        await streams.application(scope, receive, send)
        status: int = said[-2]["status"]
        return status

    assert asyncio.run(ask(b"Bearer open sesame")) == 200
    assert b"mutoscope_streams_open 0" in said[-1]["body"]
    assert asyncio.run(ask(b"Bearer no")) == 404


@pytest.mark.django_db
def test_everything_promised_is_told(told: Any) -> None:
    """Requests, jobs, outbox, engine, uploads, storage and versions, each line as the format wants it."""
    video(person(), state="held")
    Job.objects.create(task="a.b", state="dead")
    Client().get("/livez")
    Client().get("/api/me")
    text = told()
    for line in text.splitlines():
        assert line.startswith(("# HELP ", "# TYPE ")) or LINE.fullmatch(line), line
    for name in ("api/me", "mutoscope_jobs_oldest_due_seconds 0", "mutoscope_outbox_lag_seconds "):
        assert name in text
    assert re.search(r'http_request_seconds_count\{method="GET",route="/api/me",status="200"\} [1-9]', text)
    assert 'mutoscope_jobs{queue="default",state="dead"} 1' in text
    assert 'mutoscope_uploads{state="held"} 1' in text and 'mutoscope_stored_bytes{kind="renditions"}' in text
    assert "mutoscope_engine_videos " in text and "mutoscope_scrape_failed 0" in text
    assert 'mutoscope_info{mutoscope="' in text and "mutoscope_disk_free_bytes" in text


@pytest.mark.django_db
def test_an_engine_that_is_away_hides_no_figures_of_the_others(told: Any, tmp_path: Path) -> None:
    """Each of several engines has a line of its own; of one that can't be reached there is none."""
    feed_engine.use(ShardedEngine([connect(tmp_path / "nobody.sock"), Shard(None, Place(1, 2))]))
    text = told()
    assert 'mutoscope_engine_videos{shard="1"} 0' in text and "mutoscope_scrape_failed 0" in text
    assert 'shard="0"' not in text


@pytest.mark.django_db
def test_asking_costs_the_same_with_more(told: Any) -> None:
    """Ten times the videos and jobs, and the same number of questions to the database."""
    told()
    counts = []
    for number in (1, 10):
        Job.objects.bulk_create(Job(task=f"t{number}.{one}", state="dead") for one in range(10 * number))
        with CaptureQueriesContext(
            connection,
        ) as asked:
            told()
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_counting_from_many_threads() -> None:
    """Nothing is lost when threads count at once, and what is counted adds up."""
    counter = Counter("test_things_total", "Things.", ("kind",))
    histogram = Histogram("test_waits_seconds", "Waits.", (), ends=(0.1, 1.0))

    def work() -> None:
        for _ in range(2000):
            counter.add('a "b"\n')
            histogram.observe(seconds=0.5)

    threads = [threading.Thread(target=work) for _ in range(8)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert list(counter.lines(counter.counts())) == ['test_things_total{kind="a \\"b\\"\\n"} 16000']
    lines = list(histogram.lines(histogram.counts()))
    assert lines[0].endswith('le="0.1"} 0') and lines[1].endswith('le="1.0"} 16000')
    assert lines[2:] == [
        'test_waits_seconds_bucket{le="+Inf"} 16000',
        "test_waits_seconds_sum 8000",
        "test_waits_seconds_count 16000",
    ]
    assert gauge("test_empty", "None.", []) == ""
