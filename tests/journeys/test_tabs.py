"""The three feeds, and what is muted or blocked leaving them at once."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from tests.journeys.screen import card, name_of, until, wait_place, wait_playing
from tests.journeys.worlds import Site

pytestmark = pytest.mark.browser
Open = Callable[..., Page]


def tab(page: Page, name: str) -> None:
    page.get_by_role("navigation", name="Feeds").get_by_role("link", name=name).click()


def names_met(page: Page, most: int) -> list[str]:
    """Whose videos come, down to the end of the feed or so many."""
    met = []
    for index in range(most):
        wait_place(page, index)
        if not card(page).locator(".who a").count():
            break
        met.append(name_of(page))
        page.keyboard.press("j")
    return met


def test_following_is_whom_one_follows_and_nothing_else(site: Site, open_page: Open) -> None:
    """Only their videos, then the end; the address says which feed it is; back leads to the one before."""
    fan = site.person("tabfan")
    for handle in ("mika", "noor"):
        fan.call("PUT", f"/api/people/{handle}/follow")
    page = open_page("/", fan)
    wait_playing(page)
    tab(page, "Following")
    wait_playing(page)
    assert page.url.endswith("/following")
    assert sorted(names_met(page, 9)) == ["mika"] * 3 + ["noor"] * 3
    expect(page.get_by_role("heading", name="That is all")).to_be_visible()
    page.get_by_role("button", name="Back to the top").click()
    wait_place(page, 0)
    page.go_back()
    wait_playing(page)
    expect(page.get_by_role("link", name="For you")).to_have_attribute("aria-current", "page")


def test_following_nobody_leads_to_people(site: Site, open_page: Open) -> None:
    """An empty feed says what it is for, and where to find somebody; a visitor is asked in kindly."""
    page = open_page("/following", site.person("lonely"))
    page.get_by_role("link", name="Find people").click()
    expect(page.get_by_role("heading", name="Nobody to suggest yet")).to_be_visible()
    visitor = open_page("/following", locale="fr-FR")
    expect(visitor.get_by_role("heading", name="Vos abonnements")).to_be_visible()
    expect(visitor.get_by_role("link", name="Se connecter").first).to_be_visible()


def test_newest_tells_nothing_of_what_was_watched(open_page: Open) -> None:
    """Three videos of «Newest» are watched, and no event leaves the browser; in «For you» some do."""
    page = open_page("/newest")
    told: list[str] = []
    page.on("request", lambda r: told.append(r.post_data or "") if r.url.endswith("/feed/events") else None)
    wait_playing(page)
    for index in (1, 2, 3):
        page.keyboard.press("j")
        wait_place(page, index)
    tab(page, "For you")
    wait_playing(page)
    page.keyboard.press("j")
    until(page, "document.querySelector('article:not([inert])')?.dataset.index === '1'")
    page.wait_for_timeout(5000)
    assert told and sum(one.count('"impression"') for one in told) <= 2


def test_muting_and_blocking_leave_loaded_pages_at_once(site: Site, open_page: Open) -> None:
    """From a card: their other videos are gone from what is loaded, also in another tab of the browser."""
    calm = site.person("calm")
    for handle in ("mika", "noor", "ana"):
        calm.call("PUT", f"/api/people/{handle}/follow")
    page = open_page("/following", calm)
    wait_playing(page)
    other = page.context.new_page()
    other.goto("/following")
    wait_playing(other)
    first = name_of(page)
    card(page).get_by_role("button", name="More about this video").click()
    page.get_by_role("button", name="Mute or block…").click()
    page.get_by_role("button", name=f"Mute {first}").click()
    for one in (page, other):
        until(one, f"![...document.querySelectorAll('article .who a')].some(a => a.innerText === '{first}')")
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text(f"{first} is no longer muted.")).to_be_visible()
    second = name_of(page)
    page.goto(f"/@{second}")
    page.get_by_role("button", name="More about").click()
    page.get_by_role("button", name=f"Block {second}").click()
    page.get_by_role("button", name="Block", exact=True).click()
    expect(page.get_by_role("heading", name=f"You blocked {second}.")).to_be_visible()
    until(other, f"![...document.querySelectorAll('article .who a')].some(a => a.innerText === '{second}')")


def test_the_list_of_what_is_muted(site: Site, open_page: Open) -> None:
    """A word is added, taken back, brought back; people and blocks stand there too."""
    keeper = site.person("keeper")
    site.person("loudone"), site.person("badone")
    keeper.call("PUT", "/api/people/loudone/mute")
    keeper.call("PUT", "/api/people/badone/block")
    page = open_page("/settings", keeper)
    page.get_by_role("link", name="Muted and blocked").click()
    page.get_by_label("Word, phrase or #tag").fill("The End")
    page.get_by_role("button", name="Mute", exact=True).click()
    page.get_by_role("button", name="Stop muting The End").click()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("button", name="Stop muting The End")).to_be_visible()
    page.get_by_role("button", name="Stop muting loudone").click()
    expect(page.get_by_role("button", name="Stop muting loudone")).to_have_count(0)  # what follows moves up
    page.get_by_role("button", name="Unblock badone").click()
    expect(page.get_by_text("@badone")).to_have_count(0)
    assert [one["text"] for one in keeper.call("GET", "/api/mutes")["mutes"]] == ["The End"]
    assert keeper.call("GET", "/api/blocks")["people"] == []


def test_two_muted_sounds_of_one_name(site: Site, open_page: Open) -> None:
    """Each has its own place in the list, and goes alone."""
    owner = site.person("twosounds")
    sounds = []
    for caption in ("Ink in water", "Cells"):
        card = owner.call("GET", f"/api/videos/{site.video('leo', caption)}")
        sounds.append(card["sound"]["id"])
        mute = {"kind": "sound", "text": "Original sound of leo", "sound_id": sounds[-1]}
        owner.call("POST", "/api/mutes", json=mute)
    page = open_page("/settings/muted", owner)
    places = page.get_by_role("button", name="Stop muting Original sound of leo")
    expect(places).to_have_count(2)
    places.first.click()
    expect(places).to_have_count(1)
    assert [one["sound_id"] for one in owner.call("GET", "/api/mutes")["mutes"]] == sounds[:1]
    page.get_by_role("button", name="Undo").click()
    expect(places).to_have_count(2)
