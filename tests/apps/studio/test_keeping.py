"""Films that lie here to be taken: for a week, counted against their owner's storage, and told."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import msgspec
import pytest
from django.db import connection
from django.db.models import QuerySet
from tests.apps.studio.world import cut_from, project_of
from tests.apps.videos.world import Person, browser_of, person, state

from mutoscope.adapters.clock import now_ms
from mutoscope.apps.accounts import queries as accounts
from mutoscope.apps.flow.services import drain
from mutoscope.apps.studio import keeping, publishing, queries, rendered, renders, storage, tending
from mutoscope.apps.studio.models import Material, Order, Render
from mutoscope.apps.videos import objects
from mutoscope.apps.videos import services as video_doors
from mutoscope.apps.videos.models import Video
from mutoscope.apps.videos.services import Submission
from mutoscope.core.montage.document import Material as Named
from mutoscope.core.units import DAY_MS, Refusal, from_text, to_text

pytestmark = pytest.mark.django_db(transaction=True)


def used(who: Person) -> int:
    return accounts.quota(who.id).used


def taken(who: Person, project_id: int, name: str) -> Order:
    """A film to take away, made."""
    row = renders.order(who.viewer, project_id, name)
    drain()
    return Order.objects.get(id=row.id)


def test_a_film_counts_once_and_while_it_lies_here(ada: Person, photo: Named) -> None:
    """Asked for twice it is there once; whoever lets one go keeps the other, and has room after the last."""
    before = used(ada)
    made = project_of(ada, cut_from(photo))
    one, two = taken(ada, made, "one"), taken(ada, made, "two")
    size = Render.objects.get().size
    assert used(ada) == before + size > before
    browser = browser_of(ada)
    view = browser.send("DELETE", f"/api/studio/renders/{to_text(one.id)}").json()
    assert (view["state"], view["url"], view["kept_until_ms"]) == ("done", "", 0)
    assert view["reason"]["code"] == "film_let_go" and used(ada) == before + size
    still = browser.get(f"/api/studio/renders/{to_text(two.id)}").json()
    assert still["url"] and 0 < still["kept_until_ms"] - now_ms() <= keeping.KEPT_MS
    for _again in range(2):
        browser.send("DELETE", f"/api/studio/renders/{to_text(two.id)}")
    assert used(ada) == before
    again = taken(ada, made, "three")
    assert rendered.render(ada.id, again.id).url and Render.objects.count() == 1, "it was not made twice"


@contextmanager
def in_the_midst_of(act: Callable[[], None], monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """``act`` stands still where it gives room back or hands it on, a moment, or until this is over."""
    reached, go_on = threading.Event(), threading.Event()
    counts, updates = keeping.accounts.add_stored, QuerySet.update

    def wait() -> None:
        if threading.current_thread() is other:
            reached.set()
            go_on.wait(2)

    def counting(person_id: int, delta: int) -> None:
        wait()
        counts(person_id, delta)

    def updating(rows: Any, **told: Any) -> int:
        if rows.model is Order and "counted_bytes" in told:
            wait()
        return updates(rows, **told)

    def acting() -> None:
        try:
            act()
        finally:
            connection.close()

    monkeypatch.setattr(keeping.accounts, "add_stored", counting)
    monkeypatch.setattr(QuerySet, "update", updating)
    other = threading.Thread(target=acting)
    other.start()
    assert reached.wait(20)
    yield
    go_on.set()
    other.join()


def test_two_let_go_at_once_give_all_back(ada: Person, photo: Named, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever is to count next may be let go in the same moment; nothing stays counted for ever."""
    if connection.vendor != "postgresql":
        pytest.skip("SQLite writes one after the other")
    before, made = used(ada), project_of(ada, cut_from(photo))
    one, two = taken(ada, made, "one"), taken(ada, made, "two")
    with in_the_midst_of(lambda: keeping.let_go(one.id), monkeypatch):
        keeping.let_go(two.id)
    assert used(ada) == before and not Order.objects.filter(counted_bytes__gt=0).exists()


def test_asked_for_while_it_is_let_go_it_counts(
    ada: Person, photo: Named, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The one that counted is going: the new one counts."""
    if connection.vendor != "postgresql":
        pytest.skip("SQLite writes one after the other")
    before, made = used(ada), project_of(ada, cut_from(photo))
    one = taken(ada, made, "one")
    with in_the_midst_of(lambda: keeping.let_go(one.id), monkeypatch):
        two = renders.order(ada.viewer, made, "two")
    assert used(ada) - before == Order.objects.get(id=two.id).counted_bytes > 0


def test_a_published_film_counts_as_its_video(ada: Person, photo: Named) -> None:
    """Once, and until that is deleted."""
    before = used(ada)
    row = publishing.publish(ada.viewer, project_of(ada, cut_from(photo)), "one", Submission())
    drain()
    size = Render.objects.get().size
    assert used(ada) == before + size and Video.objects.get().original_size == size
    assert rendered.render(ada.id, row.id).url == "", "nothing lies here besides that does not count"
    tending.sweep(now_ms() + 2 * keeping.KEPT_MS)
    view = rendered.render(ada.id, row.id)
    assert (view.state, view.url, view.reason) == ("done", "", None), "its film is that of the video"
    video_doors.delete_video(ada.id, row.video_id)
    drain()
    assert used(ada) == before


def test_a_film_that_is_taken_and_published_counts_once(ada: Person, photo: Named, settings: Any) -> None:
    """Whichever came first; with room for one there is room for both; what stays goes on counting."""
    before, made = used(ada), project_of(ada, cut_from(photo))
    taken(ada, made, "one")
    size = Render.objects.get().size
    room = settings.CONFIG
    settings.CONFIG = msgspec.structs.replace(room, storage_quota_bytes=before + size)
    out = publishing.publish(ada.viewer, made, "two", Submission())
    drain()
    three = taken(ada, made, "three")
    told = {one.what: one.bytes for one in storage.storage(ada.id).parts}
    assert (state(out.video_id), told["videos"], told["films"]) == ("optimised", size, 0)
    assert used(ada) == before + size == sum(told.values())
    video_doors.delete_video(ada.id, out.video_id)
    drain()
    assert used(ada) == before + size == sum(one.bytes for one in storage.storage(ada.id).parts)
    again = publishing.publish(ada.viewer, made, "four", Submission())
    drain()
    for row in Order.objects.filter(video_id=0):
        keeping.let_go(row.id)
    assert used(ada) == before + size and rendered.render(ada.id, three.id).url == ""
    taken(ada, made, "five")
    Order.objects.filter(id=again.id).delete()  # after a quarter, that it was asked for is forgotten
    keeping.sweep(now_ms())
    assert used(ada) == before + size
    Video.objects.filter(id=again.video_id).update(original="another")  # made anew without a part, say
    for _again in range(2):
        keeping.sweep(now_ms())
    assert used(ada) == before + 2 * size


def test_without_room_nothing_is_published_nor_kept(ada: Person, photo: Named, settings: Any) -> None:
    """Publishing is no way to films that don't count: it ends, and says why."""
    full = {"storage_quota_bytes": used(ada) + 1}
    settings.CONFIG = msgspec.structs.replace(settings.CONFIG, **full)
    row = publishing.publish(ada.viewer, project_of(ada, cut_from(photo)), "one", Submission())
    drain()
    view = rendered.render(ada.id, row.id)
    assert (view.state, view.url, view.reason and view.reason.code) == ("failed", "", "quota_full")
    assert Video.objects.get(id=row.video_id).state == "failed"


def test_where_there_is_no_room_one_reads_what_takes_it(ada: Person, photo: Named, settings: Any) -> None:
    """The film is not kept, and says why; the page names what can be deleted; then there is room."""
    full = {"storage_quota_bytes": used(ada) + 1}
    settings.CONFIG = msgspec.structs.replace(settings.CONFIG, **full)
    made = project_of(ada, cut_from(photo), name="Holidays")
    row = taken(ada, made, "one")
    browser = browser_of(ada)
    said = browser.get(f"/api/studio/renders/{to_text(row.id)}").json()
    assert (said["state"], said["reason"]["code"], said["url"]) == ("failed", "quota_full", "")
    told = browser.get("/api/studio/storage").json()
    assert (told["used"], told["limit"]) == (used(ada), used(ada) + 1)
    assert [(one["what"], one["count"]) for one in told["parts"]] == [
        ("videos", 0),
        ("drafts", 0),
        ("materials", 1),
        ("films", 0),
    ]
    assert [(one["what"], one["name"]) for one in told["largest"]] == [("materials", "photo.jpg")]
    settings.CONFIG = msgspec.structs.replace(settings.CONFIG, storage_quota_bytes=1 << 30)
    again = taken(ada, made, "two")
    assert again.state == "done" and Render.objects.count() == 1
    told = browser.get("/api/studio/storage").json()
    assert {one["what"]: one["bytes"] for one in told["parts"]}["films"] == again.counted_bytes > 0
    assert ("films", to_text(again.id), "Holidays") in [
        (o["what"], o["id"], o["name"]) for o in told["largest"]
    ]
    film = next(one for one in told["largest"] if one["what"] == "films")
    assert film["duration_ms"] > 0 and film["poster_url"], "films of projects without a name are told apart"
    assert browser.get(film["poster_url"]).status_code == 200
    assert sum(one["bytes"] for one in told["parts"]) == told["used"] == used(ada)
    assert browser_of(person()).get("/api/studio/storage").json()["largest"] == []


def test_films_are_let_go_after_a_week(ada: Person, photo: Named) -> None:
    """With their bytes and their room; that it was asked for is remembered, and forgotten after a quarter."""
    before = used(ada)
    made = project_of(ada, cut_from(photo))
    row = taken(ada, made, "one")
    render = Render.objects.get()
    tending.sweep(row.film_until_ms - DAY_MS)
    assert rendered.render(ada.id, row.id).url and used(ada) > before
    tending.sweep(row.film_until_ms + DAY_MS)
    objects.sweep()
    assert not objects.store().exists(render.object_key) and Material.objects.exists()
    assert used(ada) == before and Render.objects.get().document == ""
    (view,) = browser_of(ada).get(f"/api/studio/projects/{to_text(made)}/renders").json()["renders"]
    assert (view["state"], view["url"], view["reason"]["code"]) == ("done", "", "film_let_go")
    again = taken(ada, made, "two")
    assert rendered.render(ada.id, again.id).url and Render.objects.count() == 1
    tending.sweep(now_ms() + keeping.REMEMBERED_MS + 2 * keeping.KEPT_MS)
    tending.sweep(now_ms() + keeping.REMEMBERED_MS + 2 * keeping.KEPT_MS)
    assert not Order.objects.exists() and not Render.objects.exists()


def test_what_is_deleted_leaves_the_disk(ada: Person, photo: Named) -> None:
    """A film that was let go, and the one of a deleted video; that of a video that is there stays known."""
    one = taken(ada, project_of(ada, cut_from(photo)), "one")
    out = publishing.publish(
        ada.viewer, project_of(ada, cut_from(photo, length=9), name="b"), "b", Submission()
    )
    drain()
    key = Render.objects.get(id=one.render_id).object_key
    tending.sweep(now_ms())
    assert [row.state for row in Render.objects.all()] == ["done", "done"]
    browser_of(ada).send("DELETE", f"/api/studio/renders/{to_text(one.id)}")
    tending.sweep(now_ms())
    objects.sweep()
    assert not objects.store().exists(key) and Render.objects.get(id=out.render_id).state == "done"
    video_doors.delete_video(ada.id, out.video_id)
    drain()
    tending.sweep(now_ms())
    assert [row.object_key for row in Render.objects.all()] == ["", ""]


def test_nobody_keeps_films_without_end(ada: Person, photo: Named) -> None:
    """The oldest goes when there are too many, and one that was asked for twice is one."""
    rows = [
        taken(ada, project_of(ada, cut_from(photo, length=length), name=f"{length}"), f"{length}")
        for length in (10, 11)
    ]
    Order.objects.create(
        person_id=ada.id,
        project_id=rows[1].project_id,
        revision=1,
        client_id="again",
        render_id=rows[1].render_id,
        state="done",
        film_until_ms=rows[1].film_until_ms,
    )
    keeping.sweep(now_ms(), most=2)
    assert all(rendered.render(ada.id, row.id).url for row in rows)
    keeping.sweep(now_ms(), most=1)
    assert [bool(rendered.render(ada.id, row.id).url) for row in rows] == [False, True]


def test_films_are_in_the_copy_of_ones_data(ada: Person, photo: Named) -> None:
    """What was asked for, when, how it ended, and the film itself where it lies here; nobody else's."""
    made = project_of(ada, cut_from(photo))
    row = taken(ada, made, "one")
    out = publishing.publish(ada.viewer, made, "two", Submission())
    drain()
    stopped = renders.order(ada.viewer, project_of(ada, cut_from(photo, length=9), name="b"), "three")
    renders.cancel(ada.id, stopped.id)
    bob = person()
    Order.objects.create(person_id=bob.id, project_id=made, revision=1, client_id="b", render=row.render)
    first, second, third = queries.export_of(ada.id)["films"]
    assert (first.state, first.video, first.project) == ("done", "", to_text(made))
    assert row.asked_ms <= first.ended_ms <= now_ms() and first.size == Render.objects.first().size
    assert [file.name for file in queries.files_of(ada.id)].count(first.file) == 1 and first.file
    assert state(from_text(second.video)) == "optimised" and second.address.endswith(f"/v/{second.video}")
    assert (second.file, third.state, third.file) == ("", "cancelled", "") and third.ended_ms
    assert out.video_id == from_text(second.video)
    with pytest.raises(Refusal):
        rendered.render(bob.id, row.id)
