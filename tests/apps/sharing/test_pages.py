"""The files at the root: how the app installs itself, and what takes in shared files."""

import pytest
from django.test import Client


def test_the_manifest_says_what_an_installed_app_needs() -> None:
    """Name, start, icons of both sizes, a maskable one, and where the share sheet sends videos."""
    said = Client().get("/manifest.webmanifest")
    assert said["Content-Type"] == "application/manifest+json"
    manifest = said.json()
    assert manifest["display"] == "standalone" and manifest["start_url"].startswith(manifest["scope"])
    sizes = {(icon["sizes"], icon.get("purpose", "any")) for icon in manifest["icons"]}
    assert {("192x192", "any"), ("512x512", "any"), ("512x512", "maskable")} <= sizes
    assert manifest["share_target"]["params"]["files"] == [{"name": "video", "accept": ["video/*"]}]
    french = Client().get("/manifest.webmanifest", headers={"Accept-Language": "fr"}).json()
    assert french["lang"] == "fr" and french["description"] != manifest["description"]


@pytest.mark.parametrize(("language", "word"), [("en", "You are offline"), ("fr", "Vous êtes hors ligne")])
def test_the_page_for_no_network_speaks_both_languages(language: str, word: str) -> None:
    """It names nothing it would have to fetch but its style."""
    page = Client().get("/offline", headers={"Accept-Language": language})
    assert word in page.content.decode() and b"<script" not in page.content


@pytest.mark.parametrize("body", [b"", b"x" * 100_000, b"--b\r\nbroken"])
def test_a_file_shared_without_a_worker_leads_to_the_upload_screen(body: bytes) -> None:
    """Whatever arrives is not read; the screen it leads to asks to choose the file again."""
    answer = Client(enforce_csrf_checks=True).generic(
        "POST", "/share-target", body, content_type="multipart/form-data; boundary=b"
    )
    assert (answer.status_code, answer["Location"]) == (303, "/create?shared=missed")
    assert Client().get("/share-target").status_code == 405
