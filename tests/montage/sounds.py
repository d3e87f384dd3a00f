"""Sounds made by formula, the same in Python and in `web/src/studio/materials/sounds.ts`, and the beats of
each in ``beats.json``: ``python -m tests.montage.sounds`` writes them anew, after a change of how beats are
found.

A sound is the sum of its parts: ``strokes`` at a tempo, ``noise``, a ``tone``, ``speech``: syllables of a
voice and of hisses, at no tempo.
"""

import json
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from mutoscope.core.montage.beats import beats_of

FILE = Path(__file__).with_name("beats.json")
Samples = npt.NDArray[np.float64]


def sound(case: dict[str, Any]) -> npt.NDArray[np.int16]:
    """What a case of ``beats.json`` sounds like."""
    count = round(case["seconds"] * case["rate"])
    whole = np.zeros(count)
    for part in case["parts"]:
        PARTS[part["what"]](whole, case["rate"], part)
    return np.trunc(np.clip(whole, -1, 1) * 32000).astype(np.int16)


def chance(places: npt.NDArray[np.uint32], seed: int) -> Samples:
    """A number of -1 to 1 for each place."""
    x = places * np.uint32(0x9E3779B1) + np.uint32(seed)
    for shift, factor in ((15, 0x85EBCA77), (13, 0xC2B2AE3D)):
        x = (x ^ (x >> np.uint32(shift))) * np.uint32(factor)
    return (x ^ (x >> np.uint32(16))) / 2**31 - 1


def _places(count: int) -> npt.NDArray[np.uint32]:
    return np.arange(count, dtype=np.uint32)


def _strokes(whole: Samples, rate: int, part: dict[str, Any]) -> None:
    until = part.get("until", len(whole) / rate)
    count = max(0, int((until - part["first"]) * part["bpm"] / 60))
    late = part.get("late", 0) * chance(_places(count), 11)
    for n in range(count):
        begin = int((part["first"] + n * 60 / part["bpm"] + late[n]) * rate + 0.5)
        t = np.arange(max(0, min(len(whole), begin + int(0.12 * rate)) - begin)) / rate
        whole[begin : begin + len(t)] += (
            part["level"] * np.sin(2 * np.pi * part["hz"] * t) * np.exp(-t * part["decay"])
        )


def _noise(whole: Samples, rate: int, part: dict[str, Any]) -> None:
    whole += part["level"] * chance(_places(len(whole)), 5)


def _tone(whole: Samples, rate: int, part: dict[str, Any]) -> None:
    whole += part["level"] * np.sin(2 * np.pi * part["hz"] * np.arange(len(whole)) / rate)


def _speech(whole: Samples, rate: int, part: dict[str, Any]) -> None:
    at, n = 0.1, 0
    hiss = chance(_places(len(whole)), 9)
    while at * rate < len(whole):
        dice = (chance(np.arange(4 * n, 4 * n + 4, dtype=np.uint32), 21) + 1) / 2
        begin, length = int(at * rate + 0.5), int((0.08 + 0.2 * dice[0]) * rate)
        t = np.arange(min(length, len(whole) - begin)) / rate
        hum = np.sin(2 * np.pi * (90 + 130 * dice[1]) * t)
        heard = hiss[begin : begin + len(t)] if dice[2] > 0.6 else hum
        whole[begin : begin + len(t)] += part["level"] * heard * np.sin(np.pi * t * rate / length)
        at, n = at + 0.1 + 0.7 * dice[3] ** 2 + 0.5 * (n % 7 == 6), n + 1


PARTS = {"strokes": _strokes, "noise": _noise, "tone": _tone, "speech": _speech}


def cases() -> list[dict[str, Any]]:
    """Drums of several tempos and hands, and what has no beats."""
    noise = {"what": "noise", "level": 0.01}

    def drum(bpm: float, **more: Any) -> dict[str, Any]:
        return {"what": "strokes", "bpm": bpm, "first": 0.3, "hz": 60, "decay": 25, "level": 0.8, **more}

    def hat(bpm: float) -> dict[str, Any]:
        return drum(bpm * 2, hz=4000, decay=90, level=0.2)

    def case(says: str, *parts: dict[str, Any], seconds: float = 8, rate: int = 22050) -> dict[str, Any]:
        return {"says": says, "rate": rate, "seconds": seconds, "parts": list(parts)}

    return [
        *(case(f"a drum at {bpm}", drum(bpm), hat(bpm), noise) for bpm in (66, 128.5, 174)),
        case("a drum whose hand is not quite even", drum(100, late=0.012), noise),
        case("a drum in loud noise", drum(110), {"what": "noise", "level": 0.12}),
        case("a drum that slows down", drum(126, until=4.9), drum(118, first=5.1), noise, seconds=10),
        case("a drum and somebody who speaks", drum(95), hat(95), {"what": "speech", "level": 0.3}),
        case("a drum of a film's own rate", drum(104), noise, seconds=5, rate=44100),
        case("one long tone", {"what": "tone", "hz": 330, "level": 0.4}, seconds=5),
        case("noise alone", {"what": "noise", "level": 0.3}),
        case("somebody who speaks", {"what": "speech", "level": 0.5}, seconds=10),
        case("silence", seconds=6),
        case("less than a beat", drum(120), seconds=0.33),
        case("next to nothing", seconds=0.001),
    ]


if __name__ == "__main__":
    made = []
    for one in cases():
        found = beats_of(sound(one), one["rate"])
        made.append({**one, "bpm": found.bpm, "at": found.at})
    lines = ",\n".join(json.dumps(one, separators=(",", ":")) for one in made)
    FILE.write_text(f"[\n{lines}\n]\n", "utf-8")
