"""The index: from a key to the few films that have it.

A film has hundreds of keys, a key few films: what ``MOST_HOLDERS`` people's films have tells none from
another, and gets no more. Of one person's films a key gets the first few, so that nobody can make it common
alone. So a search reads at most as many rows as its film has keys, times that, times those few.
"""

from collections.abc import Iterable, Iterator

from django.db import connection

from mutoscope.core.montage.likeness import MOST_HOLDERS

MOST_OF_ONE = 3
"""So many films of one person a key leads to."""
_AT_ONCE = 400
"""Parameters of one statement."""


def holders(keys: Iterable[int], but: int) -> dict[int, list[int]]:
    """Of each of these keys the films that have it, ``but`` this one."""
    found: dict[int, list[int]] = {}
    with connection.cursor() as cursor:
        for some in _parts(keys):
            cursor.execute(
                f"SELECT key, video_id FROM likeness_key WHERE key IN ({_marks(some)})",  # noqa: S608 - marks only
                some,
            )
            for key, video_id in cursor.fetchall():
                if video_id != but:
                    found.setdefault(key, []).append(video_id)
    return found


def write(video_id: int, person_id: int, keys: Iterable[int]) -> int:
    """Note the keys of a film; how many are rare enough to be noted. Twice does no harm."""
    noted = 0
    with connection.cursor() as cursor:
        for some in _parts(keys):
            cursor.execute(
                f"SELECT key FROM likeness_key WHERE key IN ({_marks(some)})"  # noqa: S608 - marks only
                f" GROUP BY key HAVING COUNT(DISTINCT person_id) >= {MOST_HOLDERS}"
                f" OR SUM(CASE WHEN person_id = %s THEN 1 ELSE 0 END) >= {MOST_OF_ONE}",
                [*some, person_id],
            )
            common = {row[0] for row in cursor.fetchall()}
            rare = [key for key in some if key not in common]
            noted += len(rare)
            if rare:
                rows = ", ".join(["(%s, %s, %s)"] * len(rare))
                cursor.execute(
                    f"INSERT INTO likeness_key (key, video_id, person_id) VALUES {rows}"  # noqa: S608
                    " ON CONFLICT DO NOTHING",
                    [one for key in rare for one in (key, video_id, person_id)],
                )
    return noted


def drop(video_id: int, keys: Iterable[int]) -> None:
    """Forget that a film has these keys."""
    with connection.cursor() as cursor:
        for some in _parts(keys):
            cursor.execute(
                f"DELETE FROM likeness_key WHERE key IN ({_marks(some)}) AND video_id = %s",  # noqa: S608
                [*some, video_id],
            )


def _parts(keys: Iterable[int]) -> Iterator[list[int]]:
    ordered = sorted(keys)  # in one order, so that two writers on PostgreSQL never wait for each other
    for start in range(0, len(ordered), _AT_ONCE):
        yield ordered[start : start + _AT_ONCE]


def _marks(some: list[int]) -> str:
    return ", ".join(["%s"] * len(some))
