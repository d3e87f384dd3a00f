"""Muting: what one does not want to meet, without anybody being told. Each act may be repeated."""

from django.db import transaction

from mutoscope.apps.accounts import queries as accounts
from mutoscope.apps.accounts.services import hold_still
from mutoscope.apps.relations.models import Mute
from mutoscope.apps.relations.refusals import nobody, not_yourself
from mutoscope.core.policy.mutes import Kind, key_of, readable, tag_of
from mutoscope.core.units import Refusal, from_text

MOST = 500
"""Of one person: as many as a page can still be compared with at no cost that anybody notices."""


def mute_person(owner_id: int, other_id: int) -> int:
    """Meet nothing of ``other_id``; the mute's id. Refuses yourself, no_such_person, too_many_mutes."""
    not_yourself(owner_id, other_id)
    if other_id not in accounts.people([other_id]):
        raise nobody()
    return _keep(owner_id, "person", str(other_id), person_id=other_id)


def unmute_person(owner_id: int, other_id: int) -> None:
    Mute.objects.filter(owner_id=owner_id, kind="person", key=str(other_id)).delete()


def mute_word(owner_id: int, text: str) -> int:
    """Meet nothing that says this word or these words; refuses too_long, nothing_to_mute, too_many_mutes."""
    written = readable(text)
    return _keep(owner_id, "word", key_of(written), text=written)


def mute_tag(owner_id: int, text: str) -> int:
    """Meet nothing that carries this tag; refuses not_a_tag, too_many_mutes."""
    tag = tag_of(text)
    return _keep(owner_id, "tag", tag, text=tag)


def mute_sound(owner_id: int, sound: str, title: str) -> int:
    """Meet nothing with this sound (its id as text), called ``title`` in the list; refuses bad_id, too_long,
    nothing_to_mute, too_many_mutes."""
    return _keep(owner_id, "sound", str(from_text(sound)), text=readable(title))


def unmute(owner_id: int, mute_id: int) -> None:
    """Take one of one's own mutes back; one that is gone already, or another's, changes nothing."""
    Mute.objects.filter(owner_id=owner_id, id=mute_id).delete()


def _keep(owner_id: int, kind: Kind, key: str, *, person_id: int | None = None, text: str = "") -> int:
    with transaction.atomic():
        hold_still(owner_id)  # so that two browsers cannot both add the last one
        kept = Mute.objects.filter(owner_id=owner_id, kind=kind, key=key).values_list("id", flat=True).first()
        if kept is not None:
            return kept
        if Mute.objects.filter(owner_id=owner_id).count() >= MOST:
            raise Refusal(
                "too_many_mutes",
                "You can mute %(most)s things; please let some go first.",
                fields={"most": MOST},
                status=409,
            )
        made = Mute.objects.create(owner_id=owner_id, kind=kind, key=key, person_id=person_id, text=text)
        return int(made.pk)
