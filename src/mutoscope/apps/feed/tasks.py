"""The feed's schedules: the engine's catalogue is compared with the videos there are, and mended."""

from datetime import timedelta

from django_tasks import task

from mutoscope.adapters.engine import EngineDown
from mutoscope.apps.feed import catalogue
from mutoscope.apps.flow.contracts import BACKGROUND, PUBLISH
from mutoscope.apps.flow.services import schedule


@task(priority=PUBLISH, queue_name="default")
def mend() -> None:
    """Twenty seconds after an engine started without its folder, it knows every video again."""
    try:
        catalogue.reconcile()
    except EngineDown:
        return  # the next turn comes soon


@task(priority=BACKGROUND, queue_name="default")
def retell() -> None:
    """Every video, whole: for details that changed without a fact."""
    catalogue.retell()


schedule("feed: mend the catalogue", timedelta(seconds=20), mend)
schedule("feed: retell the catalogue", timedelta(hours=1), retell)
