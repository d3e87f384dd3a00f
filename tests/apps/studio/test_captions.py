"""Captions: written down by the server's engine where there is one, read from files, taken away as files."""

from pathlib import Path

import msgspec
import pytest
from tests.adapters.captions.random_model import write_model
from tests.apps.studio.sounds import tone
from tests.apps.studio.world import brought, picture, project_of
from tests.apps.videos.world import Person, browser_of, person

from mutoscope.adapters.captions.engine import Whisper
from mutoscope.apps.flow.contracts import JobDied
from mutoscope.apps.flow.models import Job
from mutoscope.apps.flow.services import drain
from mutoscope.apps.studio import services
from mutoscope.apps.studio.models import Drawn
from mutoscope.core.montage.document import SCHEMA, Canvas, Captions, Clip, Montage, Track, Word
from mutoscope.core.units import to_text

pytestmark = pytest.mark.django_db(transaction=True)
SRT = "1\n00:00:01,000 --> 00:00:02,000\nHello <b>you</b>\n"


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_model(tmp_path_factory.mktemp("speech") / "ggml.bin")


@pytest.fixture
def installed(model: Path, settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """The operator installed a model; it is quickly tired."""
    config = msgspec.structs.replace(settings.CONFIG, captions_model=str(model))
    settings.CONFIG = config
    before = Whisper.__init__
    monkeypatch.setattr(Whisper, "__init__", lambda self, info: before(self, info, max_tokens=8))


def ask(who: Person, material: str, language: str = "en") -> dict:
    wish = {"origin": "upload", "material_id": material, "language": language}
    return browser_of(who).post("/api/studio/transcripts", wish).json()


def test_what_is_said_is_written_down_once(installed: None) -> None:
    """Waiting, then done with times within the sound; whoever asks again is answered from what is kept."""
    ada = person()
    sound = brought(ada, tone("mp3"), "voice.mp3")
    assert browser_of(ada).get("/api/studio/captions").json() == {"engine": True}
    assert ask(ada, sound.id)["state"] == "waiting"
    assert ask(ada, sound.id)["state"] == "waiting"
    drain()
    told = ask(ada, sound.id)
    assert told["state"] == "done" and told["language"] == "en" and told["reason"] is None
    assert all(0 <= word["at_ms"] <= word["at_ms"] + word["length_ms"] <= 2100 for word in told["words"])
    jobs = Job.objects.filter(task__endswith="write_down").count()
    assert ask(ada, sound.id) == told
    assert Job.objects.filter(task__endswith="write_down").count() == jobs == 1


def test_asking_how_far_it_is_costs_nothing(installed: None) -> None:
    """A page asks every moment, for as long as it takes; a job that runs is not begun a second time."""
    ada = person()
    sound = brought(ada, tone("mp3"), "voice.mp3")
    browser = browser_of(ada)
    wish = {"origin": "upload", "material_id": sound.id, "language": "en"}
    ask(ada, sound.id)
    Job.objects.filter(task__endswith="write_down").update(state="running")
    for _time in range(60):
        assert browser.post("/api/studio/transcripts", wish).json()["state"] == "waiting"
    assert Job.objects.filter(task__endswith="write_down").count() == 1


def test_it_is_told_how_far_it_is_and_can_be_stopped(installed: None) -> None:
    """Whoever stops it and asks anew begins anew; nobody is told that it failed."""
    ada = person()
    sound = brought(ada, tone("mp3"), "voice.mp3")
    assert ask(ada, sound.id)["progress"] == 0
    jobs = Job.objects.filter(task__endswith="write_down")
    jobs.update(state="running", progress=0.4)
    assert ask(ada, sound.id)["progress"] == 0.4
    wish = {"origin": "upload", "material_id": sound.id, "language": "en"}
    assert browser_of(person()).post("/api/studio/transcripts/stop", wish).status_code == 404
    assert browser_of(ada).post("/api/studio/transcripts/stop", wish).status_code == 204
    assert jobs.get().state == "dead"
    drain()
    assert ask(ada, sound.id)["state"] == "waiting"
    assert browser_of(ada).post("/api/studio/transcripts/stop", wish).status_code == 204
    assert jobs.filter(state="dead").count() == 2


def test_nobody_stops_what_somebody_else_waits_for(installed: None) -> None:
    """Two may have sent the same file; each stops what they asked for."""
    ada, bob = person(), person()
    hers, his = (brought(who, tone("mp3"), "voice.mp3") for who in (ada, bob))
    ask(ada, hers.id)
    jobs = Job.objects.filter(task__endswith="write_down")
    jobs.update(state="running", progress=0.9)
    assert ask(bob, his.id)["state"] == "waiting"
    wish = {"origin": "upload", "material_id": his.id, "language": "en"}
    assert browser_of(bob).post("/api/studio/transcripts/stop", wish).status_code == 204
    assert ask(ada, hers.id)["progress"] == 0.9
    assert sorted(jobs.values_list("state", flat=True)) == ["dead", "running"]


def test_it_is_for_those_who_may_use_the_material(installed: None) -> None:
    ada, bob = person(), person()
    sound = brought(ada, tone("mp3"), "voice.mp3")
    assert ask(bob, sound.id)["code"] == "no_such_material"
    photo = brought(ada, picture(), "photo.jpg")
    assert ask(ada, photo.id)["code"] == "no_sound"


def test_a_no_of_the_engine_is_said_and_kept(installed: None) -> None:
    """An unknown language, and a job that was given up: whoever waits is told why."""
    ada = person()
    sound = brought(ada, tone("mp3"), "voice.mp3")
    ask(ada, sound.id, "xx")
    drain()
    assert ask(ada, sound.id, "xx")["reason"]["code"] == "captions_language"
    assert ask(ada, sound.id, "fr")["state"] == "waiting"
    job = Job.objects.filter(state="waiting", task__endswith="write_down").get()
    died = JobDied(job_id=job.id, task=job.task, args=job.args, kwargs={}, code="failed", sentence="x")
    services.fail_stuck(died)
    assert ask(ada, sound.id, "fr")["reason"]["code"] == "captions_failed"


def test_without_a_model_it_is_said_plainly() -> None:
    ada = person()
    sound = brought(ada, tone("mp3"), "voice.mp3")
    assert browser_of(ada).get("/api/studio/captions").json() == {"engine": False}
    said = ask(ada, sound.id)
    assert said["code"] == "no_captions_engine" and "type them" in said["message"]
    assert not Drawn.objects.exists()


def test_a_file_is_read_for_a_clip() -> None:
    """The words of the part that the clip shows; what is no file of subtitles is refused."""
    browser = browser_of(person())

    def read(data: bytes, query: str = "fps=30&length=90") -> dict:
        address = f"/api/studio/captions/read?{query}"
        return browser.send("POST", address, raw=data).json()

    assert read(SRT.encode())["words"] == [
        {"text": "\nHello", "at": 30, "length": 20},
        {"text": "you", "at": 50, "length": 10},
    ]
    assert read(SRT.encode(), "fps=30&length=90&from_ms=5000")["code"] == "captions_empty"
    assert read(b"\x00\x01")["code"] == "captions_not_text"
    assert "code" in read(SRT.encode(), "fps=0&length=90")


@pytest.mark.parametrize("form", ["srt", "vtt", "ass"])
def test_captions_are_taken_away(form: str) -> None:
    """As they are saved, from where their clips begin; whoever else asks finds no project."""
    ada = person()
    words = (Word("Hello", 0, 10), Word("you", 10, 20))
    clip = Clip("c", 30, 60, Captions(words))
    montage = Montage(SCHEMA, Canvas(160, 284, 30), (Track("m", "main"), Track("t", "text", (clip,))))
    made = to_text(project_of(ada, montage))
    answer = browser_of(ada).get(f"/api/studio/projects/{made}/captions?form={form}")
    assert answer.status_code == 200 and answer["Content-Disposition"].endswith(f'captions.{form}"')
    said = answer.content.decode()
    assert "Hello" in said and ("1:00" in said or "01.00" in said or "01,000" in said)
    assert browser_of(person()).get(f"/api/studio/projects/{made}/captions").status_code == 404
