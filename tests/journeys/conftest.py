"""One running Mutoscope with a small world in it, and a Chromium to walk through it."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Playwright, expect
from tests.adapters.captions.random_model import write_model
from tests.adapters.webpush.browser import Service, push_service
from tests.journeys.worlds import Person, Site, film, running

expect.set_options(timeout=15_000)  # a busy machine is no reason to fail

CHROMIUM = Path(os.environ.get("MUTOSCOPE_CHROMIUM", "/usr/bin/chromium"))
PHONE = {"width": 390, "height": 844}
WORLD = (
    # creator, caption, colours, size
    ("ana", "Morning light over the dunes #sunrise #calm", ("#ffb16b", "#b03a5b"), "270x480"),
    (
        "ana",
        "The same dunes an hour later: the wind had turned, and every line was new",
        ("#ffd9a0", "#6b8fb5"),
        "270x480",
    ),
    ("leo", "Cells that live and die #life, seen with @ana", ("#1fd1a5", "#0b3b57"), "270x480"),
    ("leo", "", ("#8a5bff", "#ff5f8f"), "270x480"),
    ("mika", "Wide as the sea #sea", ("#2f80c9", "#9fe3ff"), "480x270"),
    ("mika", "Low tide #sea #calm", ("#4fb6a8", "#e8e1c5"), "270x480"),
    ("noor", "A room with one window", ("#3c2a21", "#e5b567"), "360x360"),
    ("noor", "Night bus #city", ("#12122a", "#f25f3a"), "270x480"),
    ("noor", "Crossing #city", ("#222831", "#76abae"), "270x480"),
    ("ana", "Lichen, very close #small", ("#7d9d4a", "#f2e8b6"), "270x480"),
    ("leo", "Ink in water #small #calm", ("#0d1b2a", "#b8d8e8"), "270x480"),
    ("mika", "Storm coming #sea", ("#2b2f3a", "#8f9bb3"), "270x480"),
)


@pytest.fixture(scope="session")
def films(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder: Path = tmp_path_factory.mktemp("films")
    return folder


@pytest.fixture(scope="session")
def push() -> Iterator[Service]:
    """A push service, as browsers' vendors run them; the site may send there."""
    with push_service() as service:
        yield service


@pytest.fixture(scope="session")
def site(films: Path, push: Service) -> Iterator[Site]:
    """A running Mutoscope in which four creators have published twelve films; it hears without understanding.

    JOURNEYS_AT=<address> walks through one that runs already and has videos: quicker while building.
    """
    if address := os.environ.get("JOURNEYS_AT"):
        yield Site(address, "", Path(), Path(os.devnull), None)
        return
    hears = write_model(films / "ggml-none.bin")
    with running(MUTOSCOPE_PUSH_SERVICES=push.origin, MUTOSCOPE_CAPTIONS_MODEL=str(hears)) as here:
        sent = []
        for number, (creator, caption, colours, size) in enumerate(WORLD):
            made = film(films / f"{number}.mp4", seconds=3, colours=colours, size=size)
            person = here.person(creator)
            sent.append((person, person.send(made, caption)))
        for person, video_id in sent:
            person.wait_published(video_id)
        yield here


@pytest.fixture(scope="session")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    assert CHROMIUM.exists(), f"journeys need Chromium at {CHROMIUM}; on Debian: apt-get install chromium"
    browser = playwright.chromium.launch(
        executable_path=str(CHROMIUM),
        args=[
            "--no-sandbox",
            "--disable-dev-shm-usage",
            "--use-fake-ui-for-media-stream",
            "--use-fake-device-for-media-stream",
        ],
    )
    yield browser
    browser.close()


@pytest.fixture
def open_page(site: Site, chromium: Browser) -> Iterator[Callable[..., Page]]:
    """Opens pages of new visitors; whatever the page's own code stumbles over fails the test.

    ``person`` is logged in from the start. A ``newcomer`` is asked, after two videos, what they like; without
    an account all others have said already that the feed may learn. Other words go to Playwright's
    ``new_context``.
    """
    contexts, stumbles = [], []

    def open_(path: str = "/", person: Person | None = None, newcomer: bool = False, **words: object) -> Page:
        wish = {"viewport": PHONE, "has_touch": True, "locale": "en-GB", "base_url": site.url}
        wish |= {
            "service_workers": "block",
            **words,
        }  # it has journeys of its own; here every request is seen
        context = chromium.new_context(**wish)
        contexts.append(context)
        if person:
            context.add_cookies(
                [{"name": c.name, "value": c.value or "", "url": site.url} for c in person.http.cookies.jar]
            )
        if not newcomer:
            context.add_init_script("localStorage.setItem('mutoscope.begun', '1')")
        if not newcomer and not person:
            token = context.request.get("/api/me").json()["csrf"]
            yes = {"headers": {"X-CSRFToken": token}, "data": {"learning": True}}
            assert context.request.patch("/api/feed/choices", **yes).ok
        page = context.new_page()
        page.on("pageerror", lambda error: stumbles.append(str(error)))
        page.goto(path)
        return page

    yield open_
    for context in contexts:
        context.close()
    assert not stumbles, stumbles
