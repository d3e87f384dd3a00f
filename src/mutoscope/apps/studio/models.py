"""Materials, projects with their history, and what was rendered of them."""

import secrets

from django.db import models

from mutoscope.adapters.clock import new_id, now_ms
from mutoscope.apps.studio.lineage_models import Edge, KeptSource, Script

__all__ = ["Edge", "KeptSource", "Script"]  # the other half of these, and of this app's tables


def new_key() -> str:
    """A media key: 128 random bits, so that an address cannot be guessed."""
    return secrets.token_urlsafe(16)


class Material(models.Model):
    """A film, photo or sound that somebody brought to cut from.

    uploading --sealed--> received --looked at--> ready (proxies and drawings follow: ``prepared``)
    at any of these: failed, with a reason
    """

    id = models.BigIntegerField(primary_key=True, default=new_id, editable=False)
    person_id = models.BigIntegerField()
    client_id = models.CharField(max_length=100, null=True)
    """What the client calls this file, so that announcing twice gives the same upload; NULL once it ended."""
    name = models.CharField(max_length=200, blank=True)
    """What its owner's device calls the file: words for them, never a path."""
    size = models.BigIntegerField()
    state = models.CharField(
        max_length=9,
        default="uploading",
        choices=[(name, name) for name in ("uploading", "received", "ready", "failed")],
    )
    upload_state = models.CharField(max_length=8, default="open")
    """open, sealed, refused or expired, as the receiving process knows it."""
    expires_ms = models.BigIntegerField()
    """Until when bytes may come."""
    what = models.CharField(max_length=5, blank=True)
    """film, photo or sound, by its bytes; empty until they are here."""
    original = models.CharField(max_length=64, blank=True, db_index=True)
    original_size = models.BigIntegerField(default=0)
    """Bytes counted against the owner's quota: from the announcement, 0 once given back."""
    media_key = models.CharField(max_length=24, unique=True, default=new_key)
    info = models.TextField(blank=True)
    """Of a film or sound the probe's findings as JSON."""
    width = models.IntegerField(default=0)
    height = models.IntegerField(default=0)
    """As it is seen."""
    duration_ms = models.BigIntegerField(default=0)
    fps = models.FloatField(default=0)
    has_sound = models.BooleanField(default=False)
    beats = models.JSONField(default=list, blank=True)
    """Milliseconds at which its sound beats."""
    prepared = models.BooleanField(default=False)
    """Nothing more is made of it: proxies and drawings are there, or could not be made."""
    progress = models.FloatField(default=0)
    code = models.CharField(max_length=40, blank=True)
    sentence = models.CharField(max_length=300, blank=True)
    """Why it failed: a message id, with ``fields``."""
    fields = models.JSONField(default=dict, blank=True)
    created_ms = models.BigIntegerField(default=now_ms)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person_id", "client_id"], name="studio_material_once")
        ]
        indexes = [
            models.Index(fields=["person_id", "-id"], name="studio_material_list"),
            models.Index(fields=["upload_state", "expires_ms"], name="studio_material_late"),
        ]


class Stretch(models.Model):
    """That a material is a stretch of another one: what its owner's film shows of that, and all that is lent.

    received, without a file --cut--> received, with one --look--> ready, as every material
    """

    material = models.OneToOneField(
        Material, on_delete=models.CASCADE, primary_key=True, related_name="stretch"
    )
    source_id = models.BigIntegerField()
    """The material that it is cut out of."""
    fps = models.IntegerField()
    first = models.BigIntegerField()
    end = models.BigIntegerField()
    """In pictures of a grid of ``fps`` a second."""
    seen = models.BooleanField()
    heard = models.BooleanField()
    tries = models.IntegerField(default=0, db_default=0)
    """How often it could not be cut out."""
    next_ms = models.BigIntegerField(default=0, db_default=0)
    """Where it could not: when it is tried again, if somebody wants it then."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["source_id", "fps", "first", "end", "seen", "heard"], name="studio_stretch_once"
            )
        ]


class MaterialFile(models.Model):
    """A file that may be served to a material's owner: something we made, never what was sent."""

    material = models.ForeignKey(Material, on_delete=models.CASCADE, related_name="files")
    role = models.CharField(max_length=8)
    """proxy (a small film), sound, photo, poster, strip (pictures in a grid) or peaks (of its sound)"""
    name = models.CharField(max_length=80)
    object_key = models.CharField(max_length=64, db_index=True)
    mime = models.CharField(max_length=40)
    size = models.BigIntegerField(default=0)
    width = models.IntegerField(default=0)
    height = models.IntegerField(default=0)
    meta = models.JSONField(default=dict, blank=True)
    """Of a strip: count, columns, step_ms. Of peaks: count, rate."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["material", "name"], name="studio_file_once")]


class Project(models.Model):
    """A montage that somebody works on, as it was last saved."""

    id = models.BigIntegerField(primary_key=True, default=new_id, editable=False)
    person_id = models.BigIntegerField()
    client_id = models.CharField(max_length=100, null=True)
    """What the client calls it, so that founding it twice is once."""
    name = models.CharField(max_length=100, blank=True)
    revision = models.IntegerField(default=1)
    """Counts saves; whoever saves says on which one theirs builds."""
    document = models.TextField()
    digest = models.CharField(max_length=64)
    duration_ms = models.BigIntegerField(default=0)
    begun_from = models.CharField(max_length=16, blank=True)
    """duet, stitch, remix, template ...: how it was begun; empty: with nothing."""
    begun_id = models.BigIntegerField(default=0)
    """The video or template it was begun from."""
    deleted_ms = models.BigIntegerField(default=0)
    """When it went to the bin; 0: it is not there."""
    created_ms = models.BigIntegerField(default=now_ms)
    changed_ms = models.BigIntegerField(default=now_ms)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person_id", "client_id"], name="studio_project_once")]
        indexes = [
            models.Index(fields=["person_id", "-changed_ms", "-id"], name="studio_project_list"),
            models.Index(
                fields=["deleted_ms"], name="studio_project_bin", condition=models.Q(deleted_ms__gt=0)
            ),
        ]


class Version(models.Model):
    """How a project was at an earlier save. The older, the fewer are kept (``core.montage.history``)."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="versions")
    revision = models.IntegerField()
    document = models.TextField()
    duration_ms = models.BigIntegerField(default=0)
    saved_ms = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["project", "revision"], name="studio_version_once")]


class Use(models.Model):
    """That a project, as it was last saved, is cut from a material."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="uses")
    origin = models.CharField(max_length=6)
    """upload, video or sound"""
    material_id = models.BigIntegerField(db_index=True)
    whole = models.BooleanField(default=False, db_default=False)
    """It is somebody else's upload, and was lent to whose project this is when uploads were lent in full."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "origin", "material_id"], name="studio_use_once")
        ]


class Render(models.Model):
    """A film that is made of a document once, whoever asks for it and however often.

    waiting --job--> done | failed | cancelled; asking again for what did not end well lets it wait anew
    done --nobody keeps it--> gone: that it was asked for is remembered, the film and its document are not
    """

    id = models.BigIntegerField(primary_key=True, default=new_id, editable=False)
    digest = models.CharField(max_length=64, unique=True)
    """Of everything that goes into it: the document, the bytes of its materials, and how we render."""
    state = models.CharField(
        max_length=9,
        default="waiting",
        choices=[(name, name) for name in ("waiting", "done", "failed", "cancelled", "gone")],
    )
    document = models.TextField()
    sources = models.TextField()
    """What each material was when it was asked for, as JSON (``sources.Found``)."""
    marks = models.CharField(max_length=200, blank=True, default="", db_default="")
    """Whose parts are in it, as its picture says where it is taken away; empty: it is bare."""
    cost_cpu_s = models.FloatField(default=0)
    """Estimate."""
    progress = models.FloatField(default=0)
    job_id = models.BigIntegerField(default=0)
    object_key = models.CharField(max_length=64, blank=True, db_index=True)
    size = models.BigIntegerField(default=0)
    width = models.IntegerField(default=0)
    height = models.IntegerField(default=0)
    duration_ms = models.BigIntegerField(default=0)
    code = models.CharField(max_length=40, blank=True)
    sentence = models.CharField(max_length=300, blank=True)
    fields = models.JSONField(default=dict, blank=True)
    used_ms = models.BigIntegerField(default=now_ms, db_index=True)
    """When somebody last asked for it."""


class Order(models.Model):
    """That somebody asked for a render, to take it away or to publish it, or soon will; it ends with that."""

    id = models.BigIntegerField(primary_key=True, default=new_id, editable=False)
    person_id = models.BigIntegerField()
    project_id = models.BigIntegerField(db_index=True)
    revision = models.IntegerField()
    client_id = models.CharField(max_length=100)
    """What the client calls it, so that asking twice is asking once."""
    render = models.ForeignKey(Render, on_delete=models.CASCADE, related_name="orders")
    state = models.CharField(
        max_length=9,
        default="open",
        choices=[(name, name) for name in ("open", "done", "failed", "cancelled")],
    )
    video_id = models.BigIntegerField(default=0, db_index=True)
    """The video that it is the film of; 0: it is to be taken away, or begun ahead."""
    ahead = models.BooleanField(default=False, db_default=False)
    """Nobody asked for it yet: it was begun while its maker still said what is to be told of it."""
    media_key = models.CharField(max_length=24, unique=True, default=new_key)
    code = models.CharField(max_length=40, blank=True)
    sentence = models.CharField(max_length=300, blank=True)
    fields = models.JSONField(default=dict, blank=True)
    asked_ms = models.BigIntegerField(default=now_ms)
    ended_ms = models.BigIntegerField(default=0, db_default=0)
    """When it ended, whichever way; 0: it is open."""
    film_until_ms = models.BigIntegerField(default=0, db_default=0)
    """Until when its film lies here to be taken; 0: it does not, yet or any more."""
    counted_bytes = models.BigIntegerField(default=0, db_default=0)
    """What of its film counts against the person's storage; 0 where a video of theirs counts for it."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person_id", "client_id"], name="studio_order_once")]
        indexes = [
            models.Index(fields=["state", "asked_ms"], name="studio_order_open"),
            models.Index(
                fields=["film_until_ms"], name="studio_order_film", condition=models.Q(film_until_ms__gt=0)
            ),
        ]


class MadeReel(models.Model):
    """A reel of a film that is being made: whoever goes on after a crash need not make it again."""

    render = models.ForeignKey(Render, on_delete=models.CASCADE, related_name="reels")
    name = models.CharField(max_length=80)
    """Which pictures it holds, and how it was made."""
    object_key = models.CharField(max_length=64, db_index=True)
    info = models.TextField()
    """What it was measured to be, as JSON."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["render", "name"], name="studio_reel_once")]


class Drawn(models.Model):
    """A still or a short stretch that shows a document exactly; kept for whoever looks again."""

    digest = models.CharField(max_length=64, primary_key=True)
    object_key = models.CharField(max_length=64, db_index=True)
    mime = models.CharField(max_length=40)
    size = models.BigIntegerField(default=0)
    used_ms = models.BigIntegerField(default=now_ms, db_index=True)


class Probed(models.Model):
    """What a film or sound of somebody's video is, found out once for its bytes."""

    object_key = models.CharField(max_length=64, primary_key=True)
    info = models.TextField()
    used_ms = models.BigIntegerField(default=now_ms, db_index=True)


class Timeline(models.Model):
    """What a published video was cut as, for those whom its author lets use it. It goes with the video."""

    video_id = models.BigIntegerField(primary_key=True)
    document = models.TextField()
    is_template = models.BooleanField(default=False)
    """Its author allows that, and it is out."""
    cuts = models.CharField(max_length=64, blank=True, default="", db_default="")
    """What its places are, as a digest (``core.montage.templates.cuts_of``); empty: too plain to tell; a
    question mark: from before that was written down, see ``firsts.fill``."""
    places = models.IntegerField(default=0)
    """Of a template: for how many films, photos and words."""
    uses = models.IntegerField(default=0)
    """Published videos that were begun with it."""
    rank = models.BigIntegerField(default=0)
    """Milliseconds: when it came out, and more the more it is used."""
    published_ms = models.BigIntegerField(default=0)

    class Meta:
        indexes = [
            models.Index(
                fields=["-rank", "-video_id"],
                name="studio_template_rank",
                condition=models.Q(is_template=True),
            ),
            models.Index(
                fields=["cuts", "published_ms"],
                name="studio_timeline_cuts",
                condition=~models.Q(cuts=""),
            ),
        ]


class TimelineUse(models.Model):
    """That a stretch of an upload, or a photo, stands in a timeline, for whoever may remix the video."""

    timeline = models.ForeignKey(Timeline, on_delete=models.CASCADE, related_name="uses_of")
    material_id = models.BigIntegerField(db_index=True)
    goes_along = models.BooleanField(default=False, db_default=False)
    """Whoever may use the video as a template may cut from it, too: it is its author's, who marked other
    clips for others to replace."""
    whole = models.BooleanField(default=False, db_default=False)
    """Noted when uploads were still lent in full: for those alone whose projects were cut from it then
    (``Use.whole``)."""


class TemplateUse(models.Model):
    """That a published video was begun with a template; counted once."""

    child_id = models.BigIntegerField(primary_key=True)
    parent_id = models.BigIntegerField(db_index=True)
