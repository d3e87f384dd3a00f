"""Recognising films that somebody sent again: how many are found, who is asked wrongly, what it costs.

Against the two ways that are usual: the same bytes, and a first picture that looks the same. The second part
asks how many films are looked at closely where ten thousand are there.
"""

import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

import numpy as np

from bench.harness import Figure, figure, measured
from bench.studio._copies import CHANGED, NOISES, changed, film, noise, song
from mutoscope.adapters.ffmpeg.prints import prints
from mutoscope.adapters.ffmpeg.probe import probe
from mutoscope.core.montage.likeness import Glimpse, Prints, asked_keys, candidates, index_keys, likeness

ORIGINALS, STRANGERS, SECONDS = 6, 6, 18
MANY, ASKED = 10_000, 40
NEAR = 31


class Known(NamedTuple):
    prints: Prints
    sha256: str
    length_ms: int


def main() -> list[Figure]:
    return [*_recognised(), _of_one_kind(), *_searched()]


def _recognised() -> list[Figure]:
    found: dict[str, int] = dict.fromkeys(CHANGED, 0)
    same_bytes = first_looks = wrong = wrong_first = pairs = 0
    cpu_s, minutes = 0.0, 0.0
    with tempfile.TemporaryDirectory(prefix="mutoscope-bench-") as name:
        folder = Path(name)
        originals = [_known(film(folder, seed, SECONDS), folder) for seed in range(ORIGINALS)]
        paths = [folder / f"film{seed}.mp4" for seed in range(ORIGINALS)]
        index: dict[int, list[int]] = {}
        for place, one in enumerate(originals):
            for key in index_keys(one.prints):
                index.setdefault(key, []).append(place)
        other = song(folder, 99, SECONDS + 2)
        for how in CHANGED:
            for place, path in enumerate(paths):
                sent = changed(path, how, folder, other)
                with measured() as spent:
                    copy = _known(sent, folder)
                cpu_s, minutes = cpu_s + spent.cpu_s, minutes + copy.length_ms / 60_000
                found[how] += place in _like(copy, originals, index)
                same_bytes += copy.sha256 == originals[place].sha256
                first_looks += _starts_alike(copy, originals[place])
        for seed in range(100, 100 + STRANGERS):
            stranger = _known(film(folder, seed, SECONDS), folder)
            wrong += len(_like(stranger, originals, index))
            wrong_first += sum(_starts_alike(stranger, one) for one in originals)
            pairs += len(originals)
    whole = ORIGINALS * len(CHANGED)
    told = ", ".join(f"{how} {count}/{ORIGINALS}" for how, count in found.items())
    recall, first = sum(found.values()) / whole, first_looks / whole
    return [
        figure(
            "studio.likeness: share of films sent again that are recognised",
            round(recall, 4),
            "",
            baseline=round(first, 4),
            at_least=0.9,
            note=f"beside a first picture that looks the same; {told}",
        ),
        figure("studio.likeness: share that the same bytes recognise", round(same_bytes / whole, 4), ""),
        figure(
            "studio.likeness: strangers taken for copies",
            wrong,
            "",
            at_most=0,
            note=f"of {pairs} pairs; by their first pictures {wrong_first}",
        ),
        figure(
            "studio.likeness: processor for a minute of film",
            round(cpu_s / minutes, 2),
            "s",
            at_most=6,
            note="probing and prints in the jail, 180 x 320 at 12 pictures a second",
        ),
    ]


def _of_one_kind() -> Figure:
    """Films whose sounds are of one kind, and nobody's: rain and rain, room and room."""
    asked = []
    with tempfile.TemporaryDirectory(prefix="mutoscope-bench-") as name:
        folder = Path(name)
        for kind in NOISES:
            paths = [noise(folder, kind, seed, SECONDS) for seed in (3, 8, 21)]
            for one, other in combinations([_known(path, folder) for path in paths], 2):
                asked += [kind] * (likeness(one.prints, other.prints, one.length_ms) is not None)
    return figure(
        "studio.likeness: noises of one kind taken for copies",
        len(asked),
        "",
        at_most=0,
        note=f"of {3 * len(NOISES)} pairs: {', '.join(NOISES)}",
    )


def _known(path: Path, folder: Path) -> Known:
    info = probe(path)
    taken = prints(info, folder)
    return Known(taken, hashlib.sha256(path.read_bytes()).hexdigest(), info.duration_ms)


def _like(copy: Known, originals: list[Known], index: dict[int, list[int]]) -> list[int]:
    holders = {key: index[key] for key in asked_keys(copy.prints) if key in index}
    return [
        place
        for place in candidates(holders)
        if likeness(copy.prints, originals[place].prints, copy.length_ms) is not None
    ]


def _starts_alike(one: Known, other: Known) -> bool:
    firsts = [int.from_bytes(known.prints.glimpses[0].pdq) for known in (one, other) if known.prints.glimpses]
    return len(firsts) == 2 and (firsts[0] ^ firsts[1]).bit_count() <= NEAR


def _searched() -> list[Figure]:
    """Films of made-up prints in a real index; copies of some of them are looked for."""
    with database():
        from django.db import connection, transaction

        from mutoscope.apps.likeness import index

        for start in range(0, MANY, 500):
            with transaction.atomic():
                for n in range(start, start + 500):
                    index.write(n + 1, n + 1, index_keys(_made_up(n)))
        looked_at, rows, hits = [], [], 0
        chance = np.random.default_rng(3)
        with measured() as spent:
            for n in chance.integers(0, MANY, ASKED).tolist():
                asked = asked_keys(_worse(_made_up(n), n))
                holders = index.holders(asked, 0)
                best = candidates(holders)
                looked_at.append(len(best))
                rows.append(sum(map(len, holders.values())))
                hits += bool(best) and best[0] == n + 1
        with connection.cursor() as cursor:
            cursor.execute("SELECT COUNT(*) FROM likeness_key")
            keys = cursor.fetchone()[0]
    note = f"{MANY:,} films of 18 s, {keys:,} keys, {ASKED} copies with a tenth of their bits wrong"
    return [
        figure(
            "studio.likeness: films looked at closely, at most", max(looked_at), "", at_most=24, note=note
        ),
        figure("studio.likeness: rows of the index read for one film, at most", max(rows), "", note=note),
        figure("studio.likeness: the right film comes first", round(hits / ASKED, 4), "", at_least=0.95),
        figure("studio.likeness: processor for one search", round(1000 * spent.cpu_s / ASKED, 2), "ms"),
    ]


@contextmanager
def database() -> Iterator[None]:
    """A database of its own, thrown away afterwards."""
    with tempfile.TemporaryDirectory(prefix="mutoscope-bench-") as home:
        os.environ |= {"MUTOSCOPE_HOME": home, "DJANGO_SETTINGS_MODULE": "mutoscope.project.settings"}
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", "likeness", verbosity=0)
        yield


def _made_up(n: int) -> Prints:
    chance = np.random.default_rng(10_000 + n)
    looks = chance.integers(0, 256, (SECONDS, 32), dtype=np.uint8)
    # Sounds of the world are nearer to each other than chance: a few hundred words are in every tenth film.
    words = chance.integers(0, 2**32, 124, dtype=np.uint32)
    common = np.random.default_rng(5).integers(0, 2**32, 300, dtype=np.uint32)
    words[::4] = chance.choice(common, len(words[::4]))
    return Prints(tuple(Glimpse(at * 1000, row.tobytes()) for at, row in enumerate(looks)), words.tobytes())


def _worse(prints: Prints, seed: int) -> Prints:
    """A tenth of the bits of its pictures and its sound turned over."""
    chance = np.random.default_rng(seed)

    def scratched(data: bytes) -> bytes:
        bits = np.unpackbits(np.frombuffer(data, np.uint8))
        return np.packbits(bits ^ (chance.random(len(bits)) < 0.1)).tobytes()

    looks = tuple(Glimpse(one.at_ms, scratched(one.pdq)) for one in prints.glimpses)
    return Prints(looks, scratched(prints.sound))
