"""``mutoscope train retriever``: read the engine's log, teach, write weights for the engine to find."""

from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec
import numpy as np
import numpy.typing as npt

from mutoscope.adapters.engine import weights_file
from mutoscope.adapters.engine.contracts import Engine
from mutoscope.adapters.engine.weights_file import Manifest
from mutoscope.adapters.engine.wire import MOST_EVENTS
from mutoscope.core.discovery import State
from mutoscope.core.discovery.ranks import Mask
from mutoscope.core.discovery.sequence.lesson import watched
from mutoscope.core.discovery.sequence.network import Shape
from mutoscope.core.discovery.sequence.retriever import Retriever
from mutoscope.core.discovery.sequence.teaching import teach
from mutoscope.core.discovery.sequence.training import Progress, Recipe


class Known(msgspec.Struct, frozen=True):
    """Videos by row, and which of them may be served."""

    ids: npt.NDArray[np.int64]
    alive: Mask


def train_retriever(
    engine: Engine,
    paths: Sequence[Path],
    *,
    recipe: Recipe,
    now_ms: int,
    program: str,
    tell: Callable[[Progress], None] = lambda _: None,
) -> Manifest:
    """Teach from everything the engine's log tells and write the weights to every one of ``paths``.

    Raises TooLittle when too little was watched; EngineDown. Whatever was there stays until then.
    """
    state, up_to = facts_of(engine)
    ids = state.catalogue.ids
    known = Known(ids, np.isin(ids, np.array(engine.parts()[0].catalogue(), np.int64)))
    everything = watched(state.viewers, known)
    outcome = teach(everything, recipe, Shape(items=0), tell)
    manifest = Manifest(
        shape=outcome.shape,
        seed=recipe.seed,
        program=program,
        log_up_to=up_to,
        made_ms=now_ms,
        rows=outcome.rows,
        epochs=outcome.epochs,
        trained=outcome.trained,
        covisitation=outcome.covisitation,
        wins=outcome.wins,
        new=outcome.new,
    )
    for path in paths:
        weights_file.write(path, manifest, Retriever(outcome.shape, outcome.weights, outcome.videos))
    return manifest


def facts_of(engine: Engine) -> tuple[State, int]:
    """(what the log's events say of viewers, up to which number of the log; that of all shards together)."""
    state, told = State(), 0
    for part in engine.parts():
        after, more = 0, True
        while more:
            stretch = part.history(after, MOST_EVENTS)
            for one in stretch.happened:
                state.apply(one.event)
            more = stretch.up_to != after and bool(stretch.happened)
            after = stretch.up_to
        told += after
    return state, told
