"""What people answer a video with."""

import time

from django.db import models


def now_ms() -> int:
    return time.time_ns() // 1_000_000


class Like(models.Model):
    """Somebody likes a video; at most once."""

    person_id = models.BigIntegerField()
    video_id = models.BigIntegerField(db_index=True)
    since_ms = models.BigIntegerField(default=now_ms)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person_id", "video_id"], name="liked_once")]
