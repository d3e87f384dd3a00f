"""Uploads, videos, and what was made of them."""

import secrets

from django.db import models

from mutoscope.adapters.clock import new_id, now_ms
from mutoscope.core.policy.life import STATES


def new_key() -> str:
    """A media key: 128 random bits, so that an address cannot be guessed."""
    return secrets.token_urlsafe(16)


class Sound(models.Model):
    """A soundtrack as its own thing: every video with sound brings one, others may use it with credit."""

    id = models.BigIntegerField(primary_key=True, default=new_id, editable=False)
    creator_id = models.BigIntegerField(db_index=True)
    title = models.CharField(max_length=120, blank=True)
    """Empty: «original sound», in the reader's language."""
    object_key = models.CharField(max_length=64, blank=True)
    duration_ms = models.BigIntegerField(default=0)
    reusable = models.BooleanField(default=True)
    source_id = models.BigIntegerField(default=0)
    """The video it came with; its bytes can be had where that one can be seen."""


class Video(models.Model):
    """One video from the moment somebody wants to send a file. ``core.policy.life`` draws its states."""

    id = models.BigIntegerField(primary_key=True, default=new_id, editable=False)
    creator_id = models.BigIntegerField()
    state = models.CharField(max_length=12, default="uploading", choices=[(name, name) for name in STATES])
    state_since_ms = models.BigIntegerField(default=now_ms)
    stopped_in = models.CharField(max_length=12, blank=True)
    """The state in which it was held or taken down."""
    deleted = models.BooleanField(default=False)
    """By its maker: for good."""
    submitted = models.BooleanField(default=False)
    tries = models.IntegerField(default=0)
    """How often the watchdog set it going again since the state changed."""
    job_id = models.BigIntegerField(default=0)
    """The job that is to move it on."""

    code = models.CharField(max_length=40, blank=True)
    sentence = models.CharField(max_length=300, blank=True)
    """Why it failed, is held or was removed: a message id."""
    fields = models.JSONField(default=dict, blank=True)
    progress = models.FloatField(default=0)

    media_key = models.CharField(max_length=24, unique=True, default=new_key)
    audience = models.CharField(max_length=10, default="everyone")
    caption = models.TextField(blank=True)
    tags = models.JSONField(default=list, blank=True)
    mentions = models.JSONField(default=list, blank=True)
    language = models.CharField(max_length=8, blank=True)
    min_age = models.IntegerField(default=0)
    allow_sound = models.BooleanField(default=True)
    allow_download = models.BooleanField(default=False)
    """Whether others may take it away, with a mark, as long as it is public."""
    allows = models.CharField(max_length=60, blank=True, default="", db_default="")
    """What others may make of it: words of ``core.policy.reuse``, a comma between."""
    comments_for = models.CharField(max_length=10, default="everyone")
    """Who may comment (``core.policy.comments``)."""

    original = models.CharField(max_length=64, blank=True)
    original_size = models.BigIntegerField(default=0)
    """Bytes counted against the creator's quota: the upload's from its opening, 0 once given back."""
    info = models.TextField(blank=True)
    """The probe's findings as JSON."""
    cut = models.IntegerField(default=0)
    """Counts trims and films that took the place of others: work for an older cut is thrown away."""
    film_cut = models.IntegerField(default=0, db_default=0)
    """The cut that what is served of it shows; behind ``cut`` while its new film is being made."""
    held_to_cut = models.IntegerField(default=0, db_default=0)
    """It is held for a part of somebody else's until its film is this cut, or a later one; 0: it is not."""
    remakes = models.IntegerField(default=0, db_default=0)
    """How often in a row the making of its new film was given up."""
    remake_ms = models.BigIntegerField(default=0, db_default=0)
    """While its new film is to be made: when somebody looks whether anybody is at it; 0: it has its film."""
    trim_start_ms = models.BigIntegerField(default=0)
    trim_end_ms = models.BigIntegerField(default=0)
    draft_start_ms = models.BigIntegerField(default=0)
    draft_end_ms = models.BigIntegerField(default=0)
    """The trim somebody means to publish with: kept with the draft, whose film stays whole until then."""
    """0: to the end."""
    cover_ms = models.BigIntegerField(default=-1)
    """-1: the first frame that is not black."""

    duration_ms = models.BigIntegerField(default=0)
    width = models.IntegerField(default=0)
    height = models.IntegerField(default=0)
    blurhash = models.CharField(max_length=60, blank=True)
    pdq = models.CharField(max_length=64, blank=True)
    poster = models.CharField(max_length=80, blank=True)
    """Name of the poster among the renditions."""
    renditions_json = models.TextField(default="[]")
    """What a card says of the renditions, ready to read: kept beside the rows so a card is one read."""
    sound = models.ForeignKey(Sound, null=True, on_delete=models.SET_NULL, related_name="videos")
    answers = models.BigIntegerField(default=0)
    """The comment that this video answers; 0: none."""
    likes = models.IntegerField(default=0)
    comments = models.IntegerField(default=0)
    saves = models.IntegerField(default=0)
    reposts = models.IntegerField(default=0)

    created_ms = models.BigIntegerField(default=now_ms)
    playable_ms = models.BigIntegerField(default=0)
    published_ms = models.BigIntegerField(default=0)
    elsewhere_ms = models.BigIntegerField(default=0)
    """When it was first published, on another server; 0: here."""

    class Meta:
        indexes = [
            models.Index(fields=["creator_id", "-published_ms", "-id"], name="video_by_creator"),
            models.Index(fields=["language", "-published_ms", "-id"], name="video_by_language"),
            models.Index(fields=["state", "state_since_ms"], name="video_by_state"),
            models.Index(fields=["original"], name="video_by_original"),
            models.Index(fields=["answers"], name="video_by_answered", condition=models.Q(answers__gt=0)),
            models.Index(fields=["remake_ms"], name="video_remake", condition=models.Q(remake_ms__gt=0)),
        ]


class Upload(models.Model):
    """A file on its way in. The bytes lie in a partial file of the media process until it is sealed."""

    id = models.BigIntegerField(primary_key=True, default=new_id, editable=False)
    video = models.OneToOneField(Video, on_delete=models.CASCADE, related_name="upload")
    person_id = models.BigIntegerField()
    client_id = models.CharField(max_length=100, null=True)
    """What the client calls this file, so that asking twice gives the same upload; NULL once it ended."""
    size = models.BigIntegerField()
    state = models.CharField(max_length=8, default="open", db_index=True)
    expires_ms = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person_id", "client_id"], name="upload_once")]


class Rendition(models.Model):
    """One file that may be served: something we encoded or remuxed, never what was uploaded."""

    video = models.ForeignKey(Video, on_delete=models.CASCADE, related_name="renditions")
    role = models.CharField(max_length=12)
    """quick (made first, replaced by the ladder), ladder, poster, frame, sound, or marked: to take away"""
    name = models.CharField(max_length=80)
    object_key = models.CharField(max_length=64, db_index=True)
    mime = models.CharField(max_length=40)
    codecs = models.CharField(max_length=60, blank=True)
    width = models.IntegerField(default=0)
    height = models.IntegerField(default=0)
    kbps = models.IntegerField(default=0)
    size = models.BigIntegerField(default=0)
    head_bytes = models.IntegerField(default=0)
    at_ms = models.BigIntegerField(default=0)
    """Where in the video a frame was taken."""
    retired_ms = models.BigIntegerField(default=0, db_index=True)
    """When better ones took its place; players in the middle of it are served a little longer."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["video", "name"], name="rendition_once")]


class Download(models.Model):
    """A film with a mark that somebody asked for: what it shows, who makes it, when it was last wanted."""

    video = models.OneToOneField(Video, on_delete=models.CASCADE, primary_key=True, related_name="+")
    content = models.CharField(max_length=64)
    """Hash of everything that goes into it: film, mark and words."""
    job_id = models.BigIntegerField(default=0)
    name = models.CharField(max_length=80, blank=True)
    """Its rendition; empty while there is none."""
    asked_ms = models.BigIntegerField(default=now_ms, db_index=True)


class KeptObject(models.Model):
    """Every object this app put into the store, written before the bytes are, so that none is forgotten."""

    key = models.CharField(max_length=64, primary_key=True)
    touched_ms = models.BigIntegerField(default=now_ms, db_index=True)


class BlockedHash(models.Model):
    """A file that must not come back: by its exact bytes or by how its picture looks."""

    kind = models.CharField(max_length=6, choices=[("sha256", "exact file"), ("pdq", "picture")])
    value = models.CharField(max_length=64)
    reason = models.CharField(max_length=300, blank=True)
    by_person_id = models.BigIntegerField(default=0)
    created_ms = models.BigIntegerField(default=now_ms)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "value"], name="blocked_once")]
        verbose_name_plural = "blocked hashes"
