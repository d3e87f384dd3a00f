"""Proving that the index says what is so, and mending it: the whole of it, piece by piece.

Facts keep the index; this catches what came without one (an account closed by staff, likes) and what went
wrong. An index that was emptied is full again after one round.
"""

from collections.abc import Callable, Sequence

from mutoscope.apps.accounts import queries as accounts
from mutoscope.apps.search import documents, index
from mutoscope.apps.search.models import Entry, Use
from mutoscope.apps.videos import queries as videos
from mutoscope.core.units import from_text

CHUNK = 500


def mend() -> int:
    """Walk over everything there is and everything that stands in the index; how many entries were wrong."""
    wrong = _drop_superfluous("p", documents.check_people) + _drop_superfluous("v", documents.check_videos)
    wrong += _walk(
        lambda after: [one.id for one in accounts.listed_after(after, CHUNK)], documents.check_people
    )
    wrong += _walk(
        lambda after: [one.id for one in videos.listed_after(after, CHUNK)], documents.check_videos
    )
    return wrong + sum(_walk_shelves(kind, rows) for kind in ("t", "s") for rows in (Entry, Use))


def tidy_terms() -> int:
    """Forget words that nothing has any more; how many."""
    kept: set[str] = set()
    for words in Entry.objects.values_list("words", flat=True).iterator():
        kept.update(word[1:] for word in words.split())
    return index.forget_terms(kept)


def _walk(next_ids: Callable[[int], list[int]], check: Callable[[Sequence[int]], int]) -> int:
    wrong, after = 0, 0
    while ids := next_ids(after):
        wrong += check(ids)
        after = ids[-1]
    return wrong


def _walk_shelves(kind: str, rows: type[Entry] | type[Use]) -> int:
    """Tags or sounds that stand in the index, or that videos use."""
    wrong, after = 0, ""
    while True:
        later = rows.objects.filter(kind=kind, ref__gt=after).order_by("ref")  # type: ignore[attr-defined]
        refs = list(later.values_list("ref", flat=True).distinct()[:CHUNK])
        if not refs:
            return wrong
        wrong += documents.check_shelves(kind, refs)
        after = refs[-1]


def _drop_superfluous(kind: str, check: Callable[[Sequence[int]], int]) -> int:
    """Entries of things that are gone: looked at once more, they fall out."""

    def next_ids(after: int) -> list[int]:
        rows = Entry.objects.filter(kind=kind, id__gt=place[0]).order_by("id")[:CHUNK]
        found = [(row.id, from_text(row.ref)) for row in rows]
        if found:
            place[0] = found[-1][0]
        return [ref for _, ref in found]

    place = [0]
    return _walk(next_ids, check)
