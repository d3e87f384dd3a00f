"""One whole training: learn, stop in time, be judged beside co-visitation, then learn from everything."""

from collections.abc import Callable, Sequence

import msgspec
import numpy as np

from mutoscope.core.discovery.covisits import Covisits
from mutoscope.core.discovery.sequence.judging import Judgement, Proposer, beats, judge, judgement, ranks
from mutoscope.core.discovery.sequence.lesson import Watched, lesson, rows_of, vocabulary
from mutoscope.core.discovery.sequence.network import Shape
from mutoscope.core.discovery.sequence.parts import Items, Parameters, Singles
from mutoscope.core.discovery.sequence.training import Progress, Recipe, fit, vectors


class Outcome(msgspec.Struct, frozen=True):
    """What a training came to."""

    shape: Shape
    weights: Parameters
    videos: tuple[int, ...]
    epochs: int
    rows: int
    trained: Judgement
    """Of weights that were taught the first 80 % of the time alone, on the last 10 %."""
    covisitation: Judgement
    """Of co-visitation, taught and judged by the same."""
    wins: bool
    """Whether the difference is more than chance explains. If not, the engine leaves the weights alone."""
    new: float
    """Share of the last 10 % that neither could know."""


def teach(
    everything: Watched, recipe: Recipe, shape: Shape, tell: Callable[[Progress], None] = lambda _: None
) -> Outcome:
    """Learn from what viewers watched well; ``shape.items`` is found here. Raises TooLittle."""
    part = lesson(everything)
    small = msgspec.structs.replace(shape, items=len(part.videos))
    taught = fit(
        small,
        part.rows,
        recipe,
        lambda weights: judge(proposer(weights, small), part.choosing).ndcg,
        tell,
    )
    ours = ranks(proposer(taught.weights, small), part.judging)
    theirs = ranks(counter(part.counted, len(part.videos)), part.judging)

    videos = vocabulary(everything)
    rows = rows_of(everything, {video: place for place, video in enumerate(videos)})
    whole = msgspec.structs.replace(shape, items=len(videos))
    again = msgspec.structs.replace(recipe, epochs=taught.epoch)
    return Outcome(
        shape=whole,
        weights=fit(whole, rows, again, tell=tell).weights,
        videos=videos,
        epochs=taught.epoch,
        rows=len(rows),
        trained=judgement(ours),
        covisitation=judgement(theirs),
        wins=beats(ours, theirs),
        new=part.new,
    )


def proposer(weights: Parameters, shape: Shape) -> Proposer:
    """The network as a judge asks it."""

    def scores(histories: Sequence[Items]) -> Singles:
        found: Singles = vectors(weights, shape, histories) @ weights["item"].T
        return found

    return scores


def counter(counted: Watched, items: int) -> Proposer:
    """Co-visitation as the engine counts it, asked in the same way."""
    covisits = Covisits()
    for viewer, one in enumerate(counted):
        for at_ms, item in one:
            covisits.move(f"p{viewer}", item, None, at_ms)

    def scores(histories: Sequence[Items]) -> Singles:
        found = np.zeros((len(histories), items), np.float32)
        for row, history in zip(found, histories, strict=True):
            videos, strengths = covisits.suggest(history.tolist())
            row[videos] = strengths
        return found

    return scores
