"""Jobs of notices: ringing devices; and on a schedule, old ones go and counts are proved."""

from datetime import timedelta

from django_tasks import task

from mutoscope.adapters.clock import now_ms
from mutoscope.apps.flow.contracts import BACKGROUND, INTERACTIVE, Effects
from mutoscope.apps.flow.services import schedule
from mutoscope.apps.notices import digests, pushing, services


@task(priority=BACKGROUND)
def mend() -> None:
    services.mend(now_ms())


@task(priority=INTERACTIVE)
def ring(person_id: int) -> Effects | None:
    """Look whether somebody should be rung now, and on which devices."""
    return pushing.ring(person_id, now_ms())


@task(priority=INTERACTIVE)
def push(subscription_id: int, group_ids: list[int]) -> None:
    """Ring one device; a service that is away or busy means trying again later."""
    pushing.push(subscription_id, group_ids, now_ms())


@task(priority=INTERACTIVE)
def ring_for_message(person_id: int, conversation_id: int) -> Effects | None:
    return pushing.ring_for_message(person_id, conversation_id, now_ms())


@task(priority=INTERACTIVE)
def push_message(subscription_id: int, conversation_id: int) -> None:
    pushing.push_message(subscription_id, conversation_id, now_ms())


@task(priority=BACKGROUND)
def make_digests() -> None:
    """Whoever is due is due once: the job that mails appears in the transaction that moves the due time."""
    digests.make_due(now_ms())


@task(priority=BACKGROUND)
def mail_digest(person_id: int, since_ms: int, until_ms: int) -> None:
    """Mail what was told in that time; a refusing server means trying again later."""
    digests.mail(person_id, since_ms, until_ms, now_ms())


schedule("notices: digests", timedelta(minutes=5), make_digests)
schedule("notices: mend", timedelta(hours=6), mend)
