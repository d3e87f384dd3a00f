"""How much a copy may bring in, how fast, and to whom it may be shown."""

import time
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from tests.apps.accounts.people import Browser
from tests.apps.privacy.copies import FILM_ID, bring, files, films, packed, send
from tests.apps.videos.world import Person, person

from mutoscope.apps.accounts import limits
from mutoscope.apps.accounts.models import Person as Account
from mutoscope.apps.privacy import bringing
from mutoscope.apps.relations.models import Follow
from mutoscope.apps.videos.models import Video

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize(
    ("there", "wish", "here"),
    [
        ("me", "everyone", "me"),
        ("me", "followers", "me"),
        ("followers", "everyone", "followers"),
        ("followers", "me", "me"),
        ("everyone", "followers", "followers"),
        ("everyone", "everyone", "everyone"),
        ("close friends", "followers", "me"),
    ],
)
def test_a_film_is_never_shown_to_more_than_before(
    there: str, wish: str, here: str, bob: tuple[Browser, Person], tmp_path: Path
) -> None:
    """Of what it was and what is wished the narrower counts, and an audience we don't know is nobody else."""
    browser, me = bob
    rows = [{"id": FILM_ID, "film": f"media/videos/{FILM_ID}.mp4", "audience": there}]
    send(browser, packed(files(videos=rows)), tmp_path)
    bring(browser, videos=wish)
    assert Video.objects.get(creator_id=me.id).audience == here


@pytest.mark.parametrize("wish", ["everyone", "drafts"])
@pytest.mark.parametrize(
    ("there", "settings_here", "here"),
    [
        ("nobody", "everyone", "nobody"),
        ("followers", "everyone", "followers"),
        ("everyone", "following", "following"),
        ("followers", "nobody", "nobody"),
        ("friends of friends", "everyone", "nobody"),
    ],
)
def test_comments_stay_as_closed_as_they_were(
    there: str, settings_here: str, here: str, wish: str, bob: tuple[Browser, Person], tmp_path: Path
) -> None:
    """Whoever could not comment there cannot here, and nobody can whom one's settings here keep out."""
    browser, me = bob
    Account.objects.filter(id=me.id).update(comments_for=settings_here)
    rows = [{"id": FILM_ID, "film": f"media/videos/{FILM_ID}.mp4", "comments_for": there}]
    send(browser, packed(files(videos=rows)), tmp_path)
    bring(browser, videos=wish)
    assert Video.objects.get(creator_id=me.id).comments_for == here


def test_rows_without_end_are_looked_at_in_no_time(bob: tuple[Browser, Person], tmp_path: Path) -> None:
    """A copy that names a small file hundreds of thousands of times has no film in it."""
    browser, _ = bob
    rows = b"[%s]" % b",".join(b'{"id":"%x","film":"mutoscope.json"}' % n for n in range(400_000))
    began = time.monotonic()
    looked = send(browser, packed(files() | {"data/videos.json": rows}), tmp_path)
    assert time.monotonic() - began < 30
    assert looked["state"] == "looked" and (looked["found"]["videos"], looked["found"]["bytes"]) == (0, 0)


def test_no_file_but_a_film_is_one_and_each_is_one_film(bob: tuple[Browser, Person], tmp_path: Path) -> None:
    """A row that names another file has no film, and of two that name the same the first has it."""
    browser, _ = bob
    film = f"media/videos/{FILM_ID}.mp4"
    rows = [
        {"id": "a", "film": "mutoscope.json", "caption": "no film"},
        {"id": "b", "film": film, "caption": "a film"},
        {"id": "c", "film": film, "caption": "again"},
    ]
    found = send(browser, packed(files(videos=rows)), tmp_path)["found"]
    assert (found["videos"], found["bytes"]) == (1, 2012)
    report = bring(browser, videos="drafts")["videos"]
    assert report["taken"] == 1
    assert {one["what"]: one["why"] for one in report["left_out"]} == {
        "no film": "Its film is not in the copy.",
        "again": "Its film stands in the copy more than once.",
    }


def test_what_is_beyond_the_limits_is_left_out_and_said(
    bob: tuple[Browser, Person], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One film and two words of a copy that has more of each: the report names the rest."""
    browser, me = bob
    monkeypatch.setattr(bringing, "MOST_FILMS", 1)
    monkeypatch.setattr(bringing, "MOST_TIES", 2)
    words = [{"kind": "word", "text": f"word {n}"} for n in range(105)]
    send(browser, packed(films(3, mutes=words)), tmp_path)
    report = bring(browser, videos="drafts", mutes=True)
    assert report["videos"]["taken"] == 1 == Video.objects.filter(creator_id=me.id).count()
    assert [one["what"] for one in report["videos"]["left_out"]] == ["1", "2"]
    assert report["videos"]["left_out"][0]["why"] == "Of one copy no more than 1 are taken in."
    assert (report["mutes"]["taken"], report["mutes"]["more_left_out"]) == (2, 3)


def test_a_copy_follows_no_faster_than_its_owner_could(
    bob: tuple[Browser, Person], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    """Two are followed at once and the third is left out; with the next copy only the third is new."""
    browser, me = bob
    names = ["carl", "dora", "emil"]
    for name in names:
        person(name)
    copy = packed(files(settings.CONFIG.web_address, following=[{"handle": name} for name in names]))
    monkeypatch.setitem(limits.RULES, "follow", limits.Rate(2, 60_000))
    send(browser, copy, tmp_path)
    report = bring(browser, videos="none", following=True)["following"]
    assert (report["taken"], [one["what"] for one in report["left_out"]]) == (2, ["@emil"])
    assert "a lot in a short time" in report["left_out"][0]["why"]
    cache.clear()
    send(browser, copy, tmp_path, "again")
    report = bring(browser, videos="none", following=True)["following"]
    assert (report["taken"], report["already"]) == (1, 2)
    assert Follow.objects.filter(follower=me.id).count() == 3


def test_films_of_copy_after_copy_come_slower(
    bob: tuple[Browser, Person], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever brings more films than one copy may have waits for the rest."""
    browser, _ = bob
    monkeypatch.setitem(limits.RULES, "bring", limits.Rate(2, 60_000))
    send(browser, packed(films(3)), tmp_path)
    report = bring(browser, videos="drafts")["videos"]
    assert (report["taken"], [one["what"] for one in report["left_out"]]) == (2, ["2"])
