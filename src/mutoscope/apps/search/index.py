"""The words of everything that can be found, asked of SQLite's FTS5 or PostgreSQL's GIN through one door.

put, drop     write entries; the database keeps its full-text index by itself
matching      entries that hold every word asked for, the newest first
most_liked    the favourites of a kind, for words so common that the newest matches are not the best
near_terms    known words that share threes of letters with one that was typed
"""

from collections.abc import Iterable, Sequence

import msgspec
from django.db import connection
from django.db.transaction import atomic

from mutoscope.apps.search.models import Entry, Gram, Term
from mutoscope.core.search.distance import allowed_slips
from mutoscope.core.search.ranking import Asked
from mutoscope.core.search.words import trigrams

_NEAR = 120
_SHORTEST_TERM = 3


class Doc(msgspec.Struct, frozen=True):
    """An entry as it should stand."""

    kind: str
    ref: str
    words: tuple[str, ...]
    owner_id: int = 0
    open: bool = True
    liked: int = 0
    born_ms: int = 0
    length_ms: int = 0
    written: str = ""


class Limits(msgspec.Struct, frozen=True):
    """Which entries may answer."""

    open_only: bool = False
    since_ms: int = 0
    shortest_ms: int = 0
    longest_ms: int = 0
    """Below this; 0: any length."""
    below_id: int = 0
    """Entries older than this one; 0: all."""


class Hit(msgspec.Struct, frozen=True):
    id: int
    ref: str
    words: tuple[str, ...]
    """Without their kind."""
    owner_id: int
    liked: int
    born_ms: int


BITE = 20
"""Entries written in one transaction: nobody waits long."""


def put(docs: Sequence[Doc]) -> int:
    """Let these entries stand as they are given; how many were new or different."""
    return sum(_put_some(docs[start : start + BITE]) for start in range(0, len(docs), BITE))


def _put_some(docs: Sequence[Doc]) -> int:
    standing = {(one.kind, one.ref): one for one in _standing(docs)}
    changed = [
        doc for doc in docs if (row := standing.get((doc.kind, doc.ref))) is None or _as_doc(row) != doc
    ]
    if not changed:
        return 0
    with atomic():
        Entry.objects.bulk_create(
            [_as_row(doc) for doc in changed],
            update_conflicts=True,
            unique_fields=["kind", "ref"],
            update_fields=["words", "owner_id", "open", "liked", "born_ms", "length_ms", "written"],
        )
        _learn({word for doc in changed for word in doc.words})
    return len(changed)


def drop(kind: str, refs: Iterable[str]) -> int:
    """Take entries out; how many there were."""
    return Entry.objects.filter(kind=kind, ref__in=list(refs)).delete()[0]


def matching(kind: str, asked: Sequence[Asked], limits: Limits, most: int) -> list[Hit]:
    """Up to ``most`` entries that hold, for every word asked, a word it begins or may have meant."""
    if not asked:
        return []
    postgres = connection.vendor == "postgresql"
    source = "search_entry e" if postgres else "search_fts f JOIN search_entry e ON e.id = f.rowid"
    where = "e.lexemes @@ %s::tsquery" if postgres else "search_fts MATCH %s"
    order = "e.id" if postgres else "f.rowid"
    text = " & ".join(_any_of(kind, one) for one in asked)
    if not postgres:
        text = text.replace(" & ", " AND ").replace(" | ", " OR ")
    more, parameters = _limited(limits, order)
    return _read(
        f"SELECT {_COLUMNS} FROM {source} WHERE {where} {more} ORDER BY {order} DESC LIMIT {most}",  # noqa: S608 - parts of ours and marks
        [text, *parameters],
    )


def most_liked(kind: str, limits: Limits, most: int) -> list[Hit]:
    """The entries of a kind that have the most likes, or uses, of all."""
    more, parameters = _limited(limits, "e.id")
    return _read(
        f"SELECT {_COLUMNS} FROM search_entry e WHERE e.kind = %s AND e.liked > 0 {more}"  # noqa: S608 - parts of ours and marks
        f" ORDER BY e.liked DESC, e.id DESC LIMIT {most}",
        [kind, *parameters],
    )


def near_terms(word: str) -> list[str]:
    """Known words that may be meant by ``word``, those that share most with it first; a superset."""
    slips = allowed_slips(word)
    if not slips:
        return []
    grams = sorted(trigrams(word, open_ended=True))
    marks = ", ".join(["%s"] * len(grams))
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT t.text FROM search_gram g JOIN search_term t ON t.id = g.term_id"  # noqa: S608 - only marks are put in
            f" WHERE g.gram IN ({marks}) AND g.size >= %s AND g.size <= %s"
            f" GROUP BY t.id, t.text ORDER BY COUNT(*) DESC, t.id LIMIT {_NEAR}",
            [*grams, len(word) - slips, len(word) + 6],
        )
        return [row[0] for row in cursor.fetchall()]


def forget_terms(kept: set[str]) -> int:
    """Forget words that no entry has any more; how many."""
    gone = [
        term_id for term_id, text in Term.objects.values_list("id", "text").iterator() if text not in kept
    ]
    for start in range(0, len(gone), 500):
        Term.objects.filter(id__in=gone[start : start + 500]).delete()
    return len(gone)


_COLUMNS = "e.id, e.ref, e.words, e.owner_id, e.liked, e.born_ms"


def _any_of(kind: str, asked: Asked) -> str:
    """One word of the question, in the language that FTS5 and tsquery share but for their quotes: words hold
    letters, digits and marks only, so nothing in them can be read as anything else."""
    if connection.vendor == "postgresql":
        return (
            "(" + " | ".join([f"'{kind}{asked.typed}':*", *(f"'{kind}{word}'" for word in asked.meant)]) + ")"
        )
    return "(" + " | ".join([f'"{kind}{asked.typed}"*', *(f'"{kind}{word}"' for word in asked.meant)]) + ")"


def _limited(limits: Limits, row_id: str) -> tuple[str, list[int]]:
    parts, parameters = [], []
    if limits.open_only:
        parts.append("AND e.open")
    for condition, value in (
        ("e.born_ms >= %s", limits.since_ms),
        ("e.length_ms >= %s", limits.shortest_ms),
        ("e.length_ms < %s", limits.longest_ms),
        (f"{row_id} < %s", limits.below_id),
    ):
        if value:
            parts.append(f"AND {condition}")
            parameters.append(value)
    return " ".join(parts), parameters


def _read(sql: str, parameters: Sequence[object]) -> list[Hit]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return [
            Hit(entry_id, ref, tuple(word[1:] for word in words.split()), owner_id, liked, born_ms)
            for entry_id, ref, words, owner_id, liked, born_ms in cursor.fetchall()
        ]


def _standing(docs: Sequence[Doc]) -> list[Entry]:
    return [
        row
        for kind in {doc.kind for doc in docs}
        for row in Entry.objects.filter(kind=kind, ref__in=[doc.ref for doc in docs if doc.kind == kind])
    ]


def _as_doc(row: Entry) -> Doc:
    words = tuple(word[1:] for word in row.words.split())
    rest = (row.owner_id, row.open, row.liked, row.born_ms, row.length_ms, row.written)
    return Doc(row.kind, row.ref, words, *rest)


def _as_row(doc: Doc) -> Entry:
    return Entry(
        kind=doc.kind,
        ref=doc.ref,
        words=" ".join(doc.kind + word for word in doc.words),
        owner_id=doc.owner_id,
        open=doc.open,
        liked=doc.liked,
        born_ms=doc.born_ms,
        length_ms=doc.length_ms,
        written=doc.written,
    )


def _learn(words: set[str]) -> None:
    """Know these words, so that slips find them."""
    long_enough = {word for word in words if len(word) >= _SHORTEST_TERM}
    new = long_enough - set(Term.objects.filter(text__in=long_enough).values_list("text", flat=True))
    if not new:
        return
    Term.objects.bulk_create([Term(text=word) for word in sorted(new)], ignore_conflicts=True)
    grams = [
        Gram(gram=gram, size=len(text), term_id=term_id)
        for term_id, text in Term.objects.filter(text__in=new).values_list("id", "text")
        for gram in trigrams(text)
    ]
    Gram.objects.bulk_create(grams, ignore_conflicts=True, batch_size=300)
