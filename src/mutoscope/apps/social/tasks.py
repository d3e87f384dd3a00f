"""What social does by itself: prove its counters, erase what was deleted."""

from datetime import timedelta

from django_tasks import task

from mutoscope.apps.flow.contracts import BACKGROUND
from mutoscope.apps.flow.services import schedule
from mutoscope.apps.social import checking, erasing, forgetting


@task(priority=BACKGROUND)
def check_counts() -> None:
    checking.check_some()


@task(priority=BACKGROUND)
def forget(person_id: int) -> None:
    """Somebody left."""
    forgetting.forget(person_id)


@task(priority=BACKGROUND)
def sweep() -> None:
    erasing.sweep()


schedule("social.check_counts", timedelta(minutes=1), check_counts)
schedule("social.sweep", timedelta(minutes=10), sweep)
