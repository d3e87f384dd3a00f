"""What every source and score looks at, computed once for a page over all rows of the catalogue."""

import msgspec
import numpy as np

from mutoscope.core.discovery.catalogue import Mask, Rows
from mutoscope.core.discovery.content import Floats
from mutoscope.core.discovery.contracts import PageRequest
from mutoscope.core.discovery.state import State
from mutoscope.core.discovery.taste import Taste
from mutoscope.core.discovery.votes import DAY_MS, SHOWN
from mutoscope.core.discovery.weights import Weights


class Scene(msgspec.Struct, frozen=True):
    state: State
    request: PageRequest
    weights: Weights
    taste: Taste
    unseen: Mask
    """Eligible and never met."""
    fresh: Mask
    """Unseen rows that have not had their floor of impressions."""
    interest: Floats
    """Closeness of each row to the nearest long interest, less for a faint one, 0..1."""
    nearest: Rows
    """Which interest that is."""
    session: Floats
    heat: Floats
    explore_share: float
    """Share of slots that explore for viewers with a history."""


def look(state: State, request: PageRequest, weights: Weights, taste: Taste, unseen: Mask) -> Scene:
    n, catalogue = len(unseen), state.catalogue
    vectors = catalogue.vectors[:n]
    state.votes.room(n)
    strengths = np.minimum(1.0, 4.0 * taste.strengths)
    asked = np.vstack([taste.interests * strengths[:, None], taste.session]).astype(np.float32)
    closeness = asked @ vectors.T  # one row per question: reductions then run along memory
    interest, nearest = np.zeros(n), np.zeros(n, np.int64)
    if len(strengths):
        nearest = closeness[:-1].argmax(0)
        interest = np.maximum(closeness[:-1].max(0), 0.0).astype(np.float64)
    floor, share = exploration_budget(state, request.now_ms, weights)
    return Scene(
        state=state,
        request=request,
        weights=weights,
        taste=taste,
        unseen=unseen,
        fresh=unseen & (state.votes.totals[:n, SHOWN] < floor),
        interest=interest,
        nearest=nearest,
        session=closeness[-1].astype(np.float64),
        heat=state.votes.heat(request.now_ms, catalogue.duration[:n]),
        explore_share=share,
    )


def exploration_budget(state: State, now_ms: int, weights: Weights) -> tuple[int, float]:
    """(impressions each new video is meant to get, share of slots spent on it).

        share = clamp(uploads x floor / impressions, 2 %, 12.5 %)

    Where the share would go beyond its cap, the floor shrinks instead: a small community with many uploads
    cannot promise forty viewers to each of them without spoiling everybody's feed.
    """
    catalogue = state.catalogue
    n = len(catalogue)
    since = now_ms - weights.floor_days * DAY_MS
    uploads = int((catalogue.alive[:n] & (catalogue.published_ms[:n] >= since)).sum())
    impressions = state.votes.impressions(now_ms, weights.floor_days)
    affordable = weights.explore_most * impressions / max(uploads, 1)
    floor = int(min(max(affordable, weights.floor_least), weights.floor))
    wanted = uploads * floor / max(impressions, 1)
    return floor, min(max(wanted, weights.explore_least), weights.explore_most)


def held_creators(scene: Scene) -> list[int]:
    """Creators of the last videos the player holds, in order, so that spacing reaches across pages."""
    catalogue = scene.state.catalogue
    held = [catalogue.rows.get(video) for video in scene.request.have[-scene.weights.creator_gap :]]
    return [int(catalogue.creator[row]) for row in held if row is not None]
