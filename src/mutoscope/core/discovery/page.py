"""One page: candidates, filters, value, exploration, arrangement; and the trace of each.

State + PageRequest ──> eligible ──> unseen ──┬─> exploring slots, drawn with a known probability
                                              └─> sources ──> value ──> arrangement around those
                                    seen ─────────> recycled, oldest first, once nothing unseen is left
"""

import hashlib

import numpy as np

from mutoscope.core.discovery.arrange import arrange
from mutoscope.core.discovery.catalogue import Mask, Rows
from mutoscope.core.discovery.contracts import Page, PageRequest, Served
from mutoscope.core.discovery.eligible import eligible
from mutoscope.core.discovery.explore import Draw, draw
from mutoscope.core.discovery.facts import Viewer
from mutoscope.core.discovery.scene import Scene, held_creators, look
from mutoscope.core.discovery.sources import gather
from mutoscope.core.discovery.state import State
from mutoscope.core.discovery.taste import NOBODY, taste
from mutoscope.core.discovery.value import Appraisal, appraise
from mutoscope.core.discovery.weights import DEFAULT, Weights


def make_page(state: State, request: PageRequest, weights: Weights = DEFAULT) -> Page:
    """The next page for a viewer; the same state, request and weights always give the same page."""
    key = state.adopted.get(request.viewer, request.viewer)
    viewer = state.viewers.get(key, NOBODY)
    allowed = eligible(state.catalogue, viewer, request, weights)
    unseen = allowed.copy()
    unseen[viewer.rows] = False
    left = int(unseen.sum())

    served: list[Served] = []
    trouble: tuple[str, ...] = ()
    if left:
        scene = look(state, request, weights, taste(state, viewer, request.now_ms, weights), unseen)
        served, trouble = _unseen_part(scene)
    caught_up = left <= len(served)
    if caught_up:
        served += _recycled(state, viewer, allowed & ~unseen, request.size - len(served))
    return Page(
        page_id=_page_id(request),
        served=tuple(served),
        caught_up=caught_up,
        policy=weights.version,
        trouble=trouble,
    )


def _unseen_part(scene: Scene) -> tuple[list[Served], tuple[str, ...]]:
    request, catalogue = scene.request, scene.state.catalogue
    size = min(request.size, int(scene.unseen.sum()))
    dice = np.random.default_rng([request.seed, request.now_ms, *request.viewer.encode()])
    drawn = {one.position: one for one in draw(scene, dice) if one.position < size}

    proposals, trouble = gather(scene)
    rows, source_of = _merge(proposals)
    fixed = {position: one.row for position, one in drawn.items()}
    extra = [row for row in fixed.values() if row not in source_of]
    rows = np.concatenate([rows, np.array(extra, np.int64)])
    appraisal = appraise(scene, rows, proposals.get("neighbours", np.zeros(0, np.int64)))
    page = arrange(catalogue, rows, appraisal.value, fixed, held_creators(scene), size, scene.weights)
    index_of = {row: index for index, row in enumerate(rows.tolist())}
    by_row = {one.row: one for one in drawn.values()}
    return [_trace(scene, appraisal, index_of[row], source_of, by_row) for row in page], trouble


def _merge(proposals: dict[str, Rows]) -> tuple[Rows, dict[int, str]]:
    """(every proposed row once, row -> the source that ranked it highest; the whole catalogue ranks last)."""
    names = list(proposals)
    rows = np.concatenate(list(proposals.values()))
    source = np.repeat(np.arange(len(names)), [len(proposals[name]) for name in names])
    place = np.concatenate([np.arange(len(proposals[name])) for name in names])
    place[source == (names.index("catalogue") if "catalogue" in names else -1)] += 1_000_000
    order = np.lexsort((source, place))
    unique, first = np.unique(rows[order], return_index=True)
    best = source[order][first]
    return unique, {row: names[index] for row, index in zip(unique.tolist(), best.tolist(), strict=True)}


def _trace(
    scene: Scene, appraisal: Appraisal, index: int, source_of: dict[int, str], drawn: dict[int, Draw]
) -> Served:
    row = int(appraisal.rows[index])
    one = drawn.get(row)
    return Served(
        video_id=int(scene.state.catalogue.ids[row]),
        source=one.source if one else source_of[row],
        explore=one is not None,
        propensity=one.propensity if one else 1.0,
        score=round(float(appraisal.value[index]), 4),
        groups=appraisal.reasons(index),
    )


def _recycled(state: State, viewer: Viewer, seen: Mask, room: int) -> list[Served]:
    """What they have not met for longest; never what they hold, refused or muted."""
    served: list[Served] = []
    for _, video_id in viewer.recent:
        if len(served) >= room:
            break
        if seen[state.catalogue.rows[video_id]]:
            served.append(Served(video_id=video_id, source="recycled"))
    return served


def _page_id(request: PageRequest) -> str:
    text = f"{request.viewer} {request.now_ms} {request.seed} {request.have}"
    return hashlib.blake2b(text.encode(), digest_size=10).hexdigest()
