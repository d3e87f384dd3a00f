"""The schedule of notices: old ones go, counts are proved."""

from datetime import timedelta

from django_tasks import task

from mutoscope.adapters.clock import now_ms
from mutoscope.apps.flow.contracts import BACKGROUND
from mutoscope.apps.flow.services import schedule
from mutoscope.apps.notices import services


@task(priority=BACKGROUND)
def mend() -> None:
    services.mend(now_ms())


schedule("notices: mend", timedelta(hours=6), mend)
