"""Where people are remembered: every column of the database that names one, found in the models themselves.

A column that holds the id of a person is a foreign key to them, or a whole number of a name listed here. What
stays after somebody left stands in ``KEPT`` with its reason; everything else must be gone. A test walks over
all models, so that a new column is listed here, or fails.
"""

from collections.abc import Iterator

from django.apps import apps
from django.conf import settings
from django.db import models

PEOPLE = {
    "about_id",
    "actor_id",
    "author_id",
    "by_person_id",
    "creator_id",
    "decided_by",
    "founder_id",
    "gone_by",
    "other_id",
    "owner_id",
    "parent_author_id",
    "person_id",
    "recipient_id",
    "reporter_id",
}
"""Whole numbers that are somebody's id."""

THINGS = {
    "after_id",
    "child_id",
    "begun_id",
    "collection_id",
    "comment_id",
    "conversation_id",
    "decision_id",
    "device_id",
    "first_id",
    "import_id",
    "job_id",
    "material_id",
    "message_id",
    "parent_id",
    "project_id",
    "render_id",
    "root_id",
    "sound_id",
    "source_id",
    "taken_id",
    "trying_id",
    "upload_id",
    "video_answer_id",
    "video_id",
}
"""Whole numbers that are the id of something else."""

KEPT = {
    "safety.Decision.creator_id": "decisions of our team can be complained of, and must be shown",
    "safety.Appeal.by_person_id": "who of our team answered stays known",
    "safety.Decision.by_person_id": "who of our team decided stays known",
    "likeness.Suggestion.decided_by": "who of our team answered stays known",
    "videos.BlockedHash.by_person_id": "who of our team blocked a file stays known",
    "privacy.Erasure.person_id": "until the receipt is sent",
    "demo.DemoPerson.person_id": "a creator drawn by the program, whom `demo remove` takes away",
}
"""Columns in which somebody who left may still be named, and why."""


def columns() -> Iterator[tuple[type[models.Model], str]]:
    """Every (model, column) that names a person."""
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.local_concrete_fields:
            if _names_a_person(field):
                yield model, field.attname


def remaining(person_id: int) -> dict[str, int]:
    """Where this person is still named although they should not be, and in how many rows."""
    found = {}
    for model, column in columns():
        name = f"{model._meta.label}.{column}"
        if name in KEPT:
            continue
        count = model._base_manager.filter(**{column: person_id}).count()
        if count:
            found[name] = count
    return found


def _names_a_person(field: models.Field) -> bool:
    if isinstance(field, models.ForeignKey):
        return bool(field.related_model._meta.label == settings.AUTH_USER_MODEL)
    return isinstance(field, models.IntegerField) and field.attname in PEOPLE
