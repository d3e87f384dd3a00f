"""Muting people, words, tags and sounds: kept once, seen by their owner alone, free of marks nobody sees."""

from typing import Any

import pytest
from tests.apps.accounts.people import Browser, join

from mutoscope.apps.accounts.services import make_person, remove_person
from mutoscope.apps.relations import mutes, queries
from mutoscope.core.units import from_text, to_text

pytestmark = pytest.mark.django_db

SOUND = to_text(123_456_789)


def id_of(browser: Browser) -> int:
    return from_text(browser.me()["person"]["id"])


def add(browser: Browser, kind: str, text: str, **more: str) -> Any:
    return browser.post("/api/mutes", {"kind": kind, "text": text, **more})


def listed(browser: Browser) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = browser.get("/api/mutes").json()["mutes"]
    return found


def test_each_kind_is_kept_once_and_can_be_taken_back() -> None:
    """Asked for twice it is one; the list names it; taking it back twice is taking it back."""
    ana, bob = join("ana"), join("bob")
    for _ in range(2):
        assert ana.send("PUT", "/api/people/bob/mute").json()["muted"] is True
        assert add(ana, "word", "The  End!").status_code == 200
        assert add(ana, "tag", "#Été").status_code == 200
        assert add(ana, "sound", "Sound of @bob", sound_id=SOUND).status_code == 200
    mine = queries.mutes_of(id_of(ana))
    assert mine.people == {id_of(bob)} and mine.words == ("the end",)
    assert mine.tags == {"ete"} and mine.sounds == {123_456_789}
    shown = [(one["kind"], one["text"], one["sound_id"]) for one in listed(ana)]
    assert shown == [
        ("sound", "Sound of @bob", SOUND),
        ("tag", "ete", ""),
        ("word", "The End!", ""),
        ("person", "", ""),
    ]
    assert listed(ana)[-1]["person"]["handle"] == "bob"
    for one in listed(ana):
        for _ in range(2):
            assert ana.send("DELETE", f"/api/mutes/{one['id']}").status_code == 200
    assert not queries.mutes_of(id_of(ana))


def test_nobody_learns_of_a_mute_or_touches_anothers() -> None:
    """The muted person sees nothing of it, follows stay, and another's mute can't be taken away."""
    ana, bob = join("ana"), join("bob")
    ana.send("PUT", "/api/people/bob/follow")
    ana.send("PUT", "/api/people/bob/mute")
    assert ana.get("/api/people/bob").json()["standing"]["muted"] is True
    assert ana.get("/api/people/bob").json()["standing"]["follows"] is True
    assert bob.get("/api/people/ana").json()["standing"]["muted"] is False
    assert listed(bob) == []
    bob.send("DELETE", f"/api/mutes/{listed(ana)[0]['id']}")
    assert len(listed(ana)) == 1
    assert ana.send("DELETE", "/api/people/bob/mute").json()["muted"] is False


def test_the_list_comes_in_pages_that_hold_still() -> None:
    """Every mute is on one page, however many are added while one leafs through."""
    ana = join("ana")
    for number in range(120):
        mutes.mute_word(id_of(ana), f"word{number}")
    seen: list[str] = []
    cursor = ""
    while True:
        page = ana.get(f"/api/mutes?cursor={cursor}").json()
        seen += [one["text"] for one in page["mutes"]]
        mutes.mute_word(id_of(ana), f"more{len(seen)}")
        if not (cursor := page["next"]):
            break
    assert seen == [f"word{number}" for number in reversed(range(120))]


def test_who_leaves_is_muted_by_nobody() -> None:
    """A mute ends with either account."""
    ana, bob, cyd = (make_person(name) for name in ("ana", "bob", "cyd"))
    mutes.mute_person(ana, bob)
    mutes.mute_person(bob, cyd)
    remove_person(bob)
    assert not queries.mutes_of(ana) and not queries.mutes_of(bob)


def test_there_is_an_end_to_muting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond the limit it is refused by name, and what is muted already may still be muted again."""
    ana = join("ana")
    monkeypatch.setattr(mutes, "MOST", 3)
    for number in range(3):
        mutes.mute_word(id_of(ana), f"word{number}")
    assert add(ana, "word", "one more").json()["code"] == "too_many_mutes"
    assert add(ana, "word", "WORD1").status_code == 200


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"kind": "word", "text": ""}, "nothing_to_mute"),
        ({"kind": "word", "text": "\u202e\u200b!?"}, "nothing_to_mute"),
        ({"kind": "word", "text": "x" * 61}, "too_long"),
        ({"kind": "word", "text": "\ufdfa" * 60}, "too_long"),
        ({"kind": "word", "text": "x" * 401}, "bad_input"),
        ({"kind": "word", "text": "\x00\x07"}, "nothing_to_mute"),
        ({"kind": "tag", "text": "two words"}, "not_a_tag"),
        ({"kind": "sound", "text": "A song"}, "bad_id"),
        ({"kind": "sound", "text": "A song", "sound_id": "!" * 13}, "bad_id"),
        ({"kind": "person", "text": "bob"}, "bad_input"),
        ({"kind": "word"}, "bad_input"),
        ({"kind": "word", "text": ["a"]}, "bad_input"),
    ],
)
def test_what_makes_no_sense_is_refused(body: dict[str, Any], code: str) -> None:
    """Nothing, too much, the wrong kind: refused by name, and nothing is kept."""
    ana = join("ana")
    assert ana.post("/api/mutes", body).json()["code"] == code
    assert listed(ana) == []


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "\u202eevil\u2066", "a\nb\tc", "\"' onload=x", "e" + "\u0301" * 40]
)
def test_words_are_plain_text(text: str) -> None:
    """What comes back is one line of visible letters, whatever was sent."""
    ana = join("ana")
    assert add(ana, "word", text).status_code == 200
    kept = listed(ana)[0]["text"]
    assert not set(kept) & set("\n\t\u202e\u2066") and kept.count("\u0301") <= 4


@pytest.mark.parametrize("cursor", ["x", "!" * 13, "z" * 13, "'; drop"])
def test_a_made_up_cursor_is_refused(cursor: str) -> None:
    """It is no page of ours."""
    assert join("ana").get("/api/mutes").status_code == 200
    assert join("bob").get(f"/api/mutes?cursor={cursor}").status_code in (400, 422)


def test_reading_mutes_asks_once(django_assert_max_num_queries: Any) -> None:
    """However many there are, comparing with them costs one read, the list three; nobody has none."""
    ana = make_person("ana")
    for number in range(50):
        mutes.mute_word(ana, f"word{number}")
        mutes.mute_person(ana, make_person(f"person{number}"))
    with django_assert_max_num_queries(1):
        assert len(queries.mutes_of(ana).words) == 50
    with django_assert_max_num_queries(0):
        assert not queries.mutes_of(0)
    with django_assert_max_num_queries(1):
        assert len(queries.mutes_listed(ana, None, 51)) == 51
