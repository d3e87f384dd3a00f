"""From a file to a film that plays: every step, every way it can go wrong, always an end."""

import tempfile
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.apps.videos.clips import film
from tests.apps.videos.world import Person, nobody, person, send, state

from mutoscope.adapters.clock import now_ms
from mutoscope.adapters.ffmpeg import jail
from mutoscope.apps.accounts import queries as accounts
from mutoscope.apps.flow import services as flow
from mutoscope.apps.flow.contracts import JobDied
from mutoscope.apps.flow.models import Job
from mutoscope.apps.videos import making, objects, queries, scratch, services, tasks
from mutoscope.apps.videos.models import KeptObject, Rendition, Sound, Upload, Video
from mutoscope.apps.videos.services import Submission
from mutoscope.core.units import from_text

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def ada() -> Person:
    return person()


def test_a_compatible_film_goes_all_the_way(ada: Person, tmp_path: Path) -> None:
    """Sent, submitted while it is prepared, playable, screened, published, improved; nothing left behind."""
    video = send(ada, film(), tmp_path)
    services.submit_video(ada.id, video, Submission(caption="Hello #World @bob", audience="everyone"))
    assert state(video) == "received" and queries.status(video, ada.viewer).progress.stage == "checking"
    flow.drain()
    assert state(video) == "optimised"
    card = queries.card(video, nobody())
    assert card.tags == ("world",) and card.poster_url and card.blurhash and card.sound is not None
    assert (card.width, card.height) == (360, 640) and 1900 < card.duration_ms < 2200
    assert all(one.head_bytes and one.codecs.startswith("avc1") and one.kbps for one in card.renditions)
    assert card.sound.creator_handle == ada.handle and Sound.objects.get().object_key
    served = objects.store().read(Rendition.objects.filter(role="ladder").first().object_key)  # type: ignore[union-attr]
    assert b"+48.85" not in served and b"moov" in served[:4096]
    assert not list(scratch.home().iterdir())
    assert queries.feed_items([video])[0].words == ("hello", "world", "@bob")


def test_what_players_do_not_take_is_encoded_first(ada: Person, tmp_path: Path) -> None:
    """A WebM without sound becomes an MP4 that plays, and rests as a draft with stills to choose from."""
    video = send(ada, film(codec="libvpx", sound=False, seconds=1), tmp_path)
    flow.drain()
    assert state(video) == "playable"
    (draft,) = queries.drafts(ada.id)
    assert draft.state == "playable" and draft.poster_url
    card = queries.card(video, ada.viewer)
    assert card.renditions[0].codecs.startswith("avc1") and card.sound is None
    assert len(queries.frames(video, ada.id)) >= 5
    assert not queries.cards([video], nobody()) and not queries.cards([video], person().viewer)
    flow.drain(with_schedules=True)
    assert state(video) == "playable", "a draft may rest"


@pytest.mark.slow
def test_a_trim_is_made_before_publication(ada: Person, tmp_path: Path) -> None:
    """Choosing another start and end of a playable draft cuts it anew; the old cut is served to nobody."""
    video = send(ada, film(seconds=3), tmp_path)
    flow.drain()
    before = queries.card(video, ada.viewer).renditions[0].url
    services.submit_video(ada.id, video, Submission(trim_start_ms=1000, trim_end_ms=2200, cover_ms=1500))
    assert state(video) == "received"
    flow.drain()
    card = queries.card(video, nobody())
    assert state(video) == "optimised" and 1000 < card.duration_ms < 1400
    assert before.split("?")[0] not in {one.url for one in card.renditions}
    with pytest.raises(Exception, match="already_published"):
        services.submit_video(ada.id, video, Submission(trim_start_ms=0, trim_end_ms=0, cover_ms=1500))


@pytest.mark.slow
def test_a_new_cover_after_publication(ada: Person, tmp_path: Path) -> None:
    """Another moment as the cover changes the poster and its address, nothing else."""
    video = send(ada, film(seconds=1), tmp_path)
    services.submit_video(ada.id, video, Submission())
    flow.drain()
    before = queries.card(video, nobody())
    services.edit_video(ada.id, video, cover_ms=900)
    flow.drain()
    after = queries.card(video, nobody())
    assert after.poster_url != before.poster_url and after.renditions == before.renditions


@pytest.mark.parametrize(
    "data",
    [b"\0\0\0\x18ftypisom" + b"\0" * 5000, film()[:3000], b"not at all" * 100, b"\x1a\x45\xdf\xa3" * 50],
)
def test_what_cannot_be_used_fails_with_a_reason(ada: Person, tmp_path: Path, data: bytes) -> None:
    """Truncated, empty inside or disguised: an end, a sentence, the room given back, the bytes forgotten."""
    video = send(ada, data, tmp_path)
    flow.drain(raise_faults=False)
    assert state(video) == "failed"
    status = queries.status(video, ada.viewer)
    assert status.reason is not None and status.reason.message and status.card is None
    assert accounts.quota(ada.id).used == 0
    KeptObject.objects.update(touched_ms=0)
    making.sweep(now_ms())
    assert not KeptObject.objects.exists()


def test_work_done_twice_or_late_changes_nothing(ada: Person, tmp_path: Path) -> None:
    """Jobs that run again, or for an older cut, or after a deletion, find nothing to do."""
    video = send(ada, film(seconds=1), tmp_path)
    late = making.make_playable(video, 0, flow.control())
    again = making.make_playable(video, 0, flow.control())
    assert late is not None and again is not None
    late()
    again()
    assert state(video) == "playable" and Rendition.objects.filter(role="quick").count() == 1
    assert making.make_playable(video, 0, flow.control()) is None
    services.submit_video(ada.id, video, Submission())
    flow.drain()
    ladder_again = making.make_ladder(video, 0, flow.control())
    assert ladder_again is None
    services.delete_video(ada.id, video)
    assert making.make_cover(video) is None and making.make_frames(video) is None


@pytest.mark.slow
def test_a_finished_cut_for_a_deleted_video_is_thrown_away(ada: Person, tmp_path: Path) -> None:
    """Deleting while the worker encodes: what it made is not taken in, and is swept."""
    video = send(ada, film(seconds=1), tmp_path)
    effects = making.make_playable(video, 0, flow.control())
    services.delete_video(ada.id, video)
    assert effects is not None
    effects()
    assert state(video) == "removed" and not Rendition.objects.exists()
    KeptObject.objects.update(touched_ms=0)
    making.sweep(now_ms())
    assert not KeptObject.objects.exists() and accounts.quota(ada.id).used == 0


def test_a_dead_job_ends_its_video(ada: Person, tmp_path: Path) -> None:
    """When trying was given up the creator reads so; a video that plays keeps playing."""
    video = send(ada, film(seconds=1), tmp_path)

    def died(task: Any) -> None:
        services.fail_stuck(
            JobDied(job_id=1, task=task.module_path, args=[video, 0], kwargs={}, code="failed", sentence="x")
        )

    died(tasks.make_playable)
    assert (state(video), Video.objects.get(id=video).code) == ("failed", "could_not_prepare")
    second = video = send(ada, film(seconds=1), tmp_path, "two")
    services.submit_video(ada.id, second, Submission())
    making.make_playable(second, 0, flow.control())()  # type: ignore[misc]
    services.pass_screening(second)
    died(tasks.make_ladder)
    assert (state(second), Video.objects.get(id=second).code) == ("optimised", "not_improved")
    assert queries.card(second, nobody()).renditions


def test_an_ffmpeg_that_cannot_start_is_our_fault(
    ada: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """The video waits where it is while the job is tried again, and plays once that is mended."""
    program = tmp_path / "ffmpeg"
    program.write_bytes(b"not a program")
    monkeypatch.setenv("FFMPEG_BIN", str(program))
    jail.ffmpeg_binary.cache_clear()
    try:
        lucky = send(ada, film(seconds=1), tmp_path)
        flow.drain(raise_faults=False)
        job = Job.objects.get(id=Video.objects.get(id=lucky).job_id)
        assert (job.state, job.attempts) == ("waiting", 1) and job.run_after_ms > now_ms()
        status = queries.status(lucky, ada.viewer)
        assert (status.state, status.progress.fraction, status.reason) == ("probed", 0.0, None)
        assert str(program) in caplog.text and "could_not_start" in caplog.text

        monkeypatch.delenv("FFMPEG_BIN")
        jail.ffmpeg_binary.cache_clear()
        flow.drain(ahead=timedelta(minutes=1))
        assert state(lucky) == "playable"

        monkeypatch.setenv("FFMPEG_BIN", str(program))
        jail.ffmpeg_binary.cache_clear()
        unlucky = send(ada, film(seconds=1), tmp_path, "two")
        flow.drain(raise_faults=False)
        assert state(unlucky) == "probed"
        flow.drain(raise_faults=False, ahead=timedelta(days=1))
        assert (state(unlucky), Video.objects.get(id=unlucky).code) == ("failed", "could_not_prepare")
        reason = queries.status(unlucky, ada.viewer).reason
        assert reason is not None and "fault is ours" in reason.message
    finally:
        jail.ffmpeg_binary.cache_clear()


def test_nothing_stands_still_for_ever(ada: Person, tmp_path: Path) -> None:
    """A video whose job was lost is set going again; after some tries it fails and says so."""
    video = send(ada, film(seconds=1), tmp_path)
    for _ in range(3):
        Job.objects.all().delete()
        Video.objects.filter(id=video).update(state_since_ms=1)
        assert making.watch(now_ms()) == 1 and Job.objects.count() == 1
        assert making.watch(now_ms()) == 0, "somebody is at it"
    Job.objects.all().delete()
    Video.objects.filter(id=video).update(state_since_ms=1)
    making.watch(now_ms())
    assert (state(video), Video.objects.get(id=video).code) == ("failed", "could_not_prepare")


@pytest.mark.slow
def test_replaced_renditions_go_after_a_while(ada: Person, tmp_path: Path) -> None:
    """Players in the middle of the first rendition may finish; an hour later it is gone."""
    video = send(ada, film(seconds=1, size="720x1280"), tmp_path)
    services.submit_video(ada.id, video, Submission())
    flow.drain()
    quick = Rendition.objects.get(role="quick")
    assert quick.retired_ms and queries.servable(Video.objects.get(id=video).media_key, quick.name)
    making.sweep(now_ms() + making.PLAYING_ON_MS + 1000)
    assert not Rendition.objects.filter(role="quick").exists()
    assert not objects.store().exists(quick.object_key)
    assert all(objects.store().exists(key) for key in Rendition.objects.values_list("object_key", flat=True))


def test_uploads_that_nobody_finishes_are_swept(ada: Person) -> None:
    """An upload past its time ends, and its partial file goes with it."""
    ticket = services.start_upload(ada.id, 1000, "one")
    Upload.objects.update(expires_ms=1)
    making.watch(now_ms())
    assert state(from_text(ticket.video_id)) == "failed" and accounts.quota(ada.id).used == 0


def test_folders_of_killed_jobs_go_with_the_next_sweep() -> None:
    """A folder that a living job works in stays; one that nobody holds any more is removed."""
    left = Path(tempfile.mkdtemp(dir=scratch.home()))
    (left / "half.mp4").write_bytes(b"half")
    with scratch.folder() as mine:
        making.sweep(now_ms())
        assert mine.exists() and not left.exists()
    assert not mine.exists()
