"""Our team takes words away and, after another look, gives them back. As long as that may be asked for, what
was taken is kept for whoever said it and for our team; nobody else reads it."""

from collections.abc import Collection

from django.db.transaction import atomic

from mutoscope.apps.messages.contracts import TakenAway, TakenWords
from mutoscope.apps.messages.groups import digest, named_by, naming
from mutoscope.apps.messages.models import Conversation, Message, Taken
from mutoscope.apps.messages.saying import add_note, nudge_members, wipe


def take_away(message_id: int) -> TakenAway | None:
    """Take a message away for everybody; None: there was nothing left of it."""
    with atomic():
        row = Message.objects.select_for_update().filter(id=message_id, note="", gone="").first()
        if row is None:
            return None
        said = {"text": row.text, "video_id": row.video_id, "conversation_id": row.conversation_id}
        kept = Taken.objects.create(author_id=row.author_id, message_id=row.id, **said)
        wipe(row, "team")
        return TakenAway(row.author_id, kept.id)


def clear_name(conversation_id: int, name: str) -> TakenAway | None:
    """Take a name away that a group has or had, wherever it was written down, and those in it are told; None:
    nothing was left of it. What somebody gave who left is not kept."""
    with atomic():
        group = Conversation.objects.select_for_update().filter(id=conversation_id).first()
        if group is None or not name:
            return None
        by_id = named_by(group, name)
        if not by_id and group.name != name:
            return None
        naming(group, name).update(text="", gone="team")
        group.refused_names = sorted({*group.refused_names, digest(group, name)})
        if group.name == name:
            group.name = ""
        group.save(update_fields=["name", "refused_names"])
        add_note(group, 0, "cleared")
        if not by_id:
            return TakenAway(0, 0)
        kept = Taken.objects.create(author_id=by_id, conversation_id=conversation_id, text=name)
        return TakenAway(by_id, kept.id)


def give_back(taken_id: int) -> bool:
    """Let a message stand where it stood; let a group have a name again, and call it so where it was given no
    other. False: there is nothing (any more) to give back."""
    with atomic():
        kept = Taken.objects.select_for_update().filter(id=taken_id).first()
        if kept is None:
            return False
        kept.delete()
        return _say_again(kept) if kept.message_id else _name_again(kept)


def taken(taken_ids: Collection[int]) -> dict[int, TakenWords]:
    """What of these is kept still."""
    return {
        row.id: TakenWords(row.conversation_id, row.message_id, row.text, bool(row.video_id))
        for row in Taken.objects.filter(id__in=taken_ids)
    }


def forget_taken(before_ms: int, besides: Collection[int]) -> int:
    """Keep nothing that was taken before then, but for these; how many."""
    return Taken.objects.filter(taken_ms__lt=before_ms).exclude(id__in=besides).delete()[0]


def _say_again(kept: Taken) -> bool:
    gone = Message.objects.filter(id=kept.message_id, gone="team")
    if not gone.update(gone="", text=kept.text, video_id=kept.video_id):
        return False
    nudge_members(kept.conversation_id)
    return True


def _name_again(kept: Taken) -> bool:
    group = Conversation.objects.select_for_update().filter(id=kept.conversation_id).first()
    if group is None:
        return False
    group.refused_names = [one for one in group.refused_names if one != digest(group, kept.text)]
    if not group.name:
        group.name = kept.text
        add_note(group, 0, "named", about_id=kept.author_id, text=kept.text)
    group.save(update_fields=["name", "refused_names"])
    return True
