"""KuaiRand-Pure as a stream of examples in order of time, with features that were known at the time.

Source: Gao et al., KuaiRand (CIKM 2022), CC BY-SA 4.0; only what the folder of the data sets holds: the last
50 train events of each user (817,187: labels «long view» and «like», order but no times), then the standard
log of 25 to 30 April 2022 (94,784: all signals, times to the millisecond).

Columns used: user, video, creator, first tag, music, kind of upload, length, the user's own coarse columns
(activity, registration, followers, the anonymous one-hot ones), tab and hour of the request, age of the
video; and rates counted here from the stream itself, before each event. The platform-wide totals of the
item table (shows, plays, likes ... up to the end of the period) are not read: they tell the future.

Train events carry no times. They are put in order by spreading each user's backwards from their last one,
``last_time_ms``, at equal steps that fill the time since 8 April; the order of one user's events is the
true one.
"""

import csv
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from bench.discovery.data import data_file

Column = npt.NDArray[Any]
_START_MS = 1_649_347_200_000
"""8 April 2022, where the log begins."""
_SIGNALS = ("is_like", "is_follow", "is_comment", "is_forward", "is_hate", "is_profile_enter")
USER_COLUMNS = (
    "user_active_degree",
    "is_video_author",
    "follow_user_num_range",
    "fans_user_num_range",
    "register_days_range",
    *(f"onehot_feat{n}" for n in (0, 1, 2, 5, 6, 9, 10)),
)


@dataclass(frozen=True)
class Events:
    """Columns of all events, train first, each part in order of time."""

    user: Column
    video: Column
    time_ms: Column
    tab: Column
    """0 where it is not told."""
    long_view: Column
    like: Column
    played_ms: Column
    """-1 where it is not told."""
    said: Column
    """(n, 6): like, follow, comment, share, «not interested», profile; only of the validation part."""
    train: int
    """So many are of the train part."""


@dataclass(frozen=True)
class Videos:
    creator: Column
    tag: Column
    music: Column
    kind: Column
    duration_ms: Column
    uploaded_ms: Column


def events() -> Events:
    import pyarrow.parquet as pq

    past = _columns(pq.read_table(data_file("kuairand-pure", "train_events_last50.parquet")))
    theirs = _columns(
        pq.read_table(data_file("kuairand-pure", "user_sequences.parquet")).select(
            ["user_id", "last_time_ms", "history_len"]
        )
    )
    many = np.bincount(past["user_id"])
    end, length = np.full(len(many), _START_MS), np.ones(len(many), np.int64)
    end[theirs["user_id"]], length[theirs["user_id"]] = theirs["last_time_ms"], theirs["history_len"]
    by_user = np.lexsort((past["pos"], past["user_id"]))
    first = np.concatenate(([0], many.cumsum()[:-1]))
    since_last = np.empty(len(by_user), np.int64)
    since_last[by_user] = (
        many[past["user_id"][by_user]] - 1 - (np.arange(len(by_user)) - first[past["user_id"][by_user]])
    )
    step = (end - _START_MS) // np.maximum(length, many)
    time_ms = end[past["user_id"]] - since_last * step[past["user_id"]]
    order = np.lexsort((-since_last, time_ms))
    later = _columns(pq.read_table(data_file("kuairand-pure", "val.parquet")))
    next_ = np.argsort(later["time_ms"], kind="stable")
    n = len(order)

    def joined(name: str, other: str | None = None) -> Column:
        return np.concatenate([past[name][order], later[other or name][next_]]).astype(np.int64)

    return Events(
        user=joined("user_id"),
        video=joined("video_id"),
        time_ms=np.concatenate([time_ms[order], later["time_ms"][next_]]),
        tab=np.concatenate([np.zeros(n, np.int64), later["tab"][next_] + 1]),
        long_view=joined("long_view"),
        like=joined("like", "is_like"),
        played_ms=np.concatenate([np.full(n, -1), later["play_time_ms"][next_]]),
        said=np.concatenate(
            [np.zeros((n, len(_SIGNALS)), np.int64), np.stack([later[name][next_] for name in _SIGNALS], 1)]
        ),
        train=n,
    )


def videos() -> Videos:
    with data_file("kuairand-pure", "video_features_basic_pure.csv").open() as file:
        rows = sorted(csv.DictReader(file), key=lambda row: int(row["video_id"]))
    return Videos(
        creator=np.array([int(row["author_id"] or 0) for row in rows]),
        tag=_codes([row["tag"].split(",")[0] for row in rows]),
        music=np.array([int(float(row["music_id"] or 0)) for row in rows]),
        kind=_codes([row["upload_type"] for row in rows]),
        duration_ms=np.array([float(row["video_duration"] or 0) for row in rows]),
        uploaded_ms=np.array([_day_ms(row["upload_dt"]) for row in rows], np.int64),
    )


def users() -> Column:
    """(user, column): small codes of what is told of each user."""
    with data_file("kuairand-pure", "user_features_pure.csv").open() as file:
        rows = sorted(csv.DictReader(file), key=lambda row: int(row["user_id"]))
    return np.stack([_codes([row[name] for row in rows]) for name in USER_COLUMNS], 1)


def _columns(table: Any) -> dict[str, Column]:
    return {name: table[name].to_numpy() for name in table.schema.names}


def _codes(words: list[str]) -> Column:
    return np.unique(np.array(words), return_inverse=True)[1].astype(np.int64)


def _day_ms(day: str) -> int:
    return int(np.datetime64(day or "2022-01-01", "ms").astype(np.int64))
