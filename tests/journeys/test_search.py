"""Discovering: a field that answers while one types, kept searches, filters, small screens, French."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from tests.journeys.screen import wait_playing
from tests.journeys.worlds import Site

pytestmark = pytest.mark.browser
Open = Callable[..., Page]


def test_finding_while_typing_and_coming_back(open_page: Open) -> None:
    """From the feed to a video by a word with a slip in it; coming back finds the same results."""
    page = open_page()
    page.get_by_role("link", name="Discover").click()
    field = page.get_by_role("searchbox")
    field.press_sequentially("lichne", delay=40)
    tile = page.get_by_role("link", name=re.compile("^Lichen, very close"))
    expect(tile).to_be_visible()
    tile.click()
    page.wait_for_url("**/v/*")
    wait_playing(page)
    page.go_back()
    expect(page.get_by_role("searchbox")).to_have_value("lichne")
    expect(page.get_by_role("link", name=re.compile("^Lichen, very close"))).to_be_visible()

    page.get_by_role("button", name="Clear the field").click()
    page.get_by_role("button", name="lichne", exact=True).click()
    expect(page.get_by_role("link", name=re.compile("^Lichen, very close"))).to_be_visible()
    page.get_by_role("button", name="Clear the field").click()
    page.get_by_role("button", name="Clear all").click()
    expect(page.get_by_text("Recent searches")).to_have_count(0)
    page.reload()
    expect(page.get_by_text("Recent searches")).to_have_count(0)


def test_people_lead_to_their_profile(open_page: Open) -> None:
    """People stand apart from videos, and one of them opens the profile."""
    page = open_page("/search?q=mika&kind=people")
    page.get_by_role("link", name=re.compile("@mika")).click()
    expect(page.get_by_text("@mika")).to_be_visible()


def test_filters_leave_out_and_can_be_removed(open_page: Open) -> None:
    """No film here is longer than a minute: the filter says so and offers to go."""
    page = open_page("/search?q=sea")
    page.get_by_role("group", name="What to show").get_by_role("button", name="Videos").click()
    expect(page.get_by_role("link", name=re.compile("^Wide as the sea"))).to_be_visible()
    page.get_by_label("Length").select_option("long")
    expect(page.get_by_role("heading", name="Nothing for «sea»")).to_be_visible()
    page.reload()
    expect(page.get_by_label("Length")).to_have_value("long")
    page.get_by_role("button", name="Remove the filters").click()
    expect(page.get_by_role("link", name=re.compile("^Wide as the sea"))).to_be_visible()


@pytest.mark.parametrize("size", [(360, 640), (390, 844), (1440, 900)])
def test_it_fits_and_can_be_touched(size: tuple[int, int], open_page: Open) -> None:
    """Nothing sticks out sideways, in French neither, and what can be tapped is as large as a finger."""
    width, height = size
    page = open_page("/search?q=sea", viewport={"width": width, "height": height}, locale="fr-FR")
    expect(page.get_by_role("heading", name="Vidéos")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    small = page.evaluate(
        "[...document.querySelectorAll('main button, main a, main select, nav a')]"
        ".map(e => [e.getAttribute('aria-label') ?? e.innerText, e.getBoundingClientRect()])"
        ".filter(([, r]) => r.width && (r.width < 43.5 || r.height < 43.5)).map(([name]) => name)"
    )
    assert not small


def test_a_tag_in_a_caption_leads_to_everything_with_it(open_page: Open) -> None:
    """From what was found to the page of the tag, and from there to a video."""
    page = open_page("/search?q=small")
    page.get_by_role("list", name="Tags").get_by_role("link", name=re.compile("^#small")).click()
    expect(page.get_by_role("heading", name="#small")).to_be_visible()
    page.get_by_role("link", name=re.compile("^Ink in water")).click()
    wait_playing(page)
    page.get_by_role("link", name="#calm").first.click()
    expect(page.get_by_role("heading", name="#calm")).to_be_visible()
    expect(page.get_by_role("link", name=re.compile("^Low tide"))).to_be_visible()


def test_an_unused_tag_and_a_missing_sound_are_no_dead_ends(open_page: Open) -> None:
    """They say so kindly and lead on."""
    page = open_page("/tag/nobody")
    expect(page.get_by_role("heading", name="Nothing with #nobody yet")).to_be_visible()
    for path in ("/sound/0000000000000", "/sound/nonsense"):
        page.goto(path)
        expect(page.get_by_role("heading", name="This sound is not here")).to_be_visible()
    page.goto("/tag/two%20words")
    expect(page.get_by_role("heading", name="This can’t be a tag")).to_be_visible()


def test_recording_to_somebodys_sound_credits_it(site: Site, open_page: Open) -> None:
    """From a card's sound over its page to the recorder; what is published holds and credits that sound."""
    maker = site.person("duettist")
    original = maker.call("GET", f"/api/videos/{site.video('mika', 'Wide as the sea')}")
    page = open_page(f"/v/{original['id']}", maker)
    wait_playing(page)
    page.locator("article:not([inert]) a.sound").click()
    expect(page.get_by_role("heading", name=re.compile("^Original sound of"))).to_be_visible()
    page.get_by_role("button", name="Listen").click()
    expect(page.get_by_role("button", name="Stop")).to_be_visible()
    page.get_by_role("link", name="Use this sound").click()
    expect(page.get_by_text(re.compile("Your microphone is off"))).to_be_visible()
    page.get_by_role("button", name="Start recording").click()
    page.wait_for_timeout(1500)
    page.get_by_role("button", name="Stop recording").click()
    page.get_by_role("button", name="Use it").click()
    expect(page.get_by_text(re.compile("^Sound: Original sound of"))).to_be_visible()
    page.get_by_label("Caption").fill("To the same sea")
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_role("heading", name="It is out")).to_be_visible(timeout=90_000)
    address = page.get_by_role("link", name="See it").get_attribute("href") or ""
    card = maker.call("GET", f"/api/videos/{address.removeprefix('/v/')}")
    assert card["sound"]["id"] == original["sound"]["id"] and card["sound"]["creator_handle"] == "mika"
    assert "mp4a" in card["renditions"][0]["codecs"], "the sound is in the recording"
    page.goto(f"/sound/{original['sound']['id']}")
    expect(page.get_by_role("link", name=re.compile("^To the same sea"))).to_be_visible()
