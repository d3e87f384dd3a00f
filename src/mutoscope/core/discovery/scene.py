"""What every source and score looks at, computed once for a page.

The one thing that has an entry for every row of the catalogue is ``unseen``: a byte each, copied from masks
that are kept up with every change. Everything else is asked of candidates only.
"""

import msgspec
import numpy as np
import numpy.typing as npt

from mutoscope.core.discovery.catalogue import Mask, Rows
from mutoscope.core.discovery.choices import Choices
from mutoscope.core.discovery.contracts import PageRequest
from mutoscope.core.discovery.kinship import Kin, kin_of
from mutoscope.core.discovery.state import State
from mutoscope.core.discovery.taste import Taste
from mutoscope.core.discovery.weights import Weights
from mutoscope.core.units import DAY_MS

Singles = npt.NDArray[np.float32]
POOL = 100
"""Videos weighed against each other of those that are owed an audience, and of those that have hopes."""
PROMOTED = 30
"""Of those that proved better than the usual."""
_BEGUN = 300
"""Looked at for those that have hopes."""
DOUBT = 1.28
"""Deviations above the mean at which nine in ten would be below it: more than ``SURE``, because nobody looks
again at what was given up, and what was kept in vain is found out at the next look."""


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
    """Unseen rows that exploring slots are for. Those that have not had their floor of impressions: least met
    first, then newest, ``POOL`` at most. Then as many of the young ones whose audition goes on, newest
    first: met by fewer than every new video would be if the instance could afford it, and possibly good.
    Then ``PROMOTED`` at most of the young ones that proved good and are below a higher tier."""
    floor: int
    """Impressions every new video is meant to get now."""
    longings: Singles
    """(interest, 64): the long interests, shorter where they are faint."""
    kin: Kin
    """Who speaks for them."""
    explore_share: float
    """Share of slots that explore for viewers with a history."""
    former: bool = False
    """Whether the trained source is asked as it was before the one that is on trial."""


def look(
    state: State,
    request: PageRequest,
    weights: Weights,
    taste: Taste,
    choices: Choices,
    unseen: Mask,
    *,
    former: bool = False,
) -> Scene:
    state.votes.room(len(unseen))
    strengths = np.minimum(1.0, 4.0 * taste.strengths)
    floor, share = exploration_budget(state, request.now_ms, weights)
    return Scene(
        state=state,
        request=request,
        weights=weights,
        taste=taste,
        choices=choices,
        unseen=unseen,
        left=int(np.count_nonzero(unseen)),
        fresh=_explored(state, request, weights, unseen, floor),
        floor=floor,
        longings=(taste.interests * strengths[:, None]).astype(np.float32),
        kin=kin_of(taste, request.follows, state.catalogue, state.votes, weights),
        explore_share=share,
        former=former,
    )


def by(scene: Scene, weights: Weights) -> Scene:
    """The same scene by other numbers: what exploring slots are for is told anew."""
    floor, share = exploration_budget(scene.state, scene.request.now_ms, weights)
    fresh = _explored(scene.state, scene.request, weights, scene.unseen, floor)
    return msgspec.structs.replace(scene, weights=weights, floor=floor, explore_share=share, fresh=fresh)


def _explored(state: State, request: PageRequest, weights: Weights, unseen: Mask, floor: int) -> Rows:
    """What exploring slots are for: ``Scene.fresh``."""
    owed = state.unproven.first(POOL, unseen, floor)
    going_on = _auditioned(state, request, weights, unseen)
    going_on = going_on[~np.isin(going_on, owed)][:POOL]
    return np.concatenate([owed, going_on, _promoted(state, request, weights, unseen, floor)])


def _auditioned(state: State, request: PageRequest, weights: Weights, unseen: Mask) -> Rows:
    """Met by somebody, young, below the floor that all would have, and possibly good: newest first."""
    since_ms = request.now_ms - weights.audition_days * DAY_MS
    rows, votes = state.unproven.begun(_BEGUN, unseen, since_ms), state.votes
    young = state.catalogue.published_ms[rows] >= since_ms
    quality, deviation = votes.quality(rows, state.catalogue.duration[rows])
    hopeful = quality + DOUBT * deviation > weights.audition_bar
    return rows[young & hopeful & (votes.shown[rows] < weights.floor)]


def _promoted(state: State, request: PageRequest, weights: Weights, unseen: Mask, floor: int) -> Rows:
    """Past its audition, better than the usual with some certainty, young, and below the last tier."""
    rows = state.votes.best.first(2 * PROMOTED, unseen)
    met, since = state.votes.shown[rows], request.now_ms - weights.promoted_days * DAY_MS
    young = state.catalogue.published_ms[rows] >= since
    return rows[young & (met >= weights.floor) & (met < floor * weights.tiers[-1])][:PROMOTED]


def exploration_budget(state: State, now_ms: int, weights: Weights) -> tuple[int, float]:
    """(impressions each new video is meant to get, share of slots spent on it).

        share = clamp(uploads x floor / impressions, 2 %, 12.5 %)

    Where the share would go beyond its cap, the floor shrinks instead: a small community with many uploads
    cannot promise forty viewers to each of them without spoiling everybody's feed.
    """
    catalogue = state.catalogue
    since = now_ms - weights.floor_days * DAY_MS
    uploads = catalogue.newest.up_to(-float(since))
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
