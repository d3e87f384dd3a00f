"""What the demo world has made, so that it is made once and can be removed without touching anything else."""

from django.db import models


class DemoPerson(models.Model):
    handle = models.CharField(max_length=40, primary_key=True)
    """As the catalogue has it; the person's own may differ when somebody had it first."""
    person_id = models.BigIntegerField()
    has_portrait = models.BooleanField(default=False)


class DemoClip(models.Model):
    key = models.CharField(max_length=60, primary_key=True)
    upload_id = models.BigIntegerField()
    video_id = models.BigIntegerField()
    is_submitted = models.BooleanField(default=False)


class DemoRemoved(models.Model):
    """One row: the operator removed the demo, so it does not come back by itself."""
