"""Reports, word lists and the decisions of staff, each with its effect and its row in the ledger."""

from typing import Any

import pytest
from django.test import Client
from tests.apps.accounts.people import staff_client
from tests.apps.videos.world import Person, browser_of, nobody, person, video

from mutoscope.apps.flow import services as flow
from mutoscope.apps.safety import services
from mutoscope.apps.safety.models import Decision, Report, WordEntry
from mutoscope.apps.videos import queries
from mutoscope.apps.videos.contracts import VideoPlayable
from mutoscope.apps.videos.models import BlockedHash, Video
from mutoscope.apps.videos.services import edit_video
from mutoscope.core.units import to_text

pytestmark = pytest.mark.django_db


def seen(video_id: int, by: Person | None = None) -> bool:
    return bool(queries.cards([video_id], by.viewer if by else nobody()))


def ledger(video_id: int) -> list[tuple[str, str, int]]:
    rows = Decision.objects.filter(video_id=video_id).order_by("id")
    return list(rows.values_list("effect", "code", "by_person_id"))


def test_a_report_over_http() -> None:
    """Reasons come in the reader's language; one person reports a video once, and may say more."""
    film = to_text(video(person()))
    reporter = browser_of(person())

    def titles(language: str) -> dict[str, str]:
        answer = reporter.get("/api/report-reasons", **{"Accept-Language": language}).json()
        return {reason["code"]: reason["title"] for reason in answer["reasons"]}

    english, french = titles("en"), titles("fr")
    assert english.keys() == french.keys() and all(english[code] != french[code] for code in english)
    for details in ("", "really"):
        body = {"reason": "spam", "details": details}
        assert reporter.post(f"/api/videos/{film}/report", body).json() == {"received": True}
    assert list(Report.objects.values_list("reason", "details")) == [("spam", "really")]


def test_its_creator_finds_what_our_team_stopped() -> None:
    """A held video, and one taken down, stand with the drafts and the reason; nobody else's do."""
    maker, other = person(), person()
    held, down, fine = video(maker), video(maker), video(maker)
    services.hold([held], 1)
    services.take_down([down], 1)
    drafts = queries.drafts(maker.id)
    assert [(one.id, one.state) for one in drafts] == [(to_text(down), "removed"), (to_text(held), "held")]
    assert drafts[0].reason.startswith("Our team took this video down")
    assert [one.poster_url for one in drafts] == ["", ""]  # nobody is given its picture
    assert to_text(fine) not in {one.id for one in drafts}
    assert queries.drafts(other.id) == []
    assert browser_of(maker).send("DELETE", f"/api/videos/{to_text(held)}").status_code < 300
    assert [one.id for one in queries.drafts(maker.id)] == [to_text(down)]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"reason": "because"}, 422),
        ({"reason": ""}, 422),
        ({"reason": 7}, 422),
        ({}, 422),
        ([], 422),
        ({"reason": "spam", "details": "x" * 1001}, 422),
        ({"reason": "spam", "details": "x" * 100_000}, 422),
        ({"reason": "spam", "details": {"a": 1}}, 422),
    ],
)
def test_malformed_reports_are_refused(body: Any, status: int) -> None:
    """Wrong reasons, lengths and types are refused and nothing is kept."""
    film = to_text(video(person()))
    answer = browser_of(person()).post(f"/api/videos/{film}/report", body)
    assert answer.status_code == status and answer.json()["message"]
    assert not Report.objects.exists()


def test_who_may_not_see_may_not_report() -> None:
    """Reporting does not reveal whether a hidden video exists."""
    film = to_text(video(person(), audience="me"))
    answer = browser_of(person()).post(f"/api/videos/{film}/report", {"reason": "spam"})
    assert (answer.status_code, answer.json()["code"]) == (404, "no_such_video")


def test_reports_are_rate_limited() -> None:
    """A flood of reports is slowed down."""
    films = [to_text(video(person())) for _ in range(25)]
    reporter = browser_of(person())
    answers = [reporter.post(f"/api/videos/{film}/report", {"reason": "spam"}).status_code for film in films]
    assert 429 in answers and answers[0] == 200


def test_hold_and_restore() -> None:
    """Held: gone for everybody, with a reason its creator reads. Restored: back, both in the ledger."""
    maker, staff = person(), person()
    film = video(maker)
    assert services.hold([film, film], staff.id, "looks odd") == 1 and services.hold([film], staff.id) == 0
    assert not seen(film) and not seen(film, maker)
    reason = queries.status(film, maker.viewer).reason
    assert reason is not None and reason.code == "held"
    assert services.restore([film], staff.id) == 1 and services.restore([film], staff.id) == 0
    assert seen(film) and queries.status(film, maker.viewer).reason is None
    assert ledger(film) == [("held", "staff", staff.id), ("restored", "staff", staff.id)]


def test_taking_down_closes_the_reports() -> None:
    """One decision answers every report about the video."""
    film, staff = video(person()), person()
    for _ in range(3):
        services.report_video(person().id, film, "hate", "")
    services.take_down([film], staff.id)
    assert not seen(film) and set(Report.objects.values_list("state", flat=True)) == {"closed"}
    assert services.restore([film], staff.id) == 1 and seen(film)


def test_a_deleted_video_stays_deleted() -> None:
    """Staff cannot bring back what its maker deleted."""
    maker, staff = person(), person()
    film = video(maker)
    services.take_down([film], staff.id)
    from mutoscope.apps.videos.services import delete_video

    delete_video(maker.id, film)
    assert services.restore([film], staff.id) == 0 and not seen(film)


def test_blocking_a_file_takes_all_of_its_videos_down() -> None:
    """Every video of the same bytes goes, and the hash stands on the list."""
    staff = person()
    films = [video(person(), film=b"bad file" * 500) for _ in range(2)]
    other = video(person(), film=b"another" * 500)
    assert services.block_files([films[0]], staff.id, "illegal") == 2
    assert [seen(film) for film in (*films, other)] == [False, False, True]
    assert BlockedHash.objects.get(kind="sha256").value == Video.objects.get(id=films[0]).original


@pytest.mark.parametrize(
    ("caption", "state"),
    [
        ("a fine day", "published"),
        ("I h4te it", "held"),
        ("come and b u y pills", "removed"),
        ("BUY PILLS!", "removed"),
    ],
)
def test_word_lists_screen_captions(caption: str, state: str) -> None:
    """A clean caption is published, a doubtful one waits for staff, a forbidden one is taken down."""
    WordEntry.objects.create(text="hate", effect="hold")
    WordEntry.objects.create(text="buy pills", effect="block")
    maker = person()
    film = video(maker, state="playable", caption=caption)
    services.screen_video(VideoPlayable(video_id=film))
    services.screen_video(VideoPlayable(video_id=film))
    assert Video.objects.get(id=film).state == state
    assert len(ledger(film)) == (0 if state == "published" else 1)
    assert seen(film) == (state == "published")


def test_a_caption_changed_later_is_screened_too(django_capture_on_commit_callbacks: Any) -> None:
    """Publishing something clean and then rewriting it does not get round the lists."""
    WordEntry.objects.create(text="hate", effect="hold")
    maker = person()
    film = video(maker)
    with django_capture_on_commit_callbacks(execute=True):
        edit_video(maker.id, film, caption="so much hate")
    flow.drain()
    assert Video.objects.get(id=film).state == "held"


def test_a_draft_is_not_screened() -> None:
    """Nobody has submitted it, so nothing happens to it."""
    film = video(person(), state="playable")
    Video.objects.filter(id=film).update(submitted=False)
    services.screen_video(VideoPlayable(video_id=film))
    assert Video.objects.get(id=film).state == "playable"


@pytest.fixture
def admin_client() -> Client:
    return staff_client("boss")


def test_staff_work_in_the_admin(admin_client: Client) -> None:
    """The queue shows the video and its caption, safely; each action has its effect."""
    film = video(person(), caption="<b>bold</b>")
    services.report_video(person().id, film, "hate", "<script>alert(1)</script>")
    page = admin_client.get("/admin/safety/report/").content.decode()
    assert f"/v/{to_text(film)}" in page and "/m/" in page
    assert "<script>alert(1)" not in page and "<b>bold" not in page
    report = Report.objects.get().id
    for action, visible in (
        ("hold", False),
        ("restore", True),
        ("take_down", False),
        ("restore", True),
        ("block_file", False),
    ):
        data = {"action": action, "_selected_action": [report]}
        assert admin_client.post("/admin/safety/report/", data).status_code == 302
        assert seen(film) == visible, action
    for room in ("safety/decision", "safety/wordentry", "videos/blockedhash"):
        assert admin_client.get(f"/admin/{room}/").status_code == 200
    assert admin_client.get(f"/admin/safety/report/{report}/change/").status_code == 200


def test_others_have_no_key_to_the_admin() -> None:
    """A person without the staff mark is sent to the log-in."""
    assert browser_of(person()).get("/admin/safety/report/").status_code == 302
