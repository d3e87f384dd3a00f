"""One's own data: a copy to take along, leaving, and changing one's mind."""

import json
import os
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from tests.journeys.worlds import PASSWORD, Person, Site, film, wait_for

pytestmark = pytest.mark.browser
Open = Callable[..., Page]


@pytest.fixture
def somebody(site: Site) -> Person:
    return site.person(f"data{int(time.time() * 1000) % 10**9}")


def _prove(page: Page, title: str = "Confirm that it’s you", words: str = "Your password") -> None:
    dialog = page.get_by_role("dialog", name=title)
    dialog.get_by_label(words).fill(PASSWORD)
    dialog.locator("button.primary").click()


def _picture(page: Page, name: str) -> None:
    """Pictures to look at, on a phone and on a desk, where SHOTS names a folder."""
    if folder := os.environ.get("SHOTS"):
        before = page.viewport_size
        for kind, size in (("phone", (360, 640)), ("desk", (1280, 800))):
            page.set_viewport_size({"width": size[0], "height": size[1]})
            page.screenshot(path=str(Path(folder) / f"data-{name}-{kind}.png"), full_page=kind == "phone")
        if before:
            page.set_viewport_size(before)


def test_taking_a_copy_along(open_page: Open, somebody: Person, tmp_path: Path) -> None:
    """It is prepared while one looks on, takes a proof, and holds the film that was sent."""
    sent = film(tmp_path / "mine.mp4", seconds=1)
    video_id = somebody.publish(sent, "To take along")
    page = open_page("/settings/data", person=somebody)
    expect(page.get_by_text("1 video", exact=True)).to_be_visible()
    _picture(page, "before")
    page.get_by_role("button", name="Prepare a copy").click()
    fetch = page.get_by_role("button", name="Fetch the copy")
    expect(fetch).to_be_visible(timeout=60_000)
    _picture(page, "ready")
    fetch.click()
    with page.expect_download() as coming:
        _prove(page)
    coming.value.save_as(tmp_path / "copy.zip")
    with zipfile.ZipFile(tmp_path / "copy.zip") as copy:
        assert copy.read(f"media/videos/{video_id}.mp4") == sent.read_bytes()
        copy.extractall(tmp_path / "copy")
    expect(page.get_by_role("heading", name="Your data")).to_be_visible()
    page.goto("/inbox")
    expect(page.get_by_text("The copy of your data is ready")).to_be_visible()
    if os.environ.get("SHOTS"):
        page.goto(f"file://{tmp_path}/copy/index.html")
        _picture(page, "copy")


def test_bringing_a_copy_in(open_page: Open, site: Site, tmp_path: Path) -> None:
    """It is sent, looked at and chosen from; its film is published, and says that it is not new."""
    data = {
        "mutoscope.json": {
            "format": "mutoscope-copy",
            "version": 1,
            "server": "https://old.example",
            "handle": "mia",
        },
        "data/account.json": [{"name": "Mia", "bio": "Moved house"}],
        "data/mutes.json": [{"kind": "word", "text": "spoiler"}, {"kind": "person", "text": "somebody"}],
        "data/videos.json": [
            {
                "id": "0" * 13,
                "film": f"media/videos/{'0' * 13}.mp4",
                "caption": "From before",
                "published_ms": 1_600_000_000_000,
            },
            {"id": "1" * 13, "film": "", "caption": "Lost"},
        ],
    }
    with zipfile.ZipFile(tmp_path / "copy.zip", "w") as copy:
        for name, value in data.items():
            copy.writestr(name, json.dumps(value))
        copy.write(film(tmp_path / "old.mp4", seconds=1), f"media/videos/{'0' * 13}.mp4")
    mover = site.person(f"mover{int(time.time() * 1000) % 10**9}")
    page = open_page("/settings/data", person=mover)
    page.locator("input[type=file]").set_input_files(tmp_path / "copy.zip")
    expect(page.get_by_text("@mia")).to_be_visible(timeout=30_000)
    page.get_by_label("1 video").select_option("everyone")
    page.get_by_label("Name, text and picture").check()
    _picture(page, "wish")
    page.get_by_role("button", name="Take it in").click()
    expect(page.get_by_text("Your copy is in.")).to_be_visible(timeout=60_000)
    for summary in page.locator("summary").all():
        summary.click()
    expect(page.get_by_text("Its film is not in the copy.")).to_be_visible()
    expect(page.get_by_text("They are on another server.")).to_be_visible()
    _picture(page, "report")
    cards = wait_for(
        lambda: mover.call("GET", f"/api/people/{mover.handle}/videos")["cards"], seconds=90, what="the film"
    )
    page.goto(f"/v/{cards[0]['id']}")
    expect(page.get_by_text("First published elsewhere on")).to_be_visible()
    _picture(page, "elsewhere")


def test_leaving_and_changing_ones_mind(open_page: Open, somebody: Person) -> None:
    """What will happen is said first; afterwards logging in offers to keep the account."""
    somebody.call("PATCH", "/api/me", json={"language": "fr"})
    page = open_page("/settings/data", person=somebody, locale="fr-FR", color_scheme="dark")
    page.get_by_role("button", name="Supprimer mon compte").click()
    expect(page.get_by_role("dialog", name="Supprimer votre compte ?")).to_be_visible()
    _picture(page, "leave")
    page.get_by_role("dialog").get_by_role("button", name="Supprimer mon compte").click()
    _prove(page, "Confirmez que c’est vous", "Votre mot de passe")
    expect(page.get_by_role("heading", name="Votre compte est fermé")).to_be_visible()
    _picture(page, "left")
    assert somebody.http.get(f"/api/people/{somebody.handle}").status_code == 404
    page.goto("/login?next=/settings/data")
    page.get_by_label("Pseudo ou e-mail").fill(somebody.handle)
    page.get_by_label("Mot de passe").fill(PASSWORD)
    page.get_by_role("button", name="Se connecter", exact=True).click()
    keep = page.get_by_role("button", name="Garder mon compte")
    expect(keep).to_be_visible()
    _picture(page, "keep")
    keep.click()
    page.wait_for_url("**/settings/data")
    expect(page.get_by_role("heading", name="Vos données")).to_be_visible()
