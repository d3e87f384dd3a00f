"""Whoever published later is asked whether it is a part of an earlier one, in the browsers of both, and of
our team."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from bench.studio._copies import changed, film, song
from playwright.sync_api import Page, expect
from tests.journeys.worlds import Person, Site, running
from tests.waiting import wait_for

pytestmark = [pytest.mark.browser, pytest.mark.slow]
SMALL = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 800}


@pytest.fixture(scope="module")
def site(films: Path) -> Iterator[Site]:
    """Ana's film, and Leo's, which is hers mirrored, with another sound; compared at once."""
    with running(MUTOSCOPE_LIKENESS_AFTER_MINUTES="0") as here:
        whole = film(films, 1, 12)
        mirrored = changed(whole, "mirrored, sound swapped", films, song(films, 9, 14))
        here.person("ana").publish(whole, "Lines in the sand")
        here.person("leo").publish(mirrored, "Look what I found")
        wait_for(lambda: asked(here.person("leo")), 120, what="the question", words=here.last_words)
        yield here


def asked(who: Person, side: str = "mine") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = who.call("GET", f"/api/likenesses?side={side}")["likenesses"]
    return found


def test_a_yes_and_the_way_back(site: Site, open_page: Callable[..., Page], tmp_path: Path) -> None:
    """In French on a small phone in the dark: asked, said yes, taken back; the heading says what holds."""
    leo, keeper = site.person("leo"), site.administrator()
    for one in (leo, keeper):
        one.call("PATCH", "/api/me", json={"language": "fr"})
    page = open_page("/likenesses", leo, viewport=SMALL, locale="fr-FR", color_scheme="dark")
    row = page.get_by_role("listitem").filter(has=page.get_by_role("heading"))
    heading = row.get_by_role("heading")
    expect(heading).to_have_text(re.compile("On dirait une partie de la vidéo de @?ana. Est-ce le cas"))
    page.screenshot(path=tmp_path / "asked.png", full_page=True)
    row.get_by_role("button", name="Oui, c’est elle").click()
    expect(heading).to_have_text(re.compile("Votre vidéo contient une partie de celle de @?ana"))
    page.screenshot(path=tmp_path / "yes.png", full_page=True)
    page.reload()
    row.get_by_role("button", name="Revenir en arrière").click()
    sure = page.get_by_role("dialog", name="Revenir sur votre oui")
    sure.get_by_role("button", name="Laisser ainsi").click()
    expect(heading).to_have_text(re.compile("Votre vidéo contient une partie de celle de @?ana"))
    row.get_by_role("button", name="Revenir en arrière").click()
    sure.get_by_role("button", name="Revenir en arrière").click()
    expect(heading).to_have_text(re.compile("Votre vidéo ne contient rien de celle de @?ana"))
    expect(row.get_by_role("button")).to_have_count(0)
    page.screenshot(path=tmp_path / "back.png", full_page=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    uses = open_page("/likenesses", site.person("ana"), viewport=DESK, has_touch=False, color_scheme="light")
    uses.get_by_role("button", name="Found uses").click()
    uses.get_by_role("button", name="Ask our team to look").click()
    expect(uses.get_by_text("Our team looks at it.")).to_be_visible()
    uses.screenshot(path=tmp_path / "uses.png", full_page=True)
    boss = open_page("/admin/likeness/suggestion/", keeper, viewport=DESK, locale="fr-FR")
    boss.screenshot(path=tmp_path / "room.png", full_page=True)
    boss.get_by_role("row", name="@leo").get_by_role("checkbox").check()
    boss.locator("select[name=action]").select_option("is_part")
    boss.get_by_role("button", name="Envoyer").click()
    expect(boss.get_by_text("Réponses données : 1")).to_be_visible()
    boss.screenshot(path=tmp_path / "answered.png", full_page=True)
    page.goto("/likenesses")
    expect(row).to_contain_text("Notre équipe a regardé")
    expect(row.get_by_role("button")).to_have_count(0)
