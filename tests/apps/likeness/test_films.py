"""Prints of real films, and the walk over those that were here before."""

import subprocess
from datetime import timedelta
from pathlib import Path

import pytest
from bench.studio._copies import changed, film, song
from tests.apps.likeness.world import asked
from tests.apps.videos.world import Person, person, send, video

from mutoscope.adapters.ffmpeg import jail
from mutoscope.apps.flow.contracts import Stopped
from mutoscope.apps.flow.services import drain
from mutoscope.apps.likeness import queries, services, walking
from mutoscope.apps.likeness.models import Printed, Suggestion, Walk
from mutoscope.apps.videos import objects
from mutoscope.apps.videos.models import Rendition
from mutoscope.apps.videos.services import Submission, submit_video

pytestmark = pytest.mark.django_db(transaction=True)


class Control:
    """A worker that goes away when it is asked for the n-th time."""

    def __init__(self, stops_at: int = 1 << 30) -> None:
        self.left = stops_at

    def progress(self, fraction: float) -> None:
        pass

    def must_pause(self) -> bool:
        return False

    def must_stop(self) -> bool:
        self.left -= 1
        return self.left < 0


def test_the_walk_goes_on_where_it_was() -> None:
    """Whatever ends it; each video once, files that nobody can read among them, and then it stands still."""
    made = [video(person()) for _ in range(3)]
    with pytest.raises(Stopped):
        walking.go_on(Control(stops_at=1))
    assert Walk.objects.get().after_id == made[0]
    assert walking.go_on(Control()) is None
    walk = queries.standing().walk
    assert (walk.seen, walk.failed, walk.printed) == (3, 3, 0) and walk.ended_ms
    assert walking.go_on(Control()) is None and Walk.objects.get().seen == 3
    services.begin_anew()
    drain()
    assert Walk.objects.get().seen == 3 and Walk.objects.get().ended_ms


def test_the_walk_passes_a_film_that_is_not_there() -> None:
    """A file that the store lost, and one whose worker died over it, keep no later film waiting."""
    made = [video(person()) for _ in range(3)]
    for rendition in Rendition.objects.filter(video_id=made[0]):
        objects.store().delete(rendition.object_key)
    Walk.objects.create(after_id=made[0], trying_id=made[1], seen=1)
    walking.go_on(Control(stops_at=1))
    assert Walk.objects.get().seen == 3 and Walk.objects.get().after_id == made[2]
    services.begin_anew()
    walking.go_on(Control())
    assert Walk.objects.get().seen == 3 and Walk.objects.get().ended_ms


@pytest.mark.slow
def test_films_that_were_sent_again(tmp_path: Path) -> None:
    """Real ones, from the upload to the question: mirrored with another sound, in a frame, a third of it.
    Black, still and silent films are like nothing, however alike they are."""
    whole = film(tmp_path, 1, 12)
    first = published(person(), whole, tmp_path)
    ways = ("mirrored, sound swapped", "letterboxed", "a third of it")
    copies = [
        published(person(), changed(whole, how, tmp_path, song(tmp_path, 9, 14)), tmp_path) for how in ways
    ]
    for picture in ("color=black", "color=c=0x335577", "testsrc=r=24"):
        for _ in range(2):
            published(person(), plain(picture, tmp_path), tmp_path)
    drain(ahead=timedelta(minutes=10))
    assert asked() == [(copy, first, "open") for copy in copies]
    assert Suggestion.objects.get(child_id=copies[0]).mirrored
    Printed.objects.all().delete()
    services.begin_anew()
    drain()
    assert Printed.objects.count() == 10 and Walk.objects.get().printed == 10


def published(who: Person, path: Path, folder: Path) -> int:
    made = send(who, path.read_bytes(), folder, "part")
    submit_video(who.id, made, Submission())
    drain()
    return made


def plain(picture: str, folder: Path) -> Path:
    """Eight seconds of one picture, and silence."""
    path = folder / "plain.mp4"
    still = "trim=end_frame=1,loop=loop=-1:size=1,trim=duration=8"
    words = ["-f", "lavfi", "-i", picture, "-f", "lavfi", "-i", "anullsrc=r=48000", "-vf", still, "-t", "8"]
    encoded = ["-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-c:a", "aac", str(path)]
    subprocess.run([str(jail.ffmpeg_binary()), "-v", "error", "-y", *words, *encoded], check=True)
    return path
