"""The KuaiRand stream as lessons: what was known before each event, and what came of it."""

from dataclasses import dataclass, replace

import numpy as np

from bench.discovery.kuairand_data import USER_COLUMNS, Column, Events, Videos, events, users, videos
from mutoscope.core.discovery.catalogue import DURATION_EDGES_MS
from mutoscope.core.discovery.ranker import HEADS, Batch, Lesson, Schema
from mutoscope.core.units import DAY_MS, HOUR_MS

PAST = 20
SPARSE = (
    "video",
    "creator",
    "tag",
    "music",
    "kind",
    "duration",
    "tab",
    "hour",
    "tab_duration",
    "tab_tag",
    *USER_COLUMNS,
)
RATES = (
    "video",
    "creator",
    "tag",
    "user",
    "user_tag",
    "user_creator",
    "user_duration",
    "user_lately",
    "video_lately",
    "tab_user",
)
DENSE = (
    *(f"rate_{name}" for name in RATES),
    *(f"count_{name}" for name in RATES),
    "age",
    "length",
    "since",
    "again",
)
SCHEMA = Schema(sparse=SPARSE, dense=DENSE, like=(0, 1, 2), prior=0, history=PAST)


@dataclass(frozen=True)
class Stream:
    events: Events
    sparse: Column
    dense: Column
    paged: Column
    """The same, but what is counted of the viewer stands still from the end of train on: as if the events
    after it were candidates of one page. Candidates of a page always share what is known of their viewer;
    events weeks apart do not, and the mean of a viewer's other outcomes falls just when this one is high."""
    before: Column
    """(n, PAST): numbers of the user's earlier events, latest last; -1 for none."""
    labels: Column
    told: Column
    codes: Column
    """(n, 3): video, creator and tag of each event, for the pasts."""

    def lesson(self, at: Column, *, paged: bool = False) -> Lesson:
        """These events as one lesson."""
        dense = self.paged if paged else self.dense
        n, before = len(at), self.before[at]
        known = before >= 0
        gains = np.where(known, self.labels[before, HEADS.index("long_view")] * 2 - 1, 0).astype(np.float32)
        past = np.where(known[:, :, None], self.codes[before], 0)
        batch = Batch(self.sparse[at], dense[at], np.arange(n), past, gains, known)
        late = np.zeros((n, len(HEADS)), np.bool_)
        return Lesson(
            batch, self.labels[at], self.told[at], late, np.ones(n, np.float32), np.ones(n, np.bool_)
        )


def stream(*, shuffled: bool = False) -> Stream:
    """All of it; ``shuffled`` with the outcomes of events dealt out anew, which nobody may then foretell."""
    told, seen, about = events(), videos(), users()
    if shuffled:
        dice, n = np.random.default_rng(5), len(told.user)
        mixed = np.concatenate([dice.permutation(told.train), told.train + dice.permutation(n - told.train)])
        told = replace(told, long_view=told.long_view[mixed], like=told.like[mixed])
    labels, known = _labels(told, seen)
    return Stream(
        told,
        _sparse(told, seen, about),
        _dense(told, seen, len(told.user)),
        _dense(told, seen, told.train),
        _before(told.user),
        labels,
        known,
        _codes(told, seen),
    )


def _codes(told: Events, seen: Videos) -> Column:
    return np.stack([told.video, seen.creator[told.video], seen.tag[told.video]], 1)


def _sparse(told: Events, seen: Videos, about: Column) -> Column:
    duration = np.searchsorted(DURATION_EDGES_MS, seen.duration_ms[told.video])
    tag = seen.tag[told.video]
    columns = [
        *_codes(told, seen).T,
        seen.music[told.video],
        seen.kind[told.video],
        duration,
        told.tab,
        np.where(told.tab > 0, (told.time_ms // HOUR_MS + 8) % 24, 24),
        told.tab * 100 + duration,
        told.tab * 10_000 + tag,
    ]
    return np.concatenate([np.stack(columns, 1), about[told.user]], 1).astype(np.int64)


def _dense(told: Events, seen: Videos, until: int) -> Column:
    """Rates before each event, with a prior of four events at .34; counts; ages. Of viewers only the first
    ``until`` events count."""
    n, wants = len(told.user), told.long_view
    duration = np.searchsorted(DURATION_EDGES_MS, seen.duration_ms[told.video])
    tag, creator, user = seen.tag[told.video], seen.creator[told.video], told.user
    everyone, counted = np.ones(n), (np.arange(n) < until).astype(np.float64)
    of_videos = {"video": told.video, "creator": creator, "tag": tag}
    of_viewers = {
        "user": user,
        "user_tag": user * 1000 + tag,
        "user_creator": user * (int(creator.max()) + 1) + creator,
        "user_duration": user * 10 + duration,
        "tab_user": user * 20 + told.tab,
    }
    dense = np.zeros((n, len(DENSE)), np.float32)
    for name, key in of_videos.items():
        _fill(dense, name, *_earlier(key, wants, everyone))
    for name, key in of_viewers.items():
        _fill(dense, name, *_earlier(key, wants, counted))
    _fill(dense, "user_lately", *_lately(user, wants, 5))
    day = told.time_ms // DAY_MS
    _fill(dense, "video_lately", *_earlier(told.video * 1000 + day % 1000, wants, everyone))
    age = np.maximum(told.time_ms - seen.uploaded_ms[told.video], 0) / DAY_MS
    dense[:, DENSE.index("age")] = np.log1p(age) / 3
    dense[:, DENSE.index("length")] = np.log1p(seen.duration_ms[told.video] / 1000) / 4
    before = _before(user)[:, -1]
    since = np.where(before >= 0, told.time_ms - told.time_ms[before], 10**9)
    dense[:, DENSE.index("since")] = np.log1p(np.maximum(since, 0) / 60_000) / 6
    again = _earlier(user * 10_000 + told.video, wants, counted)[0]
    dense[:, DENSE.index("again")] = np.log1p(again)
    if until < n:
        first = np.full(int(user.max()) + 1, -1)
        first[user[:until:-1]] = np.arange(n)[:until:-1]
        after = np.arange(until, n)
        start = np.where(first[user[after]] < 0, after, first[user[after]])
        for name in ("rate_user_lately", "count_user_lately", "since"):
            dense[after, DENSE.index(name)] = dense[start, DENSE.index(name)]
    return dense


def _fill(dense: Column, name: str, count: Column, sum_: Column) -> None:
    rate = (sum_ + 4 * 0.34) / (count + 4)
    dense[:, DENSE.index(f"rate_{name}")] = np.log(rate / (1 - rate)) + 0.66
    dense[:, DENSE.index(f"count_{name}")] = np.log1p(count) / 4


def _earlier(keys: Column, wants: Column, counted: Column) -> tuple[Column, Column]:
    """(how many counted events of the same key came before, how many of them had the outcome)."""
    order = np.argsort(keys, kind="stable")
    mine = keys[order]
    start = np.concatenate(([True], mine[1:] != mine[:-1]))
    first = np.maximum.accumulate(np.where(start, np.arange(len(keys)), 0))
    many = np.concatenate(([0], counted[order].cumsum()))
    total = np.concatenate(([0], (wants * counted)[order].cumsum()))
    count, sum_ = np.empty(len(keys)), np.empty(len(keys))
    count[order] = many[:-1] - many[first]
    sum_[order] = total[:-1] - total[first]
    return count, sum_


def _lately(keys: Column, wants: Column, most: int) -> tuple[Column, Column]:
    before = _before(keys)[:, -most:]
    known = before >= 0
    return known.sum(1), (wants[before] * known).sum(1)


def _before(user: Column) -> Column:
    order = np.argsort(user, kind="stable")
    place = np.empty(len(user), np.int64)
    place[order] = np.arange(len(user))
    back = place[:, None] - np.arange(PAST, 0, -1)
    other = order[np.maximum(back, 0)]
    return np.where((back >= 0) & (user[other] == user[:, None]), other, -1)


def _labels(told: Events, seen: Videos) -> tuple[Column, Column]:
    """(labels, whether they are told): all heads of the validation part; «long view» and «like» of train."""
    n, played = len(told.user), told.played_ms
    duration = np.maximum(seen.duration_ms[told.video], 1)
    ratio = played / duration
    labels, known = np.zeros((n, len(HEADS)), np.float32), np.zeros((n, len(HEADS)), np.bool_)
    _, follow, comment, share, negative, profile = told.said.T
    columns = {
        "skip": (played < 2000) & (ratio < 0.3),
        "long_view": told.long_view,
        "finish": ratio >= 0.95,
        "rewatch": ratio >= 1.5,
        "like": told.like,
        "share": share,
        "comment": comment,
        "follow": follow,
        "profile": profile,
        "negative": negative,
        "watch": np.minimum(ratio, 2) / 2,
    }
    for place, name in enumerate(HEADS):
        labels[:, place] = columns[name]
        known[:, place] = (played >= 0) | (name in ("long_view", "like"))
    return np.where(known, labels, 0).astype(np.float32), known
