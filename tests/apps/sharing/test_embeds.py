"""The player in other sites' pages: what guards it, and that it knows nothing of who watches."""

from typing import Any

import pytest
from django.test import Client
from tests.apps.sharing.world import public
from tests.apps.videos.world import browser_of, person, video

from mutoscope.core.units import to_text

pytestmark = pytest.mark.django_db


def directives(answer: object) -> dict[str, str]:
    policy = answer.headers["Content-Security-Policy"]  # type: ignore[attr-defined]
    return dict(part.strip().split(" ", 1) for part in policy.split(";"))


def test_any_page_may_frame_the_player_and_nothing_else() -> None:
    """The embed alone is framed; its policy lets in our script, our style and the media process."""
    film = public()
    answer = Client().get(f"/embed/{film.text}")
    policy = directives(answer)
    assert policy["default-src"] == "'none'" and policy["frame-ancestors"] == "*"
    assert policy["script-src"] == policy["style-src"] == "'self'"
    assert "unsafe" not in answer["Content-Security-Policy"] and "X-Frame-Options" not in answer
    assert answer["Cross-Origin-Resource-Policy"] == "cross-origin"
    for path in (f"/v/{film.text}", "/", f"/@{film.creator.handle}", "/offline"):
        page = Client().get(path)
        assert page["X-Frame-Options"] == "DENY" and directives(page)["frame-ancestors"] == "'none'"


def test_the_player_knows_nobody() -> None:
    """It sets no cookie, and is the same whoever is logged in."""
    film = public("Dunes at dawn")
    stranger, known = Client(), browser_of(person()).client
    met = stranger.get(f"/embed/{film.text}")
    assert not met.cookies and not stranger.cookies
    assert met.content == known.get(f"/embed/{film.text}").content


def test_words_people_wrote_stay_words() -> None:
    """Markup in a caption opens no element of the player."""
    film = to_text(video(person(), caption='</title><script>alert(1)</script>" onload="x'))
    page = Client().get(f"/embed/{film}").content.decode()
    assert page.count("<script") == 1 and '" onload="' not in page


def test_the_players_files_go_where_no_origin_is(settings: Any) -> None:
    """A sandboxed frame has no origin: script and style are given to it all the same, other files are not."""
    settings.WHITENOISE_USE_FINDERS = True
    for path in ("/static/sharing/embed.js", "/static/sharing/embed.css"):
        assert Client().get(path)["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert Client().get("/static/accounts/page.css")["Cross-Origin-Resource-Policy"] == "same-origin"


def test_it_speaks_french() -> None:
    """What the buttons say comes in the watcher's language."""
    page = Client().get(f"/embed/{public().text}", headers={"Accept-Language": "fr"}).content.decode()
    assert "Plein écran" in page and "Full screen" not in page
