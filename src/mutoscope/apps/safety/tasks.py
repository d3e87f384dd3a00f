"""Jobs of safety: words that were taken away, and what reports keep, go for good when nobody may ask for
another look any more."""

from datetime import timedelta

from django_tasks import task

from mutoscope.adapters.clock import now_ms
from mutoscope.apps.flow.contracts import BACKGROUND
from mutoscope.apps.flow.services import schedule
from mutoscope.apps.safety import services


@task(priority=BACKGROUND)
def forget_taken() -> None:
    services.forget_taken(now_ms())


schedule("safety: taken words", timedelta(days=1), forget_taken)
