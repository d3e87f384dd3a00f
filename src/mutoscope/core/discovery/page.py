"""One page: candidates, filters, value, exploration, arrangement; and the trace of each.

State + PageRequest ──> eligible ──> unseen ──┬─> exploring slots, drawn with a known probability
                                              └─> sources ──> value ──> arrangement around those
                                    seen ─────────> recycled, oldest first, once nothing unseen is left
"""

import hashlib
from collections.abc import Mapping, Sequence

import msgspec
import numpy as np

from mutoscope.core.discovery.arrange import arrange
from mutoscope.core.discovery.catalogue import Catalogue, Mask, Rows
from mutoscope.core.discovery.choices import NEUTRAL, Choices, steered
from mutoscope.core.discovery.contracts import Mode, Page, PageRequest, Served
from mutoscope.core.discovery.eligible import eligible, known
from mutoscope.core.discovery.explore import Draw, draw, exploring_slots, fresh_logits
from mutoscope.core.discovery.ranker import Ranker
from mutoscope.core.discovery.ranking import Written, write
from mutoscope.core.discovery.scene import Scene, held_creators, look
from mutoscope.core.discovery.sources import PLAIN_SOURCES, SOURCES, Merged, Source, gather, merge
from mutoscope.core.discovery.state import State
from mutoscope.core.discovery.taste import NOBODY, taste
from mutoscope.core.discovery.value import Appraisal, appraise
from mutoscope.core.discovery.viewer import Viewer
from mutoscope.core.discovery.weights import DEFAULT, Weights


class Terms(msgspec.Struct, frozen=True):
    """By what a page is made: the published numbers, unless an experiment says otherwise."""

    weights: Weights = DEFAULT
    former: bool = False
    """Whether the trained source is asked as it was before the one that is on trial."""
    corpus: Mask | None = None
    """Where creators are co-diverted: what may be shown at all, over all rows."""
    arms: tuple[str, ...] = ()
    """Labels of the arms whose terms these are."""


class Made(msgspec.Struct, frozen=True):
    """A page, and what it was made of where that may be remembered."""

    page: Page
    written: Written | None = None
    """What the ranker was, or would have been, told about each video of it."""

    def in_trouble(self, what: str) -> "Made":
        """The same, saying what else failed."""
        page = msgspec.structs.replace(self.page, trouble=(*self.page.trouble, what))
        return msgspec.structs.replace(self, page=page)


def make_page(
    state: State, request: PageRequest, weights: Weights = DEFAULT, ranker: Ranker | None = None
) -> Page:
    """The next page for a viewer; the same state, request, weights and ranker always give the same page."""
    return compose(state, request, Terms(weights), ranker).page


def compose(state: State, request: PageRequest, terms: Terms, ranker: Ranker | None) -> Made:
    """The page of ``make_page``, with what the ranker learns from."""
    weights = terms.weights
    key = state.key_of(request.viewer)
    viewer, choices = state.viewers.get(key, NOBODY), state.choices.get(key, NEUTRAL)
    mode = mode_of(request, choices)
    allowed, unseen = masks(state, viewer, choices, request, terms)

    served: list[Served] = []
    trouble: tuple[str, ...] = ()
    written: Written | None = None
    left = 0
    if unseen.any():
        scene = scene_of(state, viewer, choices, request, terms, unseen)
        served, trouble, written = _unseen_part(scene, mode, ranker)
        left = scene.left
    caught_up = left <= len(served)
    if caught_up:
        before = () if mode == "plain" else state.seen(key)
        room = request.size - len(served)
        served += _recycled(state.catalogue, (*before, *request.met), allowed & ~unseen, room)
    page = Page(
        page_id=_page_id(request),
        served=tuple(served),
        mode=mode,
        newcomer=mode == "learning" and choices == NEUTRAL and not len(viewer.rows),
        caught_up=caught_up,
        policy=weights.version,
        trouble=trouble,
    )
    return Made(page, written)


def masks(
    state: State, viewer: Viewer, choices: Choices, request: PageRequest, terms: Terms
) -> tuple[Mask, Mask]:
    """(what may be shown, what of it they have not met), over all rows."""
    plain = mode_of(request, choices) == "plain"
    told = _plainly(request) if plain else request
    allowed = eligible(state.catalogue, viewer, choices, told, terms.weights)
    if terms.corpus is not None:
        allowed &= terms.corpus
    unseen = allowed.copy()
    if not plain:
        unseen[viewer.rows] = False
    unseen[known(state.catalogue, request.met)] = False
    return allowed, unseen


def mode_of(request: PageRequest, choices: Choices) -> Mode:
    """How a page is made, and whether it is remembered."""
    if request.plain or choices.plain:
        return "plain"
    return "paused" if not choices.learns(request.now_ms) else "learning"


def _plainly(request: PageRequest) -> PageRequest:
    """The request without whom they follow: what is left is the same for everybody, but for what each
    ruled out."""
    return msgspec.structs.replace(request, follows=())


def scene_of(
    state: State, viewer: Viewer, choices: Choices, request: PageRequest, terms: Terms, unseen: Mask
) -> Scene:
    """What a page is made of."""
    weights = terms.weights
    if mode_of(request, choices) == "plain":
        nobody = taste(state, NOBODY, request.now_ms, weights)
        return look(state, _plainly(request), weights, nobody, NEUTRAL, unseen)
    numbers = steered(weights, choices.discovery) if choices.discovery else weights
    theirs = taste(state, viewer, request.now_ms, numbers)
    return look(state, request, numbers, theirs, choices, unseen, former=terms.former)


def _unseen_part(
    scene: Scene, mode: Mode, ranker: Ranker | None
) -> tuple[list[Served], tuple[str, ...], Written | None]:
    request, plain = scene.request, mode == "plain"
    size = min(request.size, scene.left)
    dice = np.random.default_rng([request.seed, request.now_ms, *request.viewer.encode()])
    slots = [] if plain else [position for position in exploring_slots(scene, dice) if position < size]

    proposals, trouble = gather(scene, PLAIN_SOURCES if plain else asked(scene))
    merged = merge(proposals)
    rows = merged.rows
    appraised = together(scene, rows, scene.fresh) if slots else rows
    told = None if plain else ranker
    appraisal = appraise(scene, appraised, proposals, told)
    drawn = _explore(scene, slots, appraisal, dice)
    others = np.array([one.row for one in drawn], np.int64)
    others = others[appraisal.places(others) < 0]
    if len(others):
        appraisal = appraise(scene, together(scene, appraised, others), proposals, told)
    fixed = {one.position: one.row for one in drawn}
    value = appraisal.value[: len(rows)]
    page = arrange(scene.state.catalogue, rows, value, fixed, held_creators(scene), size, scene.weights)
    served = _traced(scene, appraisal, page, merged, {one.row: one for one in drawn})
    if mode != "learning" or not served:
        return served, trouble, None
    places = appraisal.places(page)
    explored = tuple(one.explore for one in served)
    batch = appraisal.batch(scene, places)
    written = write(batch, np.arange(len(page)), tuple(one.video_id for one in served), explored)
    return served, trouble, written


def asked(scene: Scene) -> Mapping[str, Source]:
    """The sources of a page that is not plain."""
    off = scene.weights.off
    return {name: source for name, source in SOURCES.items() if name not in off} if off else SOURCES


def _explore(scene: Scene, slots: list[int], appraisal: Appraisal, dice: np.random.Generator) -> list[Draw]:
    if not slots:
        return []
    places = appraisal.places(scene.fresh)
    logits = fresh_logits(scene, appraisal.value[places], appraisal.deviation[places])
    return draw(scene, slots, logits, dice)


def together(scene: Scene, rows: Rows, others: Rows) -> Rows:
    """``rows``, then those of ``others`` that are not among them."""
    there = np.zeros(len(scene.unseen), np.bool_)
    there[rows] = True
    return np.concatenate([rows, others[~there[others]]])


def _traced(
    scene: Scene, appraisal: Appraisal, page: list[int], merged: Merged, drawn: dict[int, Draw]
) -> list[Served]:
    places = appraisal.places(page)
    ids, scores = scene.state.catalogue.ids[page].tolist(), appraisal.value[places].tolist()
    served = []
    reasons, witnesses = appraisal.reasons(places), _witnesses(scene, page)
    for row, video_id, score, groups, witness in zip(page, ids, scores, reasons, witnesses, strict=True):
        one = drawn.get(row)
        served.append(
            Served(
                video_id=video_id,
                source=one.source if one else merged.source_of(row),
                explore=one is not None,
                propensity=one.propensity if one else 1.0,
                score=round(score, 4),
                groups=groups,
                witness=witness if dict(groups).get("history", 0.0) > 0.0 else 0,
            )
        )
    return served


def _witnesses(scene: Scene, page: list[int]) -> list[int]:
    """For each row of the page the watched video that speaks most for it, 0 where none does."""
    catalogue = scene.state.catalogue
    rows = scene.kin.loudest(catalogue.vectors[page], catalogue.maker[page])
    found: list[int] = np.where(rows >= 0, catalogue.ids[rows], 0).tolist()
    return found


def _recycled(catalogue: Catalogue, met: Sequence[int], seen: Mask, room: int) -> list[Served]:
    """What they have not met for longest; never what they hold, refused or muted."""
    served: list[Served] = []
    for video_id in dict.fromkeys(met):
        if len(served) >= room:
            break
        row = catalogue.rows.get(video_id)
        if row is not None and seen[row]:
            served.append(Served(video_id=video_id, source="recycled"))
    return served


def _page_id(request: PageRequest) -> str:
    text = f"{request.viewer} {request.now_ms} {request.seed} {request.have}"
    return hashlib.blake2b(text.encode(), digest_size=10).hexdigest()
