"""The front door of privacy: what the media process and the facts of others ask of it."""

from mutoscope.apps.accounts.contracts import PersonLeft
from mutoscope.apps.flow.contracts import JobDied
from mutoscope.apps.privacy import exporting
from mutoscope.apps.privacy.exporting import open_link

__all__ = ["fail_stuck", "forget_person", "open_link"]


def forget_person(fact: PersonLeft) -> None:
    """Whoever leaves has no copies here any more."""
    exporting.forget_person(fact.person_id)


def fail_stuck(fact: JobDied) -> None:
    """A job was given up: whoever waits for it is told."""
    if fact.task.endswith("privacy.tasks.export") and fact.args:
        exporting.give_up(int(fact.args[0]))
