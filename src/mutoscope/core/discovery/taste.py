"""What a viewer seems to want, read from the facts each time a page is made.

Each touched video has a *gain*: its watch quantile within its duration bucket, spread to -1..1, plus what
was said outright (like, share, follow, «not interested»). Gains fade by half-lives: long interests over
weeks, the session within minutes, refusals over months. The positive ones are gathered into up to three
interests, each the exponentially weighted mean of its cluster, so two loves do not average into neither.
"""

import msgspec
import numpy as np
import numpy.typing as npt

from mutoscope.core.discovery.catalogue import Rows
from mutoscope.core.discovery.content import SIZE, Floats, unit
from mutoscope.core.discovery.state import State
from mutoscope.core.discovery.viewer import Past, Viewer
from mutoscope.core.discovery.votes import BINS, RATIO_EDGES
from mutoscope.core.discovery.weights import Weights


class Taste(msgspec.Struct, frozen=True):
    views: int
    """Videos met so far; 0: a newcomer."""
    interests: Floats
    """(k, 64), each of length 1."""
    strengths: Floats
    """(k,), the strongest 1."""
    session: Floats
    """Length 0..1: 0 when nothing happened lately."""
    rows: Rows
    """(m,): rows of what they met lately, oldest first."""
    history: npt.NDArray[np.float32]
    """(m, 64): the vectors of those, whose gains follow."""
    gains: Floats
    """(m,): how each went, faded; the latest count several times."""
    faded: Floats
    """(m,): how each went, faded by time alone."""
    weight: Floats
    """(m,): how much each still tells."""
    refused: npt.NDArray[np.int64]
    """(r,): places in the history of what they said «not interested» about."""
    refusal: Floats
    """(r,): how much of that is left, 0..1."""
    creators: "Affinity"
    tags: "Affinity"
    """By the catalogue's codes: how these went."""
    loved: tuple[int, ...]
    """The latest videos they loved, newest first."""


class Affinity(msgspec.Struct, frozen=True):
    """-1..1 for each code that was met, shrunk towards 0 while there is little to go by; 0 for any other."""

    codes: npt.NDArray[np.int32]
    """Ascending."""
    values: Floats

    def of(self, codes: npt.NDArray[np.int32]) -> Floats:
        if not len(self.codes):
            return np.zeros(codes.shape)
        at = np.minimum(np.searchsorted(self.codes, codes), len(self.codes) - 1)
        return np.where(self.codes[at] == codes, self.values[at], 0.0)


NOBODY = Viewer()
_EMPTY, _NONE, _NOWHERE = np.zeros((0, SIZE)), np.zeros(0), np.zeros(0, np.int64)
_ALL = -1
_INDIFFERENT = Affinity(np.zeros(0, np.int32), _NONE)


def taste(state: State, viewer: Viewer, now_ms: int, weights: Weights) -> Taste:
    """The taste of ``viewer`` at ``now_ms``."""
    past, catalogue = _past(state, viewer, weights), state.catalogue
    rows = past.rows
    if not len(rows):
        return Taste(
            views=len(viewer.touches),
            interests=_EMPTY,
            strengths=_NONE,
            session=np.zeros(SIZE),
            rows=_NOWHERE,
            history=_EMPTY.astype(np.float32),
            gains=_NONE,
            faded=_NONE,
            weight=_NONE,
            refused=_NOWHERE,
            refusal=_NONE,
            creators=_INDIFFERENT,
            tags=_INDIFFERENT,
            loved=(),
        )
    gains, half_lives = _gains(state, past, weights)
    history = catalogue.vectors[rows]
    vectors = history.astype(np.float64)
    age = np.maximum(now_ms - past.last_ms, 0.0)
    left = np.exp2(-age / half_lives)
    faded = gains * left
    videos_since = np.arange(len(rows) - 1, -1, -1.0)
    boost = 1.0 + weights.latest_boost * np.exp2(-videos_since / weights.latest_half_life_videos)

    interests, mass = _clusters(vectors, np.maximum(faded, 0.0), weights.interests)
    fading = age / weights.session_half_life_ms + videos_since / weights.session_half_life_videos
    lately = gains * np.exp2(-fading) * (age <= weights.session_window_ms)
    session = np.where(lately > 0, lately, 0.4 * lately) @ vectors
    creators, tags = _affinities(state, rows, faded)
    refused = np.flatnonzero(past.refused)
    return Taste(
        views=len(viewer.touches),
        interests=interests,
        strengths=mass / mass.max() if len(mass) else mass,
        session=unit(session) * min(1.0, float(np.abs(lately).sum())),
        rows=rows,
        history=history,
        gains=faded.clip(-1.5, 1.5) * boost,
        faded=faded,
        weight=left * boost,
        refused=refused,
        refusal=left[refused],
        creators=creators,
        tags=tags,
        loved=past.loved,
    )


def _past(state: State, viewer: Viewer, weights: Weights) -> Past:
    """The latest touches of videos that the catalogue knows; written down once until they change."""
    catalogue = state.catalogue
    if viewer.past is not None and viewer.past.asked in (
        (weights.recent, catalogue.erased, _ALL),
        (weights.recent, catalogue.erased, catalogue.known),
    ):
        return viewer.past
    columns = viewer.touches.columns()
    latest = columns.latest(catalogue.ids, weights.recent)
    places = latest[catalogue.maker[columns.rows[latest]] != 0]
    rows, loved = columns.rows[places].astype(np.int64), columns.loved[places]
    said = (columns.cherished, columns.passed_on, columns.has("followed"), columns.has("profile"))
    all_known = len(places) == len(latest)
    viewer.past = Past(
        asked=(weights.recent, catalogue.erased, _ALL if all_known else catalogue.known),
        rows=rows,
        last_ms=columns.recent_ms[places],
        watched_ms=columns.common["watched_ms"][places].astype(np.int64),
        permille=columns.common["permille"][places].astype(np.int64),
        said=np.column_stack([one[places] for one in said]).astype(np.float64),
        refused=columns.refused[places],
        loved=tuple(catalogue.ids[rows[loved][:-21:-1]].tolist()),
    )
    return viewer.past


def _gains(state: State, past: Past, weights: Weights) -> tuple[Floats, Floats]:
    """(gain, half-life in ms) of each touched video."""
    known = past.permille >= 0
    bins = np.minimum(np.searchsorted(RATIO_EDGES, past.permille, "right"), BINS - 1)
    worth = state.votes.worths()[state.catalogue.duration[past.rows], bins]
    gains = np.where(known, weights.watch * worth, 0.0)
    skipped = known & (past.permille < 300) & (past.watched_ms < weights.skip_ms)
    gains[skipped] = np.minimum(gains[skipped], weights.skip)
    gains += past.said @ np.array([weights.like, weights.share, weights.follow, weights.profile])
    half_lives = np.where(gains < 0, float(weights.skip_half_life_ms), float(weights.long_half_life_ms))
    gains[past.refused] = weights.refusal
    half_lives[past.refused] = weights.refusal_half_life_ms
    return gains, half_lives


def _clusters(vectors: Floats, mass: Floats, most: int) -> tuple[Floats, Floats]:
    """Up to ``most`` directions among ``vectors`` weighted by ``mass``, with the mass of each.

    Spherical k-means from a fixed start: the heaviest vector, then each time the one least explained; four
    rounds, fewer when nothing moves any more.
    """
    chosen = np.flatnonzero(mass > 1e-3)
    if not len(chosen):
        return _EMPTY, np.zeros(0)
    vectors, mass = vectors[chosen], mass[chosen]
    centres = [vectors[int(mass.argmax())]]
    while len(centres) < most:
        closeness = (np.array(centres) @ vectors.T).max(0)
        far = mass * np.maximum(0.75 - closeness, 0.0)
        if far.max() <= 0:
            break
        centres.append(vectors[int(far.argmax())])
    means = np.array(centres)
    ids = np.arange(len(means))[:, None]
    nearest = None
    for _ in range(4):
        before, nearest = nearest, (means @ vectors.T).argmax(0)
        if before is not None and (before == nearest).all():
            break
        share = np.where(nearest == ids, mass, 0.0)
        means = _unit_rows(share @ vectors)
    totals = share.sum(1)
    kept = totals > 0
    return means[kept], totals[kept]


def _affinities(state: State, rows: Rows, faded: Floats) -> tuple[Affinity, Affinity]:
    """To creators and to tags: the sum of gains over 2 plus their sizes."""
    catalogue = state.catalogue
    tags = catalogue.tags[rows]
    return (
        _shrunk(catalogue.maker[rows], faded),
        _shrunk(tags.ravel(), np.repeat(faded, tags.shape[1])),
    )


def _shrunk(codes: npt.NDArray[np.int32], gains: Floats) -> Affinity:
    met, place = np.unique(codes, return_inverse=True)
    values: Floats = np.bincount(place, gains) / (2.0 + np.bincount(place, np.abs(gains)))
    values[met == 0] = 0.0  # the code of «none»
    return Affinity(met, values)


def _unit_rows(vectors: Floats) -> Floats:
    lengths = np.sqrt(np.einsum("ij,ij->i", vectors, vectors))
    lengths[lengths == 0.0] = 1.0
    scaled: Floats = vectors / lengths[:, None]
    return scaled
