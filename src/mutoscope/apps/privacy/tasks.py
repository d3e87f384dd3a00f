"""The jobs of privacy."""

from datetime import timedelta

from django_tasks import task

from mutoscope.adapters.clock import now_ms
from mutoscope.apps.flow.contracts import BACKGROUND, Effects
from mutoscope.apps.flow.services import schedule
from mutoscope.apps.privacy import erasing


@task(priority=BACKGROUND)
def erase_due() -> None:
    erasing.erase_due(now_ms())


@task(priority=BACKGROUND)
def erase(person_id: int) -> Effects:
    """The account of somebody whose days of grace are over."""
    amounts = erasing.amounts_of(person_id)
    return lambda: erasing.erase(person_id, amounts, now_ms())


@task(priority=BACKGROUND)
def settle() -> None:
    erasing.settle(now_ms())


schedule("privacy: erase", timedelta(minutes=10), erase_due)
schedule("privacy: receipts", timedelta(minutes=5), settle)
