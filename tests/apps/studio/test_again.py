"""Videos whose new film could not be made: tried again by themselves, let go when the part is back, and never
left without a word."""

from datetime import timedelta
from typing import Any

import pytest
from tests.apps.studio.test_lineage import ana, bob, made_with, parent, shows_bars
from tests.apps.studio.world import cut_from
from tests.apps.videos.world import Person, person, state, video

from mutoscope.adapters.clock import now_ms
from mutoscope.apps.flow.models import Job
from mutoscope.apps.flow.services import drain
from mutoscope.apps.notices import queries as notices
from mutoscope.apps.studio import documents, making, replacing, tasks
from mutoscope.apps.studio.models import Edge, Script
from mutoscope.apps.videos import queries as videos
from mutoscope.apps.videos import remaking
from mutoscope.apps.videos import services as video_doors
from mutoscope.apps.videos.models import Video
from mutoscope.core.montage.document import Material as Named
from mutoscope.core.policy.again import _PAUSES_MS, pause_ms
from mutoscope.core.units import Refusal, to_text

pytestmark = pytest.mark.django_db(transaction=True)
__all__ = ["ana", "bob", "parent"]
HARM = Refusal("harm", "It harms.")


def breaks(monkeypatch: pytest.MonkeyPatch, where: Any, what: str) -> None:
    """From now on the machine can't do it."""

    def broken(*args: Any, **kwargs: Any) -> Any:
        raise Refusal("broken", "The world is broken.")

    monkeypatch.setattr(where, what, broken)


def pass_time(ms: int) -> None:
    """What was to be looked at so much later is due."""
    for row in Script.objects.filter(next_ms__gt=0):
        Script.objects.filter(pk=row.pk).update(next_ms=row.next_ms - ms)
    for one in Video.objects.filter(remake_ms__gt=0):
        Video.objects.filter(pk=one.pk).update(remake_ms=max(1, one.remake_ms - ms))


def rounds() -> None:
    replacing.watch(now_ms())
    remaking.watch(now_ms())
    drain(raise_faults=False)


def why(video_id: int, who: Person) -> str:
    reason = videos.status(video_id, who.viewer).reason
    return reason.code if reason else ""


def test_pauses_grow_and_end() -> None:
    pauses = [pause_ms(n) for n in range(1, len(_PAUSES_MS) + 1)]
    assert pauses == sorted(pauses) and pause_ms(len(pauses) + 1) is None  # type: ignore[type-var]


@pytest.mark.slow
def test_what_was_given_up_is_tried_again(bob: Person, parent: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whichever of its two steps died: held, not before its pause is over, and then it is back."""
    child = made_with(bob, parent)
    video_doors.restrict(parent, "removed", HARM)
    for where, what in ((making, "film_of"), (remaking.rendering, "ladder")):
        with monkeypatch.context() as broken:
            breaks(broken, where, what)
            drain(raise_faults=False)
            assert state(child) == "held" and why(child, bob) == "part_taken_down"
            jobs = Job.objects.count()
            rounds()
            assert Job.objects.count() == jobs, "it pauses"
        pass_time(_PAUSES_MS[0])
        if where is making:  # its film is made, and is to be brought out
            replacing.watch(now_ms())
    rounds()
    assert state(child) == "optimised" and not shows_bars(child) and why(child, bob) == ""
    assert Script.objects.get().tries == Video.objects.get(id=child).remakes == 0


@pytest.fixture
def small() -> tuple[Person, int, int]:
    """A video that shows another one, as rows: nobody looks into their films."""
    bob = person()
    up, child = video(person()), video(bob)
    Edge.objects.create(child_id=child, parent_id=up, role="clip", grant="{}")
    document = documents.text(cut_from(Named("video", to_text(up)))).decode()
    Script.objects.create(video_id=child, document=document, sources="[]", shown=f'{{"{up}":0}}')
    return bob, up, child


@pytest.mark.parametrize("step", ["film", "renditions"])
def test_in_the_end_its_maker_reads_what_to_do(
    small: tuple[Person, int, int], monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    """Nobody tries for ever; the part that is back brings it back all the same, if no new film is needed."""
    bob, up, child = small
    breaks(monkeypatch, making, "film_of")
    breaks(monkeypatch, remaking.rendering, "look")
    if step == "film":
        video_doors.restrict(up, "removed", HARM)
    else:
        video_doors.film_changes(child, video_doors.keep_bytes(b"another"), 7)
    drain(raise_faults=False)
    for pause in _PAUSES_MS:
        assert state(child) == "held" and why(child, bob) == "part_taken_down"
        pass_time(pause)
        rounds()
    assert state(child) == "held" and why(child, bob) == "part_not_replaced"
    assert "stopped" in {one.kind for one in notices.page(bob.viewer).notices}
    jobs = Job.objects.count()
    pass_time(100 * _PAUSES_MS[-1])
    rounds()
    assert Job.objects.count() == jobs, "that was the last time"
    if step == "film":
        video_doors.lift(up)
        drain(raise_faults=False)
        assert state(child) == "published" and why(child, bob) == ""
        assert Video.objects.get(id=child).cut == 0 and Script.objects.get().state == "settled"


def test_what_came_out_meanwhile_is_not_given_up(
    small: tuple[Person, int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its film is brought out between the look and the lock: nobody would let it go again."""
    _bob, _up, child = small
    Video.objects.filter(id=child).update(cut=1)
    real = remaking.changing

    def late(video_id: int) -> Any:
        Video.objects.filter(id=video_id).update(film_cut=1)
        return real(video_id)

    monkeypatch.setattr(remaking, "changing", late)
    remaking.give_up(child, 1)
    assert state(child) == "published" and Video.objects.get(id=child).remakes == 0


def test_what_came_down_is_looked_for_before_films_are_made() -> None:
    """However many films were ordered: what does harm is out of sight first."""
    below = (tasks.look_below, tasks.look_below_person)
    assert all(one.priority > tasks.make_render.priority for one in below)


def test_a_takedown_goes_down_in_small_jobs(
    small: tuple[Person, int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """However many videos show it: so many a job, and one that is killed costs no more than its own again."""
    bob, up, child = small
    monkeypatch.setattr(replacing, "BATCH", 3)
    kids = [child] + [video(bob) for _ in range(7)]
    script = Script.objects.get()
    for kid in kids[1:]:
        Edge.objects.create(child_id=kid, parent_id=up, role="clip", grant="{}")
        Script.objects.create(video_id=kid, document=script.document, sources="[]", shown=script.shown)
    real, looked = replacing.look_at, list[int]()

    def dies_once(child_id: int) -> None:
        looked.append(child_id)
        if len(looked) == 5:
            raise ConnectionError("killed")
        real(child_id)

    monkeypatch.setattr(replacing, "look_at", dies_once)
    breaks(monkeypatch, making, "film_of")
    video_doors.restrict(up, "removed", HARM)
    for seconds in (0, 10):
        drain(ahead=timedelta(seconds=seconds), raise_faults=False)
    assert Job.objects.filter(task__endswith=".look_below").count() == 3
    assert [looked.count(kid) for kid in sorted(kids)] == [1, 1, 1, 2, 2, 1, 1, 1]
    assert {state(kid) for kid in kids} == {"held"}


def test_a_job_that_is_lost_is_missed(small: tuple[Person, int, int]) -> None:
    """Whoever cleared it away: both steps get another one; while one is at it nobody starts a second."""
    _bob, up, child = small
    video_doors.edit_video(videos.creator_of(up), up, audience="me")
    replacing.look_below(up)
    video_doors.film_changes(child, video_doors.keep_bytes(b"another"), 7)
    for task in ("remake_video", "remake_film"):
        jobs = Job.objects.filter(task__endswith=task)
        (first,) = jobs
        for lost in (False, True):
            if lost:
                first.delete()
            pass_time(replacing._LATE_MS + 1000)
            replacing.watch(now_ms())
            remaking.watch(now_ms())
            assert (jobs.get().id != first.id) == lost, task
