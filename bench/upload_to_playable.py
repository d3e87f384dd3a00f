"""From the last byte of an upload to the first bytes of a film that plays, over HTTP, beside bare ffmpeg.

The file is what phones send: 20 s of 720 x 1280 H.264 with AAC, about 18 MB. The clock starts when the last
part of the tus upload has been answered and stops when a Range request for the new rendition is answered
with 206. The baseline remuxes the same file with ``ffmpeg -c copy -movflags +faststart``.
"""

import os
import subprocess
import tempfile
import time
from pathlib import Path

import httpx
import imageio_ffmpeg
from tests.serving import Place, place

from bench.harness import Figure, figure, median_of

_PARTS = 4 << 20
_TIMES = 5


def main() -> list[Figure]:
    with tempfile.TemporaryDirectory(prefix="mutoscope-bench-") as folder:
        film = _film(Path(folder))
        size_mb = film.stat().st_size / 1e6
        with place(Path(folder) / "home") as home:
            home.start("media", "worker")
            _enter(home)
            _upload(film, "warm")
            bare = median_of(_TIMES, lambda: _remux(film))
            runs = [_upload(film, f"run {number}") for number in range(_TIMES)]
    ready = sorted(one[1] for one in runs)[_TIMES // 2]
    sent = sorted(one[0] for one in runs)[_TIMES // 2]
    note = f"{size_mb:.1f} MB, 20 s, H.264 and AAC"
    return [
        figure("upload to playable, beyond bare remux", ready - bare, "s", at_most=0.5, note=note),
        figure("upload to playable", ready, "s", baseline=bare, note=note),
        figure("sending over tus, this machine to itself", size_mb / sent, "MB/s", note=note),
    ]


def _film(folder: Path) -> Path:
    out = folder / "film.mp4"
    words = [
        "-f",
        "lavfi",
        "-i",
        "testsrc2=size=720x1280:rate=30",
        "-f",
        "lavfi",
        "-i",
        "sine=sample_rate=48000",
    ]
    words += ["-t", "20", "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-g", "60"]
    words += [
        "-vf",
        "noise=alls=20:allf=t",
        "-b:v",
        "7M",
        "-maxrate",
        "7.2M",
        "-bufsize",
        "7M",
        "-c:a",
        "aac",
    ]
    _ffmpeg(*words, str(out))
    return out


def _remux(film: Path) -> float:
    began = time.perf_counter()
    _ffmpeg("-i", str(film), "-c", "copy", "-movflags", "+faststart", str(film.with_name("bare.mp4")))
    return time.perf_counter() - began


def _ffmpeg(*words: str) -> None:
    subprocess.run([imageio_ffmpeg.get_ffmpeg_exe(), "-y", "-loglevel", "error", *words], check=True)


def _enter(home: Place) -> None:
    """Make this process one of the home's own, so that it can watch the video's state."""
    os.environ.update(home.environ, DJANGO_SETTINGS_MODULE="mutoscope.project.settings")
    import django

    django.setup()


def _upload(film: Path, name: str) -> tuple[float, float]:
    """Seconds of sending, and seconds from the last answer to the first 206."""
    from mutoscope.apps.accounts import queries as accounts
    from mutoscope.apps.accounts.services import make_person
    from mutoscope.apps.videos import queries, services
    from mutoscope.core.units import from_text

    who = make_person("u" + name.replace(" ", ""))
    viewer = accounts.viewer(who)
    assert viewer is not None
    data = film.read_bytes() + name.encode()  # a file of its own each time; players ignore what follows
    ticket = services.start_upload(who, len(data), name)
    with httpx.Client(headers={"Tus-Resumable": "1.0.0", "Authorization": f"Bearer {ticket.token}"}) as http:
        began = time.perf_counter()
        for at in range(0, len(data), _PARTS):
            chunk = {"Content-Type": "application/offset+octet-stream", "Upload-Offset": str(at)}
            answer = http.patch(ticket.upload_url, headers=chunk, content=data[at : at + _PARTS])
            assert answer.status_code == 204, answer.text
        sealed = time.perf_counter()
        while not (cards := queries.cards([from_text(ticket.video_id)], viewer)):
            assert time.perf_counter() - sealed < 60
            time.sleep(0.005)
        first = http.get(cards[0].renditions[0].url, headers={"Range": "bytes=0-1023"})
        assert first.status_code == 206 and b"moov" in first.content, first.status_code
        return sealed - began, time.perf_counter() - sealed
