"""What an engine says of itself."""

from mutoscope.adapters.engine.contracts import Health, Parameters, fingerprint
from mutoscope.core.discovery import State, Weights
from mutoscope.core.discovery.eligible import FILTERS
from mutoscope.core.discovery.sources import PLAIN_SOURCES, SOURCES


def parameters_of(state: State, weights: Weights) -> Parameters:
    """What decides its pages, as it runs now."""
    trained = state.retriever is not None or state.former is not None
    sources = tuple(name for name in SOURCES if trained or name != "sequence")
    tried = (state.trials.running, state.trials.stopped_now)
    return Parameters(weights.version, weights, sources, tuple(PLAIN_SOURCES), FILTERS, *tried)


def health_of(
    state: State, weights: Weights, served: tuple[int, ...], learned: tuple[int, float], *, with_state: bool
) -> Health:
    """Where it stands, but for its files; ``served`` are the videos that may be, ``learned`` is (examples,
    trust) of its ranker."""
    examples, trust = learned
    return Health(
        videos=len(served),
        viewers=len(state.viewers),
        sequence=0,
        policy=weights.version,
        fingerprint=fingerprint(served),
        state=state.digest() if with_state else "",
        examples=examples,
        trust=round(trust, 4),
        plan=state.trials.running.plan,
        stopped=state.trials.stopped_now,
    )
