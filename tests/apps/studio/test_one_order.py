"""Whoever holds several rows takes them in one order (see ``renders``): two who come for the same ones at the
same moment wait for each other, and neither is turned away."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection, transaction
from tests.apps.studio.test_keeping import taken
from tests.apps.studio.test_lending import cut_as, filmed, shown_from
from tests.apps.studio.world import brought, cut_from, picture, project_of, upload
from tests.apps.videos.world import Person, state

from mutoscope.adapters.clock import now_ms
from mutoscope.apps.flow.models import Job
from mutoscope.apps.flow.services import drain
from mutoscope.apps.studio import lending, publishing, rendered, renders, tending, timelines
from mutoscope.apps.studio.models import Order, Render, Stretch, Timeline, TimelineUse
from mutoscope.apps.videos import services as video_doors
from mutoscope.apps.videos.services import Submission
from mutoscope.core.montage.document import Material as Named

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite writes one after the other"),
]


@contextmanager
def beside(
    act: Callable[[], Any], inside: Any, name: str, monkeypatch: pytest.MonkeyPatch, *, after: bool = False
) -> Iterator[None]:
    """``act`` in another thread, which stands still for a second at its first call of ``inside.name``, before
    it or ``after``. Whatever it ended with is raised."""
    reached, go_on, wrong = threading.Event(), threading.Event(), list[BaseException]()
    called = getattr(inside, name)

    def wait() -> None:
        reached.set()
        go_on.wait(1)
        go_on.set()

    def standing_still(*args: Any, **kwargs: Any) -> Any:
        mine = threading.current_thread() is other and not reached.is_set()
        if mine and not after:
            wait()
        result = called(*args, **kwargs)
        if mine and after:
            wait()
        return result

    def acting() -> None:
        try:
            act()
        except BaseException as fault:
            wrong.append(fault)
        finally:
            connection.close()

    monkeypatch.setattr(inside, name, standing_still)
    other = threading.Thread(target=acting)
    other.start()
    try:
        assert reached.wait(30), wrong
        yield
    finally:
        go_on.set()
        other.join(30)
    assert not other.is_alive(), "they wait for each other"
    if wrong:
        raise wrong[0]


def test_a_film_is_stopped_as_it_ends(ada: Person, photo: Named, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its job has ended, and is about to say so: the film is there, and is let go."""
    row = renders.order(ada.viewer, project_of(ada, cut_from(photo)), "one")
    with beside(drain, renders, "became_done", monkeypatch):
        renders.cancel(ada.id, row.id)
    view = rendered.render(ada.id, row.id)
    assert (view.state, view.url) == ("done", "")


def test_one_of_two_videos_is_deleted_as_their_film_arrives(
    ada: Person, photo: Named, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = project_of(ada, cut_from(photo))
    one, two = (publishing.publish(ada.viewer, made, name, Submission()) for name in ("one", "two"))
    with beside(drain, video_doors, "film_arrives", monkeypatch, after=True):
        video_doors.delete_video(ada.id, two.video_id)
    drain()
    assert (state(one.video_id), state(two.video_id)) == ("optimised", "removed")
    assert not Order.objects.filter(state="open").exists()


def test_a_render_fails_as_an_order_of_it_ends(
    ada: Person, photo: Named, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The one holds the order and comes for its video, the other comes for both."""
    row = publishing.publish(ada.viewer, project_of(ada, cut_from(photo)), "one", Submission())

    def end() -> None:
        renders.end_order(row.id, "failed", renders.could_not())

    with beside(end, video_doors, "film_fails", monkeypatch), transaction.atomic():
        renders.became_failed(row.render_id, renders.could_not())
    assert (state(row.video_id), Order.objects.get().state) == ("failed", "failed")


def test_a_film_is_stopped_as_it_gets_another_job(
    ada: Person, photo: Named, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No job is left that would make what nobody waits for."""
    row = renders.order(ada.viewer, project_of(ada, cut_from(photo)), "one")
    first = Job.objects.filter(id=Render.objects.get().job_id)
    with beside(lambda: renders.cancel(ada.id, row.id), renders.flow, "hold_still", monkeypatch):
        first.delete()
        tending.watch(now_ms() + 120_000)
    last = Job.objects.get(id=Render.objects.get().job_id)
    assert (Render.objects.get().state, last.reason_code) == ("cancelled", "cancelled")


def test_two_who_go_on_with_an_old_timeline_at_once(
    ada: Person, photo: Named, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What it lends is noted once."""
    row = Timeline.objects.get(video_id=cut_as(ada, cut_from(photo), "remix"))
    TimelineUse.objects.all().delete()
    with beside(lambda: lending.for_template(row), TimelineUse.objects, "bulk_create", monkeypatch):
        lending.for_template(row)
    assert TimelineUse.objects.count() == 1


def test_a_film_is_published_as_what_it_lends_is_swept(ada: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    """The stretch is noted anew, whoever comes first."""
    shown = shown_from(filmed(ada), 45)
    made = project_of(ada, shown)
    taken(ada, made, "taken")
    before = cut_as(ada, shown, "remix")
    timelines.keep(before, cut_from(upload(brought(ada, picture(), "photo.jpg").id)))
    assert Stretch.objects.exists()
    with beside(lending.sweep, lending.materials, "give_back", monkeypatch):
        out = publishing.publish(ada.viewer, made, "out", Submission(allows=["remix"]))
    drain()
    assert state(out.video_id) == "optimised" and Stretch.objects.get().material.person_id == ada.id
