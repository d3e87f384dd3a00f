"""The index is equal to what there is, and becomes so again whatever happened to it."""

import pytest
from django.db import connection
from tests.apps.search.world import Browser, captions, film, handles, person, search

from mutoscope.apps.search import index, services
from mutoscope.apps.search.index import Doc
from mutoscope.apps.search.models import Entry, Gram, Term
from mutoscope.apps.videos.models import Video

pytestmark = pytest.mark.django_db


def test_an_emptied_index_is_full_again() -> None:
    """After one round everything is found; a second round finds nothing wrong."""
    film(person("ana"), "sea")
    Entry.objects.all().delete()
    assert captions(search(Browser(), "sea")) == []
    assert services.mend() == 2
    assert captions(search(Browser(), "sea")) == ["sea"] and handles(search(Browser(), "ana")) == ["ana"]
    assert services.mend() == 0


def test_what_changed_without_a_fact_is_mended() -> None:
    """Likes are told anew, and entries of what is gone fall out."""
    sea = film(caption="sea")
    Video.objects.filter(id=sea).update(likes=7)
    index.put([Doc("v", "0000000000007", ("ghost",)), Doc("p", "0000000000008", ("ghost",))])
    assert services.mend() == 3
    assert Entry.objects.get(kind="v").liked == 7
    assert not Entry.objects.filter(words__contains="ghost").exists()


def test_words_that_nothing_has_are_forgotten() -> None:
    """Words and their threes go once no entry needs them."""
    film(person("ana"), "seashore lighthouse")
    film(person("leo"), "lighthouse")
    Entry.objects.filter(words__contains="seashore").delete()
    assert services.tidy_terms() == 1
    assert set(Term.objects.values_list("text", flat=True)) == {"ana", "leo", "lighthouse"}
    assert not Gram.objects.filter(term__text="seashore").exists()


def test_the_database_keeps_its_full_text_index_by_itself() -> None:
    """Made, changed and deleted rows are found and not found accordingly, without a word from us."""

    def found(word: str) -> int:
        if connection.vendor == "postgresql":
            sql = "SELECT COUNT(*) FROM search_entry WHERE lexemes @@ %s::tsquery"
            word = f"'{word}'"
        else:
            sql = "SELECT COUNT(*) FROM search_fts WHERE search_fts MATCH %s"
            word = f'"{word}"'
        with connection.cursor() as cursor:
            cursor.execute(sql, [word])
            return int(cursor.fetchone()[0])

    index.put(
        [
            Doc("v", "one", ("sea", "sky")),
            Doc("v", "two", ("sea",)),
            Doc("p", "one", ("sea",)),
            Doc("v", "no", ()),
        ]
    )
    assert (found("vsea"), found("vsky"), found("psea")) == (2, 1, 1)
    index.put([Doc("v", "one", ("sky",))])
    Entry.objects.filter(ref="two").update(words="vfire")
    assert (found("vsea"), found("vsky"), found("vfire")) == (0, 1, 1)
    Entry.objects.all().delete()
    assert (found("vsky"), found("vfire"), found("psea")) == (0, 0, 0)
