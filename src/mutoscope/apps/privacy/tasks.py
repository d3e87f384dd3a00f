"""The jobs of privacy."""

from datetime import timedelta

from django_tasks import task

from mutoscope.adapters.clock import now_ms
from mutoscope.apps.flow.contracts import BACKGROUND, PUBLISH, RENDER, Effects
from mutoscope.apps.flow.services import control, schedule
from mutoscope.apps.privacy import bringing, erasing, exporting, receiving


@task(priority=BACKGROUND)
def erase_due() -> None:
    erasing.erase_due(now_ms())


@task(priority=BACKGROUND)
def erase(person_id: int) -> Effects:
    """The account of somebody whose days of grace are over."""
    amounts = erasing.amounts_of(person_id)
    return lambda: erasing.erase(person_id, amounts, now_ms())


@task(priority=RENDER)
def export(export_id: int) -> Effects | None:
    """Prepare a copy of somebody's data."""
    return exporting.make(export_id, control())


@task(priority=PUBLISH, max_seconds=300, max_attempts=3)  # twenty gigabytes may have to be fetched
def look_at_copy(import_id: int) -> Effects | None:
    """See what is in a copy that arrived."""
    return receiving.look(import_id, control())


@task(priority=RENDER)
def bring_in(import_id: int) -> Effects | None:
    """Take in what somebody chose of their copy."""
    return bringing.bring(import_id, control())


@task(priority=BACKGROUND)
def sweep() -> None:
    exporting.sweep(now_ms())
    receiving.sweep(now_ms())


@task(priority=BACKGROUND)
def settle() -> None:
    erasing.settle(now_ms())


schedule("privacy: erase", timedelta(minutes=10), erase_due)
schedule("privacy: receipts", timedelta(minutes=5), settle)
schedule("privacy: old copies", timedelta(minutes=30), sweep)
