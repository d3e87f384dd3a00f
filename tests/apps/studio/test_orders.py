"""Orders end, whatever happens beside them: stopped, swept, left alone, asked for twice."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from tests.apps.studio.world import brought, cut_from, picture, project_of, upload
from tests.apps.videos.world import Person, browser_of, person, state

from mutoscope.adapters import rendering
from mutoscope.adapters.clock import now_ms
from mutoscope.apps.accounts import services as accounts
from mutoscope.apps.flow.models import Job
from mutoscope.apps.flow.services import drain
from mutoscope.apps.studio import asking, leaving, publishing, rendered, renders, sources, tending
from mutoscope.apps.studio.models import MadeReel, Order, Render
from mutoscope.apps.videos import objects
from mutoscope.apps.videos import services as video_doors
from mutoscope.apps.videos.models import Video
from mutoscope.apps.videos.services import Submission
from mutoscope.core.montage.compiling import dividing
from mutoscope.core.montage.document import Material as Named
from mutoscope.core.units import Refusal, to_text

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_video_whose_film_is_stopped_ends_too(ada: Person, photo: Named) -> None:
    """Its maker stopped it: it does not say «rendering» for ever."""
    made = project_of(ada, cut_from(photo))
    row = publishing.publish(ada.viewer, made, "one", Submission())
    browser_of(ada).send("DELETE", f"/api/studio/renders/{to_text(row.id)}")
    assert rendered.render(ada.id, row.id).state == "cancelled"
    assert state(row.video_id) == "failed" and Video.objects.get().code == "film_stopped"


def test_a_video_that_nobody_makes_a_film_for_ends(ada: Person, photo: Named) -> None:
    """However it came to that; one whose film is being made is left alone, and one that waits for a job that
    is lost gets another."""
    made = project_of(ada, cut_from(photo))
    row = publishing.publish(ada.viewer, made, "one", Submission())
    forsaken = video_doors.begin_rendered(ada.id)
    later = now_ms() + 120_000
    tending.watch(later)
    assert state(forsaken) == "failed" and state(row.video_id) == "rendering"
    Job.objects.filter(task__endswith="make_render").delete()
    tending.watch(later)
    drain()
    assert state(row.video_id) == "optimised"


def meanwhile(monkeypatch: pytest.MonkeyPatch, what: Any) -> None:
    """Do something when the next transaction of ``tending`` begins, which is not ours any more then."""
    real, done = tending.transaction.atomic, list[bool]()

    def atomic(*args: Any, **kwargs: Any) -> Any:
        if not done:
            done.append(True)
            what()
        return real(*args, **kwargs)

    monkeypatch.setattr(tending, "transaction", type("Patched", (), {"atomic": staticmethod(atomic)}))


@pytest.mark.parametrize("ended", ["done", "cancelled"])
def test_what_is_asked_for_while_it_is_swept_stays(
    ada: Person, photo: Named, monkeypatch: pytest.MonkeyPatch, ended: str
) -> None:
    made = project_of(ada, cut_from(photo))
    first = renders.order(ada.viewer, made, "one")
    if ended == "cancelled":
        renders.cancel(ada.id, first.id)
    drain()
    Render.objects.update(used_ms=1)
    Order.objects.update(film_until_ms=0)
    asked = list[Order]()
    meanwhile(monkeypatch, lambda: asked.append(publishing.publish(ada.viewer, made, "two", Submission())))
    assert tending.sweep(now_ms()) == 0
    drain()
    assert rendered.render(ada.id, asked[0].id).state == "done" and state(asked[0].video_id) == "optimised"


def test_whoever_leaves_takes_no_film_of_others_along(
    ada: Person, photo: Named, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two people made the same film; one leaves while the other asks for theirs once more."""
    made = project_of(ada, cut_from(photo))
    row = renders.order(ada.viewer, made, "one")
    drain()
    bob = person()
    Order.objects.create(
        person_id=bob.id, project_id=made, revision=1, client_id="b", render=row.render, state="done"
    )
    leaving.erase_person(bob.id)
    assert rendered.render(ada.id, row.id).state == "done"
    key = Render.objects.get().object_key
    accounts.remove_person(ada.id)
    drain()
    objects.sweep(now_ms() + 2 * objects.GRACE_MS)
    assert not Render.objects.exists() and not objects.store().exists(key)


def test_a_long_film_goes_on_where_it_was(ada: Person, photo: Named, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its worker dies in the second reel: the first is not made again, nothing is left of it, and the film is
    to the bit the one that is made at one go."""
    monkeypatch.setattr(dividing, "MOST_BYTES", 1 << 20)
    montage = cut_from(
        photo, upload(brought(ada, picture(size=(96, 96), colour="blue"), "b.jpg").id), length=6
    )
    real, runs = rendering.ffmpeg.run, list[str]()

    def dies_in_the_second(plan: Any, *args: Any, **more: Any) -> Any:
        runs.append(plan.outputs[0].name if plan.outputs else "listening")
        if len(runs) == dies_at[-1]:
            raise ConnectionError("killed")
        return real(plan, *args, **more)

    monkeypatch.setattr(rendering.ffmpeg, "run", dies_in_the_second)
    made = project_of(ada, montage)
    keys, dies_at = [], list[int]()
    for at, again in ((0, "at one go"), (3, "killed")):
        runs.clear()
        dies_at.append(at)
        row = renders.order(ada.viewer, made, again)
        for seconds in (0, 10):
            drain(ahead=timedelta(seconds=seconds), raise_faults=False)
        assert rendered.render(ada.id, row.id).state == "done" and not MadeReel.objects.exists()
        assert runs.count("reel_0.mp4") == 1, runs
        keys.append(Render.objects.get().object_key)
        Render.objects.all().delete()
    assert keys[0] == keys[1] and runs.count("reel_6.mp4") == 2


def test_one_name_is_for_one_act(ada: Person, photo: Named) -> None:
    """Who took a film away under a name has published nothing under it, and the other way round."""
    made = project_of(ada, cut_from(photo))
    browser = browser_of(ada)
    assert browser.post(f"/api/studio/projects/{to_text(made)}/render", {"client_id": "a"}).status_code == 200
    said = browser.post(f"/api/studio/projects/{to_text(made)}/publish", {"client_id": "a"})
    assert (said.status_code, said.json()["code"]) == (409, "name_taken") and not Video.objects.exists()
    publishing.publish(ada.viewer, made, "b", Submission())
    with pytest.raises(Refusal) as no:
        renders.order(ada.viewer, made, "b")
    assert no.value.code == "name_taken" and Video.objects.count() == 1


def test_what_a_film_costs_is_asked_once_its_materials_are_known(
    ada: Person, photo: Named, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When it was asked for nobody knew what is in them; it is not made for all that."""
    made = project_of(ada, cut_from(photo))
    monkeypatch.setattr(sources, "known", lambda named: None)
    monkeypatch.setattr(asking, "MOST_CPU_S", 0.0)
    row = publishing.publish(ada.viewer, made, "one", Submission())
    drain()
    view = rendered.render(ada.id, row.id)
    assert view.state == "failed" and view.reason is not None and view.reason.code == "render_too_costly"
    assert state(row.video_id) == "failed"
    monkeypatch.undo()
    again = publishing.publish(ada.viewer, made, "two", Submission())
    render = Render.objects.get()
    assert render.cost_cpu_s > 0 and render.fields == {} and render.state == "waiting"
    drain()
    assert state(again.video_id) == "optimised"


def test_nobody_asks_for_a_film_between_two_looks_at_it(
    ada: Person, photo: Named, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its last order ends as it is begun: that it is not wanted any more is decided under its lock."""
    made = project_of(ada, cut_from(photo))
    row = renders.order(ada.viewer, made, "one")
    real, locked = renders._why_not, list[bool]()

    def asked(*args: Any) -> Any:
        locked.append(connection.in_atomic_block)
        real(*args)
        return renders.no_such_render()

    monkeypatch.setattr(renders, "_why_not", asked)
    assert renders.begun(row.render_id) is None and locked == [True]
    assert Render.objects.get().state == "cancelled"
    monkeypatch.undo()
    renders.order(ada.viewer, made, "two")
    drain()
    assert rendered.render(ada.id, Order.objects.latest("id").id).state == "done"
