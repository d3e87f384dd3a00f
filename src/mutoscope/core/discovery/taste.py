"""What a viewer seems to want, read from the facts each time a page is made.

Each touched video has a *gain*: its watch quantile within its duration bucket, spread to -1..1, plus what
was said outright (like, share, follow, «not interested»). Gains fade by half-lives: long interests over
weeks, the session within minutes, refusals over months. The positive ones are gathered into up to three
interests, each the exponentially weighted mean of its cluster, so two loves do not average into neither.
"""

import msgspec
import numpy as np

from mutoscope.core.discovery.catalogue import Mask, Rows
from mutoscope.core.discovery.content import SIZE, Floats
from mutoscope.core.discovery.facts import Viewer
from mutoscope.core.discovery.state import State
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
    history: Floats
    """(m, 64): what they met lately, whose gains follow."""
    gains: Floats
    """(m,): how each went, faded; the latest count several times."""
    weight: Floats
    """(m,): how much each still tells."""
    latest: Floats
    """(s, 64): the last of the history."""
    refused: Floats
    """(r, 64): what they said «not interested» about."""
    refusal: Floats
    """(r,): how much of that is left, 0..1."""
    creators: Floats
    tags: Floats
    """By the catalogue's codes: how these went, -1..1, shrunk towards 0 while there is little to go by."""
    loved: tuple[int, ...]
    """The latest videos they loved, newest first."""


NOBODY = Viewer()
_EMPTY, _NONE = np.zeros((0, SIZE)), np.zeros(0)


def taste(state: State, viewer: Viewer, now_ms: int, weights: Weights) -> Taste:
    """The taste of ``viewer`` at ``now_ms``."""
    recent = viewer.recent[-weights.recent :]
    catalogue = state.catalogue
    met = [(video, catalogue.rows[video]) for _, video in recent if catalogue.item(video) is not None]
    views = len(viewer.touches)
    if not met:
        creators, tags = np.zeros(len(catalogue.maker_codes) + 1), np.zeros(len(catalogue.tag_codes) + 1)
        return Taste(
            views,
            _EMPTY,
            _NONE,
            np.zeros(SIZE),
            _EMPTY,
            _NONE,
            _NONE,
            _EMPTY,
            _EMPTY,
            _NONE,
            creators,
            tags,
            (),
        )
    rows: Rows = np.array([row for _, row in met], np.int64)
    gains, half_lives, at_ms, refused = _gains(state, viewer, [video for video, _ in met], rows, weights)
    vectors = catalogue.vectors[rows].astype(np.float64)
    age = np.maximum(now_ms - at_ms, 0.0)
    left = 2.0 ** (-age / half_lives)
    faded = gains * left
    videos_since = np.arange(len(rows) - 1, -1, -1.0)
    boost = 1.0 + weights.latest_boost * 2.0 ** (-videos_since / weights.latest_half_life_videos)

    interests, mass = _clusters(vectors, np.maximum(faded, 0.0), weights.interests)
    fading = age / weights.session_half_life_ms + videos_since / weights.session_half_life_videos
    lately = gains * 2.0**-fading * (age <= weights.session_window_ms)
    session = (np.where(lately > 0, lately, 0.4 * lately)[:, None] * vectors).sum(0)
    creators, tags = _affinities(state, rows, faded)
    loved = [video for video, _ in reversed(met) if viewer.touches[video].loved][:8]
    return Taste(
        views=views,
        interests=interests,
        strengths=mass / mass.max() if len(mass) else mass,
        session=_unit_rows(session[None, :])[0] * min(1.0, float(np.abs(lately).sum())),
        history=vectors,
        gains=np.clip(faded, -1.5, 1.5) * boost,
        weight=left * boost,
        latest=vectors[-weights.satiation_videos :],
        refused=vectors[refused],
        refusal=left[refused],
        creators=creators,
        tags=tags,
        loved=tuple(loved),
    )


def _gains(
    state: State, viewer: Viewer, videos: list[int], rows: Rows, weights: Weights
) -> tuple[Floats, Floats, Floats, Mask]:
    """(gain, half-life in ms, time in ms, refused outright) of each touched video."""
    touches = [viewer.touches[video] for video in videos]
    permille = np.array([touch.permille for touch in touches])
    bins = np.minimum(np.searchsorted(RATIO_EDGES, permille, "right"), BINS - 1)
    quantile = state.votes.quantiles()[state.catalogue.duration[rows], bins]
    gains = np.where(permille >= 0, 2.0 * quantile - 1.0, 0.0)
    half_lives = np.full(len(touches), float(weights.long_half_life_ms))
    for index, touch in enumerate(touches):
        if 0 <= touch.permille < 300 and touch.watched_ms < weights.skip_ms:
            gains[index] = min(gains[index], weights.skip)
        gains[index] += (
            weights.like * touch.liked
            + weights.share * touch.shared
            + weights.follow * touch.followed
            + weights.profile * touch.profile
        )
        if touch.refused_ms:
            gains[index] = weights.refusal
            half_lives[index] = weights.refusal_half_life_ms
        elif gains[index] < 0:
            half_lives[index] = weights.skip_half_life_ms
    refused = np.array([touch.refused_ms > 0 for touch in touches])
    return gains, half_lives, np.array([float(touch.last_ms) for touch in touches]), refused


def _clusters(vectors: Floats, mass: Floats, most: int) -> tuple[Floats, Floats]:
    """Up to ``most`` directions among ``vectors`` weighted by ``mass``, with the mass of each.

    Spherical k-means from a fixed start: the heaviest vector, then each time the one least explained.
    """
    chosen = np.flatnonzero(mass > 1e-3)
    if not len(chosen):
        return _EMPTY, np.zeros(0)
    vectors, mass = vectors[chosen], mass[chosen]
    centres = [vectors[int(mass.argmax())]]
    while len(centres) < most:
        closeness = (vectors @ np.array(centres).T).max(1)
        far = mass * np.maximum(0.75 - closeness, 0.0)
        if far.max() <= 0:
            break
        centres.append(vectors[int(far.argmax())])
    means = np.array(centres)
    for _ in range(4):
        nearest = (vectors @ means.T).argmax(1)
        share = (nearest[:, None] == np.arange(len(means))) * mass[:, None]
        means = _unit_rows(share.T @ vectors)
    totals = share.sum(0)
    kept = totals > 0
    return means[kept], totals[kept]


def _affinities(state: State, rows: Rows, faded: Floats) -> tuple[Floats, Floats]:
    """By the catalogue's codes of creators and of tags: the sum of gains over 2 plus their sizes."""
    catalogue = state.catalogue
    tags = catalogue.tags[rows]
    return (
        _shrunk(catalogue.maker[rows], faded, len(catalogue.maker_codes)),
        _shrunk(tags.ravel(), np.repeat(faded, tags.shape[1]), len(catalogue.tag_codes)),
    )


def _shrunk(codes: Rows, gains: Floats, most: int) -> Floats:
    total = np.bincount(codes, gains, most + 1)
    size = np.bincount(codes, np.abs(gains), most + 1)
    table: Floats = total / (2.0 + size)
    table[0] = 0.0  # the code of «none»
    return table


def _unit_rows(vectors: Floats) -> Floats:
    lengths = np.sqrt((vectors * vectors).sum(1, keepdims=True))
    return vectors / np.where(lengths > 0, lengths, 1.0)
