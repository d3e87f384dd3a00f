"""Reports of messages and of groups' names, and what is decided about them. A report keeps what the reporter
read, because nobody else reads conversations: staff sees that much of one, and only when somebody asked them
to."""

from collections.abc import Iterable

import msgspec
from django.db.models import Q, TextField
from django.db.models.functions import Cast
from django.db.transaction import atomic

from mutoscope.apps.accounts.contracts import PersonLeft, Viewer
from mutoscope.apps.messages import queries as messages_seen
from mutoscope.apps.messages import services as messages
from mutoscope.apps.safety.models import Decision, MessageReport
from mutoscope.apps.safety.reporting import read_report
from mutoscope.core.units import to_text


def report_message(viewer: Viewer, conversation_id: int, message_id: int, reason: str, details: str) -> bool:
    """Keep a report of a message, or with 0 of the conversation, that ``viewer`` reads; False when they have
    reported it before (the newer words are kept).

    Refuses ``no_such_conversation``, ``no_such_message``, ``unknown_reason``, ``details_too_long``.
    """
    said = read_report(reason, details)
    excerpt = messages_seen.excerpt(conversation_id, message_id, viewer)
    kept = {
        "author_id": excerpt.about_id,
        "group_name": excerpt.group_name,
        "excerpt": msgspec.to_builtins(excerpt.lines),
    }
    _, new = MessageReport.objects.update_or_create(
        reporter_id=viewer.person_id,
        conversation_id=conversation_id,
        message_id=message_id,
        of_name=False,
        defaults={**said, **kept, "state": "open"},
    )
    return new


def report_group_name(viewer: Viewer, conversation_id: int, reason: str, details: str) -> bool:
    """Keep a report of what a group is called, with nothing of what is said there; as ``report_message``.

    Refuses ``no_such_conversation``, ``no_name``, ``unknown_reason``, ``details_too_long``.
    """
    said = read_report(reason, details)
    name = messages_seen.group_name(conversation_id, viewer)
    _, new = MessageReport.objects.update_or_create(
        reporter_id=viewer.person_id,
        conversation_id=conversation_id,
        message_id=0,
        of_name=True,
        defaults={**said, "group_name": name.text, "author_id": name.by_id, "state": "open"},
    )
    return new


def take_away_names(report_ids: Iterable[int], by_person_id: int, note: str = "") -> int:
    """Take away what groups were called when these reports were made, whatever they are called now, and close
    the reports of it, with these; how many names there were still."""
    meant = MessageReport.objects.filter(id__in=list(report_ids)).exclude(group_name="")
    names: dict[tuple[int, str], list[int]] = {}
    for report_id, *of in meant.values_list("id", "conversation_id", "group_name"):
        names.setdefault((of[0], of[1]), []).append(report_id)
    return sum(_take_away_name(*one, ids, by_person_id, note) for one, ids in sorted(names.items()))


def take_away_messages(message_ids: Iterable[int], by_person_id: int, note: str = "") -> int:
    """Take reported messages away for everybody and close their reports; how many there were still."""
    return sum(_take_away(one, by_person_id, note) for one in sorted(set(message_ids) - {0}))


def dismiss_messages(report_ids: Iterable[int]) -> int:
    """Close reports of messages without doing anything; how many were open."""
    return _close(Q(id__in=list(report_ids)))


def forget_messages_of(fact: PersonLeft) -> None:
    """Whoever leaves takes their reports of messages along, those about them, and their words in others;
    decisions stay. A group goes on being called what they called it, and so that may still be decided."""
    about_them = Q(author_id=fact.person_id, of_name=False)
    MessageReport.objects.filter(Q(reporter_id=fact.person_id) | about_them).delete()
    MessageReport.objects.filter(author_id=fact.person_id).update(author_id=0)
    left = to_text(fact.person_id)
    quoting = MessageReport.objects.annotate(quoted=Cast("excerpt", TextField()))
    for report in quoting.filter(quoted__contains=left):
        report.excerpt = [line for line in report.excerpt if line["author_id"] != left]
        report.save(update_fields=["excerpt"])
    named = MessageReport.objects.exclude(group_name="")
    for conversation_id, name in set(named.values_list("conversation_id", "group_name")):
        if not messages_seen.name_stays(conversation_id, name, fact.person_id):
            unread = named.filter(conversation_id=conversation_id, group_name=name)
            unread.filter(of_name=True).delete()
            unread.update(group_name="")


def _take_away(message_id: int, by_person_id: int, note: str) -> bool:
    with atomic():
        author_id = messages.take_away(message_id)
        _close(Q(message_id=message_id))
        if author_id:
            _decide(author_id, by_person_id, note, message_id=message_id)
        return bool(author_id)


def _take_away_name(
    conversation_id: int, name: str, report_ids: list[int], by_person_id: int, note: str
) -> bool:
    with atomic():
        author_id = messages.clear_name(conversation_id, name)
        of_it = Q(conversation_id=conversation_id, group_name=name, of_name=True)
        _close(of_it | Q(id__in=report_ids))
        if author_id is not None:
            _decide(author_id, by_person_id, note, conversation_id=conversation_id)
        return author_id is not None


def _decide(author_id: int, by_person_id: int, note: str, **about: int) -> None:
    """Write down that our team took something away that was said among people."""
    Decision.objects.create(
        video_id=0,
        creator_id=author_id,
        effect="removed",
        code="staff",
        by_person_id=by_person_id,
        note=note,
        **about,
    )


def _close(which: Q) -> int:
    return MessageReport.objects.filter(which, state="open").update(state="closed")
