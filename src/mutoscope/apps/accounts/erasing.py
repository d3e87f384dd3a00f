"""The end of an account: its own rows go here, and whoever keeps something of the person hears PersonLeft."""

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import transaction

from mutoscope.apps.accounts import devices, kept_handles
from mutoscope.apps.accounts.contracts import AvatarDropped, PersonLeft
from mutoscope.apps.accounts.models import Person
from mutoscope.apps.flow import services as flow


def remove_person(person_id: int) -> None:
    """Take an account away for good. Nobody is logged in to it any more; its handle is kept for a while."""
    with transaction.atomic():
        person = Person.objects.select_for_update().filter(id=person_id).first()
        if person is None:
            return
        devices.end_all(person_id)
        kept_handles.keep(person.username)
        _unname(person_id)
        person.delete()
        flow.record(PersonLeft(person_id=person_id))
        if person.avatar_object:
            flow.record(AvatarDropped(object_key=person.avatar_object))


def _unname(person_id: int) -> None:
    """What staff did to the account stays in their log, without the name."""
    about = ContentType.objects.get_for_model(Person)
    LogEntry.objects.filter(content_type=about, object_id=str(person_id)).update(
        object_repr="(left)", object_id="", change_message=""
    )
