"""Copies as other servers make them, or somebody who means no good, and their way in."""

import hashlib
import io
import json
import zipfile
from pathlib import Path
from typing import Any

from tests.apps.accounts.people import Browser

from mutoscope.apps.flow.services import drain
from mutoscope.apps.privacy import receiving
from mutoscope.core.units import from_text

FILM_ID = "0" * 13
ELSEWHERE = "https://other.example"
Files = dict[str, Any]


def files(server: str = ELSEWHERE, **parts: Any) -> Files:
    """What stands in a small copy from elsewhere."""
    made = {"format": "mutoscope-copy", "version": 1, "server": server, "handle": "ana", "made_ms": 1}
    rows = {
        "account": [{"handle": "ana", "name": "Ana", "bio": "Hello"}],
        "videos": [
            {
                "id": FILM_ID,
                "film": f"media/videos/{FILM_ID}.mp4",
                "caption": "Old #sea",
                "published_ms": 1_700_000_000_000,
            }
        ],
        "mutes": [{"kind": "word", "text": "spoiler"}, {"kind": "person", "text": "carl"}],
        "following": [{"handle": "carl"}],
    } | parts
    return {
        "mutoscope.json": made,
        f"media/videos/{FILM_ID}.mp4": b"\0\0\0\x18ftypisom" + bytes(2000),
        **{f"data/{part}.json": value for part, value in rows.items()},
    }


def films(number: int, more: str = "", **parts: Any) -> Files:
    """What stands in a copy with so many films."""
    names = [f"media/videos/{n:013}.mp4" for n in range(number)]
    rows = [{"id": f"{n:013}", "film": name, "caption": f"{more}{n}"} for n, name in enumerate(names)]
    film = files()[f"media/videos/{FILM_ID}.mp4"]
    return files(videos=rows, **parts) | dict.fromkeys(names, film)


def packed(contents: Files) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as copy:
        for name, value in contents.items():
            data = value if isinstance(value, bytes) else json.dumps(value)
            how = zipfile.ZIP_STORED if name.startswith("media/") else zipfile.ZIP_DEFLATED
            copy.writestr(name, data, how)
    return out.getvalue()


def send(browser: Browser, data: bytes, folder: Path, name: str = "one") -> Any:
    """Everything the media process does with a whole copy, without the wire; what came of looking at it."""
    ticket = browser.post("/api/me/import", {"size": len(data), "client_id": name}).json()
    part = folder / name
    part.write_bytes(data)
    receiving.seal(from_text(ticket["upload_id"]), hashlib.sha256(data).hexdigest(), part)
    drain()
    return browser.get("/api/me/import").json()


def bring(browser: Browser, **wish: Any) -> dict[str, Any]:
    """What is chosen is taken in; the report by part."""
    assert browser.post("/api/me/import/start", wish).json()["state"] == "bringing"
    drain()
    done = browser.get("/api/me/import").json()
    assert done["state"] == "done", done
    return {one["part"]: one for one in done["report"]}
