"""From the last byte of an upload to the first bytes of a film that plays, over HTTP, beside bare ffmpeg.

The file is what phones send: 20 s of 720 x 1280 H.264 with AAC, about 18 MB. The clock starts when the last
part of the tus upload has been answered and stops when a Range request for the new rendition is answered
with 206. The baseline remuxes the same file with ``ffmpeg -c copy -movflags +faststart``; the two take turns.
Uploads come a few seconds apart, so that the worker has had time to prepare itself again; a last figure says
what one costs that comes right behind another. Where the time goes is read from the worker's own log.
"""

import os
import re
import statistics
import subprocess
import tempfile
import time
from pathlib import Path

import httpx
import imageio_ffmpeg
from tests.serving import Place, place

from bench.harness import Figure, figure

_PARTS = 4 << 20
_TIMES = 7
_APART_S = 3.0
_STAGE = re.compile(r"(\w+) ([\d.]+) s \(([\d.]+) CPU\)")


def main() -> list[Figure]:
    with tempfile.TemporaryDirectory(prefix="mutoscope-bench-") as folder:
        film = _film(Path(folder))
        size_mb = film.stat().st_size / 1e6
        with place(Path(folder) / "home") as home:
            home.start("media", "worker")
            _enter(home)
            _upload(film, "warm")
            bare, runs = [], []
            for number in range(_TIMES):
                time.sleep(_APART_S)
                bare.append(_remux(film))
                runs.append(_upload(film, f"run {number}"))
            stages = _stages(home.home / "worker.log")[-_TIMES:]
            at_once = _upload(film, "behind another")[1]
    sent, ready = (statistics.median(one[place] for one in runs) for place in (0, 1))
    base = statistics.median(bare)
    load = os.getloadavg()[0]
    note = f"{size_mb:.1f} MB, 20 s, H.264 and AAC; {_TIMES} pairs; load average of the machine {load:.1f}"
    return [
        figure("upload to playable, beyond bare remux", ready - base, "s", at_most=0.5, note=note),
        figure("upload to playable", ready, "s", baseline=base, note=note),
        figure("the best of them, beyond the best bare remux", min(r[1] for r in runs) - min(bare), "s"),
        figure("right behind another upload", at_once, "s", baseline=base, note="once"),
        figure("sending over tus, this machine to itself", size_mb / sent, "MB/s", note=note),
        *_by_stage(stages),
    ]


def _stages(log: Path) -> list[dict[str, tuple[float, float]]]:
    """(seconds, CPU seconds) by stage, of each video the worker made playable."""
    lines = [line for line in log.read_text().splitlines() if "can be played" in line]
    return [{name: (float(wall), float(cpu)) for name, wall, cpu in _STAGE.findall(line)} for line in lines]


def _by_stage(stages: list[dict[str, tuple[float, float]]]) -> list[Figure]:
    return [
        figure(
            f"of it, stage {name}",
            statistics.median(one[name][0] for one in stages),
            "s",
            note=f"CPU {statistics.median(one[name][1] for one in stages):.3f} s",
        )
        for name in (stages[0] if stages else ())
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
