"""How exact a film is: its pictures counted, its sound as long as they are, and clicks where the speed says.

The material has a click every half second, in the middle of which the sound is at its loudest.
"""

import subprocess
import tempfile
from pathlib import Path

import numpy as np

from bench._media import bare
from bench._montages import clip, materials
from bench.golden.projects import golden
from bench.harness import Figure, figure
from mutoscope.adapters.ffmpeg import jail, probe, run
from mutoscope.adapters.rendering import compiled
from mutoscope.core.montage.compiling import Film, MaterialInfo
from mutoscope.core.montage.document import SCHEMA, Canvas, Footage, Material, Mix, Montage, Speed, Track
from mutoscope.core.montage.timing import pace_of

RATE, FPS, LENGTH = 48_000, 30, 120
CLICK = Material("upload", "k" * 13)
RAMPS = {
    "as recorded": (),
    "half as fast": (Speed(0, 500),),
    "twice as fast": (Speed(0, 2000),),
    "three times as fast": (Speed(0, 3000),),
    "from half to two and a half": (Speed(0, 500), Speed(10_000, 2500)),
    "one, four, a half": (Speed(0, 1000), Speed(5_000, 4000), Speed(10_000, 500)),
}


def main() -> list[Figure]:
    wrong, apart = 0, 0.0
    with materials() as known, tempfile.TemporaryDirectory(prefix="mutoscope-bench-") as name:
        folder = Path(name)
        for one in golden():
            made = run(compiled(one.montage, known, Film(preset="ultrafast")), folder).outputs[0]
            wrong += made.pictures != one.montage.length
            sound_s = len(_samples(Path(made.path))) / RATE
            apart = max(apart, abs(sound_s - one.montage.length / FPS))
        errors = {said: _error_ms(folder, speed, keep) for said, speed, keep in _cases(folder)}
    worst = max(errors.values())
    note = "; ".join(f"{said}: {error:.1f}" for said, error in errors.items())
    return [
        figure("studio.exact: golden projects with a picture too many or too few", wrong, "", at_most=0),
        figure(
            "studio.exact: sound longer or shorter than pictures, at most",
            1000 * apart,
            "ms",
            at_most=1000 / FPS,
        ),
        figure("studio.exact: click from where the speed says, at most", worst, "ms", at_most=5, note=note),
    ]


def _cases(folder: Path) -> list[tuple[str, tuple[Speed, ...], bool]]:
    click = "0.8*sin(2*PI*2000*t)*pow(sin(PI*mod(t,0.5)/0.01),2)*lt(mod(t,0.5),0.01)"
    tone = f"aevalsrc=exprs='{click}':s=48000:d=16"
    words = ["-f", "lavfi", "-i", "color=black:s=64x64:r=30:d=16", "-f", "lavfi", "-i", tone]
    bare([*words, "-c:v", "libx264", "-preset", "ultrafast", "-c:a", "flac", str(folder / "click.mkv")])
    kept = [(said, speed, True) for said, speed in RAMPS.items()]
    return kept + [(f"{said}, pitch moved", speed, False) for said, speed in RAMPS.items() if speed]


def _error_ms(folder: Path, speed: tuple[Speed, ...], keep_pitch: bool) -> float:
    known = {CLICK: MaterialInfo(str(folder / "click.mkv"), probe(folder / "click.mkv"))}
    footage = Footage(CLICK, 10, speed=speed, keep_pitch=keep_pitch)
    montage = Montage(
        SCHEMA, Canvas(144, 144, FPS), (Track("m", "main", (clip("a", 0, LENGTH, footage),)),), mix=Mix(0)
    )
    heard = _samples(Path(run(compiled(montage, known, Film()), folder).outputs[0].path))
    pace, worst = pace_of(speed, LENGTH), 0.0
    for number in range(32):
        k = pace.seen((number * 0.5 + 0.005) * FPS - 10)
        if 5 < k < LENGTH - 5:
            at, reach = k / FPS * RATE, min(3000, 0.2 * RATE / pace.rate(k))
            near = heard[int(at - reach) : int(at + reach)] ** 2
            middle = int(at - reach) + float((near * np.arange(len(near))).sum() / near.sum())
            worst = max(worst, abs(middle - at) / RATE * 1000)
    return worst


def _samples(film: Path) -> np.ndarray:
    words = [
        str(jail.ffmpeg_binary()),
        "-v",
        "error",
        "-i",
        str(film),
        "-af",
        "pan=mono|c0=c0",
        "-f",
        "f32le",
        "-",
    ]
    return np.frombuffer(subprocess.run(words, check=True, capture_output=True).stdout, np.float32)
