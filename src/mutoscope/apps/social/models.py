"""What people answer a video with."""

from django.db import models

from mutoscope.adapters.clock import new_id, now_ms


class Like(models.Model):
    """Somebody likes a video; at most once."""

    person_id = models.BigIntegerField()
    video_id = models.BigIntegerField(db_index=True)
    since_ms = models.BigIntegerField(default=now_ms)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person_id", "video_id"], name="liked_once")]
        indexes = [models.Index(fields=["person_id", "-id"], name="like_latest")]


class Comment(models.Model):
    """Words under a video. A thread is a top comment and all answers below it, whomever they answer."""

    id = models.BigIntegerField(primary_key=True, default=new_id, editable=False)
    video_id = models.BigIntegerField()
    author_id = models.BigIntegerField()
    client_id = models.CharField(max_length=40)
    """What the client calls it, so that sending twice is writing once."""
    root_id = models.BigIntegerField(default=0)
    """The top comment of its thread; 0: it is one itself."""
    parent_id = models.BigIntegerField(default=0)
    """The comment it answers; 0: none."""
    parent_author_id = models.BigIntegerField(default=0)
    text = models.TextField()
    state = models.CharField(
        max_length=7, default="shown", choices=[(name, name) for name in ("shown", "waiting", "held", "gone")]
    )
    """waiting: the video's creator looks at it first; held: our team does. Until then its author alone
    reads it. gone: nobody does."""
    gone_from = models.CharField(max_length=7, default="shown")
    """Where it stood when it was deleted, and stands again when that is undone; gone: it was deleted when our
    team took it down, and stays so."""
    code = models.CharField(max_length=40, blank=True)
    sentence = models.CharField(max_length=300, blank=True)
    """What our team decided about it, and why: a message id; empty while nothing was decided."""
    gone_by = models.BigIntegerField(default=0)
    """Who deleted it, and may change their mind for a while; 0: nobody, or our team."""
    gone_ms = models.BigIntegerField(default=0)
    likes = models.IntegerField(default=0)
    replies = models.IntegerField(default=0)
    """Shown answers in the thread, on its top comment."""
    rank = models.BigIntegerField(default=0)
    """See ``core.policy.comments.rank``."""
    video_answer_id = models.BigIntegerField(default=0)
    """The newest published video that answers it; 0: none."""
    edited_ms = models.BigIntegerField(default=0)
    created_ms = models.BigIntegerField(default=now_ms)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["author_id", "client_id"], name="comment_once")]
        indexes = [
            models.Index(fields=["video_id", "root_id", "-rank", "-id"], name="comment_best"),
            models.Index(fields=["video_id", "root_id", "-id"], name="comment_newest"),
            models.Index(fields=["root_id", "id"], name="comment_thread"),
            models.Index(fields=["gone_ms"], name="comment_gone", condition=models.Q(state="gone")),
        ]


class CommentEdit(models.Model):
    """What a comment said before it was edited."""

    comment_id = models.BigIntegerField(db_index=True)
    text = models.TextField()
    until_ms = models.BigIntegerField(default=now_ms)


class Waiting(models.Model):
    """A comment that its video's creator looks at before others do."""

    comment_id = models.BigIntegerField(primary_key=True)
    creator_id = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["creator_id", "-comment_id"], name="waiting_latest")]


class Sieve(models.Model):
    """Which comments wait until the creator of the video has looked; no row: none."""

    person_id = models.BigIntegerField(primary_key=True)
    words = models.JSONField(default=list)
    everything = models.BooleanField(default=False)
    """All of them wait, whatever they say."""


class CommentLike(models.Model):
    person_id = models.BigIntegerField()
    comment_id = models.BigIntegerField(db_index=True)
    since_ms = models.BigIntegerField(default=now_ms)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person_id", "comment_id"], name="comment_liked_once")]


class Pin(models.Model):
    """The comment that a video's creator put on top; one a video."""

    video_id = models.BigIntegerField(primary_key=True)
    comment_id = models.BigIntegerField(db_index=True)


class Repost(models.Model):
    """Somebody shows a video of others on their own profile."""

    person_id = models.BigIntegerField()
    video_id = models.BigIntegerField(db_index=True)
    since_ms = models.BigIntegerField(default=now_ms)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person_id", "video_id"], name="reposted_once")]
        indexes = [models.Index(fields=["person_id", "-id"], name="repost_latest")]


class Save(models.Model):
    """Somebody keeps a video for later; nobody else learns of it."""

    person_id = models.BigIntegerField()
    video_id = models.BigIntegerField(db_index=True)
    since_ms = models.BigIntegerField(default=now_ms)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person_id", "video_id"], name="saved_once")]
        indexes = [models.Index(fields=["person_id", "-id"], name="save_latest")]


class Collection(models.Model):
    """A named part of what somebody saved. Without one, saved is saved."""

    id = models.BigIntegerField(primary_key=True, default=new_id, editable=False)
    person_id = models.BigIntegerField()
    name = models.CharField(max_length=60)
    folded = models.CharField(max_length=120)
    """The name as people mean it: two that differ in case only are one."""
    created_ms = models.BigIntegerField(default=now_ms)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person_id", "folded"], name="collection_once")]


class Collected(models.Model):
    """A saved video in a collection."""

    collection_id = models.BigIntegerField()
    person_id = models.BigIntegerField()
    video_id = models.BigIntegerField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["collection_id", "video_id"], name="collected_once")]
        indexes = [
            models.Index(fields=["collection_id", "-id"], name="collected_latest"),
            models.Index(fields=["person_id", "video_id"], name="collected_by"),
        ]


class Showing(models.Model):
    """What somebody lets others see of what they respond to; no row: nothing."""

    person_id = models.BigIntegerField(primary_key=True)
    likes = models.BooleanField(default=False)


class Watermark(models.Model):
    """How far a walk over many rows has come, between two steps of it."""

    name = models.CharField(max_length=40, primary_key=True)
    after_id = models.BigIntegerField(default=0)
