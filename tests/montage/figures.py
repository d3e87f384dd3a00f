"""Works out ``figures.json``: many curves, easings and keys with their values, for other languages to reach.

Run it after a change of the arithmetic, and look at what changed: ``python -m tests.montage.figures``.
"""

import json
import random
from pathlib import Path
from typing import Any

from mutoscope.core.montage.document import Key, Speed
from mutoscope.core.montage.timing import ease, length_for, pace_of, value_at

FILE = Path(__file__).with_name("figures.json")


def figures(seed: int = 5) -> dict[str, Any]:
    """Sixty cases of each kind, the same for the same ``seed``."""
    chance = random.Random(seed)
    return {
        "speed": [_speed(chance) for _ in range(60)],
        "ease": [_ease(chance) for _ in range(60)],
        "keys": [_keys(chance) for _ in range(60)],
    }


def _speed(chance: random.Random) -> dict[str, Any]:
    length = chance.randint(1, 2000)
    places = sorted(chance.sample(range(10_001), chance.randint(1, 6)))
    points = [[at, chance.randint(100, 10_000)] for at in places]
    speed = [Speed(at, rate) for at, rate in points]
    pace = pace_of(speed, length)
    looked = [round(chance.uniform(-20, length + 20), 3) for _ in range(6)]
    used = [[k, pace.used(k)] for k in looked]
    stretch = chance.randint(1, 3000)
    return {
        "length": length,
        "points": points,
        "used": used,
        "stretch": stretch,
        "lasts": length_for(stretch, speed),
    }


def _ease(chance: random.Random) -> dict[str, Any]:
    curve = (
        chance.randint(0, 1000),
        chance.randint(-2000, 3000),
        chance.randint(0, 1000),
        chance.randint(-2000, 3000),
    )
    looked = [round(chance.uniform(0, 1), 4) for _ in range(6)]
    return {"curve": list(curve), "values": [[x, ease(curve, x)] for x in looked]}


def _keys(chance: random.Random) -> dict[str, Any]:
    places = sorted(chance.sample(range(-50, 300), chance.randint(1, 8)))
    keys = [
        Key(
            at,
            chance.randint(-10_000, 10_000),
            (chance.randint(0, 1000), chance.randint(-500, 1500), chance.randint(0, 1000), 1000),
            chance.random() < 0.2,
        )
        for at in places
    ]
    looked = [round(chance.uniform(-60, 310), 2) for _ in range(6)]
    return {
        "keys": [{"at": k.at, "value": k.value, "ease": list(k.ease), "hold": k.hold} for k in keys],
        "values": [[k, value_at(keys, k)] for k in looked],
    }


if __name__ == "__main__":
    FILE.write_text(json.dumps(figures(), separators=(",", ":")).replace('},{"', '},\n{"') + "\n", "utf-8")
