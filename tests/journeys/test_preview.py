"""The studio's preview in Chromium: which picture shows, that it plays, and what it does where it can't."""

import subprocess
from collections.abc import Iterator
from pathlib import Path
from shlex import split
from typing import Any

import msgspec
import numpy as np
import pytest
from bench.stage import Stage, staged
from playwright.sync_api import Playwright
from tests.journeys.screen import until

from mutoscope.adapters.ffmpeg import jail, probe, run
from mutoscope.adapters.rendering import compiled
from mutoscope.core.montage.compiling import Listen, MaterialInfo
from mutoscope.core.montage.document import Material, Montage
from mutoscope.core.montage.ladder import gain_db

pytestmark = pytest.mark.browser
CANVAS = {"width": 144, "height": 144, "fps": 30}
NEAR = 0.9
"""Neighbours are 2 apart."""
COUNTER = "color=black:s=64x64:r={rate}:d=3,format=yuv420p,geq=lum=16+N*2:cb=128:cr=128"
"""Films whose picture n has the luma 2n, counted from black."""


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A film of 30 and one of 25 pictures a second, one that Chromium can't decode, a white photo."""
    folder = tmp_path_factory.mktemp("preview")
    made = {name: folder / f"{name}.mp4" for name in ("thirty", "other", "hevc")}
    usual = split("-pix_fmt yuv420p -color_range tv -colorspace bt709 -g 30 -crf 1")
    for name, rate, codec in (("thirty", 30, "libx264"), ("other", 25, "libx264"), ("hevc", 30, "libx265")):
        tone = ["-f", "lavfi", "-t", "3", "-i", "sine=f=440"]
        picture = ["-f", "lavfi", "-i", COUNTER.format(rate=rate)]
        _ffmpeg(*picture, *tone, "-c:v", codec, *usual, "-c:a", "aac", str(made[name]))
    made["white"] = folder / "white.png"
    _ffmpeg("-f", "lavfi", "-i", "color=white:s=64x64", "-frames:v", "1", str(made["white"]))
    made["broken"] = folder / "broken.mp4"
    made["broken"].write_bytes(made["thirty"].read_bytes()[:900])
    return made


@pytest.fixture(scope="module")
def stage(files: dict[str, Path], playwright: Playwright) -> Iterator[Stage]:
    with staged(playwright) as opened:
        opened.bring(files)
        yield opened


@pytest.fixture(scope="module")
def lumas(files: dict[str, Path]) -> dict[str, list[int]]:
    """What the pictures of both films hold, as the encoder left them."""
    found = {}
    for name in ("thirty", "other"):
        raw = _ffmpeg("-i", str(files[name]), "-f", "rawvideo", "-pix_fmt", "yuv420p", "-")
        found[name] = [raw[at] - 16 for at in range(0, len(raw), 64 * 64 * 3 // 2)]
    assert len(found["thirty"]) == 90 and len(set(found["other"])) == 75
    return found


def _ffmpeg(*words: str) -> bytes:
    command = [str(jail.ffmpeg_binary()), "-v", "error", "-y", *words]
    return subprocess.run(command, check=True, capture_output=True).stdout


def shot(start: int, length: int, source_in: int = 0, film: str = "thirty", **how: Any) -> dict[str, Any]:
    place, sounding = how.pop("place", {}), how.pop("sounding", {})
    material = {"origin": "upload", "id": film}
    content = {"what": "footage", "material": material, "source_in": source_in, **how}
    return {
        "id": f"c{start}{film}",
        "start": start,
        "length": length,
        "content": content,
        "place": place,
        "sounding": sounding,
    }


def montage(*clips: dict[str, Any], over: tuple[dict[str, Any], ...] = ()) -> dict[str, Any]:
    main, above = ("m", "main", list(clips)), ("o", "overlay", list(over))
    tracks = [{"id": name, "role": role, "clips": held} for name, role, held in (main, above)]
    return {"schema": "mutoscope.montage/1", "canvas": CANVAS, "tracks": tracks}


def luma(picture: np.ndarray) -> float:
    """Of the middle, on the scale of the films: 2n."""
    return float((picture[60:84, 60:84] @ (0.2126, 0.7152, 0.0722)).mean() * 219 / 255)


def test_every_picture_is_the_one_that_the_document_names(stage: Stage, lumas: dict[str, list[int]]) -> None:
    """Cuts, another rate, twice and half the speed, backwards and held; asked for in any order."""
    stage.open(
        montage(
            shot(0, 10, 20),
            shot(10, 7, 6, "other"),
            shot(17, 10, 5, speed=[{"at": 0, "rate": 2000}]),
            shot(27, 8, 30, backwards=True),
            shot(35, 4, 50, frozen=True),
            shot(39, 6, 87),
        )
    )
    thirty, other = lumas["thirty"], lumas["other"]
    wanted = [thirty[20 + n] for n in range(10)] + [other[int((6 + n + 0.5) / 30 * 25)] for n in range(7)]
    wanted += [thirty[5 + 2 * n + 1] for n in range(10)] + [thirty[37 - n] for n in range(8)]
    wanted += [thirty[50]] * 4 + [thirty[min(89, 87 + n)] for n in range(6)]
    for n in [*range(0, 45, 3), 44, 2, 30, 29, 28, 16, 17, 43, 0]:
        assert abs(luma(stage.picture(n)) - wanted[n]) < NEAR, n


def test_it_plays_to_the_end_in_its_own_time_and_stops_there(
    stage: Stage, lumas: dict[str, list[int]]
) -> None:
    """A second and a half takes that long; pictures come in order, and the last one stays."""
    stage.open(
        montage(shot(0, 25, 20), shot(25, 20, 0, "other"), over=(shot(10, 20, 60, place={"scale": 300}),))
    )
    stage.page.evaluate("stage.played()")
    seen = stage.page.evaluate("stage.seen")
    pictures, first, last = [n for n, _ in seen], seen[0][1], seen[-1][1]
    assert pictures == sorted(pictures) and pictures[-1] == 44 and len(set(pictures)) > 12, pictures
    assert 1200 <= last - first <= 4000, "the machine may be busy"
    assert stage.page.evaluate("stage.preview.playing") is False
    assert abs(luma(stage.picture(44)) - lumas["other"][int(19.5 / 30 * 25)]) < NEAR


def test_whoever_presses_play_again_and_again_is_played_to_once(stage: Stage) -> None:
    """Paused before the first picture it shows where one is, not where one was; played again it runs once,
    from where one looked meanwhile."""
    stage.open(montage(shot(0, 60)))
    stage.page.evaluate("stage.preview.show(59)")
    stage.page.evaluate("{ stage.preview.playOn(0); stage.preview.pause(); }")
    until(stage.page, "stage.preview.picture === 0")
    again = "stage.preview.playOn(2); stage.preview.pause();"
    stage.page.evaluate(f"{{ stage.seen.length = 0; {again} {again} stage.preview.playOn(2); }}")
    stage.page.evaluate("stage.preview.show(30)")
    until(stage.page, "stage.preview.picture > 32")
    stage.page.evaluate("stage.preview.pause()")
    stage.page.wait_for_timeout(300)
    stands = stage.page.evaluate("stage.preview.picture")
    pictures = [n for n, _ in stage.page.evaluate("stage.seen")]
    assert 32 < stands < 59 and pictures == sorted(pictures), pictures
    stage.page.wait_for_timeout(300)
    assert stage.page.evaluate("stage.preview.picture") == stands


def test_an_edit_shows_at_once_and_only_the_newest_wish_counts(
    stage: Stage, lumas: dict[str, list[int]]
) -> None:
    """Many pictures asked for at once end at the last; a changed montage is drawn without being asked."""
    stage.open(montage(shot(0, 60)))
    stage.page.evaluate("Promise.all([50, 3, 41, 7, 20].map(n => stage.preview.show(n)))")
    assert stage.page.evaluate("stage.preview.picture") == 20
    assert len(stage.page.evaluate("stage.seen")) < 5
    stage.page.evaluate("montage => stage.change(montage)", montage(shot(0, 60, 25)))
    assert abs(luma(stage.picture(20)) - lumas["thirty"][45]) < NEAR


@pytest.mark.parametrize("film", ["hevc", "broken", "missing"])
def test_what_cannot_be_decoded_is_said_and_drawn_by_the_server(
    stage: Stage, lumas: dict[str, list[int]], film: str
) -> None:
    """The server's exact picture stands in on pause and its film plays, until the browser can again."""
    whole = montage(shot(0, 60), over=(shot(0, 60, 0, film, place={"scale": 300}),))
    stage.open(whole, still="white", chunk="thirty")
    assert luma(stage.picture(10)) > 215, "white came from the server"
    assert stage.page.evaluate("stage.rendered") == [True]
    assert stage.page.evaluate("stage.troubles.map(one => one.material.id)") == [film]
    stage.page.evaluate("stage.preview.show(45)")
    stage.page.evaluate("stage.played()")
    assert stage.page.evaluate("stage.seen.at(-1)[0]") == 59
    stage.page.evaluate("montage => stage.change(montage)", montage(shot(0, 60)))
    assert abs(luma(stage.picture(10)) - lumas["thirty"][10]) < NEAR
    assert stage.page.evaluate("stage.rendered.at(-1)") is False


def test_only_the_stretch_that_the_browser_cannot_show_comes_from_the_server(stage: Stage) -> None:
    """A transition that this page has no shader for: before and after it the preview shows its own."""
    cut = montage(shot(0, 25), shot(25, 35, 20, "other"))
    cut["tracks"][0]["joins"] = [{"left": "c0thirty", "kind": "made_tomorrow", "length": 10}]
    stage.open(cut, still="white", chunk="thirty")
    assert luma(stage.picture(10)) < 215 < luma(stage.picture(22))
    assert luma(stage.picture(40)) < 215
    assert stage.page.evaluate("stage.rendered") == [True, False]
    stage.page.evaluate("stage.preview.show(5)")
    stage.page.evaluate("stage.played()")
    assert stage.page.evaluate("stage.rendered") == [True, False, True, False]
    pictures = [n for n, _ in stage.page.evaluate("stage.seen")]
    assert pictures[-1] == 59 and any(20 <= n < 30 for n in pictures)


def test_a_stretch_that_nobody_can_show_is_played_as_well_as_can_be(stage: Stage) -> None:
    """Without an answer of the server's it goes on to the end."""
    cut = montage(shot(0, 25), shot(25, 20, 20, "other"))
    cut["tracks"][0]["joins"] = [{"left": "c0thirty", "kind": "made_tomorrow", "length": 10}]
    stage.open(cut, still="away", chunk="away")
    stage.page.evaluate("stage.played()")
    assert stage.page.evaluate("stage.seen.at(-1)[0]") == 44


def test_the_preview_plays_as_loud_as_the_film_will_be(
    stage: Stage, files: dict[str, Path], tmp_path: Path
) -> None:
    """Two films at once, one of them softer and faster: what is added is what the render adds."""
    loud = montage(
        shot(0, 60, sounding={"volume": 300}),
        over=(shot(10, 40, 0, "other", place={"scale": 300}, speed=[{"at": 0, "rate": 1500}]),),
    )
    stage.open(loud)
    assert stage.page.evaluate("stage.gain") is None, "nobody has listened yet"
    stage.page.evaluate("stage.played()")
    stage.page.wait_for_function("stage.gain !== null", timeout=20_000)
    known = {
        Material("upload", name): MaterialInfo(str(files[name]), probe(files[name]))
        for name in ("thirty", "other")
    }
    plan = compiled(msgspec.convert(loud, Montage), known, Listen())
    assert stage.page.evaluate("stage.gain") == pytest.approx(gain_db(run(plan, tmp_path).loudness), abs=0.5)


COUNTED = """() => {
  window.pictures = { open: 0, most: 0 };
  const Usual = VideoDecoder;
  window.VideoDecoder = class extends Usual {
    constructor({ output, error }) {
      super({ error, output: (frame) => {
        pictures.most = Math.max(pictures.most, ++pictures.open);
        const close = frame.close.bind(frame);
        frame.close = () => { if (frame.format !== null) pictures.open--; close(); };
        output(frame);
      } });
    }
  };
}"""
"""Counts decoded pictures that nobody has closed; a closed one has no format any more."""


def test_no_more_pictures_are_decoded_than_soon_show(stage: Stage) -> None:
    """A film holds a handful of pictures while it stands and plays, many wishes in a row leave no decoder
    behind, and in the end all are closed."""
    stage.page.evaluate(COUNTED)
    stage.open(montage(*[shot(12 * n, 12, 7 * n) for n in range(5)]))
    stage.picture(2)
    stage.page.wait_for_timeout(100)
    assert 2 <= stage.page.evaluate("pictures.most") <= 20
    for n in (45, 1, 33, 20, 57, 12):
        stage.page.evaluate("n => void stage.preview.show(n)", n)
        stage.page.wait_for_timeout(15)
    stage.page.evaluate("stage.played()")
    assert stage.page.evaluate("pictures.most") <= 40
    stage.page.evaluate("stage.preview.dispose()")
    stage.page.wait_for_function("pictures.open === 0")
