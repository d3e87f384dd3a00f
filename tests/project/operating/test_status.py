"""The page on which the operator sees how everything stands."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from tests.apps.accounts.people import PASSWORD, Browser, join
from tests.apps.videos.world import person, video

from mutoscope.adapters.engine import Keeper, entries
from mutoscope.adapters.engine.contracts import Archived
from mutoscope.apps.flow.models import Job
from mutoscope.core.discovery.experiments.guard import Stop
from mutoscope.core.discovery.experiments.plan import Arm, Experiment, Running
from mutoscope.project.operating import broken
from mutoscope.project.operating.numbers import told
from mutoscope.project.operating.pages import size

pytestmark = pytest.mark.django_db
People = get_user_model()


@pytest.fixture
def boss() -> Browser:
    join("boss")
    People.objects.filter(username="boss").update(is_staff=True, is_superuser=True)
    browser = Browser()
    browser.post("/api/login", {"login": "boss", "password": PASSWORD})
    return browser


def test_the_page_tells_what_is_the_matter(boss: Browser, settings: Any, tmp_path: Any) -> None:
    """A job given up, a held video, a request that broke, and no backup yet: all of it stands there."""
    Job.objects.create(
        task="videos.tasks.make_ladder", state="dead", reason="It failed <8> times.", finished_ms=1
    )
    video(person(), state="held")
    broken.note("/api/somewhere", ValueError("secret words"))
    page = boss.get("/admin/status/").content.decode()
    for words in (
        "make_ladder",
        "It failed &lt;8&gt; times.",
        "held",
        "/api/somewhere",
        "ValueError",
        "Never",
    ):
        assert words in page
    assert "secret words" not in page and "Django" not in page.split("</title>")[0]
    settings.HOME = tmp_path
    note = {"made": datetime.now(UTC).isoformat(), "folder": "/copies/one", "files": 3}
    (tmp_path / "last_backup.json").write_text(json.dumps(note))
    assert "/copies/one" in boss.get("/admin/status/").content.decode()


def test_the_page_tells_how_old_the_feed_s_copy_is(boss: Browser, engine: Keeper) -> None:
    """Nothing where no object storage was set; its age where one is, and what keeps it behind."""
    before = boss.get("/admin/status/").content.decode()
    assert "Feed in object storage" not in before
    hour_ago_ms = int(datetime.now(UTC).timestamp() * 1000) - 3 * 3_600_000
    engine.archived = Archived("s3://films/engine/us/1/0", hour_ago_ms, 7)
    page = boss.get("/admin/status/").content.decode()
    assert "3 hours" in page and "s3://films/engine/us/1/0" in page
    assert page.count("look here") == before.count("look here") + 1, "it is late"
    assert "mutoscope_engine_archived_sequence 7" in told()
    assert f"mutoscope_engine_archived_timestamp_seconds {hour_ago_ms / 1000}" in told()
    engine.archived = Archived("s3://films/engine/us/1/0", 0, 7, "it is away")
    page = boss.get("/admin/status/").content.decode()
    assert "No snapshot yet" in page and "it is away" in page


def test_the_page_is_led_to_and_translated(boss: Browser) -> None:
    """The first page of the rooms leads there; it speaks French too."""
    assert "/admin/status/" in boss.get("/admin/").content.decode()
    boss.send("PATCH", "/api/me", {"language": "fr"})
    page = boss.get("/admin/status/").content.decode()
    assert page.count("Dernière sauvegarde") == 1


def test_nobody_else_reads_it(boss: Browser) -> None:
    """Strangers and people are sent to the log-in; staff without every right are refused."""
    assert Client().get("/admin/status/").status_code == 302
    assert join("ana").get("/admin/status/").status_code == 302
    People.objects.filter(username="boss").update(is_superuser=False)
    assert boss.get("/admin/status/").status_code == 403


def test_sizes_are_read_easily() -> None:
    """Three digits and a unit."""
    assert [size(n) for n in (0, 999, 1500, 123_456, 5e9, 7.5e15)] == [
        "0 B",
        "999 B",
        "1.5 kB",
        "123 kB",
        "5.0 GB",
        "7500 TB",
    ]


def test_an_arm_that_was_stopped_stands_there(boss: Browser, engine: Keeper) -> None:
    """Until somebody looks, the tile of experiments is red, and the number can be watched."""
    assert "No plan is published" in boss.get("/admin/status/").content.decode()
    one = Experiment("one", (Arm("usual", 0.5), Arm("more", 0.5)))
    engine._log.append([entries.running(Running(engine.parameters().running.hold_out, (one,)))])
    engine._log.append([entries.stop(Stop(one.label(1), "skips", 0.2, 0.4, 0.1, 300, 9))])
    page = boss.get("/admin/status/").content.decode()
    assert "1 stopped for the harm they did" in page and one.label(1) in page
    assert f'mutoscope_experiment_stopped{{arm="{one.label(1)}"}} 1' in told()
    boss.send("PATCH", "/api/me", {"language": "fr"})
    assert "Arrêts pour cause de tort : 1" in boss.get("/admin/status/").content.decode()
