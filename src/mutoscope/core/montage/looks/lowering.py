"""An effect of a clip as a part of a filter graph: when it lasts, how much of it there is, and its steps."""

from mutoscope.core.montage.document import Effect
from mutoscope.core.montage.looks.coarsening import Amount, Grain, taken
from mutoscope.core.montage.looks.effects import EFFECTS
from mutoscope.core.montage.looks.planes import pace_factor
from mutoscope.core.montage.looks.stepping import Run, stepped
from mutoscope.core.montage.looks.wiring import Frame, Wiring
from mutoscope.core.montage.plan import made

RECIPES = {recipe.name: recipe for recipe in EFFECTS}


def is_known(name: str) -> bool:
    """Whether an effect of this name, version and all, is in the catalogue."""
    return name in RECIPES


def affected(
    wiring: Wiring,
    frame: Frame,
    effect: Effect,
    span: tuple[int, int],
    amount: Amount,
    grain: Grain = Grain(),
) -> str:
    """The pad of ``frame`` with ``effect`` on it while it lasts.

    ``span`` are the pictures of the clip that pass, the first and the first that does not; ``amount`` says
    how much of the effect there is at a picture of the clip, in thousandths, and ``grain`` in which steps.
    """
    runs = _runs(effect, span, amount, grain)
    if len(runs) == 1:
        return _run(wiring, frame, effect, runs[0])
    parts = []
    for pad, run in zip(wiring.copies(frame.pad, len(runs)), runs, strict=True):
        first = run[0] - span[0]
        cut = made("trim", start_frame=first, end_frame=first + run[1] - run[0])
        alone = wiring.through(pad, cut, made("setpts", expr="PTS-STARTPTS"))
        parts.append(_run(wiring, frame._replace(pad=alone), effect, run))
    return wiring.joined(tuple(parts))


_Run = tuple[int, int, float]
"""Pictures of the clip, first and the first after, and the amount; below 0: without the effect."""


def _runs(effect: Effect, span: tuple[int, int], amount: Amount, grain: Grain) -> list[_Run]:
    end = effect.start + effect.length if effect.length else span[1]
    runs: list[_Run] = []
    for k in range(*span):
        here = taken(effect, grain, k, amount) if effect.start <= k < end else -1.0
        if runs and runs[-1][2] == here:
            runs[-1] = (runs[-1][0], k + 1, here)
        else:
            runs.append((k, k + 1, here))
    return runs


def _run(wiring: Wiring, frame: Frame, effect: Effect, run: _Run) -> str:
    first, end, amount = run
    if amount < 0:
        return frame.pad
    shown = Run(frame, wiring.fps, amount / 1000, pace_factor(effect.pace), first - effect.start, end - first)
    pad, kept = frame.pad, ""
    for step in RECIPES[effect.name].steps:
        pad, kept = stepped(wiring, pad, kept, step, shown)
    return pad
