"""The heads of pages: what other networks, chats and search engines make of a link."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st
from tests.apps.sharing.world import public
from tests.apps.videos.world import person, video

from mutoscope.apps.accounts import services as accounts
from mutoscope.apps.sharing.heads import shortened
from mutoscope.core.units import to_text

pytestmark = pytest.mark.django_db
NASTY = "</title></script><script>alert(1)</script><img src=x onerror=alert(1)>\"'&amp;"


@pytest.fixture(autouse=True)
def page_as_written(settings: Any) -> None:
    """The client's page as it stands among its sources, whatever was built here last."""
    settings.CLIENT = Path(__file__).resolve().parents[3] / "web"


class Reader(HTMLParser):
    """Collects what stands in a page: its metas, links, title, data, and every element's name."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.meta: dict[str, str] = {}
        self.links: list[dict[str, str | None]] = []
        self.elements: list[str] = []
        self.title = self.data = self._inside = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        self.elements.append(tag)
        self._inside = "data" if known.get("type") == "application/ld+json" else tag
        if tag == "meta":
            self.meta[known.get("property") or known.get("name") or ""] = known.get("content") or ""
        elif tag == "link":
            self.links.append(known)

    def handle_endtag(self, tag: str) -> None:
        self._inside = ""

    def handle_data(self, data: str) -> None:
        if self._inside == "title":
            self.title += data
        elif self._inside == "data":
            self.data += data


def read(path: str, language: str = "en") -> Reader:
    answer = Client().get(path, headers={"Accept-Language": language})
    assert answer.status_code == 200, answer.content[:300]
    return Reader(answer.content.decode())


def test_a_link_to_a_video_can_be_shown_by_others() -> None:
    """Title, picture, film, player, author and date stand in the head, in the words others look for."""
    film = public("Dunes at dawn #sunrise")
    page = read(f"/v/{film.text}")
    assert page.title == "Dunes at dawn #sunrise · Mutoscope"
    assert page.meta["og:title"] == page.meta["twitter:title"] == "Dunes at dawn #sunrise"
    assert page.meta["og:type"] == "video.other" and page.meta["twitter:card"] == "player"
    assert page.meta["og:url"].endswith(f"/v/{film.text}")
    assert page.meta["twitter:player"].endswith(f"/embed/{film.text}")
    assert "/m/" in page.meta["og:video"] and page.meta["og:video:width"] == "720"
    assert "?" not in page.meta["og:image"] + page.meta["og:video"], "a stranger's address is not signed"
    data = json.loads(page.data)
    assert data["@type"] == "VideoObject" and data["duration"] == "PT5S"
    assert data["author"]["alternateName"] == f"@{film.creator.handle}"
    rels = {(one["rel"], one.get("type")) for one in page.links}
    assert {("canonical", None), ("alternate", "application/json+oembed")} <= rels
    assert {("alternate", "text/xml+oembed")} <= rels


def test_a_profile_introduces_itself() -> None:
    """A public profile says who it is, with the words its owner chose."""
    ada = person("adawrites")
    accounts.change_profile(ada.id, name="Ada", bio="I film engines.")
    page = read("/@adawrites")
    assert page.meta["og:title"] == "Ada (@adawrites)" and page.meta["description"] == "I film engines."
    assert json.loads(page.data)["mainEntity"]["name"] == "Ada"


def test_the_pages_speak_french() -> None:
    """What is ours in a page comes in the reader's language."""
    film = to_text(video(person("lea"), caption=""))
    assert read(f"/v/{film}", "fr").title == "Une vidéo de @lea · Mutoscope"
    assert read("/@lea", "fr").meta["description"] == "Courtes vidéos de @lea sur Mutoscope."
    assert b'<html lang="fr">' in Client().get("/", headers={"Accept-Language": "fr"}).content


@pytest.mark.parametrize("language", ["en", "fr"])
def test_words_people_wrote_stay_words(language: str) -> None:
    """Markup in a caption, a name or a bio opens no element and ends no script."""
    ada = person("nastyada")
    accounts.change_profile(ada.id, name=NASTY[:58], bio=NASTY)
    film = to_text(video(ada, caption=NASTY + " #a</script>"))
    plain = read("/", language).elements
    for path in (f"/v/{film}", "/@nastyada"):
        page = read(path, language)
        assert page.elements.count("script") <= plain.count("script") + 1, "one more: our own data"
        assert "alert" not in "".join(page.elements)
        about = json.loads(page.data)
        said = about.get("description") or about["mainEntity"]["description"]
        assert said.startswith("</title></script><script>alert(1)")


@given(st.text(max_size=300), st.integers(5, 80))
def test_a_shortened_text_fits_on_one_line(text: str, most: int) -> None:
    """Never longer than asked, never more than one line, and untouched when it fits."""
    short = shortened(text, most)
    assert len(short) <= most and not re.search(r"[\n\r]", short)
    if len(" ".join(text.split())) <= most:
        assert short == " ".join(text.split())


def test_a_page_costs_a_few_reads() -> None:
    """However many videos there are, a page asks the database the same few questions."""
    film = public()
    counts = []
    for more in (1, 20):
        for _ in range(more):
            video(film.creator)
        with CaptureQueriesContext(connection) as reads:
            Client().get(f"/v/{film.text}")
        counts.append(len(reads))
    assert counts[0] == counts[1] <= 4, counts


def test_tags_and_sounds_introduce_themselves() -> None:
    """The page of a tag and of a sound names its videos and has a picture; the tag's page has feeds."""
    film = public("Dunes")
    public(NASTY)
    for path, feeds in ((f"/tag/{film.tag}", 2), (f"/sound/{film.sound}", 0)):
        answer = Client().get(path)
        page = Reader(answer.content.decode())
        assert answer.status_code == 200 and page.meta["og:image"].startswith("http")
        assert page.meta["og:url"] == f"http://localhost:8000{path}" and film.text in page.data
        kinds = [link.get("type") for link in page.links]
        assert kinds.count("application/atom+xml") + kinds.count("application/rss+xml") == feeds
        assert json.loads(page.data)["mainEntity"]["itemListElement"][-1]["url"].endswith(film.text)
        assert (
            page.elements.count("script")
            == Reader(Client().get("/").content.decode()).elements.count("script") + 1
        )
    assert Client().get("/tag/Sunrise").status_code == 200, "written in any case"
    assert Client().get("/tag/two words").status_code == 404
