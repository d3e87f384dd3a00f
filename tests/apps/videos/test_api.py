"""Uploads, videos and drafts over HTTP: what a client relies on, and what no client may break."""

from typing import Any

import jsonschema
import msgspec
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.apps.videos.world import Person, browser_of, nobody, person, video

from mutoscope.apps.relations import services as relations
from mutoscope.apps.social import services as social
from mutoscope.apps.videos import queries, services, streams
from mutoscope.apps.videos.models import Upload, Video
from mutoscope.core.montage.media_info import MediaInfo
from mutoscope.core.units import Refusal, from_text, to_text
from mutoscope.project.api import api

pytestmark = pytest.mark.django_db
GOOD = {"size": 1000, "name": "a.mp4", "type": "video/mp4", "client_id": "one"}


@pytest.fixture
def ada() -> Person:
    return person()


def schema_of(method: str, path: str) -> dict[str, Any]:
    operation = api.get_openapi_schema()["paths"][path][method]
    schema: dict[str, Any] = operation["responses"][200]["content"]["application/json"]["schema"]
    return schema


def test_an_upload_is_opened_once(ada: Person) -> None:
    """The same client name gives the same ticket; another name another upload."""
    browser = browser_of(ada)
    first, again = (browser.post("/api/uploads", GOOD).json() for _ in range(2))
    assert first == again and "/up/" in first["upload_url"]
    jsonschema.validate(first, schema_of("post", "/api/uploads"))
    assert browser.post("/api/uploads", GOOD | {"client_id": "two"}).json()["upload_id"] != first["upload_id"]
    assert browser_of(person()).post("/api/uploads", GOOD).json()["upload_id"] != first["upload_id"]


@pytest.mark.parametrize(
    ("changes", "status", "code"),
    [
        ({"size": 0}, 400, "upload_empty"),
        ({"size": -1}, 422, "bad_input"),
        ({"size": "1000"}, 422, "bad_input"),
        ({"size": 1.5}, 422, "bad_input"),
        ({"size": True}, 422, "bad_input"),
        ({"size": 10**30}, 422, "bad_input"),
        ({"size": None}, 422, "bad_input"),
        ({"size": 1 << 40}, 413, "upload_too_large"),
        ({"client_id": ""}, 422, "bad_input"),
        ({"client_id": "x" * 101}, 422, "bad_input"),
        ({"client_id": ["x"]}, 422, "bad_input"),
        ({"client_id": None}, 422, "bad_input"),
        ({"name": "x" * 2000}, 422, "bad_input"),
        ({"name": {"a": "b"}}, 422, "bad_input"),
        ({"type": 7}, 422, "bad_input"),
    ],
)
def test_malformed_uploads_are_refused(ada: Person, changes: Any, status: int, code: str) -> None:
    """Each field says no by itself, in a sentence, and nothing is opened."""
    answer = browser_of(ada).post("/api/uploads", GOOD | changes)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.json()["message"] and not Upload.objects.exists()


@pytest.mark.parametrize("name", ["../../etc/passwd", "a\x00b.mp4", "<script>", "😀" * 200, "\u202egpj.mp4"])
def test_file_names_are_only_words(ada: Person, name: str) -> None:
    """Whatever a file is called, nothing is named after it."""
    ticket = browser_of(ada).post("/api/uploads", GOOD | {"name": name}).json()
    assert "etc" not in ticket["upload_url"] and from_text(ticket["upload_id"])


def test_the_quota_holds(ada: Person, settings: Any) -> None:
    """What is on its way counts; what is deleted counts no more."""
    import msgspec

    settings.CONFIG = msgspec.structs.replace(settings.CONFIG, storage_quota_bytes=1500)
    browser = browser_of(ada)
    ticket = browser.post("/api/uploads", GOOD).json()
    answer = browser.post("/api/uploads", GOOD | {"client_id": "two"})
    assert (answer.status_code, answer.json()["code"]) == (413, "quota_full")
    assert browser.send("DELETE", f"/api/videos/{ticket['video_id']}").status_code == 204
    assert browser.post("/api/uploads", GOOD | {"client_id": "two"}).status_code == 200


def test_a_card_is_what_the_schema_says(ada: Person) -> None:
    """Hot answers are bytes; they still keep the promise of the OpenAPI file."""
    film = to_text(video(ada, caption="hello #you"))
    for browser in (browser_of(ada), browser_of(person())):
        card = browser.get(f"/api/videos/{film}").json()
        jsonschema.validate(card, schema_of("get", "/api/videos/{video_id}"))
        page = browser.get(f"/api/people/{ada.handle}/videos").json()
        jsonschema.validate(page, schema_of("get", "/api/people/{handle}/videos"))
        assert page == {"cards": [card], "next": ""}
    status = browser_of(ada).get(f"/api/videos/{film}/status").json()
    jsonschema.validate(status, schema_of("get", "/api/videos/{video_id}/status"))
    drafts = browser_of(ada).get("/api/drafts").json()
    jsonschema.validate(drafts, schema_of("get", "/api/drafts"))


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("caption", "x" * 301, "caption_too_long"),
        ("caption", "x" * 10_000, "caption_too_long"),
        ("caption", "x" * 20_000, "bad_input"),
        ("caption", 7, "bad_input"),
        ("audience", "friends", "bad_input"),
        ("audience", None, "bad_input"),
        ("trim_start_ms", -1, "bad_input"),
        ("trim_start_ms", 1.5, "bad_input"),
        ("trim_start_ms", "0", "bad_input"),
        ("trim_end_ms", 10**18, "bad_input"),
        ("trim_end_ms", 100, "bad_trim"),
        ("cover_ms", -2, "bad_input"),
        ("allow_sound", "perhaps", "bad_input"),
    ],
)
def test_malformed_submissions_are_refused(ada: Person, field: str, value: Any, code: str) -> None:
    """Each field of a submission says no by itself; the video stays a draft."""
    film = video(ada, state="playable")
    Video.objects.filter(id=film).update(submitted=False)
    answer = browser_of(ada).post(f"/api/videos/{to_text(film)}/submit", {field: value})
    assert answer.status_code in (400, 422) and answer.json()["code"] == code
    assert not Video.objects.get(id=film).submitted


def a_draft(creator: Person) -> str:
    """A video of five seconds that nobody has asked to publish."""
    info = MediaInfo(container="mp4", duration_ms=5000, size_bytes=1000, bit_rate=1600)
    film = video(creator, state="playable")
    Video.objects.filter(id=film).update(submitted=False, info=msgspec.json.encode(info).decode())
    return to_text(film)


def test_a_draft_keeps_its_trim_until_it_is_submitted(ada: Person) -> None:
    """What was decided on one device is read on another; nothing is cut before publication is asked for."""
    film, browser = a_draft(ada), browser_of(ada)
    wish = {"caption": "Later", "audience": "followers", "allow_sound": False, "allow_download": False}
    wish |= {"comments_for": "followers", "allows": []}
    answer = browser.send("PATCH", f"/api/videos/{film}", wish | {"trim_start_ms": 700, "trim_end_ms": 2900})
    assert answer.status_code == 200, answer.content
    status = browser_of(ada).get(f"/api/videos/{film}/status").json()
    jsonschema.validate(status, schema_of("get", "/api/videos/{video_id}/status"))
    expected = wish | {"trim_start_ms": 700, "trim_end_ms": 2900, "cover_ms": -1}
    assert status["draft"] == expected and status["state"] == "playable"
    assert browser.send("PATCH", f"/api/videos/{film}", {"trim_end_ms": 0}).json()["draft"] == (
        expected | {"trim_end_ms": 0}
    )
    row = Video.objects.get(id=from_text(film))
    assert (row.trim_start_ms, row.trim_end_ms, row.cut) == (0, 0, 0)

    published = browser.post(f"/api/videos/{film}/submit", {"trim_start_ms": 700, "trim_end_ms": 2900}).json()
    assert published["draft"] is None
    row.refresh_from_db()
    assert (row.trim_start_ms, row.trim_end_ms, row.draft_start_ms, row.draft_end_ms) == (700, 2900, 0, 0)
    refused = browser.send("PATCH", f"/api/videos/{film}", {"trim_start_ms": 100})
    assert (refused.status_code, refused.json()["code"]) == (409, "already_published")


@pytest.mark.parametrize(
    ("wish", "code"),
    [
        ({"trim_start_ms": -1}, "bad_input"),
        ({"trim_start_ms": "0"}, "bad_input"),
        ({"trim_start_ms": 1.5}, "bad_input"),
        ({"trim_start_ms": True}, "bad_input"),
        ({"trim_end_ms": 10**18}, "bad_input"),
        ({"trim_end_ms": [1]}, "bad_input"),
        ({"trim_end_ms": 100}, "bad_trim"),
        ({"trim_start_ms": 2000, "trim_end_ms": 1000}, "bad_trim"),
        ({"trim_end_ms": 86_400_000}, "bad_trim"),
        ({"trim_start_ms": 86_000_000}, "bad_trim"),
        ({"allow_sound": "perhaps"}, "bad_input"),
        ({"allow_sound": 2}, "bad_input"),
    ],
)
def test_a_draft_refuses_a_trim_that_cannot_be(ada: Person, wish: dict[str, Any], code: str) -> None:
    """Whatever a client sends, a draft keeps only a trim that could be published."""
    film = a_draft(ada)
    answer = browser_of(ada).send("PATCH", f"/api/videos/{film}", wish)
    assert (answer.status_code, answer.json()["code"]) == (422, code)
    draft = browser_of(ada).get(f"/api/videos/{film}/status").json()["draft"]
    assert (draft["trim_start_ms"], draft["trim_end_ms"], draft["allow_sound"]) == (0, 0, True)


@pytest.mark.parametrize(
    "caption",
    [
        "<script>alert(1)</script>",
        "\u202etrap",
        "a\u200bb",
        "Z" + "\u0301" * 90,
        "'; DROP TABLE videos_video; --",
        "\x00",
    ],
)
def test_captions_come_back_clean(ada: Person, caption: str) -> None:
    """A caption is text: it comes back as JSON, without what nobody should meet."""
    film = to_text(video(ada))
    browser = browser_of(ada)
    assert browser.send("PATCH", f"/api/videos/{film}", {"caption": caption}).status_code == 200
    text = browser.get(f"/api/videos/{film}").json()["caption"]
    assert not set(text) & set("\u202e\u200b\x00") and len(text) <= 40


@pytest.mark.parametrize("strange", ["x", "0" * 13, "z" * 13, "%00", "../me", "0123456789abc"])
def test_strange_ids_find_nothing(ada: Person, strange: str) -> None:
    """Ids that are none of ours are refused or not found, whatever is asked of them."""
    browser = browser_of(ada)
    for method, path in (
        ("GET", ""),
        ("GET", "/status"),
        ("GET", "/frames"),
        ("DELETE", ""),
        ("POST", "/submit"),
    ):
        answer = browser.send(method, f"/api/videos/{strange}{path}")
        assert answer.status_code in (400, 404, 405), (method, path)


def test_pages_of_a_creator(ada: Person) -> None:
    """Newest first, page by page, none twice; broken cursors are refused."""
    films = [video(ada) for _ in range(streams.PAGE + 3)]
    browser = browser_of(person())
    first = browser.get(f"/api/people/{ada.handle}/videos").json()
    second = browser.get(f"/api/people/{ada.handle}/videos?cursor={first['next']}").json()
    got = [card["id"] for card in (*first["cards"], *second["cards"])]
    assert sorted(got) == sorted(map(to_text, films)) and second["next"] == ""
    for cursor in ("x", "1-x", "-", "9" * 50, "1-zzzzzzzzzzzzz", "٣-0000000000000"):
        assert browser.get(f"/api/people/{ada.handle}/videos?cursor={cursor}").status_code in (400, 422)


def test_audiences(ada: Person) -> None:
    """Changing the audience changes at once who gets the card, and the address of the bytes."""
    film, follower, stranger = video(ada), person(), person()
    relations.follow(follower.id, ada.id)

    def seen_by() -> list[bool]:
        lookers = (nobody(), stranger.viewer, follower.viewer, ada.viewer)
        return [bool(queries.cards([film], one)) for one in lookers]

    keys = set()
    for audience, seen in (("followers", [0, 0, 1, 1]), ("me", [0, 0, 0, 1]), ("everyone", [1, 1, 1, 1])):
        assert (
            browser_of(ada).send("PATCH", f"/api/videos/{to_text(film)}", {"audience": audience}).status_code
            == 200
        )
        assert seen_by() == list(map(bool, seen)), audience
        keys.add(Video.objects.get(id=film).media_key)
    assert len(keys) == 3
    relations.block(ada.id, stranger.id)
    assert seen_by() == [True, False, True, True]


def test_a_profile_counts_what_its_reader_may_see(ada: Person) -> None:
    """One video for everyone, one for followers, one for oneself; what is gone counts for nobody."""
    relations.follow((fan := person()).id, ada.id)
    for audience in ("everyone", "followers", "me"):
        video(ada, audience=audience)
    video(ada, state="removed")
    services.delete_video(ada.id, video(ada))

    def count(browser: Any) -> int:
        amount: int = browser.get(f"/api/people/{ada.handle}").json()["counts"]["videos"]
        return amount

    assert (count(browser_of(ada)), count(browser_of(fan)), count(browser_of(person()))) == (3, 2, 1)


def test_deleting_is_final(ada: Person) -> None:
    """Deleted: gone for everybody, its maker included; its words and files are not kept."""
    film = video(ada, caption="secret")
    browser, address = browser_of(ada), f"/api/videos/{to_text(film)}"
    assert browser.send("DELETE", address).status_code == 204
    for method, path in (("GET", ""), ("GET", "/status"), ("DELETE", ""), ("POST", "/submit"), ("PATCH", "")):
        assert browser.send(method, address + path).status_code == 404
    row = Video.objects.get(id=film)
    assert (row.caption, row.original, row.renditions.count()) == ("", "", 0)
    assert not services.lift(film) and not services.pass_screening(film)


@pytest.mark.parametrize("count", [10, 50])
def test_many_cards_cost_as_few_questions_as_one(ada: Person, count: int) -> None:
    """However many cards, the number of reads is the same small one."""
    films = [video(person() if number % 2 else ada) for number in range(count)]
    fan = person()
    relations.follow(fan.id, ada.id)
    social.like(fan.id, films[0])
    viewer = fan.viewer
    with CaptureQueriesContext(
        connection,
    ) as asked:
        cards = queries.cards(films, viewer)
    assert [from_text(card.id) for card in cards] == films
    assert cards[0].viewer.liked and cards[0].viewer.follows
    assert len(asked) <= 8
    with CaptureQueriesContext(connection) as asked:
        queries.cards(films, nobody())
    assert len(asked) == 3


def test_only_the_owner_decides(ada: Person) -> None:
    """Services refuse somebody else exactly as if the video were not there."""
    film, eve = video(ada), person()
    for act in (
        lambda: services.delete_video(eve.id, film),
        lambda: services.edit_video(eve.id, film, caption="mine"),
        lambda: services.submit_video(eve.id, film, services.Submission()),
    ):
        with pytest.raises(Refusal, match="no_such_video"):
            act()
