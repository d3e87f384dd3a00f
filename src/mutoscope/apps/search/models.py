"""The index: what can be found under which words. Everything here can be made anew from the other apps.

The database itself keeps the full-text index equal to ``Entry.words``: on SQLite three triggers feed an FTS5
table, on PostgreSQL a generated column feeds a GIN index (migration 0002). So writing a row is all it takes.
"""

from django.db import models

KINDS = ("p", "v", "t", "s")
"""People, videos, tags, sounds."""


class Entry(models.Model):
    """One thing that can be found."""

    kind = models.CharField(max_length=1, choices=[(kind, kind) for kind in KINDS])
    ref = models.CharField(max_length=200)
    """Its id as text; a tag is its own."""
    words = models.TextField(blank=True)
    """Folded words between blanks, each with its kind in front: one index holds a list for each kind."""
    owner_id = models.BigIntegerField(default=0)
    open = models.BooleanField(default=True)
    """Anybody may see it: strangers get nothing else. Whether they may is asked again when cards are made."""
    liked = models.BigIntegerField(default=0)
    """Likes of a video, videos of a person, uses of a tag or sound; as last told or mended."""
    born_ms = models.BigIntegerField(default=0)
    length_ms = models.BigIntegerField(default=0)
    written = models.CharField(max_length=200, blank=True, default="")
    """A tag as most people write it; empty: as it is folded."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "ref"], name="search_entry_once")]
        indexes = [models.Index(fields=["kind", "-liked", "-id"], name="search_most_liked")]


class Use(models.Model):
    """A published video carries a tag or plays a sound: what stands on the page of that tag or sound."""

    pk = models.CompositePrimaryKey("kind", "ref", "video_id")
    kind = models.CharField(max_length=1)
    """t or s."""
    ref = models.CharField(max_length=200)
    """The folded tag, or the sound's id as text."""
    video_id = models.BigIntegerField(db_index=True)
    creator_id = models.BigIntegerField()
    open = models.BooleanField()
    published_ms = models.BigIntegerField()

    class Meta:
        indexes = [
            models.Index(fields=["kind", "ref", "-published_ms", "-video_id"], name="search_shelf"),
            models.Index(fields=["kind", "published_ms"], name="search_used_lately"),
            models.Index(fields=["creator_id", "kind", "published_ms"], name="search_used_by"),
        ]


class Trend(models.Model):
    """A tag or sound that several people used lately, as last counted."""

    pk = models.CompositePrimaryKey("kind", "ref")
    kind = models.CharField(max_length=1)
    ref = models.CharField(max_length=200)
    recent = models.IntegerField()
    """People who used it in the last two days."""
    week = models.IntegerField()
    """People who used it in the last seven days."""


class Term(models.Model):
    """A word that some entry has, for finding what somebody meant to type."""

    text = models.CharField(max_length=40, unique=True)


class Gram(models.Model):
    """Three neighbouring letters of a term."""

    pk = models.CompositePrimaryKey("gram", "size", "term_id")
    gram = models.CharField(max_length=3)
    size = models.SmallIntegerField()
    """Letters of the term: words of a very different length cannot be meant."""
    term = models.ForeignKey(Term, models.CASCADE, related_name="grams")
