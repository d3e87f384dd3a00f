"""Hostile words under a video stay words: stored as they read, sent as JSON, never as anything to run."""

import pytest
from tests.apps.social.talk import post
from tests.apps.videos.world import browser_of, person, video
from tests.hostile_words import STORED_XSS

from mutoscope.core.policy.captions import clean
from mutoscope.core.units import to_text

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("words", STORED_XSS)
def test_hostile_words_stay_words(words: str) -> None:
    """What comes back is the cleaned text itself, in an answer that no browser takes for a page."""
    fan, film = browser_of(person()), to_text(video(person()))
    made = post(fan, film, words)
    assert made.json()["root"]["text"] == clean(words)
    page = fan.get(f"/api/videos/{film}/comments")
    assert page["Content-Type"] == "application/json"
    assert page["X-Content-Type-Options"] == "nosniff"
    assert page.json()["comments"][0]["text"] == clean(words)


def test_what_no_database_takes_is_refused_or_cleaned() -> None:
    """A lone surrogate, a zero byte, a wall of marks: an answer in order, whatever it is."""
    fan, film = browser_of(person()), to_text(video(person()))
    for raw in (
        b'{"text": "\\ud800", "client_id": "surrogate"}',
        b'{"text": "\\u0000", "client_id": "nothing-"}',
    ):
        assert fan.send("POST", f"/api/videos/{film}/comments", raw=raw).status_code == 422
    assert post(fan, film, "z" + "\u0301" * 4000).json()["root"]["text"].startswith("ź")
