"""Feeds and sitemaps: whole, paged, cheap, and only of what is public."""

import re
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.apps.sharing.world import public
from tests.apps.videos.world import person, video

from mutoscope.apps.accounts import services as accounts
from mutoscope.apps.search import listeners
from mutoscope.apps.sharing import sitemaps
from mutoscope.apps.sharing.models import SitemapPage
from mutoscope.apps.sharing.xml import element
from mutoscope.apps.videos.contracts import VideoChanged
from mutoscope.apps.videos.models import Video
from mutoscope.core.units import to_text

pytestmark = pytest.mark.django_db
ATOM, MAP = "{http://www.w3.org/2005/Atom}", "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def locations(path: str) -> list[str]:
    answer = Client().get(path)
    assert answer.status_code == 200
    return [one.text or "" for one in ElementTree.fromstring(answer.content).iter(f"{MAP}loc")]


def test_a_feed_brings_every_video_once() -> None:
    """Following rel=next to the end, a reader meets each public video of a person once, newest first."""
    ada = person("adafilms")
    films = [to_text(video(ada, caption=f"Number {number}")) for number in range(30)]
    video(ada, audience="followers", caption="for few")
    path, met = "/@adafilms/feed.atom", []
    while path:
        root = ElementTree.fromstring(Client().get(path).content)
        met += [one.findtext(f"{ATOM}id", "").rpartition("/")[2] for one in root.iter(f"{ATOM}entry")]
        older = [one.get("href", "") for one in root.findall(f"{ATOM}link") if one.get("rel") == "next"]
        path = older[0].removeprefix("http://localhost:8000") if older else ""
    assert met == films[::-1]


def test_rss_carries_the_film() -> None:
    """Each item has its film as an enclosure, so that podcast players play it, and whose it is."""
    film = public("Dunes & <b>dawn</b>")
    root = ElementTree.fromstring(Client().get(f"/@{film.creator.handle}/feed.rss").content)
    item = root.find("channel/item")
    assert item is not None and item.findtext("title") == "Dunes & <b>dawn</b>"
    enclosure = item.find("enclosure")
    assert (
        enclosure is not None and enclosure.get("type") == "video/mp4" and "/m/" in enclosure.get("url", "")
    )
    assert "<b>" not in (item.findtext("description") or ""), "markup of a caption is shown, not run"


def test_a_reader_that_knows_the_feed_gets_no_second_copy() -> None:
    """Feed readers ask every hour: what did not change is answered 304."""
    path = f"/@{public().creator.handle}/feed.rss"
    first = Client().get(path)
    assert Client().get(path, headers={"If-None-Match": first["ETag"]}).status_code == 304


def test_other_forms_and_broken_cursors_are_not_there() -> None:
    """What is no feed of ours is 404."""
    maker = public().creator
    for path in ("feed.json", "feed.atom?cursor=nonsense", "feed.rss?cursor=1-zz"):
        assert Client().get(f"/@{maker.handle}/{path}").status_code == 404, path


def test_every_letter_leaves_the_feed_whole() -> None:
    """A name with characters that XML has no place for breaks nobody's feed reader."""
    ada = person()
    for letter in ("\x0b", "\ufffe", "\uffff", "]]>", "&#0;", "\ud7ff", "\U0001f600"):
        accounts.change_profile(ada.id, name=f"A{letter}da", bio=f"me{letter}")
        video(ada, caption=f"words {letter} words")
        ElementTree.fromstring(element("a", letter))
        for form in ("atom", "rss"):
            ElementTree.fromstring(Client().get(f"/@{ada.handle}/feed.{form}").content)


def test_the_sitemap_leads_to_everything_public(monkeypatch: pytest.MonkeyPatch) -> None:
    """Laid out in pages, each public video and person is on exactly one of them; robots are told where."""
    monkeypatch.setattr(sitemaps, "PAGE", 4)
    films = [public(f"Number {number}") for number in range(11)]
    Video.objects.filter(id=films[3].id).update(audience="followers")
    assert sitemaps.lay_out() > 0 and sitemaps.lay_out() == 0, "a second round finds nothing to do"
    pages = locations("/sitemap.xml")
    found = [place for page in pages for place in locations(page.removeprefix("http://localhost:8000"))]
    assert len(found) == len(set(found))
    shown = {place.rpartition("/")[2] for place in found}
    open_ones = [film for film in films if film is not films[3]]
    expected = {film.text for film in open_ones} | {f"@{film.creator.handle}" for film in films}
    assert shown == expected | {"sunrise"} | {film.sound for film in films}
    assert "Sitemap: http://localhost:8000/sitemap.xml" in Client().get("/robots.txt").content.decode()


def test_a_page_that_was_not_laid_out_is_not_there() -> None:
    """Nobody can ask for ranges of their own."""
    for page in ("videos-zzzzzzzzzzzzz", "videos-0000000000001", "things-0000000000000", "videos-x"):
        assert Client().get(f"/sitemap/{page}.xml").status_code == 404, page


def test_feeds_and_sitemaps_cost_the_same_for_ten_and_fifty() -> None:
    """However many videos there are, the database is asked as often."""
    ada = person("adacounts")
    counts: dict[str, list[int]] = {}
    for total in (10, 50):
        while Video.objects.count() < total:
            video(ada)
        for path in ("/@adacounts/feed.rss", "/sitemap.xml", "/sitemap/videos-0000000000000.xml"):
            with CaptureQueriesContext(connection) as reads:
                assert Client().get(path).status_code == 200
            counts.setdefault(path, []).append(len(reads))
    assert all(few == many <= 6 for few, many in counts.values()), counts


def test_a_sitemap_page_is_within_the_format() -> None:
    """Every entry names what the video format requires."""
    film = public("Dunes at dawn")
    page = Client().get("/sitemap/videos-0000000000000.xml").content.decode()
    for name in ("thumbnail_loc", "title", "description", "content_loc", "player_loc", "duration"):
        assert re.search(f"<video:{name}>[^<]+</video:{name}>", page), name
    assert film.text in page and not SitemapPage.objects.exists()


def test_a_tag_has_feeds_too() -> None:
    """What carries a tag can be followed from any feed reader, page after page; an unused tag has none."""
    films = [public(f"Number {number} #sunrise").text for number in range(26)]
    first = ElementTree.fromstring(Client().get("/tag/sunrise/feed.atom").content)
    met = [one.findtext(f"{ATOM}id", "").rpartition("/")[2] for one in first.iter(f"{ATOM}entry")]
    (older,) = [one.get("href", "") for one in first.findall(f"{ATOM}link") if one.get("rel") == "next"]
    second = ElementTree.fromstring(Client().get(older.removeprefix("http://localhost:8000")).content)
    met += [one.findtext(f"{ATOM}id", "").rpartition("/")[2] for one in second.iter(f"{ATOM}entry")]
    assert sorted(met) == sorted(films) and len(set(met)) == 26
    assert b"<rss" in Client().get("/tag/sunrise/feed.rss").content
    for path in ("/tag/unused/feed.atom", "/tag/sunrise/feed.json", "/tag/sunrise/feed.atom?cursor=%00x"):
        assert Client().get(path).status_code == 404


def test_the_sitemap_knows_tags_and_sounds() -> None:
    """Tags and sounds of public videos stand in it, and leave it with their last public video."""
    film = public()
    tags, sounds = "/sitemap/tags-0000000000000.xml", "/sitemap/sounds-0000000000000.xml"
    assert locations(tags) == ["http://localhost:8000/tag/sunrise"]
    assert locations(sounds) == [f"http://localhost:8000/sound/{film.sound}"]
    assert any(path.endswith(tags) for path in locations("/sitemap.xml"))
    Video.objects.filter(id=film.id).update(audience="me")
    listeners.know_video(VideoChanged(video_id=film.id))
    assert locations(tags) == locations(sounds) == []
