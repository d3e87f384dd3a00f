"""The schedule of insights: what is new in the engine's log is counted."""

from datetime import timedelta

from django_tasks import task

from mutoscope.adapters.engine import EngineDown
from mutoscope.apps.flow.contracts import BACKGROUND
from mutoscope.apps.flow.services import schedule
from mutoscope.apps.insights import counting


@task(priority=BACKGROUND)
def count() -> None:
    try:
        counting.count_new()
    except EngineDown:
        return  # the next turn comes soon


schedule("insights: count", timedelta(minutes=1), count)
