"""The front door of privacy: what the media process and the facts of others ask of it."""

from django.conf import settings

from mutoscope.adapters import erased
from mutoscope.adapters.clock import now_ms
from mutoscope.apps.accounts.contracts import PersonLeft
from mutoscope.apps.flow.contracts import JobDied
from mutoscope.apps.privacy import bringing, exporting
from mutoscope.apps.privacy.exporting import open_link
from mutoscope.apps.privacy.models import Brought, Import
from mutoscope.apps.privacy.reading import check_head
from mutoscope.apps.privacy.receiving import end, seal, stand

__all__ = ["check_head", "end", "fail_stuck", "forget_person", "open_link", "seal", "stand"]


def forget_person(fact: PersonLeft) -> None:
    """Whoever leaves has no copies here any more, neither taken along nor brought in, and does not come back
    with a backup."""
    erased.note(settings.CONFIG.home_path, fact.person_id, now_ms())
    exporting.forget_person(fact.person_id)
    Import.objects.filter(person_id=fact.person_id).update(
        person_id=0, state="over", expires_ms=0, found={}, report=[], client_id=""
    )
    Brought.objects.filter(person_id=fact.person_id).delete()


def fail_stuck(fact: JobDied) -> None:
    """A job was given up: whoever waits for it is told."""
    action = fact.task.rpartition("privacy.tasks.")[2]
    if action == "export" and fact.args:
        exporting.give_up(int(fact.args[0]))
    elif action in ("look_at_copy", "bring_in") and fact.args:
        bringing.give_up(int(fact.args[0]))
