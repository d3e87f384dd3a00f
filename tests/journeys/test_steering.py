"""Steering: a newcomer is asked once, why is answered from the record, choices count, the feed forgets."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from tests.journeys.screen import card, until, wait_place, wait_playing
from tests.journeys.worlds import Site

pytestmark = pytest.mark.browser
Open = Callable[..., Page]
SMALL = {"viewport": {"width": 360, "height": 640}, "reduced_motion": "reduce"}


def watch(page: Page, videos: int) -> None:
    """Watches so many videos for a moment each; their events have arrived."""
    wait_playing(page)
    for index in range(1, videos + 1):
        page.keyboard.press("j")
        wait_place(page, index)
        wait_playing(page)
    until(page, "!Object.keys(localStorage).some((key) => key.startsWith('mutoscope.events.'))")


def test_a_newcomer_is_asked_once_and_may_say_yes(open_page: Open) -> None:
    """After two videos a card asks; nothing was remembered before, and the topics chosen come next."""
    page = open_page(newcomer=True, **SMALL)
    told: list[str] = []
    page.on("request", lambda r: told.append(r.post_data or "") if r.url.endswith("/feed/events") else None)
    wait_playing(page)
    for index in (1, 2):
        page.keyboard.press("j")
        wait_place(page, index)
    question = card(page)
    expect(question.get_by_role("heading", name="Make this feed yours")).to_be_visible()
    question.get_by_role("button", name="#sea").click()
    with page.expect_response("**/api/feed/page") as asked:
        question.get_by_role("button", name="Yes, learn").click()
    answer = asked.value.json()
    assert answer["mode"] == "learning"
    assert any("sea" in one["tags"] for one in answer["cards"][:5])
    expect(page.get_by_text("The feed learns from now on.")).to_be_visible()
    wait_playing(page)
    assert not told, "before the yes nothing was told"
    page.reload()
    wait_playing(page)
    page.keyboard.press("j")
    page.keyboard.press("j")
    wait_place(page, 2)
    expect(page.get_by_text("Make this feed yours")).to_have_count(0)


def test_a_newcomer_may_say_no_and_swipe_on(open_page: Open) -> None:
    """No leads to the plain feed: nothing is told, nothing comes twice, and the answer can be changed."""
    page = open_page(newcomer=True, locale="fr-FR", reduced_motion="reduce")
    wait_playing(page)
    for index in (1, 2):
        page.keyboard.press("j")
        wait_place(page, index)
    card(page).get_by_role("button", name="Non").click()
    expect(page.get_by_text("Rien de ce que vous regardez n’est retenu.")).to_be_visible()
    wait_playing(page)
    names = page.evaluate(
        "[...document.querySelectorAll('article')].map((one) => one.querySelector('a[href^=\"/v/\"]')?.href)"
    )
    assert len(names) > 2
    page.goto("/settings/feed")
    expect(page.get_by_label("Simple, sans apprendre")).to_be_checked()
    expect(page.get_by_label("Familier ou nouveau")).to_be_disabled()
    page.get_by_label("Il apprend de ce que je regarde").check()
    expect(page.get_by_label("Familier ou nouveau")).to_be_enabled()


def test_why_is_answered_from_the_record_and_changes_what_comes(site: Site, open_page: Open) -> None:
    """The menu says why, in words; less of its topic is heeded by the next page and can be taken back."""
    person = site.person("asker")
    sea = {"kind": "tag", "name": "sea", "level": 2}
    person.call("PATCH", "/api/feed/choices", json={"dials": [sea], "discovery": -1})  # nothing by lot
    page = open_page(person=person, **SMALL)
    wait_playing(page)
    card(page).get_by_role("button", name="More about this video").click()
    page.get_by_role("button", name="Why this video?").click()
    dialog = page.get_by_role("dialog", name="Why this video")
    expect(dialog.get_by_text("This is the record written when it was shown to you")).to_be_visible()
    expect(dialog.get_by_text("You asked for more of something it is about.")).to_be_visible()
    dialog.get_by_role("button", name="Less of #sea It comes less often").click()
    expect(page.get_by_text("Less of #sea from the next video on.")).to_be_visible()
    assert _level(person.call("GET", "/api/feed/choices"), "sea") == -1
    with page.expect_response("**/api/feed/choices"):
        page.get_by_role("button", name="Undo").click()
    assert _level(person.call("GET", "/api/feed/choices"), "sea") == 2


def test_pause_sliders_topics_and_reset(site: Site, open_page: Open) -> None:
    """One screen: paused shows in the feed, a slider goes back to neutral, a topic is ruled out, and a reset
    forgets it all."""
    person = site.person("steerer")
    page = open_page("/settings/feed", person)
    page.get_by_role("button", name="Until I resume").click()
    expect(page.get_by_text("Paused until you resume.")).to_be_visible()
    page.get_by_label("Length").fill("-1")
    expect(page.get_by_role("button", name="Back to neutral: Length")).to_be_visible()
    page.get_by_role("button", name="+ #city").click()
    page.get_by_label("#city: how much").select_option("None")
    expect(page.get_by_text("Saved.")).to_be_visible()
    page.goto("/")
    wait_playing(page)
    expect(page.get_by_role("link", name="Learning is paused")).to_be_visible()
    page.get_by_role("link", name="Learning is paused").click()
    page.get_by_role("button", name="Learn again").click()
    page.get_by_role("button", name="Back to neutral: Length").click()
    expect(page.get_by_role("button", name="Back to neutral: Length")).to_have_count(0)
    page.get_by_role("button", name="Reset my feed").click()
    asked = page.get_by_role("dialog")
    expect(asked).to_contain_text("This can’t be undone.")
    with page.expect_download() as carried:
        asked.get_by_role("button", name="Download my interests first").click()
    assert carried.value.suggested_filename == "mutoscope-interests.json"
    asked.get_by_role("button", name="Reset my feed").click()
    expect(page.get_by_text("The feed does not know you any more.")).to_be_visible()
    expect(page.get_by_label("#city: how much")).to_have_count(0)
    assert person.call("GET", "/api/feed/choices")["dials"] == []


def test_what_the_feed_believes_can_be_changed_and_carried_away(
    site: Site, open_page: Open, tmp_path: Path
) -> None:
    """What was watched shows with its reasons; one belief is struck; the file is carried to another."""
    person = site.person("reader")
    page = open_page(person=person)
    watch(page, 4)
    page.goto("/settings/feed/interests")
    expect(page.get_by_role("heading", name="Creators")).to_be_visible()
    choice = page.get_by_role("list", name="Creators").get_by_role("combobox").first
    with page.expect_response("**/api/feed/choices"):
        choice.select_option("Doesn’t count")
    expect(choice).to_have_value("0")
    with page.expect_download() as saved:
        page.get_by_role("button", name="Download").click()
    file = tmp_path / "mine.json"
    saved.value.save_as(file)
    assert json.loads(file.read_text())["format"] == "mutoscope.interests"

    other = open_page("/settings/feed/interests", site.person("bringer"))
    other.locator("input[type=file]").set_input_files(file)
    expect(other.get_by_text("taken over")).to_be_visible()
    nonsense = tmp_path / "nonsense.json"
    nonsense.write_text('{"format": "something else"}')
    other.locator("input[type=file]").set_input_files(nonsense)
    expect(other.get_by_text("not an interest profile that this server can read")).to_be_visible()


def test_the_rules_and_what_is_kept_can_be_read_by_anybody(open_page: Open) -> None:
    """Both pages come without an account, in both languages, with this server's own numbers."""
    page = open_page("/settings/feed/parameters", newcomer=True)
    expect(page.get_by_text("How similar videos and those of the same creator went with you")).to_be_visible()
    page.get_by_text("All other numbers").click()
    expect(page.get_by_text("explore_most", exact=True)).to_be_visible()
    page = open_page("/settings/feed/kept", newcomer=True, locale="fr-FR")
    expect(page.get_by_text("180 jours sans visite")).to_be_visible()
    expect(page.get_by_text("Vous n’avez pas répondu")).to_be_visible()


def _level(choices: dict, tag: str) -> int | None:  # type: ignore[type-arg]
    return next((one["level"] for one in choices["dials"] if one["name"] == tag), None)
