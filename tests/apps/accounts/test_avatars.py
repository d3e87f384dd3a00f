"""Avatars: drawn anew, stripped, and nothing else can be had by their address."""

import io
import struct
import sys
import zlib
from typing import Any

import pytest
from django.conf import settings
from PIL import Image
from tests.apps.accounts.people import Browser, join

from mutoscope.adapters.objects import open_store

pytestmark = pytest.mark.django_db


def picture(kind: str = "JPEG", size: tuple[int, int] = (1200, 800), **save: Any) -> bytes:
    image = Image.new("RGB", size, (200, 30, 30))
    image.paste((30, 30, 200), (size[0] // 2, 0, *size))  # red at the left, blue at the right
    out = io.BytesIO()
    image.save(out, kind, **save)
    return out.getvalue()


def put(browser: Browser, data: bytes) -> Any:
    return browser.send("PUT", "/api/me/avatar", raw=data)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_picture_becomes_a_small_webp(kind: str) -> None:
    """Everybody sees the new picture at once, small, and may keep it for ever."""
    ana = join("ana")
    url = put(ana, picture(kind)).json()["person"]["avatar_url"]
    answer = Browser().get(url)
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/webp")
    assert "immutable" in answer["Cache-Control"] and "public" in answer["Cache-Control"]
    seen = Image.open(io.BytesIO(answer.content))
    assert (seen.format, seen.size) == ("WEBP", (512, 341))
    assert Browser().get("/api/people/ana").json()["avatar_url"] == url


def test_what_the_camera_wrote_is_gone_and_the_picture_stands_upright() -> None:
    """Position, camera and date are stripped; the turn they asked for is done."""
    exif = Image.Exif()
    exif[0x0112] = 6  # turn right to see it upright
    exif[0x010F] = "SecretCamera"
    exif.get_ifd(0x8825)[2] = (48.0, 51.0, 24.0)
    sent = picture(exif=exif, comment=b"SecretComment")
    assert b"SecretCamera" in sent and b"SecretComment" in sent
    ana = join("ana")
    data = Browser().get(put(ana, sent).json()["person"]["avatar_url"]).content
    seen = Image.open(io.BytesIO(data))
    assert b"Secret" not in data and b"EXIF" not in data and not seen.getexif()
    assert seen.size == (341, 512)
    red, _, blue = seen.convert("RGB").getpixel((170, 40))
    assert red > blue  # what was left is now above


def bomb() -> bytes:
    """A PNG of 30,000 x 30,000 pixels in a few kilobytes."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", 30_000, 30_000, 1, 0, 0, 0, 0)
    rows = zlib.compress(b"\0" * 3751 * 200, 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"hello",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>",
        b"GIF89a" + b"\0" * 100,
        b"\xff\xd8\xff\xe0 and then nothing",
        b"\x89PNG\r\n\x1a\n" + b"\0" * 500,
        b"RIFF\x00\x00\x00\x00WEBPVP8 ",
        b"ffconcat version 1.0\nfile /etc/passwd\n",
        picture()[:2000],
        picture("PNG")[:300],
        bomb(),
    ],
    ids=[
        "empty",
        "text",
        "svg",
        "gif",
        "jpeg head",
        "png head",
        "webp head",
        "ffconcat",
        "cut jpeg",
        "cut png",
        "bomb",
    ],
)
def test_what_is_no_picture_is_refused(data: bytes) -> None:
    """Wrong kinds, broken files and bombs are refused kindly; the avatar stays as it was."""
    ana = join("ana")
    answer = put(ana, data)
    code = "too_large_picture" if data == bomb() else "not_a_picture"
    assert (answer.status_code, answer.json()["code"]) == (422, code)
    assert "%(" not in answer.json()["message"]
    assert ana.me()["person"]["avatar_url"] == ""


def test_when_nothing_can_look_at_it_the_fault_is_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a process to look at pictures nobody is told that theirs is broken."""
    ana = join("ana")
    monkeypatch.setattr(sys, "executable", "/nonexistent/python")
    answer = put(ana, picture())
    assert (answer.status_code, answer.json()["code"]) == (503, "cannot_look_now")
    assert ana.me()["person"]["avatar_url"] == ""


def test_too_large_is_refused() -> None:
    """More than 8 MB is too much, by the header and by the bytes."""
    ana = join("ana")
    answer = put(ana, picture() + b"\0" * (8 << 20))
    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")


def test_other_objects_cannot_be_had_as_avatars() -> None:
    """The address gives avatars only, whatever else has a hash in the store."""
    key = open_store(settings.CONFIG.objects_url).put_bytes(b"somebody's private film")
    for address in (key, "0" * 64, "x", "..%2f..%2fsecret.key", key.upper()):
        assert Browser().get(f"/api/avatars/{address}").status_code == 404


def test_a_removed_avatar_is_gone() -> None:
    """After removing it the old address gives nothing."""
    ana = join("ana")
    url = put(ana, picture()).json()["person"]["avatar_url"]
    assert ana.send("DELETE", "/api/me/avatar").json()["person"]["avatar_url"] == ""
    assert Browser().get(url).status_code == 404


def test_only_who_is_logged_in_has_an_avatar() -> None:
    """Nobody without an account can put one."""
    assert put(Browser(), picture()).status_code == 401
