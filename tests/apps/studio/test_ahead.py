"""A film is begun while its maker still writes the caption; nobody pays for it who does not publish."""

from typing import Any

import pytest
from tests.apps.studio.world import brought, cut_from, picture, project_of, upload
from tests.apps.videos.world import Person, browser_of, person, state

from mutoscope.adapters.clock import now_ms
from mutoscope.apps.accounts import queries as accounts
from mutoscope.apps.flow import queries as flow
from mutoscope.apps.flow.models import Job
from mutoscope.apps.flow.services import drain
from mutoscope.apps.studio import ahead, exporting, publishing, queries, rendered, renders, tending
from mutoscope.apps.studio.models import Order, Render
from mutoscope.apps.videos.services import Submission
from mutoscope.core.montage.document import Material as Named
from mutoscope.core.units import DAY_MS, HOUR_MS, Refusal, from_text, to_text

pytestmark = pytest.mark.django_db(transaction=True)


def sheet(who: Person, project: int, name: str) -> Any:
    """What the page says when the sheet is opened."""
    address = f"/api/studio/projects/{to_text(project)}/render"
    return browser_of(who).post(address, {"client_id": name, "ahead": True})


def jobs() -> int:
    return Job.objects.filter(task__endswith="make_render", state__in=("waiting", "running")).count()


def test_what_is_published_was_made_by_then(ada: Person, photo: Named) -> None:
    """It is asked for once, is nobody's to take away, and counts only as its video."""
    made, before = project_of(ada, cut_from(photo)), accounts.quota(ada.id)
    opened = sheet(ada, made, "opened")
    assert opened.status_code == 200 and sheet(ada, made, "opened").json()["id"] == opened.json()["id"]
    drain()
    shown = rendered.render(ada.id, from_text(opened.json()["id"]))
    assert (shown.state, shown.url, shown.reason) == ("done", "", None)
    assert accounts.quota(ada.id) == before and rendered.renders_of(ada.id, made).renders == ()
    assert queries.amounts_of(ada.id)["films"] == 0 and not list(exporting.export_of(ada.id)["films"])
    row = publishing.publish(ada.viewer, made, "out", Submission())
    assert rendered.render(ada.id, row.id).state == "done" and jobs() == 0
    drain()
    assert state(row.video_id) == "optimised" and Render.objects.count() == 1
    assert list(Order.objects.values_list("id", flat=True)) == [row.id]


def test_who_publishes_while_it_is_made_waits_for_the_rest(ada: Person, photo: Named) -> None:
    """And stopping that stops all of it."""
    made = project_of(ada, cut_from(photo))
    sheet(ada, made, "opened")
    row = publishing.publish(ada.viewer, made, "out", Submission())
    assert (jobs(), Render.objects.count()) == (1, 1)
    renders.cancel(ada.id, row.id)
    assert jobs() == 0 and Render.objects.get().state == "cancelled" and state(row.video_id) == "failed"


def test_whoever_goes_on_editing_has_one_begun_at_most(ada: Person, photo: Named) -> None:
    """Closing the sheet stops it, and so does opening it for another film; one more may be made besides."""
    made = project_of(ada, cut_from(photo))
    opened = sheet(ada, made, "one").json()["id"]
    browser_of(ada).send("DELETE", f"/api/studio/renders/{opened}")
    assert jobs() == 0
    sheet(ada, made, "two")
    longer = project_of(ada, cut_from(photo, length=16), "longer")
    assert sheet(ada, longer, "three").status_code == 200
    assert jobs() == 1 and Render.objects.get(state="waiting").orders.get().client_id == "three"
    for n in range(renders.MOST_OPEN):
        renders.order(ada.viewer, project_of(ada, cut_from(photo, length=20 + n), f"p{n}"), f"more{n}")
    with pytest.raises(Refusal):
        renders.order(ada.viewer, project_of(ada, cut_from(photo, length=30), "p"), "too many")


def test_a_sheet_that_is_opened_again_goes_on(ada: Person, photo: Named) -> None:
    """The page was reloaded: what is half made is not begun anew, and one closing stops it."""
    made = project_of(ada, cut_from(photo))
    sheet(ada, made, "one")
    job = Job.objects.get(task__endswith="make_render").id
    again = sheet(ada, made, "two").json()["id"]
    assert Job.objects.get(task__endswith="make_render", state="waiting").id == job
    browser_of(ada).send("DELETE", f"/api/studio/renders/{again}")
    assert jobs() == 0
    assert flow.dead_letters(5) == [] and {one.state for one in flow.unfinished()} <= {"waiting"}


def test_it_is_not_begun_before_those_who_wait(
    ada: Person, photo: Named, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor where it takes long: nothing is spent then on what may never be asked for."""
    bo = person("bo")
    theirs = upload(brought(bo, picture(), "bo.jpg").id)
    renders.order(bo.viewer, project_of(bo, cut_from(theirs)), "waits")
    made = project_of(ada, cut_from(photo))
    assert (sheet(ada, made, "one").status_code, sheet(ada, made, "one").json()["code"]) == (409, "not_ahead")
    drain()
    with monkeypatch.context() as strict:
        strict.setattr(ahead, "MOST_CPU_S", 0.0)
        assert sheet(ada, made, "one").json()["code"] == "not_ahead"
    assert sheet(ada, made, "one").status_code == 200


def test_what_nobody_asks_for_is_let_go(ada: Person, photo: Named) -> None:
    """After an hour, in which a caption may be written; asked for later it is made anew."""
    made = project_of(ada, cut_from(photo))
    ahead.begin(ada.viewer, made, "opened")
    drain()
    tending.sweep(now_ms())
    assert Render.objects.get().state == "done"
    tending.sweep(now_ms() + HOUR_MS + 1)
    assert Render.objects.get().state == "gone"
    tending.sweep(now_ms() + 91 * DAY_MS)
    assert not Order.objects.exists()
    row = publishing.publish(ada.viewer, made, "out", Submission())
    drain()
    assert state(row.video_id) == "optimised"


def test_a_name_is_of_one_thing(ada: Person, photo: Named) -> None:
    made = project_of(ada, cut_from(photo))
    ahead.begin(ada.viewer, made, "a")
    for asks in (renders.order, lambda *one: publishing.publish(*one, Submission())):
        with pytest.raises(Refusal) as no:
            asks(ada.viewer, made, "a")
        assert no.value.code == "name_taken"
    row = renders.order(ada.viewer, made, "b")
    with pytest.raises(Refusal) as no:
        ahead.begin(ada.viewer, made, row.client_id)
    assert no.value.code == "name_taken"
