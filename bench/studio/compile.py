"""How much CPU it takes to compile a project of a hundred clips, and whether it is always the same plan.

Every time it is another project, which nobody has compiled before: nothing of its answer can be at hand.
"""

import gc
import time

import msgspec

from bench._montages import hundred, materials
from bench.harness import Figure, figure, quantile
from mutoscope.adapters.fonts import lettering
from mutoscope.core.montage.compiling import Film, compile_montage
from mutoscope.core.montage.compiling.colours import _cube
from mutoscope.core.montage.document import Key, Montage

TIMES = 40


def main() -> list[Figure]:
    letters = lettering()
    with materials() as known:
        _cube.cache_clear()
        began = time.process_time()
        plan = compile_montage(_edited(0), known, Film(), letters)
        first_ms = 1000 * (time.process_time() - began)
        assert compile_montage(_edited(0), known, Film(), letters) == plan
        spent = []
        for turn in range(1, TIMES + 1):
            montage = _edited(turn)
            gc.collect()  # what the turn before left is not this one's
            began = time.process_time()
            other = compile_montage(montage, known, Film(), letters)
            spent.append(1000 * (time.process_time() - began))
            assert other != plan
    note = f"{sum(len(track.clips) for track in montage.tracks)} clips, {len(plan.chains)} chains"
    return [
        figure("studio.compile: CPU, p50", quantile(spent, 0.5), "ms", at_most=30, note=note),
        figure("studio.compile: CPU, p95", quantile(spent, 0.95), "ms", note=f"{TIMES} projects"),
        figure(
            "studio.compile: least CPU", min(spent), "ms", note="what others on the machine take away not"
        ),
        figure("studio.compile: first, with its tables of colours", first_ms, "ms", note=note),
    ]


def _edited(turn: int) -> Montage:
    """The project with every key of place moved by ``turn``, and every film begun that much later."""
    montage = hundred()
    tracks = []
    for track in montage.tracks:
        clips = []
        for clip in track.clips:
            keys = {
                name: tuple(Key(key.at, key.value + turn, key.ease) for key in row)
                for name, row in clip.keys.items()
            }
            content = clip.content
            if hasattr(content, "source_in"):
                content = msgspec.structs.replace(content, source_in=content.source_in + turn)
            clips.append(msgspec.structs.replace(clip, keys=keys, content=content))
        tracks.append(msgspec.structs.replace(track, clips=tuple(clips)))
    return msgspec.structs.replace(montage, tracks=tuple(tracks))
