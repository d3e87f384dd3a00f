"""What a comment is looked at for before others read it: the rules of the house, and its creator's own.

    the house says block   it is refused while it is written
    the house says hold    held: our team looks first
    the creator's sieve    waiting: the creator of the video looks first

Who knows the rules of the house stands further up the ladder, and says here how to ask.
"""

from collections.abc import Callable
from typing import Literal

from django.db import connection

from mutoscope.apps.social.contracts import SieveView
from mutoscope.apps.social.models import Sieve
from mutoscope.core.policy.plain_text import clean_text
from mutoscope.core.policy.words import Effect, Entry, has_words, screen
from mutoscope.core.units import Refusal

State = Literal["shown", "waiting", "held"]
Screening = Callable[[str], Effect | None]
_screening: list[Screening] = []

MOST_WORDS = 100
WORD_LENGTH = 60


def learn_screening_from(screening: Screening) -> None:
    """Called once by the app that keeps the word lists, when it starts."""
    _screening[:] = [screening]


def sieve(text: str, *, author_id: int, creator_id: int) -> State:
    """Where a comment that says ``text`` starts out. Refuses ``words_not_allowed``."""
    effect = _screening[0](text) if _screening else None
    if effect == "block":
        raise Refusal(
            "words_not_allowed",
            "This comment contains words that are not allowed here. Can you say it another way?",
            status=422,
        )
    if effect == "hold":
        return "held"
    return "waiting" if author_id != creator_id and _catches(creator_id, text) else "shown"


def sieve_of(person_id: int) -> SieveView:
    row = Sieve.objects.filter(person_id=person_id).first()
    return SieveView(tuple(row.words), row.everything) if row else SieveView((), False)


def set_sieve(person_id: int, words: list[str], everything: bool) -> None:
    """Say which comments under one's videos wait; none of those there are is touched. Refuses ``too_long``,
    ``no_word``, ``too_many_words``."""
    kept = list(dict.fromkeys(_readable(word) for word in words))
    if len(kept) > MOST_WORDS:
        raise Refusal(
            "too_many_words",
            "There is room for %(limit)s words; please let some go first.",
            fields={"field": "words", "limit": MOST_WORDS},
            status=422,
        )
    Sieve.objects.update_or_create(person_id=person_id, defaults={"words": kept, "everything": everything})


def _catches(creator_id: int, text: str) -> bool:
    with connection.cursor() as cursor:  # by hand: every comment is looked at, and hardly anybody has a sieve
        cursor.execute("SELECT 1 FROM social_sieve WHERE person_id = %s", [creator_id])
        if cursor.fetchone() is None:
            return False
    own = sieve_of(creator_id)
    return own.everything or screen(text, [Entry(word, "hold") for word in own.words]) is not None


def _readable(word: str) -> str:
    word = clean_text(word, field="words", longest=WORD_LENGTH)
    if not has_words(word):
        raise Refusal("no_word", "Please write a word.", fields={"field": "words"}, status=422)
    return word
