"""Conversations, who is in them, and what is said there."""

from django.db import models
from django.db.models import Q

from mutoscope.adapters.clock import new_id, now_ms


class Conversation(models.Model):
    """A pair that has one conversation for ever, or a group."""

    id = models.BigIntegerField(primary_key=True, default=new_id, editable=False)
    key = models.CharField(max_length=64, unique=True)
    """Of a pair: both people's ids, the smaller first. Of a group: its founder's id and their client's name
    for it, so that founding it twice is once."""
    is_group = models.BooleanField(default=False)
    name = models.CharField(max_length=60, blank=True)
    refused_names = models.JSONField(default=list)
    """Digests of names that our team took away, which the group is not given again."""
    founder_id = models.BigIntegerField(default=0)
    last_number = models.BigIntegerField(default=0)
    """Number of the newest message. Whoever adds one holds this row, so numbers follow the commits."""
    created_ms = models.BigIntegerField(default=now_ms)


class Member(models.Model):
    """Somebody in a conversation, and how far they are with it."""

    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="members", db_index=False)
    person_id = models.BigIntegerField()
    other_id = models.BigIntegerField(default=0)
    """Of a pair: whom they talk with."""
    state = models.CharField(
        max_length=8,
        default="in",
        choices=[(state, state) for state in ("in", "asked", "declined", "out")],
    )
    """asked: a stranger would like to talk, and waits. declined: and may not. out: left the group."""
    shown = models.BooleanField(default=True)
    """Stands in their list; deleting the conversation hides it until somebody writes again."""
    muted = models.BooleanField(default=False)
    from_number = models.BigIntegerField(default=0)
    """Messages up to this number are not for them: said before they came, or deleted by them."""
    until_number = models.BigIntegerField(default=0)
    """Once out: the last message that was for them."""
    read_number = models.BigIntegerField(default=0)
    unread = models.IntegerField(default=0)
    """Messages of others that they have not read."""
    latest_ms = models.BigIntegerField(default=now_ms)
    """When something was last said that stands in their list."""
    joined_ms = models.BigIntegerField(default=now_ms)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["conversation", "person_id"], name="messaging_member_once")
        ]
        indexes = [
            models.Index(
                fields=["person_id", "state", "-latest_ms", "-id"],
                name="messaging_list",
                condition=Q(shown=True),
            ),
            models.Index(fields=["person_id", "state"], name="messaging_unread", condition=Q(unread__gt=0)),
        ]


class Message(models.Model):
    """Words, a video, or both; or a note on what became of a group."""

    id = models.BigIntegerField(primary_key=True, default=new_id, editable=False)
    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="+", db_index=False)
    number = models.BigIntegerField()
    author_id = models.BigIntegerField()
    client_id = models.CharField(max_length=40)
    """What the author's client calls it, so that sending twice is writing once."""
    text = models.TextField(blank=True)
    video_id = models.BigIntegerField(default=0)
    note = models.CharField(max_length=7, blank=True)
    """made, named, cleared, added, left or removed; empty: somebody said it. Our team cleared the name."""
    about_id = models.BigIntegerField(default=0)
    """Of a note: who was added or removed; where our team gave a name back, who had given it."""
    gone = models.CharField(max_length=6, blank=True)
    """author: taken back for everybody. team: our team took it away. Nothing of it stands here."""
    created_ms = models.BigIntegerField(default=now_ms)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["conversation", "number"], name="messaging_number_once"),
            models.UniqueConstraint(
                fields=["author_id", "conversation", "client_id"], name="messaging_message_once"
            ),
        ]


class Taken(models.Model):
    """Words that our team took away, as long as another look at that may be asked for."""

    id = models.BigIntegerField(primary_key=True, default=new_id, editable=False)
    author_id = models.BigIntegerField(db_index=True)
    conversation_id = models.BigIntegerField()
    message_id = models.BigIntegerField(default=0, db_index=True)
    """0: they were the group's name."""
    text = models.TextField(blank=True)
    video_id = models.BigIntegerField(default=0)
    taken_ms = models.BigIntegerField(default=now_ms, db_index=True)


class Choices(models.Model):
    """Who may write to somebody, and whether others see what they read; no row: as usual at their age."""

    person_id = models.BigIntegerField(primary_key=True)
    hears_from = models.CharField(max_length=9, default="everybody")
    shows_reading = models.BooleanField(default=True)
