"""The word lists against a text."""

from mutoscope.apps.safety.models import WordEntry
from mutoscope.core.policy.words import Effect, Entry, Hit, screen


def hit_of(text: str) -> Hit | None:
    """The gravest entry that the text meets, or None."""
    entries = [Entry(entry, effect) for entry, effect in WordEntry.objects.values_list("text", "effect")]
    return screen(text, entries) if entries else None


def effect_on(text: str) -> Effect | None:
    """What the lists say of a text that is being written."""
    hit = hit_of(text)
    return hit.effect if hit else None
