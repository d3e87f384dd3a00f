"""The word lists against a text."""

from django.db import connection

from mutoscope.core.policy.words import Effect, Entry, Hit, screen


def hit_of(text: str) -> Hit | None:
    """The gravest entry that the text meets, or None."""
    with connection.cursor() as cursor:  # by hand: every comment is looked at
        cursor.execute("SELECT text, effect FROM safety_wordentry")
        entries = [Entry(*row) for row in cursor.fetchall()]
    return screen(text, entries) if entries else None


def effect_on(text: str) -> Effect | None:
    """What the lists say of a text that is being written."""
    hit = hit_of(text)
    return hit.effect if hit else None
