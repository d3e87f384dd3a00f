"""Videos in the order of their publication, page by page: of one creator, of many, in one language.

A cursor names the last video of a page, so what is published meanwhile moves nothing. How many videos there
are does not matter to what a page costs; of many creators, their number does: one look into an index each.
"""

from collections.abc import Sequence

from mutoscope.apps.accounts.contracts import Viewer
from mutoscope.apps.videos.cards import Row, of_rows, read_rows
from mutoscope.apps.videos.contracts import CardPage
from mutoscope.core.policy.life import SHOWN
from mutoscope.core.units import cursor_after, read_cursor

PAGE = 24
_STATES = ", ".join(f"'{state}'" for state in sorted(SHOWN))
_TOP = (1 << 62, 1 << 62)
_NEWER = "v.published_ms DESC, v.id DESC"
_MOST_CREATORS = 5_000


def by_creator(person_id: int, viewer: Viewer, cursor: str = "") -> CardPage:
    """Published videos of one person that ``viewer`` may see, newest first. Refuses ``bad_cursor``."""
    where = f"WHERE v.creator_id = %s AND v.state IN ({_STATES})"
    return _page(where, [person_id], viewer, cursor, PAGE)


def in_language(language: str, viewer: Viewer, cursor: str, size: int) -> CardPage:
    """Published videos for everyone in one language, newest first; those that ``viewer`` may not see are left
    out, so a page may hold fewer than ``size`` and still have a next one. Refuses ``bad_cursor``."""
    where = f"WHERE v.language = %s AND v.audience = 'everyone' AND v.state IN ({_STATES})"
    return _page(where, [language], viewer, cursor, size)


def by_creators(creator_ids: Sequence[int], viewer: Viewer, cursor: str, size: int) -> CardPage:
    """As ``in_language``, of these people. Refuses ``bad_cursor``.

    The newest ``size`` videos of all are among the newest of those ``size`` creators whose own newest one is
    newest: first those creators are found, then their videos.
    """
    last, ids = _begin(cursor), creator_ids[:_MOST_CREATORS]
    if not ids:
        return CardPage(cards=(), next="")
    heads = read_rows(
        f"JOIN accounts_person c ON v.id = ({_newest_of('c.id', 1)})"
        f" WHERE c.is_active AND c.id IN ({_marks(ids)}) ORDER BY {_NEWER} LIMIT {size + 1}",
        [*last, *ids],
    )
    makers = [row.creator_id for row in heads]
    if not makers:
        return CardPage(cards=(), next="")
    rows = read_rows(
        f"JOIN accounts_person c ON v.id IN ({_newest_of('c.id', size + 1)})"
        f" WHERE c.id IN ({_marks(makers)}) ORDER BY {_NEWER} LIMIT {size + 1}",
        [*last, *makers],
    )
    return _cut(rows, viewer, size)


def _newest_of(creator: str, most: int) -> str:
    """SQL for the newest videos of the one ``creator``, below the cursor's two numbers."""
    return (
        f"SELECT n.id FROM videos_video n WHERE n.creator_id = {creator} AND n.state IN ({_STATES})"  # noqa: S608 - ours alone
        " AND n.audience <> 'me' AND (n.published_ms, n.id) < (%s, %s)"
        f" ORDER BY n.published_ms DESC, n.id DESC LIMIT {most}"
    )


def _page(where: str, parameters: list[object], viewer: Viewer, cursor: str, size: int) -> CardPage:
    last = _begin(cursor)
    where = f"{where} AND (v.published_ms, v.id) < (%s, %s) ORDER BY {_NEWER} LIMIT {size + 1}"
    return _cut(read_rows(where, [*parameters, *last]), viewer, size)


def _cut(rows: list[Row], viewer: Viewer, size: int) -> CardPage:
    page, more = rows[:size], len(rows) > size
    following = cursor_after(page[-1].published_ms, page[-1].id) if more else ""
    return CardPage(cards=tuple(of_rows(page, viewer)), next=following)


def _begin(cursor: str) -> tuple[int, int]:
    return read_cursor(cursor) if cursor else _TOP


def _marks(ids: Sequence[int]) -> str:
    return ", ".join(["%s"] * len(ids))
