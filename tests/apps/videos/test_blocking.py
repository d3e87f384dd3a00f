"""A film that was blocked does not come back, by its bytes or by any of its moments."""

from pathlib import Path

import msgspec
import pytest
from tests.apps.videos.clips import film
from tests.apps.videos.world import Person, person, send, state

from mutoscope.apps.flow import services as flow
from mutoscope.apps.videos import services
from mutoscope.apps.videos.models import BlockedHash, Rendition, Video
from mutoscope.apps.videos.services import Submission
from mutoscope.core.montage.media_info import MediaInfo

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def ada() -> Person:
    return person()


def seen(video_id: int) -> MediaInfo:
    return msgspec.json.decode(Video.objects.get(id=video_id).info, type=MediaInfo)


def refused(video_id: int) -> bool:
    unseen = not Rendition.objects.filter(video_id=video_id).exists()
    return unseen and (state(video_id), Video.objects.get(id=video_id).code) == ("failed", "blocked_file")


@pytest.mark.slow
def test_a_blocked_file_never_plays(ada: Person, tmp_path: Path) -> None:
    """The same bytes end at the seal and are not kept; a look-alike ends before anything is playable."""
    film_of, alike = film(pattern="mandelbrot"), film(pattern="mandelbrot", size="480x852")
    first = send(ada, film_of, tmp_path, "first")
    flow.drain()
    assert Video.objects.get(id=first).pdq
    services.block_hash(first, "bad", 1)
    again, near = send(ada, film_of, tmp_path, "again"), send(person(), alike, tmp_path, "near")
    flow.drain()
    assert refused(again) and refused(near)
    other = send(ada, film(pattern="smptebars"), tmp_path, "other")
    flow.drain()
    assert state(other) == "playable"


@pytest.mark.slow
def test_another_opening_hides_nothing(ada: Person, tmp_path: Path) -> None:
    """A second of something else before it changes the cover, not what the film shows later."""
    bad = send(ada, film(pattern="mandelbrot", seconds=4), tmp_path, "bad")
    flow.drain()
    assert len(seen(bad).looks) >= 3
    services.block_hash(bad, "bad", 1)
    services.block_hash(bad, "bad", 1)
    blocked = BlockedHash.objects.filter(kind="pdq")
    assert {look.pdq for look in seen(bad).looks} <= set(blocked.values_list("value", flat=True))
    hidden = film(pattern="mandelbrot", seconds=5, size="432x768", opening="testsrc2")
    sent = send(person(), hidden, tmp_path, "hidden")
    flow.drain()
    assert refused(sent)


@pytest.mark.slow
def test_what_was_cut_away_is_neither_compared_nor_blocked(ada: Person, tmp_path: Path) -> None:
    """Blocking a film blocks what its viewers saw; the second before its start may be somebody else's."""
    cut = send(ada, film(pattern="mandelbrot", seconds=4, opening="testsrc2"), tmp_path, "cut")
    services.submit_video(ada.id, cut, Submission(trim_start_ms=1500))
    flow.drain()
    services.block_hash(cut, "bad", 1)
    innocent = send(person(), film(pattern="testsrc2", seconds=1), tmp_path, "innocent")
    flow.drain()
    assert state(innocent) == "playable"


def test_plain_pictures_are_not_recognised_by(ada: Person, tmp_path: Path) -> None:
    """Black frames look like every other black frame: they are not kept as looks."""
    dark = send(ada, film(pattern="color", seconds=1), tmp_path, "dark")
    flow.drain()
    assert state(dark) == "playable" and seen(dark).looks == () and Video.objects.get(id=dark).pdq == ""
    services.block_hash(dark, "bad", 1)
    assert not BlockedHash.objects.filter(kind="pdq").exists()
