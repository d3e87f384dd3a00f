"""Followers, followed, suggested: lists in the browser, and what one does on them."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from tests.journeys.worlds import Site

pytestmark = pytest.mark.browser
Open = Callable[..., Page]


def follow(site: Site, *pairs: tuple[str, str]) -> None:
    for follower, followed in pairs:
        site.person(follower).call("PUT", f"/api/people/{followed}/follow")


def test_followers_are_listed_followed_back_and_removed(site: Site, open_page: Open) -> None:
    """From the profile to the list; one is followed back, one removed; both are so for the server too."""
    for name in ("lista", "fana", "fanb"):
        site.person(name)
    follow(site, ("fana", "lista"), ("fanb", "lista"))
    page = open_page("/@lista", site.person("lista"))
    page.get_by_role("link", name="2 followers").click()
    people = page.get_by_role("list", name="Followers")
    expect(people.get_by_role("listitem")).to_have_count(2)
    people.get_by_role("button", name="Follow back: fana").click()
    expect(people.get_by_role("button", name="Following: fana")).to_be_visible()
    people.get_by_role("button", name="Remove fanb").click()
    page.get_by_role("dialog").get_by_role("button", name="Remove").click()
    expect(people.get_by_role("listitem")).to_have_count(1)
    page.get_by_role("link", name="Following", exact=True).click()
    expect(page.get_by_role("list", name="Following").get_by_text("@fana")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("list", name="Followers").get_by_text("@fana")).to_be_visible()
    assert site.person("fanb").call("GET", "/api/people/lista")["standing"]["follows"] is False


def test_unfollowing_from_a_list_can_be_undone(site: Site, open_page: Open) -> None:
    """A slip of the thumb costs nothing."""
    site.person("slip"), site.person("kept")
    follow(site, ("slip", "kept"))
    page = open_page("/@slip/following", site.person("slip"))
    page.get_by_role("button", name="Following: kept").click()
    expect(page.get_by_role("button", name="Follow: kept")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("button", name="Following: kept")).to_be_visible()
    assert site.person("slip").call("GET", "/api/people/kept")["standing"]["follows"] is True


def test_friends_of_friends_are_suggested_in_both_languages(site: Site, open_page: Open) -> None:
    """Each suggestion says who they are followed by; following one there is following them."""
    for name in ("seek", "tie", "far"):
        site.person(name)
    follow(site, ("seek", "tie"), ("tie", "far"))
    page = open_page("/@seek", site.person("seek"))
    page.get_by_role("link", name="Find people").click()
    expect(page.get_by_text("Followed by tie")).to_be_visible()
    page.get_by_role("button", name="Follow: far").click()
    expect(page.get_by_role("button", name="Following: far")).to_be_visible()
    page.reload()
    expect(page.get_by_role("heading", name="Nobody to suggest yet")).to_be_visible()
    site.person("seek").call("PATCH", "/api/me", json={"language": "fr"})
    french = open_page("/@seek/following", site.person("seek"), locale="fr-FR")
    expect(french.get_by_role("link", name="Abonnements")).to_be_visible()
    expect(french.get_by_role("list", name="Abonnements").get_by_text("@far")).to_be_visible()


def test_a_private_accounts_lists_are_closed(site: Site, open_page: Open) -> None:
    """A stranger reads why, on a phone as on a desk; nobody's list is «nothing here»."""
    site.person("closed").call("PATCH", "/api/me/privacy", json={"is_private": True})
    page = open_page("/@closed/followers", site.person("outsider"), viewport={"width": 1440, "height": 900})
    expect(page.get_by_role("heading", name="This list is private")).to_be_visible()
    missing = open_page("/@nobody.at.all/followers")
    expect(missing.get_by_role("heading", name="Nobody here")).to_be_visible()
