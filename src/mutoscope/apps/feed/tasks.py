"""The feed's schedules: the engine's catalogue is compared with the videos there are, and mended."""

from datetime import timedelta

from django_tasks import task

from mutoscope.adapters.engine import EngineDown
from mutoscope.apps.feed import catalogue
from mutoscope.apps.feed.engine import the_engine
from mutoscope.apps.flow.contracts import BACKGROUND, PUBLISH
from mutoscope.apps.flow.services import schedule
from mutoscope.apps.videos import queries as videos

_CHUNK = 500


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


@task(priority=PUBLISH, queue_name="default")
def check_videos_of(person_id: int) -> None:
    """Every video of somebody whose account was closed or opened."""
    after = 0
    while ids := videos.ids_by_creator(person_id, after, _CHUNK):
        catalogue.check(ids)
        after = ids[-1]


@task(priority=PUBLISH, queue_name="default")
def forget_elsewhere(key: str, at_ms: int) -> None:
    """What other engines have of somebody who began anew on theirs; tried again while one is away."""
    the_engine().forget_elsewhere(key, at_ms)


schedule("feed: mend the catalogue", timedelta(seconds=20), mend)
schedule("feed: retell the catalogue", timedelta(hours=1), retell)
