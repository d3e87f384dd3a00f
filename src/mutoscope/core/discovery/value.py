"""What a video is worth to a viewer: a sum of groups of features, each with its published weight.

The sum is the whole model, so taking a group away changes the score by exactly that group's share; the
trace reports those shares, measured against the average candidate. A trained ranker can take the place of
``appraise`` later; it will have to keep this promise by ablation.
"""

import msgspec
import numpy as np

from mutoscope.core.discovery.catalogue import Rows
from mutoscope.core.discovery.content import Floats
from mutoscope.core.discovery.scene import Scene
from mutoscope.core.discovery.votes import DAY_MS
from mutoscope.core.discovery.weights import Value

GROUPS: tuple[str, ...] = Value.__struct_fields__


class Appraisal(msgspec.Struct, frozen=True):
    rows: Rows
    shares: Floats
    """(candidate, group): what each group adds to the value."""
    value: Floats
    deviation: Floats
    """Of the value, from how few have watched."""

    average: Floats
    """(group,): what each group adds to the average candidate."""

    def reasons(self, index: int, most: int = 3) -> tuple[tuple[str, float], ...]:
        """The groups that set candidate ``index`` apart from the average candidate, largest first."""
        apart = self.shares[index] - self.average
        order = np.argsort(-np.abs(apart), kind="stable")[:most]
        return tuple((GROUPS[group], round(float(apart[group]), 4)) for group in order if apart[group] != 0)


def appraise(scene: Scene, rows: Rows, neighbours: Rows) -> Appraisal:
    """The value of each of ``rows``; ``neighbours`` are rows that source proposed, best first."""
    catalogue, request = scene.state.catalogue, scene.request
    mean, deviation = scene.state.votes.quality(rows, catalogue.duration[rows])
    features = {
        "interests": scene.interest[rows],
        "history": _history(scene, rows),
        "session": scene.session[rows],
        "refusals": _refusals(scene, rows),
        "creator": scene.taste.creators[catalogue.maker[rows]],
        "satiation": _satiation(scene, rows),
        "tags": _tags(scene, rows),
        "neighbours": _by_rank(rows, neighbours),
        "quality": mean,
        "trending": scene.heat[rows] / (scene.heat[rows] + 2.0),
        "freshness": 0.5 ** (np.maximum(request.now_ms - catalogue.published_ms[rows], 0) / (2 * DAY_MS)),
        "follows": _follows(scene, rows),
        "language": _language(scene, rows),
    }
    weights = scene.weights.value
    shares = np.stack([getattr(weights, group) * features[group] for group in GROUPS], axis=1)
    return Appraisal(
        rows=rows,
        shares=shares,
        value=shares.sum(1),
        deviation=weights.quality * deviation,
        average=shares.mean(0) if len(rows) else shares.sum(0),
    )


def _history(scene: Scene, rows: Rows) -> Floats:
    """How similar videos went: the mean gain of their history, each video weighted by its similarity.

        sum_j k_ij g_j / (sum_j k_ij w_j + 1/20),   k = max(cos - 0.15, 0)^2

    The last summand keeps one faint resemblance from deciding.
    """
    taste = scene.taste
    if not len(taste.history):
        return np.zeros(len(rows))
    closeness = scene.state.catalogue.vectors[rows] @ taste.history.T.astype(np.float32)
    kernel = np.square(np.maximum(closeness - np.float32(0.15), np.float32(0)))
    both = kernel @ np.stack([taste.gains, taste.weight], axis=1).astype(np.float32)
    felt: Floats = (both[:, 0] / (both[:, 1] + 0.05)).astype(np.float64)
    return felt


def _satiation(scene: Scene, rows: Rows) -> Floats:
    latest = scene.taste.latest
    if not len(latest):
        return np.zeros(len(rows))
    closeness = scene.state.catalogue.vectors[rows] @ latest.T.astype(np.float32)
    full: Floats = np.minimum(2.0 * np.maximum(closeness - 0.15, 0.0).mean(1), 1.0).astype(np.float64)
    return full


def _refusals(scene: Scene, rows: Rows) -> Floats:
    taste = scene.taste
    if not len(taste.refused):
        return np.zeros(len(rows))
    closeness = np.maximum(scene.state.catalogue.vectors[rows] @ taste.refused.T, 0.0)
    worst: Floats = (closeness * taste.refusal).max(1)
    return worst


def _tags(scene: Scene, rows: Rows) -> Floats:
    """Mean affinity of its tags."""
    codes = scene.state.catalogue.tags[rows]
    mean: Floats = scene.taste.tags[codes].sum(1) / np.maximum((codes > 0).sum(1), 1)
    return mean


def _follows(scene: Scene, rows: Rows) -> Floats:
    if not scene.request.follows:
        return np.zeros(len(rows))
    return np.isin(scene.state.catalogue.creator[rows], scene.request.follows).astype(np.float64)


def _by_rank(rows: Rows, ranked: Rows) -> Floats:
    if not len(ranked):
        return np.zeros(len(rows))
    worth = {row: 1.0 - place / len(ranked) for place, row in enumerate(ranked.tolist())}
    return np.array([worth.get(row, 0.0) for row in rows.tolist()])


def _language(scene: Scene, rows: Rows) -> Floats:
    spoken = scene.state.catalogue.language[rows]
    mine = scene.state.catalogue.language_code(scene.request.language)
    return np.where(spoken == 0, 0.5, np.where(spoken == mine, 1.0, 0.0))
