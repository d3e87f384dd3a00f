"""What every source and score looks at, computed once for a page over all rows of the catalogue."""

import msgspec
import numpy as np
import numpy.typing as npt

from mutoscope.core.discovery.catalogue import Mask, Rows
from mutoscope.core.discovery.choices import Choices
from mutoscope.core.discovery.content import Floats
from mutoscope.core.discovery.contracts import PageRequest
from mutoscope.core.discovery.state import State
from mutoscope.core.discovery.taste import Taste
from mutoscope.core.discovery.votes import DAY_MS
from mutoscope.core.discovery.weights import Weights

Singles = npt.NDArray[np.float32]
POOL = 100
"""Fresh videos weighed against each other."""


class Scene(msgspec.Struct, frozen=True):
    state: State
    request: PageRequest
    weights: Weights
    taste: Taste
    choices: Choices
    unseen: Mask
    """Eligible and never met."""
    left: int
    """How many those are."""
    fresh: Rows
    """Unseen rows that have not had their floor of impressions: least met first, then newest, ``POOL``
    at most."""
    near: Singles
    """(interest, row): closeness of each row to each long interest, less for a faint one."""
    interest: Singles
    """Closeness of each row to the nearest long interest, 0..1."""
    session: Singles
    heat: Floats
    explore_share: float
    """Share of slots that explore for viewers with a history."""


def look(
    state: State, request: PageRequest, weights: Weights, taste: Taste, choices: Choices, unseen: Mask
) -> Scene:
    n = len(unseen)
    state.votes.room(n)
    strengths = np.minimum(1.0, 4.0 * taste.strengths)
    asked = np.vstack([taste.interests * strengths[:, None], taste.session]).astype(np.float32)
    closeness = asked @ state.catalogue.vectors[:n].T  # one row per question, so that each lies together
    near = closeness[:-1]
    floor, share = exploration_budget(state, request.now_ms, weights)
    return Scene(
        state=state,
        request=request,
        weights=weights,
        taste=taste,
        choices=choices,
        unseen=unseen,
        left=int(np.count_nonzero(unseen)),
        fresh=_freshest(state, unseen, floor),
        near=near,
        interest=near.max(0, initial=0.0),
        session=closeness[-1],
        heat=state.votes.heat(request.now_ms, state.catalogue.duration[:n]),
        explore_share=share,
    )


def _freshest(state: State, unseen: Mask, floor: int) -> Rows:
    shown, newest = state.votes.shown[: len(unseen)], state.catalogue.newest_first()
    lately = newest[: 10 * POOL]
    unmet: Rows = lately[unseen[lately] & (shown[lately] == 0)]
    if len(unmet) >= POOL:  # nearly always, and then nothing else needs to be looked at
        return unmet[:POOL]
    rows: Rows = newest[unseen[newest] & (shown[newest] < floor)]
    return rows[np.argsort(shown[rows], kind="stable")[:POOL]]


def exploration_budget(state: State, now_ms: int, weights: Weights) -> tuple[int, float]:
    """(impressions each new video is meant to get, share of slots spent on it).

        share = clamp(uploads x floor / impressions, 2 %, 12.5 %)

    Where the share would go beyond its cap, the floor shrinks instead: a small community with many uploads
    cannot promise forty viewers to each of them without spoiling everybody's feed.
    """
    catalogue = state.catalogue
    n = len(catalogue)
    since = now_ms - weights.floor_days * DAY_MS
    uploads = int(np.count_nonzero(catalogue.alive[:n] & (catalogue.published_ms[:n] >= since)))
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
