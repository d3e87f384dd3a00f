"""Films as files: asked for, made once, had by whom the creator lets, and by nobody a moment later."""

from datetime import date
from pathlib import Path

import pytest
from tests.apps.videos.clips import film
from tests.apps.videos.world import Person, browser_of, nobody, person, send, video
from tests.project.media.talking import talk
from tests.project.media.test_films import forget

from mutoscope.adapters.clock import now_ms
from mutoscope.apps.accounts import services as accounts
from mutoscope.apps.accounts.models import Person as Account
from mutoscope.apps.flow import services as flow
from mutoscope.apps.flow.models import Job
from mutoscope.apps.relations import services as relations
from mutoscope.apps.videos import downloads, queries, services
from mutoscope.apps.videos.models import Download, Rendition, Video
from mutoscope.apps.videos.services import Submission
from mutoscope.core.units import Refusal, from_text, to_text

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def ada() -> Person:
    grown = person()
    Account.objects.filter(id=grown.id).update(birth_date=date(1990, 4, 2))
    return grown


def status(url: str) -> int:
    forget()
    return talk("GET", url, {}).status


def refused(video_id: int, who: Person | None = None) -> str:
    with pytest.raises(Refusal) as no:
        services.ask_download(video_id, who.viewer if who else nobody())
    return no.value.code


def test_a_film_is_marked_once_and_served_while_it_is_offered(ada: Person, tmp_path: Path) -> None:
    """Two ask, one job makes it; it comes as an attachment, and stops when its creator changes their mind."""
    made = send(ada, film(seconds=1), tmp_path)
    services.submit_video(ada.id, made, Submission(caption="Dunes", allow_download=True))
    flow.drain()
    eve = person()
    assert services.look_at_download(made, eve.viewer).state == "none"
    assert {services.ask_download(made, who).state for who in (eve.viewer, nobody(), eve.viewer)} == {
        "making"
    }
    assert Job.objects.filter(task__endswith="make_download").count() == 1
    flow.drain()
    ready = services.ask_download(made, eve.viewer)
    assert ready.state == "ready" and ready.marked and ready.size > 1000
    assert Job.objects.filter(task__endswith="make_download").count() == 1
    forget()
    reply = talk("GET", ready.url, {})
    assert reply.status == 200 and len(reply.body) == ready.size
    assert reply.headers["content-disposition"] == f'attachment; filename="mutoscope-{to_text(made)}.mp4"'
    assert "private" in reply.headers["cache-control"]
    assert status(ready.url.split("?")[0]) == 404, "only as it was signed"
    services.edit_video(ada.id, made, allow_download=False)
    assert status(ready.url) == 404 and refused(made, eve) == "not_offered"
    services.edit_video(ada.id, made, allow_download=True)
    assert services.ask_download(made, eve.viewer).url and status(ready.url) == 200
    services.edit_video(ada.id, made, audience="me")
    assert status(ready.url) == 404 and refused(made, eve) == "no_such_video"


def test_who_may_have_it(ada: Person) -> None:
    """Blocked people and films that are not public get nothing, however they were offered."""
    made = video(ada)
    assert refused(made) == "not_offered"
    Video.objects.filter(id=made).update(allow_download=True)
    eve = person()
    relations.block(ada.id, eve.id)
    assert refused(made, eve) == "no_such_video"
    fan = person()
    relations.follow(fan.id, ada.id)
    services.edit_video(ada.id, made, audience="followers")
    assert refused(made, fan) == "not_offered" and not queries.card(made, fan.viewer).viewer.may_download
    own = services.ask_download(made, ada.viewer)
    assert own.state == "ready" and not own.marked and not Download.objects.exists()
    forget()
    assert talk("GET", own.url, {}).headers["content-disposition"].startswith("attachment")


def test_the_young_offer_nothing(ada: Person) -> None:
    """Below sixteen, or with an unknown age, nobody lets their films go; settings decide for the rest."""
    young = person()
    for who, may in ((young, False), (ada, True)):
        accounts.change_profile(who.id, allow_downloads=True)
        begun = services.start_upload(who.id, 1000, "one")
        assert Video.objects.get(id=from_text(begun.video_id)).allow_download is may
        made = video(who)
        services.edit_video(who.id, made, allow_download=True)
        assert Video.objects.get(id=made).allow_download is may
        assert browser_of(who).me()["person"]["may_offer_downloads"] is may


def test_what_nobody_asks_for_goes(ada: Person) -> None:
    """A week after the last wish the marked film is let go."""
    made = video(ada)
    Rendition.objects.create(
        video_id=made, role="marked", name="marked-1.mp4", object_key="0" * 64, mime="video/mp4"
    )
    Download.objects.create(
        video_id=made, content="x", name="marked-1.mp4", asked_ms=now_ms() - downloads.KEPT_MS - 1
    )
    assert downloads.let_go(now_ms()) == 1 and not Download.objects.exists()
    assert Rendition.objects.get(role="marked").retired_ms > 0


def test_asking_is_limited_and_a_failure_is_said(ada: Person) -> None:
    """A film that can't be marked says so, and can be asked for again; nobody asks without end."""
    made = video(ada)  # its bytes are made up, so no tool can read them
    Video.objects.filter(id=made).update(allow_download=True)
    browser, path = browser_of(person()), f"/api/videos/{to_text(made)}/download"
    browser.me()
    assert browser.send("POST", path).json()["state"] == "making"
    flow.drain(raise_faults=False)
    assert browser.get(path).json()["state"] == "failed"
    answers = [browser.send("POST", path).status_code for _ in range(20)]
    assert answers[0] == 200 and answers[-1] == 429
