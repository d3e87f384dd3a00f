"""What films are recognised by, the index of it, and what was found alike."""

from django.db import models

from mutoscope.adapters.clock import new_id, now_ms


class Printed(models.Model):
    """The prints of a video's film."""

    video_id = models.BigIntegerField(primary_key=True)
    cut = models.IntegerField()
    """Of which film they are."""
    duration_ms = models.BigIntegerField()
    prints = models.BinaryField()
    """``core.montage.likeness.Prints`` as msgpack; its keys are found anew from it."""


class Key(models.Model):
    """That a film has a key: read by the key alone, so that no search looks at every film. A key that many
    films have gets no more of them."""

    pk = models.CompositePrimaryKey("key", "video_id")
    key = models.BigIntegerField()
    video_id = models.BigIntegerField()
    person_id = models.BigIntegerField(db_default=0)
    """Whose it is: a key is common when many people's films have it, not when one person's have."""


class Suggestion(models.Model):
    """That a later video looks or sounds like a part of an earlier one.

    open --its maker, or our team--> yes (an edge of the studio says so from then on) | no, for good
      |                                `--whoever said it, or our team--> no
      |`--no longer alike--> past --alike again--> open
      `--the earlier one's author--> no
    """

    id = models.BigIntegerField(primary_key=True, default=new_id, editable=False)
    child_id = models.BigIntegerField()
    """The later video."""
    parent_id = models.BigIntegerField(db_index=True)
    person_id = models.BigIntegerField()
    """Whose the later one is."""
    author_id = models.BigIntegerField()
    """Whose the earlier one is."""
    state = models.CharField(max_length=4, default="open")
    answered_by = models.CharField(max_length=6, blank=True, default="")
    """maker (of the later one), author (of the earlier one) or team"""
    asked_ms = models.BigIntegerField(default=0)
    """When the author of the earlier one asked our team, or a block between the two did; 0: never."""
    decided_by = models.BigIntegerField(db_default=0)
    """Who of our team answered last; 0: nobody did."""
    seen = models.JSONField(default=list, blank=True)
    heard = models.JSONField(default=list, blank=True)
    """[from in the later one, from in the earlier one, length], milliseconds; empty: not alike in that."""
    mirrored = models.BooleanField(default=False)
    confidence = models.FloatField(default=0)
    found_ms = models.BigIntegerField(default=now_ms)
    answered_ms = models.BigIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["child_id", "parent_id"], name="likeness_once")]
        indexes = [
            models.Index(fields=["person_id", "-id"], name="likeness_of_person"),
            models.Index(fields=["author_id", "-id"], name="likeness_of_author"),
            models.Index(
                fields=["asked_ms"], name="likeness_asked", condition=models.Q(asked_ms__gt=0, state="open")
            ),
        ]


class Walk(models.Model):
    """How far the walk over films that were here before is: one row."""

    after_id = models.BigIntegerField(default=0)
    """The last video that was looked at."""
    trying_id = models.BigIntegerField(db_default=0)
    """The one that is looked at now; still here after its worker died, and left out then."""
    seen = models.IntegerField(default=0)
    printed = models.IntegerField(default=0)
    failed = models.IntegerField(default=0)
    began_ms = models.BigIntegerField(default=now_ms)
    ended_ms = models.BigIntegerField(default=0)
