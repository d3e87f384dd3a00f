"""A candidate scores what was served to somebody else, and decides nothing: the same viewer, the same
candidates, its own numbers."""

import numpy as np

from mutoscope.core.discovery.choices import steered
from mutoscope.core.discovery.contracts import Page, PageRequest
from mutoscope.core.discovery.experiments.buckets import position
from mutoscope.core.discovery.experiments.plan import Shadow
from mutoscope.core.discovery.experiments.shadows import Shadowed
from mutoscope.core.discovery.explore import distribution, fresh_logits, pool_of
from mutoscope.core.discovery.page import Terms, asked, masks, scene_of, together
from mutoscope.core.discovery.ranker import Ranker
from mutoscope.core.discovery.scene import Scene, by
from mutoscope.core.discovery.sources import gather, merge
from mutoscope.core.discovery.state import State
from mutoscope.core.discovery.taste import NOBODY
from mutoscope.core.discovery.value import Appraisal, appraise
from mutoscope.core.discovery.weights import Weights

Candidate = tuple[str, Weights]
"""(key, numbers)"""


def sampled(shadow: Shadow, page: Page) -> bool:
    """Whether the candidate is asked about this page: drawn by its number, whoever it is for."""
    return page.mode == "learning" and position(f"shadow {shadow.name}", page.page_id) < shadow.share


def shadowed(
    state: State, request: PageRequest, terms: Terms, ranker: Ranker | None, page: Page, mine: Candidate
) -> Shadowed | None:
    """What a candidate says of a page just made by ``terms``; None where nothing was left to choose from."""
    key, weights = mine
    unit = state.key_of(request.viewer)
    viewer, choices = state.viewers.get(unit, NOBODY), state.choices_of(unit)
    _, unseen = masks(state, viewer, choices, request, terms)
    if not unseen.any():
        return None
    scene = scene_of(state, viewer, choices, request, terms, unseen)
    proposals, _ = gather(scene, asked(scene))
    rows = merge(proposals).rows
    theirs = steered(weights, choices.discovery) if choices.discovery else weights
    candidate = by(scene, theirs)
    kept = {name: those for name, those in proposals.items() if name not in weights.off}
    appraisal = appraise(candidate, together(scene, rows, candidate.fresh), kept, ranker)
    agreement = _agreement(scene, page, appraisal, len(rows))
    explored = next((one for one in page.served if one.explore), None)
    if explored is None:
        return Shadowed(key, agreement)
    chance = _chance(candidate, appraisal, state.catalogue.rows[explored.video_id])
    return Shadowed(key, agreement, explored.video_id, explored.propensity, chance)


def _agreement(scene: Scene, page: Page, appraisal: Appraisal, many: int) -> float:
    """Share of the ranked videos of the page that are as many of the candidate's best."""
    ranked = [one.video_id for one in page.served if not one.explore and one.source != "recycled"]
    if not ranked or many < 2:
        return -1.0
    best = np.argsort(-appraisal.value[:many], kind="stable")[: len(ranked)]
    its = scene.state.catalogue.ids[appraisal.rows[best]].tolist()
    return len(set(its) & set(ranked)) / len(ranked)


def _chance(candidate: Scene, appraisal: Appraisal, row: int) -> float:
    """With which the candidate's first exploring slot shows ``row``, out of the same pool."""
    pool = pool_of(candidate)
    pool = pool if pool.any() else candidate.unseen
    among = int(np.count_nonzero(pool))
    places = appraisal.places(candidate.fresh)
    logits = fresh_logits(candidate, appraisal.value[places], appraisal.deviation[places])
    open_ = np.flatnonzero(pool[candidate.fresh])
    chances, otherwise = distribution(logits[open_], among, candidate.weights)
    found = np.flatnonzero(candidate.fresh[open_] == row)
    return float(chances[found[0]]) if len(found) else otherwise
