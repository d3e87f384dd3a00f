"""Reports of messages and of groups' names, and what is decided about them. A report keeps what the reporter
read, because nobody else reads conversations: staff sees that much of one, and only when somebody asked them
to."""

from collections.abc import Iterable

import msgspec
from django.db.models import Q, TextField
from django.db.models.functions import Cast
from django.db.transaction import atomic

from mutoscope.apps.accounts.contracts import PersonLeft, Viewer
from mutoscope.apps.flow import services as flow
from mutoscope.apps.messages import queries as messages_seen
from mutoscope.apps.messages import services as messages
from mutoscope.apps.safety import ledger
from mutoscope.apps.safety.contracts import WordsTaken
from mutoscope.apps.safety.models import Decision, MessageReport
from mutoscope.apps.safety.outcomes import answer_gone
from mutoscope.apps.safety.reporting import keep_report, read_report
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
    of = {"conversation_id": conversation_id, "message_id": message_id, "of_name": False}
    return keep_report(MessageReport, {**said, **kept}, reporter_id=viewer.person_id, **of)


def report_group_name(viewer: Viewer, conversation_id: int, reason: str, details: str) -> bool:
    """Keep a report of what a group is called, with nothing of what is said there; as ``report_message``.

    Refuses ``no_such_conversation``, ``no_name``, ``unknown_reason``, ``details_too_long``.
    """
    said = read_report(reason, details)
    name = messages_seen.group_name(conversation_id, viewer)
    kept = {"group_name": name.text, "author_id": name.by_id}
    of = {"conversation_id": conversation_id, "message_id": 0, "of_name": True}
    return keep_report(MessageReport, {**said, **kept}, reporter_id=viewer.person_id, **of)


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


def dismiss_messages(report_ids: Iterable[int], by_person_id: int) -> int:
    """Close reports of messages without doing anything, with all others of the same messages; how many were
    open. Of a conversation or its name only these: what others read there may have been something else.
    Refuses ``your_own``: it is by whoever decides."""
    closed = 0
    for one in MessageReport.objects.filter(id__in=list(report_ids)).order_by("id"):
        with atomic():
            closed += _dismiss(one, by_person_id)
    return closed


def _dismiss(one: MessageReport, by_person_id: int) -> int:
    if one.message_id:
        reports = MessageReport.objects.filter(message_id=one.message_id)
        about = {"message_id": one.message_id, "creator_id": one.author_id}
        there = messages_seen.is_there(one.message_id)
    else:
        reports = MessageReport.objects.filter(id=one.pk)
        about = {"conversation_id": one.conversation_id, "creator_id": one.author_id}
        there = True
    return ledger.dismiss(reports, by_person_id, there=there, **about)


def give_back(decision: Decision, by_person_id: int, note: str) -> bool:
    """Undo after another look what took words away, which answers whoever reported them; False: whoever said
    them took them back meanwhile, and hears nothing. In the caller's transaction."""
    if not messages.give_back(decision.taken_id):
        return False
    about = {"message_id": decision.message_id, "conversation_id": decision.conversation_id}
    reports = MessageReport.objects.filter(decision=decision)
    ledger.write("restored", by_person_id, note, reports=reports, creator_id=decision.creator_id, **about)
    _tell(decision)
    return True


def forget_messages_of(fact: PersonLeft) -> None:
    """Whoever leaves takes their reports of messages along, and their words in all others; of those about
    them the reporters hear that they are gone. Decisions stay. A group goes on being called what they called
    it, and so that may still be decided."""
    MessageReport.objects.filter(reporter_id=fact.person_id).delete()
    with atomic():
        about = MessageReport.objects.filter(author_id=fact.person_id)
        of_words = about.filter(of_name=False)
        answer_gone(of_words)
        of_words.update(excerpt=[], details="")
        about.update(author_id=0)
    left = to_text(fact.person_id)
    quoting = MessageReport.objects.annotate(quoted=Cast("excerpt", TextField()))
    for report in quoting.filter(quoted__contains=left):
        report.excerpt = [line for line in report.excerpt if line["author_id"] != left]
        report.save(update_fields=["excerpt"])
    named = MessageReport.objects.exclude(group_name="")
    for conversation_id, name in set(named.values_list("conversation_id", "group_name")):
        if not messages_seen.name_stays(conversation_id, name, fact.person_id):
            unread = named.filter(conversation_id=conversation_id, group_name=name)
            with atomic():
                answer_gone(unread.filter(of_name=True))
                unread.update(group_name="")


def _take_away(message_id: int, by_person_id: int, note: str) -> bool:
    with atomic():
        taken = messages.take_away(message_id)
        if taken is None:
            answer_gone(MessageReport.objects.filter(message_id=message_id))
            return False
        about = {"message_id": message_id, "creator_id": taken.author_id, "taken_id": taken.taken_id}
        _tell(ledger.write("removed", by_person_id, note, **about))
        return True


def _take_away_name(
    conversation_id: int, name: str, report_ids: list[int], by_person_id: int, note: str
) -> bool:
    with atomic():
        taken = messages.clear_name(conversation_id, name)
        of_it = Q(conversation_id=conversation_id, group_name=name, of_name=True)
        reports = MessageReport.objects.filter(of_it | Q(id__in=report_ids))
        if taken is None:
            answer_gone(reports)
            return False
        about = {"creator_id": taken.author_id, "taken_id": taken.taken_id}
        made = ledger.write(
            "removed", by_person_id, note, reports=reports, conversation_id=conversation_id, **about
        )
        _tell(made)
        return True


def _tell(made: Decision) -> None:
    if made.creator_id:
        flow.record(WordsTaken(person_id=made.creator_id, decision_id=made.pk))
