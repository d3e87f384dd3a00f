"""What videos are made of, and what the film of one with parts of others' was rendered from."""

from django.db import models

from mutoscope.adapters.clock import now_ms


class Edge(models.Model):
    """That a video was made with another one, or with its sound. Written by the server alone, from the
    document that was rendered; it names no person."""

    child_id = models.BigIntegerField()
    parent_id = models.BigIntegerField()
    """The video; of a sound the one that it came with."""
    sound_id = models.BigIntegerField(default=0)
    """0: it was used as a film."""
    role = models.CharField(max_length=11)
    """``core.policy.reuse.Role``"""
    materials = models.JSONField(default=list, blank=True)
    """[origin, id] of what the document names of it; nothing where only its project was used."""
    uses = models.JSONField(default=list, blank=True)
    """[from and to in the material, from and to in the child], milliseconds each."""
    grant = models.TextField()
    """``core.montage.lineage.Grant`` as JSON, as it was at the moment of use."""
    confirmed = models.BooleanField(default=False, db_default=False)
    """A person said so: no document names it, and its film is never made anew for it."""
    told = models.BooleanField(default=False)
    """The author of the parent was told of the child."""
    made_ms = models.BigIntegerField(default=now_ms)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["child_id", "parent_id", "sound_id", "role"], name="studio_edge_once"
            )
        ]
        indexes = [models.Index(fields=["parent_id", "-child_id"], name="studio_edge_down")]


class Script(models.Model):
    """What the film of a video with parts of others' was rendered from, so that it can be rendered without
    one of them.

    settled --a part comes down, or back--> waiting --job--> settled
                                                `--given up--> waiting, and again later; in the end: failed
    """

    video_id = models.BigIntegerField(primary_key=True)
    document = models.TextField()
    sources = models.TextField()
    """As ``Render.sources``."""
    shown = models.TextField(default="{}")
    """Of each parent the cut that its film shows, -1: a surface instead; as JSON."""
    state = models.CharField(max_length=7, default="settled")
    held = models.BooleanField(default=False)
    """The video is held until its film is made anew."""
    changed_ms = models.BigIntegerField(default=now_ms)
    job_id = models.BigIntegerField(default=0, db_default=0)
    """The job that is to make its film anew."""
    tries = models.IntegerField(default=0, db_default=0)
    """How often in a row that was given up."""
    next_ms = models.BigIntegerField(default=0, db_default=0)
    """While it waits: when it is looked at again if nobody works on it by then."""

    class Meta:
        indexes = [models.Index(fields=["state", "next_ms"], name="studio_script_next")]


class KeptSource(models.Model):
    """An object of one's own that a script needs, kept as long as the video is there."""

    script = models.ForeignKey(Script, on_delete=models.CASCADE, related_name="kept")
    object_key = models.CharField(max_length=64, db_index=True)
