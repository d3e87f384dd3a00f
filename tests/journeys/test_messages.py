"""People write to each other in two browsers: at once, by request, in a group; and nothing said is lost."""

import contextlib
import os
import re
import signal
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Page, expect
from tests.journeys.worlds import Person, Site
from tests.scenarios.stage import children
from tests.waiting import wait_for

pytestmark = pytest.mark.browser
DESK = {"width": 1280, "height": 800}
_numbers = count(1)


def befriend(*people: Person) -> None:
    for one in people:
        for other in people:
            if one is not other:
                one.call("PUT", f"/api/people/{other.handle}/follow")


def write(who: Person, to: Person, text: str) -> str:
    """Somebody writes by hand of the API; the conversation's id."""
    wish = {"text": text, "client_id": f"journey-{next(_numbers):06}"}
    talk: str = who.call("POST", f"/api/people/{to.handle}/messages", json=wish)["id"]
    return talk


def say(page: Page, text: str) -> None:
    page.get_by_label("Write a message").fill(text)
    page.get_by_role("button", name="Send", exact=True).click()


def said(page: Page, text: str) -> None:
    """It stands in the conversation, once, and is sent."""
    expect(page.get_by_role("log").get_by_text(text, exact=True)).to_have_count(1)
    expect(page.get_by_role("log").get_by_text("Sending", exact=True)).to_have_count(0)


def test_two_people_talk_in_two_browsers(site: Site, open_page: Callable[..., Page]) -> None:
    """From a profile; each sees what the other says without touching anything, and that it was seen."""
    vera, olaf = site.person("vera"), site.person("olaf")
    befriend(vera, olaf)
    hers = open_page("/@olaf", vera)
    hers.get_by_role("link", name="Message", exact=True).click()
    expect(hers.get_by_role("heading", name="Say hello")).to_be_visible()
    say(hers, "Hello Olaf, are you there?")
    said(hers, "Hello Olaf, are you there?")
    expect(hers).to_have_url(re.compile(r"/messages/\w{13}$"))
    his = open_page("/", olaf, viewport=DESK, has_touch=False)
    his.get_by_role("link", name="Messages, 1 new").click()
    his.get_by_role("link", name=re.compile("vera")).click()
    said(his, "Hello Olaf, are you there?")
    field = his.get_by_label("Write a message")
    field.fill("Yes!")
    field.press("Shift+Enter")
    field.type("In two lines.")
    field.press("Enter")
    said(hers, "Yes!\nIn two lines.")
    say(hers, "Good.")
    said(his, "Good.")
    expect(hers.get_by_text("Seen")).to_be_visible()
    expect(his.get_by_role("link", name=re.compile("Messages,"))).to_have_count(0)


def test_killed_streams_take_nothing_along(site: Site, open_page: Callable[..., Page]) -> None:
    """While it stands, news come by it and nothing is asked for by the clock; killed, messages come all the
    same; and it comes back by itself."""
    vera, olaf = site.person("vera"), site.person("olaf")
    befriend(vera, olaf)
    talk = write(olaf, vera, "Before")
    page = open_page(f"/messages/{talk}", vera)
    with page.expect_response(re.compile("/api/stream$")) as stream:
        page.reload()
    assert stream.value.status == 200
    said(page, "Before")
    write(olaf, vera, "By the stream")
    said(page, "By the stream")
    os.kill(streams_of(site), signal.SIGKILL)
    write(olaf, vera, "Without one")
    said(page, "Without one")
    wait_for(lambda: _answers(site), 60, what="the streams process to come back")
    write(olaf, vera, "By the next one")
    said(page, "By the next one")


def streams_of(site: Site) -> int:
    """The process that the supervisor started for streams."""
    assert site.process is not None
    for pid in children(site.process.pid):
        if Path(f"/proc/{pid}/cmdline").read_bytes().endswith(b"\0streams\0"):
            return pid
    raise AssertionError("no streams process runs")


def _answers(site: Site) -> bool:
    address = httpx.get(f"{site.url}/api/me").json()["config"]["stream_url"]
    with contextlib.suppress(httpx.HTTPError):
        return httpx.get(address, timeout=2).status_code == 401
    return False


def test_what_failed_is_sent_again(site: Site, open_page: Callable[..., Page]) -> None:
    """Without a network it stays and says so; with one it goes, once, in the order said."""
    vera, olaf = site.person("vera"), site.person("olaf")
    befriend(vera, olaf)
    talk = write(olaf, vera, "Careful, a tunnel")
    page = open_page(f"/messages/{talk}", vera)
    said(page, "Careful, a tunnel")
    page.context.set_offline(True)
    say(page, "First in the dark")
    expect(page.get_by_role("button", name="Try again")).to_be_visible()
    say(page, "Second in the dark")
    page.context.set_offline(False)
    said(page, "First in the dark")
    said(page, "Second in the dark")
    lines = page.get_by_role("log").inner_text()
    assert lines.index("First in the dark") < lines.index("Second in the dark")
    expect(page.get_by_role("button", name="Try again")).to_have_count(0)


def test_a_stranger_asks_and_is_let_in(site: Site, open_page: Callable[..., Page]) -> None:
    """One message, then waiting; the request stands apart; accepting opens the conversation for both."""
    vera, stranger = site.person("vera"), site.person("otto")
    theirs = open_page("/messages/@vera", stranger)
    say(theirs, "May I ask about your lamp?")
    expect(theirs.get_by_text("Sent. You can write again once vera has accepted.")).to_be_visible()
    hers = open_page("/messages", vera)
    hers.get_by_role("button", name="Requests (1)").click()
    hers.get_by_role("link", name=re.compile("otto")).click()
    said(hers, "May I ask about your lamp?")
    hers.get_by_role("button", name="Accept").click()
    say(hers, "Ask away")
    said(theirs, "Ask away")
    say(theirs, "Where is it from?")
    said(hers, "Where is it from?")


def test_a_group_is_made(site: Site, open_page: Callable[..., Page]) -> None:
    """Out of friends, with a name; everybody hears everybody; a message can be taken back for all."""
    vera, olaf, mika = site.person("vera"), site.person("olaf"), site.person("mika")
    befriend(vera, olaf, mika)
    hers = open_page("/messages", vera, viewport=DESK, has_touch=False)
    hers.get_by_role("button", name="New message").first.click()
    for name in ("olaf", "mika"):
        hers.get_by_label(re.compile(f"@{name}")).check()
    hers.get_by_label(re.compile("Name of the group")).fill("Night bus")
    hers.get_by_role("button", name="Make a group with 2").click()
    expect(hers.get_by_role("heading", name="Night bus")).to_be_visible()
    say(hers, "Who drives?")
    his = open_page("/messages", olaf)
    his.get_by_role("link", name=re.compile("Night bus")).click()
    said(his, "Who drives?")
    expect(his.get_by_text("vera made the group “Night bus”")).to_be_visible()
    hers.get_by_role("button", name="More about this conversation").click()
    hers.get_by_role("button", name="Name and people").click()
    hers.get_by_label(re.compile("Name of the group")).fill("Last night bus")
    hers.get_by_role("button", name="Save").click()
    expect(his.get_by_role("heading", name="Last night bus")).to_be_visible()
    hers.get_by_role("button", name="Remove mika from the group").click()
    hers.get_by_role("button", name="Remove", exact=True).click()
    expect(his.get_by_role("log").get_by_text("vera removed mika")).to_be_visible()
    hers.keyboard.press("Escape")
    hers.get_by_text("Who drives?", exact=True).hover()
    hers.get_by_role("button", name="More about this message").first.click()
    hers.get_by_role("button", name="Delete for everybody").click()
    hers.get_by_role("dialog").get_by_role("button", name="Delete for everybody").click()
    expect(his.get_by_role("log").get_by_text("This message was deleted")).to_be_visible(timeout=30_000)


def test_a_video_is_sent_and_a_message_reported(site: Site, open_page: Callable[..., Page]) -> None:
    """From the share sheet, with words, to a friend, who finds the card; and what is bad is reported."""
    vera, olaf = site.person("vera"), site.person("olaf")
    befriend(vera, olaf)
    hers = open_page(f"/v/{site.video('ana', 'Lichen')}", vera)
    hers.locator("article:not([inert])").get_by_role("button", name=re.compile("Share")).click()
    hers.get_by_role("button", name="Send to friends").click()
    dialog = hers.get_by_role("dialog", name="Send to friends")
    dialog.get_by_role("checkbox", name=re.compile("olaf")).first.check(force=True)
    dialog.get_by_label("Add a few words").fill("For you")
    dialog.get_by_role("button", name="Send (1)").click()
    hers.get_by_role("button", name="Open").click()
    said(hers, "For you")
    his = open_page("/messages", olaf)
    his.get_by_role("link", name=re.compile("vera")).first.click()
    said(his, "For you")
    expect(his.get_by_role("link", name=re.compile("Video.*ana")).last).to_be_visible()
    his.get_by_role("log").get_by_role("button", name="More about this message").last.click()
    his.get_by_role("button", name=re.compile("^Report")).click()
    his.get_by_label("Spam or fraud").check()
    his.get_by_role("button", name="Send report").click()
    expect(his.get_by_text(re.compile("Thank you"))).to_be_visible()


def test_older_words_come_as_one_scrolls_up(site: Site, open_page: Callable[..., Page]) -> None:
    """It opens at its end; above, older ones are fetched, and what is read stays where it is."""
    nell, otis = site.person("nell"), site.person("otis")
    befriend(nell, otis)
    for number in range(54):  # as many as the limits let two people say at once
        talk = write(*((nell, otis) if number % 2 else (otis, nell)), f"Line {number:02}")
    page = open_page(f"/messages/{talk}", nell, viewport=DESK, has_touch=False)
    said(page, "Line 53")
    expect(page.get_by_role("log").get_by_text("Line 53")).to_be_in_viewport()
    expect(page.get_by_role("log").get_by_text("Line 00")).to_have_count(0)
    page.get_by_role("log").hover()
    for _ in range(30):
        page.mouse.wheel(0, -600)
    expect(page.get_by_role("log").get_by_text("Line 00")).to_be_visible()
    write(otis, nell, "While you read above")
    page.get_by_role("button", name="New messages").click()
    expect(page.get_by_role("log").get_by_text("While you read above")).to_be_in_viewport()


def test_who_was_blocked_while_the_talk_stood_open(site: Site, open_page: Callable[..., Page]) -> None:
    """What they say then is refused, and nothing offers to try again; elsewhere nobody says hello."""
    rosa, timo = site.person("rosa"), site.person("timo")
    befriend(rosa, timo)
    his = open_page("/messages/@rosa", timo, viewport=DESK, has_touch=False)
    say(his, "Before")
    said(his, "Before")
    hers = open_page("/messages/@timo", rosa, viewport=DESK, has_touch=False)
    said(hers, "Before")
    still = "**/api/conversations/**"  # his page does not look again by itself before he speaks
    his.route(still, lambda route: None if route.request.method == "GET" else route.continue_())
    rosa.call("PUT", "/api/people/timo/block")  # on another device of hers
    say(his, "After")
    expect(his.get_by_role("button", name="Discard")).to_be_visible()
    expect(his.get_by_role("button", name="Try again")).to_have_count(0)
    expect(his.get_by_text("You can’t write to this person")).to_be_visible()
    expect(his.get_by_label("Write a message")).to_have_count(0)
    expect(hers.get_by_label("Write a message")).to_have_count(0)
    young = site.person("youngone", born=f"{datetime.now(UTC).year - 14}-01-01")
    his.goto(f"/messages/@{young.handle}")
    expect(his.get_by_text("You can’t write to this person")).to_be_visible()
    expect(his.get_by_text("Say hello")).to_have_count(0)


def test_a_link_to_a_video_that_has_gone(site: Site, open_page: Callable[..., Page]) -> None:
    """It is refused in words, and the conversation goes on."""
    nora, otto = site.person("nora"), site.person("otto")
    befriend(nora, otto)
    hers = open_page(f"/messages/{write(nora, otto, 'Before')}", nora, viewport=DESK, has_touch=False)
    said(hers, "Before")
    say(hers, f"{hers.evaluate('location.origin')}/v/{'0' * 12}1")
    expect(hers.get_by_role("button", name="Discard")).to_be_visible()
    expect(hers.get_by_text("You can’t write to this person")).to_have_count(0)
    say(hers, "After")
    said(hers, "After")
