"""Taking in a copy: what was chosen, once, by the road of every upload; and nothing that is not a copy."""

import io
import os
import stat
import struct
import zipfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.apps.accounts.people import Browser, join
from tests.apps.accounts.test_security import said
from tests.apps.privacy.copies import ELSEWHERE, FILM_ID, bring, files, films, packed, send
from tests.apps.privacy.test_export import prepared
from tests.apps.videos.world import Person, person, video
from tests.hostile_words import STORED_XSS

from mutoscope.apps.accounts.models import Person as Account
from mutoscope.apps.flow.services import drain
from mutoscope.apps.privacy import bringing, reading, receiving
from mutoscope.apps.privacy.models import Brought, Import
from mutoscope.apps.relations import services as relations
from mutoscope.apps.relations.models import Follow, Mute
from mutoscope.apps.videos.models import Upload, Video
from mutoscope.apps.videos.services import store
from mutoscope.core.units import Refusal

pytestmark = pytest.mark.django_db(transaction=True)


EVERYTHING = {"videos": "everyone", "profile": True, "following": True, "mutes": True, "interests": True}


def test_a_copy_of_ours_comes_back_in(bob: tuple[Browser, Person], tmp_path: Path) -> None:
    """What one account took along, another on a server takes in: round trip, with real bytes."""
    ana_browser = join("ana")
    ana = Person(Account.objects.get(username="ana").id, "ana")
    carl = person("carl")
    relations.follow(ana.id, carl.id)
    relations.mute_word(ana.id, "spoiler")
    video(ana, caption="Mine")
    copy = prepared(ana_browser)
    data = copy.fp.read() if copy.fp.seek(0) == 0 else b""  # type: ignore[union-attr]
    browser, me = bob
    found = send(browser, data, tmp_path)["found"]
    assert (found["handle"], found["videos"], found["following"], found["same_server"]) == ("ana", 1, 1, True)
    report = bring(browser, **EVERYTHING)
    assert report["following"]["taken"] == report["mutes"]["taken"] == report["videos"]["taken"] == 1
    assert Follow.objects.filter(follower=me.id, followed=carl.id).exists()
    assert Mute.objects.filter(owner=me.id, kind="word").count() == 1


def test_only_what_was_chosen_comes_in(bob: tuple[Browser, Person], tmp_path: Path) -> None:
    """Mutes and nothing else; what means people of the other server is left out and said."""
    browser, me = bob
    found = send(browser, packed(files()), tmp_path)["found"]
    assert (found["server"], found["videos"], found["mutes"], found["same_server"]) == (
        ELSEWHERE,
        1,
        2,
        False,
    )
    person("carl")
    report = bring(browser, videos="none", mutes=True, following=True)
    assert set(report) == {"mutes", "following"}
    assert report["mutes"]["taken"] == 1
    assert report["mutes"]["left_out"] == [{"what": "carl", "why": "They are on another server."}]
    assert report["following"]["left_out"][0]["what"] == "@carl"
    assert not Video.objects.filter(creator_id=me.id).exists() and not Follow.objects.exists()
    assert Account.objects.get(id=me.id).name == ""


def test_a_film_takes_the_road_of_every_upload(bob: tuple[Browser, Person], tmp_path: Path) -> None:
    """It is made by the same jobs from the same bytes, keeps its words, and says since when it is out."""
    browser, me = bob
    send(browser, packed(files()), tmp_path)
    bring(browser, videos="followers")
    film = Video.objects.get(creator_id=me.id)
    assert (film.caption, film.audience, film.submitted) == ("Old #sea", "followers", True)
    assert film.elsewhere_ms == 1_700_000_000_000
    assert film.state == "failed" and film.code, "these bytes are no film, and the probe said so"


def test_taking_in_twice_doubles_nothing(bob: tuple[Browser, Person], tmp_path: Path) -> None:
    """Neither films nor mutes, and the second report says what was here before."""
    browser, me = bob
    for name in ("one", "two"):
        send(browser, packed(files()), tmp_path, name)
        report = bring(browser, **EVERYTHING)
    assert Video.objects.filter(creator_id=me.id).count() == 1 == Brought.objects.count()
    assert (report["videos"]["taken"], report["videos"]["already"]) == (0, 1)
    assert Mute.objects.count() == 1


def test_a_killed_job_goes_on_where_it_was(
    bob: tuple[Browser, Person], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Three films, death after the second: three in the end."""
    browser, me = bob
    send(browser, packed(films(3)), tmp_path)
    real, calls = bringing.videos.seal_upload, []

    def dies(*args: Any) -> None:
        calls.append(args)
        if len(calls) == 2:
            raise RuntimeError("the machine went away")
        real(*args)

    with monkeypatch.context() as patch:
        patch.setattr(bringing.videos, "seal_upload", dies)
        browser.post("/api/me/import/start", {"videos": "drafts"})
        drain(raise_faults=False)
    assert browser.get("/api/me/import").json()["state"] == "bringing"
    drain(ahead=timedelta(hours=1))
    done = browser.get("/api/me/import").json()
    assert done["state"] == "done" and done["report"][0]["taken"] == 3
    mine = Video.objects.filter(creator_id=me.id)
    assert sorted(mine.values_list("caption", flat=True)) == ["0", "1", "2"]
    assert not mine.filter(state="uploading").exists()


def test_a_full_quota_leaves_films_out_by_name(
    bob: tuple[Browser, Person], tmp_path: Path, settings: Any
) -> None:
    """The others come in, and the report says why this one did not."""
    import msgspec

    browser, _ = bob
    settings.CONFIG = msgspec.structs.replace(settings.CONFIG, storage_quota_bytes=100)
    send(browser, packed(files()), tmp_path)
    report = bring(browser, videos="drafts", mutes=True)
    assert report["videos"]["left_out"][0]["what"] == "Old #sea"
    assert "storage is full" in report["videos"]["left_out"][0]["why"]
    assert report["mutes"]["taken"] == 1


def test_damaged_interests_leave_the_rest_whole(bob: tuple[Browser, Person], tmp_path: Path) -> None:
    """What is no list of profiles is left out with its reason, and the words come in."""
    browser, _ = bob
    send(browser, packed(files() | {"data/interests.json": b"{ no list"}), tmp_path)
    report = bring(browser, videos="none", mutes=True, interests=True)
    assert report["mutes"]["taken"] == 1
    assert "it is not written as copies are" in report["interests"]["left_out"][0]["why"]


def test_interests_wait_for_the_feed(
    bob: tuple[Browser, Person], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While the feed is away nothing is given up: the next attempt takes them in."""
    browser, _ = bob
    send(browser, packed(files(interests=[{}])), tmp_path)
    taken: list[bytes] = []

    def away(*_: Any) -> None:
        raise Refusal("feed_away", "The feed is taking a short break.", status=503)

    monkeypatch.setattr(bringing.feed, "take_profile", away)
    browser.post("/api/me/import/start", {"videos": "none", "interests": True})
    drain(raise_faults=False)
    assert browser.get("/api/me/import").json()["state"] == "bringing"
    monkeypatch.setattr(bringing.feed, "take_profile", lambda _, body: taken.append(body))
    drain(ahead=timedelta(hours=1))
    assert browser.get("/api/me/import").json()["report"][0]["taken"] == 1 == len(taken)


def test_a_film_whose_words_are_refused_holds_no_place(bob: tuple[Browser, Person], tmp_path: Path) -> None:
    """Its upload ends, its bytes count no more, and the report says what was wrong with it."""
    browser, me = bob
    rows = [{"id": FILM_ID, "film": f"media/videos/{FILM_ID}.mp4", "caption": "long " * 2_000}]
    send(browser, packed(files(videos=rows)), tmp_path)
    before = Account.objects.get(id=me.id).stored_bytes
    report = bring(browser, videos="drafts")
    assert report["videos"]["taken"] == 0 and report["videos"]["left_out"]
    assert Upload.objects.get(person_id=me.id).state == "refused"
    assert Account.objects.get(id=me.id).stored_bytes == before


def zip_bomb() -> bytes:
    return packed(files() | {"data/notices.json": b"[" + b" " * (40 << 20) + b"]"})


def traversal() -> bytes:
    return packed(files() | {"../../etc/cron.d/x": b"x"})


def absolute() -> bytes:
    return packed(files() | {"/etc/passwd": b"x"})


def link() -> bytes:
    out = io.BytesIO(packed(files()))
    with zipfile.ZipFile(out, "a") as copy:
        entry = zipfile.ZipInfo("media/avatar.webp")
        entry.external_attr = (stat.S_IFLNK | 0o777) << 16
        copy.writestr(entry, "/etc/passwd")
    return out.getvalue()


def doubled() -> bytes:
    out = io.BytesIO(packed(files()))
    with zipfile.ZipFile(out, "a") as copy, pytest.warns(UserWarning):
        copy.writestr("data/videos.json", "[]")
    return out.getvalue()


def thousands() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as copy:
        for number in range(reading.MOST_ENTRIES + 1):
            copy.writestr(f"media/covers/{number:013}.webp", b"")
    return out.getvalue()


def overlapping() -> bytes:
    """Two names for one film: small outside, large inside."""
    data = packed(files() | {"media/videos/1111111111111.mp4": bytes(2012)})
    with zipfile.ZipFile(io.BytesIO(data)) as copy:
        places = {entry.filename: entry.header_offset for entry in copy.infolist()}
    one, other = places[f"media/videos/{FILM_ID}.mp4"], places["media/videos/1111111111111.mp4"]
    at = data.rfind(b"media/videos/1111111111111.mp4") - 4
    assert struct.unpack_from("<L", data, at)[0] == other
    return data[:at] + struct.pack("<L", one + 8) + data[at + 4 :]


def lying() -> bytes:
    """A film that says it is longer than it is."""
    data = bytearray(packed(files()))
    at = data.rfind(f"media/videos/{FILM_ID}.mp4".encode()) - 46 + 24
    struct.pack_into("<L", data, at, 900_000)
    return bytes(data)


def damaged() -> bytes:
    data = bytearray(packed(files()))
    at = data.find(b"mutoscope.json") + 20
    data[at : at + 8] = b"\xff" * 8
    return bytes(data)


def encrypted() -> bytes:
    data = bytearray(packed(files()))
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        data[at + 8] |= 1
        at = data.find(b"PK\x01\x02", at + 4)
    return bytes(data)


def empty_end() -> bytes:
    return b"PK\x05\x06" + bytes(18)


def of_kind(**parts: Any) -> Callable[[], bytes]:
    return lambda: packed(files(**parts))


def manifest(**changes: Any) -> Callable[[], bytes]:
    def make() -> bytes:
        contents = files()
        contents["mutoscope.json"] |= changes
        return packed(contents)

    return make


HOSTILE: dict[str, Callable[[], bytes]] = {
    "not a zip": lambda: b"PK\x03\x04" + os.urandom(5000),
    "nothing": lambda: b"PK\x03\x04",
    "no end": lambda: packed(files())[:-30],
    "only an end": empty_end,
    "zip bomb": zip_bomb,
    "traversal": traversal,
    "absolute path": absolute,
    "symbolic link": link,
    "two of a name": doubled,
    "thousands of files": thousands,
    "overlapping": overlapping,
    "damaged": damaged,
    "encrypted": encrypted,
    "no manifest": lambda: packed({"README.txt": b"x"}),
    "another format": manifest(format="something-else"),
    "newer than us": manifest(version=99),
    "version of another kind": manifest(version="1"),
    "videos of another kind": of_kind(videos={"id": 1}),
    "ids of another kind": of_kind(videos=[{"id": 5, "film": None}]),
    "numbers beyond all": lambda: packed(
        files() | {"data/videos.json": b'[{"id":"x","film":"","published_ms":1e999}]'}
    ),
    "deep nesting": lambda: packed(files() | {"data/mutes.json": b"[" * 100_000}),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_copy_is_refused_with_a_reason(
    name: str, bob: tuple[Browser, Person], tmp_path: Path
) -> None:
    """Each is told in a sentence; nothing came in, nothing was written outside, the bytes are forgotten."""
    browser, me = bob
    data = HOSTILE[name]()
    looked = send(browser, data, tmp_path)
    assert looked["state"] == "refused" and looked["message"], looked
    assert said(browser.post("/api/me/import/start", EVERYTHING)) == (404, "no_import")
    key = Import.objects.get().object_key
    receiving.sweep(1)
    assert not store().exists(key)
    assert not Video.objects.filter(creator_id=me.id).exists()


def test_a_lying_size_ends_at_the_film(bob: tuple[Browser, Person], tmp_path: Path) -> None:
    """What can only be seen while reading is refused then."""
    browser, me = bob
    send(browser, lying(), tmp_path)
    browser.post("/api/me/import/start", {"videos": "drafts"})
    drain()
    after = browser.get("/api/me/import").json()
    assert after["state"] == "refused" or after["report"][0]["left_out"]
    assert not Video.objects.filter(creator_id=me.id).exclude(state="uploading").exists()


def test_hostile_words_come_in_as_words(bob: tuple[Browser, Person], tmp_path: Path) -> None:
    """Captions, names and mutes meet the same checks as when somebody types them."""
    browser, _ = bob
    hostile = films(6)
    for row, words in zip(hostile["data/videos.json"], STORED_XSS, strict=False):
        row |= {"caption": words * 60, "audience": words}
    account = [{"name": "x" * 10_000, "bio": STORED_XSS[0]}]
    mutes = [
        {"kind": "word", "text": "\u202e"},
        {"kind": "tag", "text": "no tag!"},
        {"kind": "else", "text": "?"},
    ]
    send(
        browser,
        packed(hostile | files(account=account, mutes=mutes, videos=hostile["data/videos.json"])),
        tmp_path,
    )
    report = bring(browser, **EVERYTHING)
    assert {one["what"] for one in report["profile"]["left_out"]} == {"name"}
    assert report["mutes"]["taken"] == 0 and len(report["mutes"]["left_out"]) == 3


def test_announcing(bob: tuple[Browser, Person], tmp_path: Path) -> None:
    """The same file is the same upload; another takes its place; too large, empty or wrong is refused."""
    browser, _ = bob
    first = browser.post("/api/me/import", {"size": 1000, "client_id": "one"}).json()["upload_id"]
    assert browser.post("/api/me/import", {"size": 1000, "client_id": "one"}).json()["upload_id"] == first
    assert browser.post("/api/me/import", {"size": 1000, "client_id": "two"}).json()["upload_id"] != first
    for size, code in ((0, "upload_empty"), (1 << 45, "copy_too_large")):
        assert browser.post("/api/me/import", {"size": size, "client_id": "x"}).json()["code"] == code
    for wrong in ({"size": "1", "client_id": "x"}, {"size": 1}, {"size": 1, "client_id": "x" * 200}):
        assert browser.post("/api/me/import", wrong).status_code == 422
    assert browser.post("/api/me/import/start", {"videos": "the whole world"}).status_code == 422
    with pytest.raises(Refusal):
        reading.check_head(b"MZ")


def test_a_copy_that_nobody_wants_is_forgotten(bob: tuple[Browser, Person], tmp_path: Path) -> None:
    """Cancelled, its file goes and nothing is shown of it."""
    browser, _ = bob
    send(browser, packed(files()), tmp_path)
    key = Import.objects.get().object_key
    assert store().exists(key)
    assert browser.send("DELETE", "/api/me/import").status_code == 204
    receiving.sweep(1)
    assert not store().exists(key) and browser.get("/api/me/import").json() is None
