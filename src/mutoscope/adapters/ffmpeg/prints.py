"""``prints(info)``: what a film can be recognised by, taken in the jail."""

from pathlib import Path
from typing import cast

import numpy as np

from mutoscope.adapters.ffmpeg import jail
from mutoscope.adapters.ffmpeg.run import run
from mutoscope.adapters.ffmpeg.stills import TELLING, Pixels, pdq
from mutoscope.core.montage.likeness import Glimpse, Prints, without_bars
from mutoscope.core.montage.likeness.printing import SIDE, plan_prints
from mutoscope.core.montage.media_info import MediaInfo


def prints(info: MediaInfo, out_dir: Path, control: jail.Control | None = None) -> Prints:
    """A hash of each second that shows enough to be told from others, as it is and mirrored, and the words of
    the sound.

    Raises what ``run`` raises. A film too short or silent to have one or the other comes without it.
    """
    made = {output.name: Path(output.path) for output in run(plan_prints(info), out_dir, control).outputs}
    looks = made["looks.gray"].read_bytes() if "looks.gray" in made else b""
    sound = made["sound.fpr"].read_bytes() if "sound.fpr" in made else b""
    for path in made.values():
        path.unlink()
    size = SIDE * SIDE
    pictures = np.frombuffer(looks[: len(looks) // size * size], np.uint8).reshape(-1, SIDE, SIDE)
    plain, mirrored = [], []
    for second, picture in enumerate(without_bars(pictures)):
        seen = pdq(_in_three(picture))
        if seen.quality >= TELLING:
            plain.append(Glimpse(second * 1000, bytes.fromhex(seen.hex)))
            mirrored.append(Glimpse(second * 1000, bytes.fromhex(pdq(_in_three(picture[:, ::-1])).hex)))
    return Prints(tuple(plain), sound[: len(sound) // 4 * 4], tuple(mirrored))


def _in_three(gray: Pixels) -> Pixels:
    """As a picture of three colours, which is what hashes are made of."""
    return cast(Pixels, np.repeat(gray[:, :, None], 3, axis=2))
