"""Works out ``walks.json``: long rows of edits as nobody would plan them, and the digest each leads to.

Every line is one that a story may have; one that is refused says so and changes nothing. Run it after a
change of the edits, and look at what changed: ``python -m tests.montage.walks``.
"""

import json
import random
from pathlib import Path
from typing import Any

from tests.montage.drawn import drawn, material
from tests.montage.verbs import done

from mutoscope.core.montage.checking import MontageLimits, check, digest
from mutoscope.core.montage.document import Montage
from mutoscope.core.units import Refusal

FILE = Path(__file__).with_name("walks.json")
START = (
    "beats: 10 20 30 40 50",
    "main: a[0..40)+10 ~8~ b[40..70)*0:1000,10000:3000 {fade 10 8; x -5=0 12=700 40=90}"
    " c[70..100)+5.250< p[100..130)",
    "overlay: d[5..35)*500 {effect glitch@1 3 9; effect shake@1 8 0; effect.1.amount 2=100 18=900}"
    " ~6~ f[35..60)",
    "text: t[0..25) {enter pop 5; leave pop 5} c2[30..80) {words one@0+10 two@12+9 three@30+15}",
    "sound: g[0..60) {fade 12 20} h[60..90)*1500",
)
LENGTHS = {"a": 120, "b": 100, "c": 90, "d": 60, "f": 60, "g": 200, "h": 90}
_CLIPS = ["a", "b", "c", "p", "d", "f", "t", "c2", "g", "h"]


def saved() -> dict[str, Any]:
    """What ``walks.json`` holds."""
    return {"start": list(START), "lengths": LENGTHS, "walks": walks()}


def walks(seed: int = 11, count: int = 80, steps: int = 10) -> list[dict[str, Any]]:
    """``count`` rows of ``steps`` edits each, the same for the same ``seed``."""
    chance = random.Random(seed)
    return [_walk(chance, steps) for _ in range(count)]


def walked(lines: list[str]) -> tuple[Montage, list[str]]:
    """Where ``lines`` lead, and the codes of those that were refused; every step is a montage that may be."""
    montage = drawn(START)
    lengths = {material(name): length for name, length in LENGTHS.items()}
    refused = []
    for line in lines:
        name, *words = line.split()
        try:
            montage, _ = done(montage, lengths, name, words)
        except Refusal as no:
            refused.append(no.code)
        check(montage, MontageLimits(max_seconds=10_000, max_layers=100))
    return montage, refused


def _walk(chance: random.Random, steps: int) -> dict[str, Any]:
    lines = [_line(chance, place) for place in range(steps)]
    montage, refused = walked(lines)
    return {"lines": lines, "refused": refused, "digest": digest(montage)}


def _line(chance: random.Random, place: int) -> str:
    clip, new = chance.choice([*_CLIPS, *(f"n{n}" for n in range(place))]), f"n{place}"
    at, by = chance.randint(0, 140), chance.randint(-40, 40)
    rate = chance.choice(["2000", "500", "1333", "0:500,10000:2500", "2000:700,6000:1900"])
    return chance.choice(
        [
            f"trim_start {clip} {by}",
            f"trim_end {clip} {by}",
            f"split {clip} {at} {new}",
            f"split {clip} {at} {new}",
            f"freeze {clip} {at} {chance.randint(1, 20)} {new} {new}r",
            f"delete {clip}",
            f"duplicate {clip} {new}",
            f"move {clip} {chance.choice(['main', 'overlay', 'text', 'sound'])} {at}",
            f"reorder {clip} {chance.randint(0, 5)}",
            f"speed {clip} {rate}",
            f"reverse {clip}",
            f"slip {clip} {by}",
            f"join {clip} {chance.randint(1, 30)}",
            f"detach {clip} {new} {new}t",
            f"key {clip} {chance.choice(['x', 'volume', 'effect.0.amount'])} {by}={chance.randint(0, 900)}",
            f"carrying trim_end {clip} {by}",
        ]
    )


if __name__ == "__main__":
    FILE.write_text(json.dumps(saved(), separators=(",", ":")).replace("},{", "},\n{") + "\n", "utf-8")
