"""A copy of everything that is somebody's: whole, theirs alone, fetched once, gone after a week."""

import io
import json
import shutil
import zipfile
from datetime import timedelta
from typing import Any

import msgspec
import pytest
from django.core import mail
from tests.apps.accounts.people import Browser, join
from tests.apps.accounts.test_security import said
from tests.apps.messages.circle import befriend, write
from tests.apps.privacy.test_leaving import prove
from tests.apps.social.talk import say
from tests.apps.studio.world import bring, cut_from, picture, project_of, upload
from tests.apps.videos.world import FILM, Person, person, video
from tests.hostile_words import STORED_XSS

from mutoscope.apps.accounts.models import Person as Account
from mutoscope.apps.accounts.services import remove_person
from mutoscope.apps.flow.models import Job
from mutoscope.apps.flow.services import drain
from mutoscope.apps.notices import queries as notices
from mutoscope.apps.privacy import exporting, parts
from mutoscope.apps.privacy.models import Export
from mutoscope.apps.relations import mutes
from mutoscope.apps.relations import services as relations
from mutoscope.apps.social import services as social
from mutoscope.apps.studio.models import Edge
from mutoscope.apps.videos.services import store
from mutoscope.core.units import Refusal, from_text, to_text

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def ana() -> tuple[Browser, Person]:
    browser = join("ana")
    return browser, Person(Account.objects.get(username="ana").id, "ana")


def prepared(browser: Browser) -> zipfile.ZipFile:
    """Somebody's copy, made and fetched."""
    assert browser.post("/api/me/export").json()["state"] == "making"
    drain()
    assert browser.get("/api/me/export").json()["state"] == "ready"
    prove(browser)
    return fetched(browser.post("/api/me/export/link").json()["url"])


def fetched(url: str, *, goes_on: str = "") -> zipfile.ZipFile:
    """What the media process finds behind a link."""
    named, token = url.split("/")[-2:]
    found = exporting.open_link(from_text(named), token, goes_on=goes_on)
    return zipfile.ZipFile(io.BytesIO(store().read(found.object_key)))


def test_everything_is_in_the_copy(ana: tuple[Browser, Person]) -> None:
    """Each part is there as its schema says, films byte by byte, and pages that open by themselves."""
    browser, me = ana
    bob = person("bob")
    Account.objects.filter(id=bob.id).update(birth_date="1990-01-01")
    mine, theirs = video(me, caption="Mine #sea"), video(bob)
    draft = video(me, state="received")
    Edge.objects.create(child_id=mine, parent_id=theirs, role="duet", grant="{}")
    photo = bring(me, picture(), "photo.jpg")
    project_of(me, cut_from(upload(photo)))
    say(me, theirs, "My words")
    say(bob, mine, "Words of others")
    social.like(me.id, theirs)
    social.collect(me.id, social.make_collection(me.id, "Seas"), theirs)
    befriend(me, bob)
    mutes.mute_word(me.id, "spoiler")
    write(me, bob, "A secret between us")
    write(bob, me, "What bob said")
    copy = prepared(browser)
    assert copy.testzip() is None
    manifest = msgspec.json.decode(copy.read("mutoscope.json"), type=parts.Manifest)
    assert set(manifest.parts) == set(parts.KINDS) and not manifest.missing
    rows = {}
    for part, listed in manifest.parts.items():
        rows[part] = msgspec.json.decode(copy.read(listed.file), type=list[parts.KINDS[part]])  # type: ignore[name-defined]
        assert len(rows[part]) == listed.count
    assert rows["account"][0].email == "ana@example.org"
    assert [one.id for one in rows["videos"]] == [to_text(mine)] and rows["videos"][0].likes == 0
    assert [one.id for one in rows["drafts"]] == [to_text(draft)]
    assert [one.text for one in rows["comments"]] == ["My words"]
    assert [one.handle for one in rows["following"]] == ["bob"]
    assert [one.text for one in rows["messages"]] == ["A secret between us"]
    assert browser.get("/api/me/data").json()["amounts"]["messages"] == 1
    assert rows["collections"][0].videos == [to_text(theirs)]
    assert copy.read(rows["materials"][0].file) == picture() and rows["materials"][0].file.endswith(".jpg")
    assert [one.document for one in rows["projects"]] == [cut_from(upload(photo))]
    (part,) = rows["made_of"]
    assert (part.video, part.made_of, part.role) == (to_text(mine), to_text(theirs), "duet")
    film = copy.read(rows["videos"][0].film)
    assert film == b"original of " + FILM[:2000]
    assert copy.getinfo(rows["videos"][0].film).compress_type == zipfile.ZIP_STORED
    page = copy.read("index.html").decode()
    assert f'src="{rows["videos"][0].film}"' in page and "<script" not in page
    assert "@ana" in copy.read("README.txt").decode()
    whole = b"".join(copy.read(name) for name in copy.namelist() if name.endswith(".json")).decode()
    assert "Words of others" not in whole and "What bob said" not in whole and "bob@" not in whole


def test_the_schema_is_the_one_that_is_written_down() -> None:
    """docs/reference/copy.schema.json is written by `python -m mutoscope.apps.privacy.schema`."""
    from mutoscope.apps.privacy.schema import FILE, text

    assert FILE.read_text("utf-8") == text()


def test_hostile_words_stay_words(ana: tuple[Browser, Person]) -> None:
    """Whatever somebody wrote opens no tag on the page."""
    browser, me = ana
    for words in STORED_XSS:
        video(me, caption=words)
    Account.objects.filter(id=me.id).update(name="<script>alert(1)</script>", bio='"><img src=x onerror=1>')
    page = prepared(browser).read("index.html").decode()
    assert "<script" not in page and "<img src=x" not in page and "onerror=1>" not in page


def test_the_link_opens_once_and_takes_a_proof(ana: tuple[Browser, Person]) -> None:
    """No proof, no link; a used, old or made-up one opens nothing; a download that broke off goes on."""
    browser, _ = ana
    browser.post("/api/me/export")
    drain()
    assert said(browser.post("/api/me/export/link")) == (403, "confirm_first")
    prove(browser)
    first = browser.post("/api/me/export/link").json()["url"]
    second = browser.post("/api/me/export/link").json()["url"]
    fetched(second)
    key = Export.objects.get().object_key
    fetched(second, goes_on=key[:32])
    for url, goes_on in ((second, ""), (second, "0" * 32), (first, ""), (first, key), (second + "x", "")):
        with pytest.raises(Refusal):
            fetched(url, goes_on=goes_on)
    third = browser.post("/api/me/export/link").json()["url"]
    Export.objects.update(ticket_ms=1)
    with pytest.raises(Refusal):
        fetched(third)
    assert said(join("bob").post("/api/me/export/link")) == (403, "confirm_first")


def test_one_copy_a_day(ana: tuple[Browser, Person]) -> None:
    """Asking again while it is made is asking once; afterwards the next day is told."""
    browser, _ = ana
    for _again in range(3):
        assert browser.post("/api/me/export").json()["state"] == "making"
    assert Export.objects.count() == 1 == Job.objects.filter(task__endswith="privacy.tasks.export").count()
    drain()
    answer = browser.post("/api/me/export")
    assert said(answer) == (429, "export_today") and int(answer.headers["Retry-After"]) > 80_000
    Export.objects.update(asked_ms=1)
    assert browser.post("/api/me/export").json()["state"] == "making"


def test_whoever_asked_is_told(ana: tuple[Browser, Person]) -> None:
    """In the inbox and by mail, once, with no link in it that would open by itself."""
    browser, me = ana
    browser.post("/api/me/export")
    drain()
    assert [one.kind for one in notices.page(me.viewer).notices] == ["export"]
    letter = mail.outbox[-1]
    assert letter.subject == "The copy of your data is ready" and "/x/" not in letter.body


def test_a_copy_ends_after_a_week_and_with_its_person(ana: tuple[Browser, Person]) -> None:
    """Its file leaves the store."""
    browser, me = ana
    prepared(browser)
    row = Export.objects.get()
    exporting.sweep(row.expires_ms - 1)
    assert store().exists(row.object_key)
    exporting.sweep(row.expires_ms)
    assert not store().exists(row.object_key)
    assert browser.get("/api/me/export").json()["state"] == "over"
    assert said(browser.post("/api/me/export/link")) == (404, "no_export")
    Export.objects.update(asked_ms=1)
    prepared(browser)
    key = Export.objects.latest("id").object_key
    remove_person(me.id)
    drain(ahead=timedelta(hours=1), with_schedules=True)
    assert not store().exists(key) and not Export.objects.exists()


def test_a_killed_job_starts_over(ana: tuple[Browser, Person], monkeypatch: pytest.MonkeyPatch) -> None:
    """What it had put is forgotten, and there is one copy and one letter."""
    browser, _ = ana
    browser.post("/api/me/export")
    with monkeypatch.context() as patch:
        patch.setattr(exporting, "_became_ready", _die)
        drain(raise_faults=False)
    row = Export.objects.get()
    assert row.state == "making" and store().exists(row.object_key)
    drain(ahead=timedelta(hours=1))
    after = Export.objects.get()
    assert after.state == "ready" and store().exists(after.object_key)
    assert after.object_key == row.object_key or not store().exists(row.object_key)
    assert [one.subject for one in mail.outbox].count("The copy of your data is ready") == 1


def test_whoever_leaves_while_it_is_made_leaves_no_file(
    ana: tuple[Browser, Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not even when they are gone between its last byte and its place in the store."""
    browser, me = ana
    browser.post("/api/me/export")
    keys, real = [], exporting.hash_of

    def leaves(path: Any) -> str:
        remove_person(me.id)
        exporting.forget_person(me.id)
        keys.append(real(path))
        return keys[0]

    monkeypatch.setattr(exporting, "hash_of", leaves)
    drain()
    assert keys and not store().exists(keys[0])


def test_no_room_is_said_plainly(ana: tuple[Browser, Person], monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is half made, and it may be asked for again at once."""
    browser, _ = ana
    browser.post("/api/me/export")
    with monkeypatch.context() as patch:
        patch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(10, 10, 0))  # type: ignore[attr-defined]
        drain()
    answer = browser.get("/api/me/export").json()
    assert answer["state"] == "failed" and "no room" in answer["message"]
    assert browser.post("/api/me/export").json()["state"] == "making"
    drain()
    assert browser.get("/api/me/export").json()["state"] == "ready"


def test_a_job_that_is_given_up_is_told(ana: tuple[Browser, Person], monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits for ever."""
    browser, _ = ana
    browser.post("/api/me/export")
    monkeypatch.setattr(exporting, "_write", _die)
    for hours in range(1, 12):
        drain(raise_faults=False, ahead=timedelta(hours=hours))
    assert browser.get("/api/me/export").json()["state"] == "failed"


def test_a_film_that_is_gone_is_missed_by_name(ana: tuple[Browser, Person]) -> None:
    """The copy is made all the same, and says what is not in it."""
    browser, me = ana
    film = video(me)
    from mutoscope.apps.videos.models import Rendition

    poster = Rendition.objects.get(video_id=film, role="poster")
    Rendition.objects.filter(id=poster.id).update(object_key="ab" * 32)
    manifest = json.loads(prepared(browser).read("mutoscope.json"))
    assert manifest["missing"] == [f"media/covers/{to_text(film)}.webp"]


def test_memory_does_not_grow_with_the_copy(tmp_path: Any) -> None:
    """Two hundred megabytes of films go through a few blocks."""
    import tracemalloc

    from mutoscope.apps.privacy.archive import Archive

    class Films:
        def size(self, key: str) -> int:
            return 200 << 20

        def read(self, key: str, start: int, length: int) -> bytes:
            return bytes(length)

    tracemalloc.start()
    with Archive(tmp_path / "a.zip", lambda _: None) as archive:
        archive.add_object("film.mp4", Films(), "x")  # type: ignore[arg-type]
        archive.add_rows("rows.json", ({"n": number} for number in range(100_000)))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 8 << 20
    (tmp_path / "a.zip").unlink()


def _die(*_: object) -> None:
    raise RuntimeError("the machine went away")


def test_follows_of_closed_accounts_are_not_told(ana: tuple[Browser, Person]) -> None:
    """Nothing of people whom one cannot see."""
    browser, me = ana
    bob = person("bob")
    relations.follow(me.id, bob.id)
    Account.objects.filter(id=bob.id).update(is_active=False)
    assert json.loads(prepared(browser).read("data/following.json")) == []
