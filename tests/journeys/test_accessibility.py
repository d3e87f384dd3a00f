"""Every screen as axe judges it: none has a fault, in both languages, in the light and in the dark.

The screens are read from the router's own table, so a new one is walked without anybody remembering. In the
other theme it is the colours that can differ, in the other language the words: whether all is named.
"""

import contextlib
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, TimeoutError
from tests.journeys import worlds
from tests.journeys.screen import card
from tests.journeys.worlds import Person, Site

pytestmark = [pytest.mark.browser, pytest.mark.slow]

WEB = Path(__file__).parents[2] / "web"
AXE = WEB / "node_modules" / "axe-core" / "axe.min.js"
PATTERN = re.compile(r"(?:pattern: |lazily\()'([^']+)'")
NAMED = [f"cat.{what}" for what in ("name-role-value", "text-alternatives", "forms", "language")]
ASK = """async rules => {
  const wish = rules ? { runOnly: rules } : {};
  const found = await axe.run(document, { resultTypes: ['violations'], ...wish });
  const where = one => one.nodes.slice(0, 3).map(node => node.target.join(' '));
  return found.violations.map(one => [one.id, one.help, where(one)]);
}"""


def patterns() -> list[str]:
    """Every address of the client's router."""
    found = PATTERN.findall((WEB / "src" / "app" / "router.ts").read_text("utf-8"))
    assert len(found) > 20 and "/" in found, "the router is written in another way now"
    return [one for one in found if one != "*"] + ["/nothing-here"]


def filled(pattern: str, site: Site) -> str:
    """An address that fits; whoever adds a new kind of parameter says here what stands for it."""
    film = site.person("ana").call("GET", f"/api/videos/{site.video('ana', 'Lichen')}")
    known = {"id": film["id"], "tag": "calm", "handle": "ana", "key": "1-made-up"}
    if pattern.startswith("/sound/"):
        known["id"] = film["sound"]["id"]
    if pattern == "/studio/:id":
        begun = {"client_id": "judged", "name": "Judged"}
        known["id"] = site.person("ana").call("POST", "/api/studio/projects", json=begun)["id"]
    return re.sub(r":(\w+)", lambda name: known[name.group(1)], pattern)


class Walk:
    """One browser window whose language and theme are set, and what axe found on the way."""

    def __init__(self, page: Page, language: str) -> None:
        self.page, self.faults = page, []
        whole = [("light", None), ("dark", ["color-contrast"])]
        self.asked = whole if language == "en" else [("light", NAMED)]

    def judge(self, where: str) -> None:
        """By all rules, then the colours in the other theme; in the other language whether all is named."""
        if not self.page.evaluate("!!window.axe"):
            self.page.evaluate(AXE.read_text("utf-8"))
        for theme, rules in self.asked:
            self.page.emulate_media(color_scheme=theme, reduced_motion="reduce")
            self.page.wait_for_timeout(60)
            found: list[Any] = self.page.evaluate(ASK, rules)
            self.faults += [f"{where} {theme}: {rule} ({help_}) at {nodes}" for rule, help_, nodes in found]


@pytest.fixture
def walks(site: Site, chromium: Browser) -> Iterator[Callable[..., Walk]]:
    """A window of somebody with an account, who reads the language asked for."""
    person: Person = site.person("ana")
    contexts = []

    def begin(language: str, logged_in: bool = True) -> Walk:
        person.call("PATCH", "/api/me", json={"language": language})
        context = chromium.new_context(
            viewport={"width": 360, "height": 740},
            has_touch=True,
            locale=language,
            base_url=site.url,
            service_workers="block",
            reduced_motion="reduce",
        )
        contexts.append(context)
        cookies = person.http.cookies.jar if logged_in else []
        context.add_cookies([{"name": c.name, "value": c.value or "", "url": site.url} for c in cookies])
        return Walk(context.new_page(), language)

    yield begin
    for context in contexts:
        context.close()
    person.call("PATCH", "/api/me", json={"language": "en"})


@pytest.mark.parametrize("language", ["en", "fr"])
def test_no_screen_has_a_fault(language: str, site: Site, walks: Callable[..., Walk]) -> None:
    """Each screen of the router, as somebody with an account meets it."""
    walk = walks(language)
    for pattern in patterns():
        walk.page.goto(filled(pattern, site))
        settle(walk.page)
        walk.judge(f"{language} {pattern}")
    assert not walk.faults, "\n".join(walk.faults)


def test_no_screen_has_a_fault_for_a_visitor(site: Site, walks: Callable[..., Walk]) -> None:
    """What somebody without an account meets instead, where that is something else."""
    walk = walks("en", logged_in=False)
    for path in (
        "/",
        "/following",
        "/create",
        "/inbox",
        "/messages",
        "/settings",
        "/login",
        "/join",
        "/@ana",
    ):
        walk.page.goto(path)
        settle(walk.page)
        walk.judge(f"visitor {path}")
    assert not walk.faults, "\n".join(walk.faults)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_no_dialog_has_a_fault(language: str, site: Site, walks: Callable[..., Walk]) -> None:
    """The sheets over a video: sharing, comments, its menu, a report, and looking after one's own."""
    walk = walks(language)
    film = site.video("leo", "Ink in water")
    for name, (first, *inside) in DIALOGS.items():
        walk.page.goto(f"/v/{film}")
        settle(walk.page)
        card(walk.page).locator(f"button.act{first}").click()
        for part in inside:
            walk.page.locator("dialog").locator(part).last.click()
        walk.page.wait_for_timeout(600)
        assert walk.page.locator("dialog[open], aside").count(), f"{name} did not open"
        walk.judge(f"{language} dialog {name}")
    walk.page.goto("/@ana")
    settle(walk.page)
    walk.page.locator("main li button[aria-haspopup=dialog]").first.click()
    walk.page.wait_for_timeout(600)
    walk.judge(f"{language} dialog of one's own video")
    assert not walk.faults, "\n".join(walk.faults)


DIALOGS = {
    "share": [".share"],
    "comments": [".comments"],
    "menu": [":last-of-type"],
    "why": [":last-of-type", "li:first-child button"],
    "report": [":last-of-type", ".bad"],
}


@pytest.mark.parametrize("language", ["en", "fr"])
def test_no_panel_of_the_studio_has_a_fault(
    language: str, site: Site, films: Path, walks: Callable[..., Walk]
) -> None:
    """The editor with a film in it: each panel of the whole and of a clip, and publishing."""
    walk = walks(language)
    page = walk.page
    page.goto("/studio")
    page.locator(".begin button").click()
    page.get_by_test_id("material").set_input_files(
        [worlds.film(films / f"judged-{language}.mp4", seconds=2)]
    )
    clip = page.locator("[data-clip]")
    clip.first.wait_for(state="attached")
    walk.judge(f"{language} studio")
    for chosen in (False, True):
        if chosen:
            clip.first.focus()
        tools = page.locator("[data-tool][aria-pressed]")
        names = [one.get_attribute("data-tool") for one in tools.all()]
        assert len(names) > 5
        for name in [one for one in names if one != "backwards"]:
            page.locator(f"[data-tool={name}]").click()
            page.locator(".drawer").wait_for()
            page.wait_for_timeout(300)
            walk.judge(f"{language} studio panel {name}")
            page.locator(".drawer header button").click()
    page.keyboard.press("Escape")
    page.locator("header .primary").click()
    page.locator("dialog[open]").wait_for()
    page.wait_for_timeout(600)
    walk.judge(f"{language} studio publish")
    assert not walk.faults, "\n".join(walk.faults)


def settle(page: Page) -> None:
    """Until the network rests; a screen that keeps a stream open never does, and is waited for a while."""
    with contextlib.suppress(TimeoutError):
        page.wait_for_load_state("networkidle", timeout=2_500)
    page.wait_for_timeout(200)
