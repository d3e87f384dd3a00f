"""One video that was shown and what came of it, and many of them as the columns of a lesson."""

from collections.abc import Callable

import msgspec
import numpy as np

from mutoscope.core.discovery.ranker.schema import Batch, Lesson
from mutoscope.core.discovery.ranking import Written, read

MOST_IN_LESSON = 16
"""Above so many examples of one viewer in a lesson, each weighs less: together they weigh as much as
these."""

Find = Callable[[str], tuple[str, int, Written] | None]
"""(viewer, time, features) of a page that was served; None when there is none."""


class Example(msgspec.Struct, frozen=True):
    viewer: str
    page: str
    video: int
    labels: tuple[float, ...]
    told: tuple[bool, ...]
    late: bool = False


def lesson_of(examples: list[Example], find: Find) -> Lesson | None:
    """Those of ``examples`` whose page can still be found; None when there is none."""
    found: list[tuple[Example, Batch, int, bool]] = []
    batches: dict[str, tuple[Written, Batch] | None] = {}
    for one in examples:
        if one.page not in batches:
            known = find(one.page)
            batch = read(known[2]) if known else None
            batches[one.page] = (known[2], batch) if known and batch else None
        whole = batches[one.page]
        if whole is not None and one.video in whole[0].videos:
            place = whole[0].videos.index(one.video)
            found.append((one, whole[1], place, whole[0].explored[place]))
    if not found:
        return None
    pages = list(dict.fromkeys(one.page for one, _, _, _ in found))
    by_page = {one.page: batch for one, batch, _, _ in found}
    many: dict[str, int] = {}
    for one, _, _, _ in found:
        many[one.viewer] = many.get(one.viewer, 0) + 1
    batch = Batch(
        np.array([batch.sparse[place] for _, batch, place, _ in found]),
        np.array([batch.dense[place] for _, batch, place, _ in found]),
        np.array([pages.index(one.page) for one, _, _, _ in found], np.int64),
        np.concatenate([by_page[page].past for page in pages]),
        np.concatenate([by_page[page].gains for page in pages]),
        np.concatenate([by_page[page].known for page in pages]),
    )
    told = np.array([one.told for one, _, _, _ in found], np.bool_)
    return Lesson(
        batch=batch,
        labels=np.array([one.labels for one, _, _, _ in found], np.float32),
        told=told,
        late=told & np.array([one.late for one, _, _, _ in found], np.bool_)[:, None],
        weight=np.array([min(1.0, MOST_IN_LESSON / many[one.viewer]) for one, _, _, _ in found], np.float32),
        explored=np.array([explored for _, _, _, explored in found], np.bool_),
    )
