"""The media process as it really runs: over sockets, killed in the middle, with readers that stall."""

import hashlib
import os
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
from tests.serving import Place, place

pytestmark = pytest.mark.slow
CHUNK = "application/offset+octet-stream"
FILE = b"\x00\x00\x00\x18ftypisom\x00\x00\x02\x00isomiso2" + os.urandom(6_000_000)

OPEN = """
from mutoscope.apps.accounts.services import make_person
from mutoscope.apps.videos.services import start_upload
import secrets
who = make_person("p" + secrets.token_hex(4))
ticket = start_upload(who, {size}, "one")
print(json.dumps(dict(url=ticket.upload_url, token=ticket.token, video=ticket.video_id)))
"""
STATE = """
from mutoscope.apps.videos.models import Video
from mutoscope.core.units import from_text
video = Video.objects.get(id=from_text("{video}"))
print(json.dumps([video.state, video.original]))
"""
SHOW = """
from mutoscope.apps.accounts.services import make_person
from mutoscope.apps.accounts.contracts import Viewer
from mutoscope.apps.videos import objects, queries
from mutoscope.apps.videos.changes import bake
from mutoscope.apps.videos.models import Rendition, Video
import os
video = Video.objects.create(creator_id=make_person("shower"), state="published", submitted=True)
data = os.urandom({size})
Rendition.objects.create(video=video, role="quick", name="a.mp4", object_key=objects.keep_bytes(data),
    mime="video/mp4", size=len(data), codecs="avc1", head_bytes=1)
bake(video); video.save()
url = queries.card(video.id, Viewer("ax", 0, 0, "en")).renditions[0].url
print(json.dumps([video.id, url]))
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    with place(tmp_path_factory.mktemp("home")) as made:
        made.start("media")
        yield made


def headers(ticket: Any, **more: str) -> dict[str, str]:
    named = {name.replace("_", "-"): value for name, value in more.items()}
    return {"Tus-Resumable": "1.0.0", "Authorization": f"Bearer {ticket['token']}", **named}


def offset_of(ticket: Any) -> int:
    return int(httpx.head(ticket["url"], headers=headers(ticket)).headers["upload-offset"])


def half_a_request(ticket: Any, offset: int, data: bytes) -> socket.socket:
    """A PATCH that announces all the rest, sends ``data`` and then keeps silent."""
    parts = urlsplit(ticket["url"])
    wire = socket.create_connection((parts.hostname, parts.port))
    lines = headers(
        ticket,
        Host=parts.netloc,
        Content_Type=CHUNK,
        Upload_Offset=str(offset),
        Content_Length=str(len(FILE) - offset),
    )
    head = f"PATCH {parts.path} HTTP/1.1\r\n" + "".join(
        f"{name}: {value}\r\n" for name, value in lines.items()
    )
    wire.sendall(head.encode() + b"\r\n" + data)
    return wire


def test_a_kill_in_the_middle_loses_nothing_acknowledged(home: Place) -> None:
    """kill -9 while bytes come in, three times: the upload goes on from the disk and the file is whole."""
    ticket = home.python(OPEN.format(size=len(FILE)))
    acknowledged = 0
    for _ in range(3):
        end = acknowledged + 1_000_000
        more = {"Content_Type": CHUNK, "Upload_Offset": str(acknowledged)}
        reply = httpx.patch(ticket["url"], headers=headers(ticket, **more), content=FILE[acknowledged:end])
        assert reply.status_code == 204
        wire = half_a_request(ticket, end, FILE[end : end + 700_000])
        time.sleep(0.3)
        home.kill("media")
        wire.close()
        home.start("media")
        acknowledged = offset_of(ticket)
        assert end <= acknowledged <= end + 700_000
    more = {"Content_Type": CHUNK, "Upload_Offset": str(acknowledged)}
    assert (
        httpx.patch(ticket["url"], headers=headers(ticket, **more), content=FILE[acknowledged:]).status_code
        == 204
    )
    assert home.python(STATE.format(**ticket)) == ["received", hashlib.sha256(FILE).hexdigest()]


def test_a_new_connection_takes_over_from_a_dead_one(home: Place) -> None:
    """A phone that changes networks is not locked out by its old connection once that is closed."""
    ticket = home.python(OPEN.format(size=len(FILE)))
    wire = half_a_request(ticket, 0, FILE[:500_000])
    time.sleep(0.3)
    more = {"Content_Type": CHUNK, "Upload_Offset": "500000"}
    assert httpx.patch(ticket["url"], headers=headers(ticket, **more), content=b"x").status_code == 423
    wire.close()
    time.sleep(0.5)
    at = offset_of(ticket)
    more["Upload_Offset"] = str(at)
    assert httpx.patch(ticket["url"], headers=headers(ticket, **more), content=FILE[at:]).status_code == 204


def test_a_reader_in_the_middle_is_cut_off_when_the_video_is_held(home: Place) -> None:
    """Holding a video ends the answers under way within five seconds; what was sent does not look whole."""
    size = 40_000_000
    video_id, url = home.python(SHOW.format(size=size))
    parts = urlsplit(url)
    wire = socket.create_connection((parts.hostname, parts.port))
    wire.settimeout(10)
    wire.sendall(f"GET {parts.path} HTTP/1.1\r\nHost: {parts.netloc}\r\n\r\n".encode())
    got = len(wire.recv(100_000))
    hold = "from mutoscope.apps.videos.services import hold\nfrom mutoscope.core.units import Refusal\n"
    home.python(hold + f"print(json.dumps(hold({video_id}, Refusal('held', 'x'))))")
    time.sleep(3)
    began = time.monotonic()
    while block := wire.recv(1 << 20):
        got += len(block)
    assert got < size and time.monotonic() - began < 5
    assert httpx.get(url).status_code == 404


@pytest.fixture(scope="module")
def tiny_disk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder with room for eight megabytes, where this machine lets us make one."""
    folder = tmp_path_factory.mktemp("tiny")
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", str(folder)], capture_output=True, check=False
    )
    if made.returncode:
        pytest.skip("no right to mount a small file system here")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=False)


def test_a_disk_that_fills_up_breaks_nothing(home: Place, tiny_disk: Path) -> None:
    """The disk fills while bytes come in: a clear refusal; with room again the same upload is finished."""
    home.kill("media")
    uploads = home.home / "uploads"
    uploads.mkdir(exist_ok=True)
    uploads.rename(home.home / "uploads.before")
    uploads.symlink_to(tiny_disk)
    home.start("media")
    ticket = home.python(OPEN.format(size=len(FILE)))
    more = {"Content_Type": CHUNK, "Upload_Offset": "0"}
    wire = half_a_request(ticket, 0, FILE[:1_000_000])
    time.sleep(0.5)
    filler = subprocess.run(
        ["dd", "if=/dev/zero", f"of={tiny_disk}/filler", "bs=4k"], capture_output=True, check=False
    )
    assert filler.returncode, "the disk is full now"
    wire.settimeout(30)
    wire.sendall(FILE[1_000_000:])
    answer = wire.recv(65536).decode()
    assert answer.startswith("HTTP/1.1 507") and "disk_full" in answer
    assert httpx.patch(ticket["url"], headers=headers(ticket, **more), content=FILE).status_code == 507
    home.kill("media")
    uploads.unlink()
    (home.home / "uploads.before").rename(uploads)
    for part in tiny_disk.glob("*.part"):
        (uploads / part.name).write_bytes(part.read_bytes())
    home.start("media")
    at = offset_of(ticket)
    more["Upload_Offset"] = str(at)
    assert httpx.patch(ticket["url"], headers=headers(ticket, **more), content=FILE[at:]).status_code == 204
    assert home.python(STATE.format(**ticket)) == ["received", hashlib.sha256(FILE).hexdigest()]
