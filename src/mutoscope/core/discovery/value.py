"""What a video is worth to a viewer: a sum of groups of features, each with its published weight, and what
the trained ranker makes of the same features, as far as it is trusted.

    value = (1 - trust) * hand-made + trust * trained + what the viewer said

with both parts brought to the spread of the hand-made one over the candidates. Taking a group away from the
hand-made part changes it by exactly that group's share; from the trained part it is taken away for real, its
numbers made average and its codes unknown, and the change is what the trace reports.
"""

from collections.abc import Mapping, Sequence

import msgspec
import numpy as np

from mutoscope.core.discovery.catalogue import DURATIONS, Rows
from mutoscope.core.discovery.content import Floats
from mutoscope.core.discovery.dials import Leaning, leaning
from mutoscope.core.discovery.mixture import ABLATED, Trained, trained
from mutoscope.core.discovery.ranker import Batch, Ranker
from mutoscope.core.discovery.ranking import HANDMADE, describe
from mutoscope.core.discovery.scene import Scene, Singles
from mutoscope.core.discovery.weights import Value
from mutoscope.core.units import DAY_MS

_NONE: Rows = np.zeros(0, np.int64)
_UNLIKE = np.float32(0.15)
"""Two videos may be this close by chance."""
_ANOTHER, _SAME = np.float32(0.25), np.float32(0.75)
"""Up to the one, a video is of another kind than a refused one; from the other on, of the same. The first is
higher than ``_UNLIKE`` because refusals add up, and what is alike by chance must not."""
_MAKER = 0.5
"""How much «not interested» in a video says of others by its creator."""
GROUPS: tuple[str, ...] = Value.__struct_fields__
LEARNED = ("interests", "history", "session", "creator", "tags", "covisited", "sequence")
"""Groups that come from what the viewer watched, and from nothing else."""
_LEARNED = [GROUPS.index(name) for name in LEARNED]
SAID = ("refusals", "choices", "length")
"""Groups of what the viewer said outright: weighed in deviations of what all others add up to, and outside
what the ranker mixes, so that neither another weight nor a forecast can outvote them."""
_SAID = [GROUPS.index(name) for name in SAID]
_UNSAID = [place for place in range(len(GROUPS)) if place not in _SAID]
_HANDMADE = [GROUPS.index(name) for name in HANDMADE if name not in SAID]


class Appraisal(msgspec.Struct, frozen=True):
    rows: Rows
    _order: Rows
    """Places of ``rows``, ascending by row."""
    shares: Floats
    """(candidate, group): what each group adds to the value."""
    value: Floats
    deviation: Floats
    """Of the value, from how few have watched."""

    average: Floats
    """(group,): what each group adds to the average of them."""
    features: dict[str, Floats | Singles]
    """What the groups weigh."""
    unsure: Floats
    """Deviation of the quality."""
    trained: Trained | None = None
    """What the ranker said, where it is trusted."""

    def places(self, rows: Sequence[int] | Rows) -> Rows:
        """Where in the columns each of these rows stands; -1 for one that was not appraised."""
        wanted = np.asarray(rows, np.int64)
        if not len(self.rows):
            return np.full(len(wanted), -1)
        at = np.minimum(np.searchsorted(self.rows, wanted, sorter=self._order), len(self.rows) - 1)
        return np.where(self.rows[self._order[at]] == wanted, self._order[at], -1)

    def reasons(self, indices: Sequence[int] | Rows, most: int = 3) -> list[tuple[tuple[str, float], ...]]:
        """For each of these candidates the groups that set it apart from the average one, largest first."""
        apart = self.shares[indices] - self.average
        if self.trained is not None and len(apart):
            apart = self._mixed(np.asarray(indices, np.int64), apart, self.trained)
        order = np.argsort(-np.abs(apart), axis=1, kind="stable")[:, :most]
        return [
            tuple((GROUPS[group], round(mine[group], 4)) for group in largest if mine[group] != 0)
            for mine, largest in zip(apart.tolist(), order.tolist(), strict=True)
        ]

    def batch(self, scene: Scene, places: Rows) -> Batch:
        """These candidates as the ranker reads them."""
        features = {name: column[places] for name, column in self.features.items()}
        core = self.shares[places][:, _HANDMADE].sum(1)
        return describe(scene, self.rows[places], features, core, self.unsure[places])

    def _mixed(self, places: Rows, apart: Floats, told: Trained) -> Floats:
        """Shares of both parts: the trained one's by taking each group away, for those that matter most."""
        strongest = np.argsort(-np.abs(apart[:, _HANDMADE]).sum(0), kind="stable")[:ABLATED]
        groups = [_HANDMADE[place] for place in strongest]
        mixed = apart.copy()
        mixed[:, _HANDMADE] *= 1.0 - told.trust
        share = told.share(places, tuple(GROUPS[group] for group in groups), apart[:, groups])
        mixed[:, groups] += told.trust * share
        return mixed


def appraise(
    scene: Scene, rows: Rows, proposals: Mapping[str, Rows], ranker: Ranker | None = None
) -> Appraisal:
    """The value of each of ``rows``; ``proposals`` are the rows that each source proposed, best first."""
    catalogue, request = scene.state.catalogue, scene.request
    vectors, duration = catalogue.vectors[rows], catalogue.duration[rows]
    lately = scene.taste.history[-scene.weights.satiation_videos :]
    heat = scene.state.votes.heat(rows, duration, request.now_ms)
    leans = leaning(catalogue, scene.choices, rows) if scene.choices.dials else None
    mean, deviation = scene.state.votes.quality(rows, duration)
    features: dict[str, Floats | Singles] = {
        "interests": (scene.longings @ vectors.T).max(0, initial=0.0),
        "history": scene.kin.foretold(vectors, catalogue.maker[rows]),
        "session": vectors @ scene.taste.session.astype(np.float32),
        "refusals": _refusals(scene, rows, vectors),
        "creator": scene.taste.creators.of(catalogue.maker[rows]),
        "satiation": _satiation(np.maximum(vectors @ lately.T - _UNLIKE, np.float32(0))),
        "tags": _tags(scene, rows),
        "covisited": _by_rank(rows, proposals.get("covisited", _NONE)),
        "quality": mean,
        "trending": heat / (heat + 2.0),
        "freshness": np.exp2(np.minimum(catalogue.published_ms[rows] - request.now_ms, 0) / (2 * DAY_MS)),
        "follows": _follows(scene, rows),
        "language": _language(scene, rows),
        "choices": np.zeros(len(rows)) if leans is None else leans.wanted,
        "length": _length(scene, rows),
        "sequence": _by_rank(rows, proposals.get("sequence", _NONE)),
    }
    weights = scene.weights.value
    by_group = np.array([features[group] for group in GROUPS])
    by_group *= np.array(msgspec.structs.astuple(weights))[:, None]
    # what was learned speaks for something only as far as it was not refused since
    by_group[_LEARNED] *= 1.0 - (by_group[_LEARNED] > 0.0) * features["refusals"]
    if leans is not None:
        _heed(leans, by_group)
    if len(rows):
        by_group[_SAID] *= max(float(by_group[_UNSAID].sum(0).std()), 1.0)
    appraisal = Appraisal(
        rows=rows,
        _order=np.argsort(rows, kind="stable"),
        shares=by_group.T,
        value=by_group.sum(0),
        deviation=weights.quality * deviation,
        average=by_group.sum(1) / max(len(rows), 1),
        features=features,
        unsure=deviation,
    )
    return appraisal if ranker is None else _believing(ranker, scene, appraisal, leans)


def _believing(ranker: Ranker, scene: Scene, appraisal: Appraisal, leans: Leaning | None) -> Appraisal:
    """With the ranker's say, as far as it is trusted."""
    if ranker.trust.amount(scene.weights.trust_most, scene.weights.trust_enough) <= 0.0:
        return appraisal
    core = appraisal.shares[:, _HANDMADE].sum(1)
    batch = appraisal.batch(scene, np.arange(len(core)))
    told = trained(ranker, batch, core, scene.weights, scene.choices.discovery)
    if told is None:
        return appraisal
    moved = told.moved(core)
    moved = np.where(moved > 0.0, moved * (1.0 - appraisal.features["refusals"]), moved)
    if leans is not None:  # what was said outweighs what was learned, as in ``_heed``
        moved = np.where(leans.wanted > 0.0, np.maximum(moved, 0.0), moved)
        moved = np.where(leans.afresh, np.minimum(moved, 0.0), moved)
    return msgspec.structs.replace(appraisal, value=appraisal.value + moved, trained=told)


def _heed(leans: Leaning, by_group: Floats) -> None:
    """What was said outweighs what was learned: that never speaks against something the viewer wants more of,
    nor for something they struck from their profile: at best that is worth what the others are on average."""
    learned = by_group[_LEARNED]
    learned = np.where(leans.wanted > 0.0, np.maximum(learned, 0.0), learned)
    others = learned[:, ~leans.afresh]
    usual = np.minimum(others.mean(1, keepdims=True), 0.0) if others.size else 0.0
    by_group[_LEARNED] = np.where(leans.afresh, np.minimum(learned, usual), learned)


def _length(scene: Scene, rows: Rows) -> Floats:
    if not scene.choices.length:
        return np.zeros(len(rows))
    middle = (DURATIONS - 1) / 2
    longer = (scene.state.catalogue.duration[rows] - middle) / middle
    return np.asarray(scene.choices.length * longer, np.float64)


def _satiation(alike: Singles) -> Singles:
    full: Singles = alike.sum(1) * np.float32(2 / max(alike.shape[1], 1))
    return np.minimum(full, np.float32(1))


def _refusals(scene: Scene, rows: Rows, vectors: Singles) -> Floats:
    """How surely this is what they refused: each refused video tells by itself, so several of a kind add up.

    1 - prod_j (1 - left_j k_ij) (1 - left_j / 2 if by the same creator)
    k = clamp((cos - 0.25) / 0.5, 0, 1)
    """
    taste, catalogue = scene.taste, scene.state.catalogue
    if not len(taste.refused):
        return np.zeros(len(rows))
    closeness = (vectors @ taste.history[taste.refused].T - _ANOTHER) / (_SAME - _ANOTHER)
    makers = catalogue.maker[taste.rows[taste.refused]]
    same = (catalogue.maker[rows][:, None] == makers) * _MAKER
    spared: Floats = 1.0 - closeness.clip(0.0, 1.0) * taste.refusal
    spared *= 1.0 - same * taste.refusal
    return np.asarray(1.0 - spared.prod(1), np.float64)


def _tags(scene: Scene, rows: Rows) -> Floats:
    """Mean affinity of its tags."""
    codes = scene.state.catalogue.tags[rows]
    mean: Floats = scene.taste.tags.of(codes).sum(1) / np.maximum((codes > 0).sum(1), 1)
    return mean


def _follows(scene: Scene, rows: Rows) -> Floats:
    if not scene.request.follows:
        return np.zeros(len(rows))
    return np.isin(scene.state.catalogue.creator[rows], scene.request.follows).astype(np.float64)


def _by_rank(rows: Rows, ranked: Rows) -> Floats:
    """1 for the row that is ranked first, evenly down to 0 for those that are not ranked."""
    if not len(ranked):
        return np.zeros(len(rows))
    order = np.argsort(ranked, kind="stable")
    at = np.minimum(np.searchsorted(ranked, rows, sorter=order), len(ranked) - 1)
    return np.where(ranked[order[at]] == rows, 1.0 - order[at] / len(ranked), 0.0)


def _language(scene: Scene, rows: Rows) -> Floats:
    spoken = scene.state.catalogue.language[rows]
    mine = scene.state.catalogue.language_code(scene.request.language)
    return np.where(spoken == 0, 0.5, np.where(spoken == mine, 1.0, 0.0))
