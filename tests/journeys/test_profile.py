"""Profiles: looking after one's own videos, and what others see of them."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from tests.journeys.worlds import Site, film
from tests.waiting import wait_for

pytestmark = pytest.mark.browser


def test_a_video_is_edited_hidden_and_deleted_from_the_profile(
    site: Site, films: Path, open_page: Callable[..., Page]
) -> None:
    """Caption and audience change; undo brings a deleted one back; deleted is gone for everybody."""
    owner, other = site.person("olive"), site.person("looker")
    video = owner.publish(film(films / "own.mp4", seconds=2), "Before")
    page = open_page("/@olive", owner)
    page.get_by_role("button", name="Manage: Before").click()
    page.get_by_label("Caption").fill("After #new")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("link", name="After #new, 0 likes")).to_be_visible()
    assert other.call("GET", f"/api/videos/{video}")["caption"] == "After #new"

    page.get_by_role("button", name="Manage: After #new").click()
    page.get_by_role("group").get_by_text("Only me", exact=True).click()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Only you can see it")).to_be_attached()
    assert _is_hidden(other, video)

    page.get_by_role("button", name="Manage: After #new").click()
    page.get_by_role("group").get_by_text("Everyone", exact=True).click()
    page.get_by_role("button", name="Save").click()
    wait_for(lambda: not _is_hidden(other, video), seconds=5, what="the video for everyone")

    _delete(page)
    wait_for(lambda: _is_hidden(other, video), seconds=5, what="hiding the deleted video")
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("link", name="After #new, 0 likes")).to_be_visible()
    wait_for(lambda: not _is_hidden(other, video), seconds=5, what="the video back")

    _delete(page)
    wait_for(lambda: _is_hidden(owner, video), seconds=20, what="deleting for good")
    page.reload()
    expect(page.get_by_role("heading", name="Your first video")).to_be_visible()


def test_following_asks_a_private_account_and_blocking_ends_it(
    site: Site, films: Path, open_page: Callable[..., Page]
) -> None:
    """A private profile is locked until its owner accepts; a block shows both sides nothing."""
    shy, fan = site.person("shy"), site.person("fan")
    shy.call("PATCH", "/api/me/privacy", json={"is_private": True})
    shy.publish(film(films / "shy.mp4", seconds=2), "Only for friends")
    page = open_page("/@shy", fan)
    expect(page.get_by_role("heading", name="This account is private")).to_be_visible()
    page.get_by_role("button", name="Ask to follow").click()
    expect(page.get_by_role("button", name="Requested")).to_be_visible()

    hers = open_page("/@shy", shy)
    hers.get_by_role("button", name="Follow requests (1)").click()
    hers.get_by_role("button", name="Accept").click()
    expect(hers.get_by_text("No requests at the moment.")).to_be_visible()

    page.reload()
    expect(page.get_by_role("link", name="Only for friends, 0 likes")).to_be_visible()
    page.get_by_role("button", name="More about").click()
    page.get_by_role("button", name="Block shy").click()
    page.get_by_role("button", name="Block", exact=True).click()
    expect(page.get_by_role("heading", name="You blocked shy.")).to_be_visible()
    assert shy.http.get("/api/people/fan").status_code == 404


def test_nobody_is_there_in_both_languages(open_page: Callable[..., Page]) -> None:
    """A profile that is not there says so kindly, in French too."""
    expect(open_page("/@nobody.at.all").get_by_role("heading", name="Nobody here")).to_be_visible()
    french = open_page("/@nobody.at.all", locale="fr-FR")
    expect(french.get_by_role("heading", name="Personne ici")).to_be_visible()


def _delete(page: Page) -> None:
    page.get_by_role("button", name="Manage: After #new").click()
    page.get_by_role("button", name="Delete").click()
    page.get_by_role("dialog", name="Delete this video?").get_by_role("button", name="Delete").click()


def _is_hidden(person: object, video: str) -> bool:
    return person.http.get(f"/api/videos/{video}").status_code == 404  # type: ignore[attr-defined]
