"""What people report and our team decides, in the browsers of all of them."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from tests.journeys.test_messages import DESK, befriend, said, say
from tests.journeys.worlds import Site

pytestmark = pytest.mark.browser


@pytest.fixture
def boss(site: Site, open_page: Callable[..., Page]) -> Page:
    """The administrator's browser."""
    return open_page("/", site.administrator(), viewport=DESK, has_touch=False)


def test_the_name_of_a_group_goes(site: Site, open_page: Callable[..., Page], boss: Page) -> None:
    """A member reports it, our team takes it away, and both who talk there are told while they look on."""
    vera, olaf = site.person("vera"), site.person("olaf")
    befriend(vera, olaf)
    hers = open_page("/messages", vera, viewport=DESK, has_touch=False)
    wish = {"people": ["olaf"], "name": "Awful people", "client_id": "an-awful-name"}
    group = vera.call("POST", "/api/conversations", json=wish)["id"]
    hers.goto(f"/messages/{group}")
    say(hers, "A word between us")
    his = open_page(f"/messages/{group}", olaf)
    said(his, "A word between us")
    his.get_by_role("button", name="More about this conversation").click()
    his.get_by_role("button", name="Name and people").click()
    his.get_by_role("button", name="Report this name").click()
    his.get_by_label("Hate against people").check()
    his.get_by_role("button", name="Send report").click()
    expect(his.get_by_text(re.compile("Thank you"))).to_be_visible()
    boss.goto("/admin/safety/messagereport/")
    row = boss.get_by_role("row", name=re.compile("Awful people"))
    expect(row).to_have_count(1)
    expect(row).not_to_contain_text("A word between us")
    row.get_by_role("checkbox").check()
    boss.locator("select[name=action]").select_option("take_name_away")
    boss.get_by_role("button", name="Go").click()
    expect(boss.get_by_text("Names taken away: 1")).to_be_visible()
    for page in (hers, his):
        told = page.get_by_role("log").get_by_text(re.compile("Our team took the group’s name away"))
        expect(told).to_be_visible(timeout=60_000)
        expect(page.get_by_text("Awful people")).to_have_count(0)


def test_a_comment_is_taken_down_where_it_stands(site: Site, boss: Page) -> None:
    """Our team needs no room for it, and a word brings it back."""
    ana, fan = site.person("ana"), site.person("olaf")
    film = ana.call("GET", "/api/people/ana/videos")["cards"][0]["id"]
    words = {"text": "An awful comment", "client_id": "an-awful-comment"}
    fan.call("POST", f"/api/videos/{film}/comments", json=words)
    boss.goto(f"/v/{film}?comment")
    comment = boss.get_by_role("article", name="Comment by olaf").filter(has_text="An awful comment")
    comment.get_by_role("button", name="More about the comment of olaf").click()
    boss.get_by_role("button", name="Take down").click()
    expect(comment).to_have_count(0)
    boss.get_by_role("button", name="Undo").click()
    expect(comment).to_be_visible()


def test_what_became_of_a_report(site: Site, open_page: Callable[..., Page], boss: Page) -> None:
    """It stands in a list; our team finds nothing, is asked to look again, and gives its reasons."""
    ana, vera = site.person("ana"), site.person("vera")
    film = ana.call("GET", "/api/people/ana/videos")["cards"][1]["id"]
    vera.call(
        "POST", f"/api/videos/{film}/report", json={"reason": "falsehood", "details": "So it never was"}
    )
    hers = open_page("/settings", vera)
    hers.get_by_role("link", name="Your reports").click()
    mine = hers.get_by_role("listitem").filter(has_text="So it never was")
    expect(mine).to_contain_text("Received")
    boss.goto("/admin/safety/report/")
    boss.get_by_role("row", name=re.compile("So it never was")).get_by_role("checkbox").check()
    boss.locator("select[name=action]").select_option("dismiss")
    boss.get_by_role("button", name="Go").click()
    hers.goto("/inbox")
    told = hers.get_by_text("Our team found nothing against the rules in what you reported")
    expect(told).to_be_visible(timeout=60_000)
    told.click()
    expect(mine).to_contain_text("No breach found")
    mine.get_by_role("button", name="Ask for another look").click()
    hers.get_by_label("What should we know?").fill("I was there")
    hers.get_by_role("button", name="Send", exact=True).click()
    expect(mine).to_contain_text("You asked for another look")
    boss.goto("/admin/safety/appeal/")
    boss.get_by_role("link", name="I was there").click()
    boss.get_by_label("The decision stays").check()
    boss.locator("textarea[name=answer]").fill("Opinions differ, and may.")
    boss.get_by_role("button", name="Save", exact=True).click()
    hers.reload()
    expect(mine).to_contain_text("Opinions differ, and may.")


def test_a_message_comes_back(site: Site, open_page: Callable[..., Page], boss: Page) -> None:
    """Taken away, its author is told, asks for another look and has it back, before both their eyes."""
    vera, olaf = site.person("vera"), site.person("olaf")
    befriend(vera, olaf)
    body = {"text": "A word that went too far", "client_id": "a-word-too-far"}
    talk = vera.call("POST", "/api/people/olaf/messages", json=body)["id"]
    mine = vera.call("GET", f"/api/conversations/{talk}/messages")["messages"]
    bad = next(one["id"] for one in mine if one["text"] == body["text"])
    olaf.call("POST", f"/api/conversations/{talk}/messages/{bad}/report", json={"reason": "hate"})
    boss.goto("/admin/safety/messagereport/")
    boss.get_by_role("row", name=re.compile(body["text"])).get_by_role("checkbox").check()
    boss.locator("select[name=action]").select_option("take_away")
    boss.get_by_role("button", name="Go").click()
    hers = open_page(f"/messages/{talk}", vera)
    hers.get_by_role("link", name="Why, and what you can do").click()
    told = hers.get_by_role("listitem").filter(has_text="Your message was taken away")
    expect(told).to_contain_text(body["text"], timeout=60_000)
    told.get_by_role("button", name="Ask for another look").click()
    hers.get_by_label("What should we know?").fill("I quoted a song")
    hers.get_by_role("button", name="Send", exact=True).click()
    expect(told).to_contain_text("You asked for another look")
    boss.goto("/admin/safety/appeal/")
    boss.get_by_role("link", name="I quoted a song").click()
    expect(boss.get_by_text(body["text"])).to_be_visible()
    boss.get_by_label("Take the decision back").check()
    boss.get_by_role("button", name="Save", exact=True).click()
    his = open_page(f"/messages/{talk}", olaf)
    said(his, body["text"])
    hers.goto("/inbox")
    expect(hers.get_by_text("Your message is there again")).to_be_visible(timeout=60_000)
