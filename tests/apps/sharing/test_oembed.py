"""oEmbed: what programs learn of an address of ours, and what nobody learns of any other."""

from typing import Any
from xml.etree import ElementTree

import msgspec
import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from tests.apps.sharing.world import public
from tests.apps.videos.world import person, video

from mutoscope.apps.accounts import services as accounts
from mutoscope.apps.sharing.oembed import path_of_ours
from mutoscope.core.units import to_text

pytestmark = pytest.mark.django_db
HOME = "http://localhost:8000"


def ask(url: str, **more: Any) -> Any:
    return Client().get("/oembed", {"url": url} | more)


def test_a_video_comes_with_its_frame() -> None:
    """The answer has everything the specification asks of type video, and any page may read it."""
    film = public("Dunes at dawn")
    said = ask(f"{HOME}/v/{film.text}")
    assert said["Access-Control-Allow-Origin"] == "*"
    answer = said.json()
    assert (answer["version"], answer["type"], answer["title"]) == ("1.0", "video", "Dunes at dawn")
    assert (answer["width"], answer["height"]) == (360, 640)
    assert f'src="{HOME}/embed/{film.text}"' in answer["html"] and 'width="360"' in answer["html"]
    assert answer["author_url"] == f"{HOME}/@{film.creator.handle}"
    assert (answer["thumbnail_width"], answer["thumbnail_height"]) == (720, 1280)


def test_the_xml_says_the_same() -> None:
    """Both formats hold the same fields with the same values; a third one is refused by its number."""
    film = public('A < B & "C"')
    url = f"{HOME}/v/{film.text}"
    root = ElementTree.fromstring(ask(url, format="xml").content)
    assert {one.tag: one.text for one in root} == {key: str(value) for key, value in ask(url).json().items()}
    assert ask(url, format="yaml").status_code == 501


SIZES: list[tuple[dict[str, str], tuple[int, int]]] = [
    ({"maxwidth": "180"}, (180, 320)),
    ({"maxheight": "320"}, (180, 320)),
    ({"maxwidth": "300", "maxheight": "100"}, (56, 100)),
    ({"maxwidth": "1"}, (1, 1)),
    ({"maxwidth": "99999999"}, (360, 640)),
    ({"maxwidth": "-5"}, (360, 640)),
    ({"maxwidth": "0"}, (360, 640)),
    ({"maxwidth": "1e3", "maxheight": "²"}, (360, 640)),
]


def test_the_frame_keeps_within_what_was_asked() -> None:
    """Never larger than asked, in the film's shape; what is no number counts as not said."""
    film = public()
    for most, size in SIZES:
        answer = ask(f"{HOME}/v/{film.text}", **most).json()
        assert (answer["width"], answer["height"]) == size
        assert ("thumbnail_url" in answer) == (size == (360, 640)), "a picture larger than asked is left out"


def test_markup_in_a_caption_stays_words() -> None:
    """The frame's markup is pasted into other people's pages: a caption must not break out of it."""
    nasty = '"><script>alert(1)</script>'
    maker = person()
    accounts.change_profile(maker.id, name="<b>bold</b>")
    film = to_text(video(maker, caption=nasty))
    answer = ask(f"{HOME}/v/{film}").json()
    assert "<script" not in answer["html"] and "&lt;script&gt;" in answer["html"]
    assert answer["author_name"] == "<b>bold</b>", "a field of JSON is text; who shows it escapes it"
    ElementTree.fromstring(ask(f"{HOME}/v/{film}", format="xml").content)


HOSTILE = [
    "",
    "x",
    "/v/{id}",
    "//localhost:8000/v/{id}",
    "https://localhost:8000/v/{id}",
    "http://localhost/v/{id}",
    "http://localhost:80000/v/{id}",
    "http://localhost:8000:8000/v/{id}",
    "http://localhost:x/v/{id}",
    "http://localhost.:8000/v/{id}",
    "http://evil.example/v/{id}",
    "http://localhost:8000@evil.example/v/{id}",
    "http://evil@localhost:8000/v/{id}",
    "http://evil.example#@localhost:8000/v/{id}",
    "http://evil.example\\@localhost:8000/v/{id}",
    "http://[::1]:8000/v/{id}",
    "http://[localhost:8000/v/{id}",
    "http://127.0.0.1:8000/v/{id}",
    "http://169.254.169.254/latest/meta-data",
    "file:///etc/passwd",
    "javascript:alert(1)",
    "data:text/html,x",
    "gopher://localhost:8000/v/{id}",
    "http://localhost:8000/v/{id}\x00",
    "http://localhost:8000/v/{id}\r\nHost: x",
    "http://localhost:8000/v/{id} ",
    "\u202ehttp://localhost:8000/v/{id}",
    "http://localhost:8000/v/{id}/../../admin",
    "http://localhost:8000/v/../v/{id}",
    "http://localhost:8000/v/%2e%2e/{id}",
    "http://localhost:8000/api/videos/{id}",
    "http://localhost:8000/v/{id}%00",
    "http://localhost:8000/v/" + "0" * 4000,
    "http://localhost:8000/v/ｖ{id}",
    "http://localhost:8000/@%2f..",
    "http://localhost:8000/@" + "é" * 10,
]


def test_what_is_not_our_address_is_not_answered() -> None:
    """Another origin, another path, tricks with credentials, ports, encodings: 404 without a word."""
    film = public("Dunes at dawn")
    for url in HOSTILE:
        said = ask(url.replace("{id}", film.text), format="xml" if len(url) % 2 else "json")
        assert said.status_code == 404 and said.content == b"", url


def test_our_address_is_known_however_it_is_written() -> None:
    """A final slash, a query, capitals in host or id change nothing."""
    film = public()
    film_id, upper = film.text, HOME.replace("local", "LOCAL")
    for url in (
        f"{HOME}/v/{film_id}/",
        f"{HOME}/v/{film_id}?x=1#t",
        f"{HOME}/embed/{film_id}",
        f"{upper}/v/{film_id}",
        f"{HOME}/v/{film_id.upper()}",
    ):
        assert ask(url).status_code == 200, url


@given(st.text(max_size=200))
def test_no_text_breaks_the_reading_of_addresses(text: str) -> None:
    """Whatever is asked about, the answer is a path of ours or nothing."""
    for url in (text, f"{HOME}/{text}", f"http://{text}", f"{HOME}{text}"):
        path = path_of_ours(url)
        assert path is None or path == "" or url.lower().startswith(HOME)


def test_a_public_address_without_a_port_is_its_default_port(settings: Any) -> None:
    """Behind a proxy the address has no port; writing the default one is the same address."""
    settings.CONFIG = msgspec.structs.replace(settings.CONFIG, public_url="https://videos.example")
    assert (
        path_of_ours("https://videos.example:443/v/x") == path_of_ours("https://videos.example/v/x") == "/v/x"
    )
    assert path_of_ours("http://videos.example/v/x") is None


def test_somebody_who_asks_too_often_waits() -> None:
    """A flood of questions is answered 429 with a time, also for other pages' scripts to read."""
    url = f"{HOME}/v/{public().text}"
    browser = Client(REMOTE_ADDR="10.9.9.9")
    met = (browser.get("/oembed", {"url": url}) for _ in range(400))  # some is regained meanwhile
    refused = next(answer for answer in met if answer.status_code == 429)
    assert int(refused["Retry-After"]) >= 1 and refused["Access-Control-Allow-Origin"] == "*"
