"""Reports of messages: staff reads what the reporter read, and nothing that nobody reported."""

import pytest
from tests.apps.accounts.people import staff_client
from tests.apps.messages.circle import befriend, grown, say, texts, write
from tests.apps.videos.world import browser_of, video

from mutoscope.apps.accounts.contracts import PersonLeft
from mutoscope.apps.messages import services as messages
from mutoscope.apps.messages.models import Message
from mutoscope.apps.safety import services
from mutoscope.apps.safety.models import Decision, MessageReport
from mutoscope.core.units import Refusal, to_text

pytestmark = pytest.mark.django_db


def test_a_report_keeps_a_few_messages_around() -> None:
    """Five before, five after, the reported one marked; taking it back afterwards hides nothing."""
    ana, odd = grown(), grown("odd")
    befriend(ana, odd)
    talk = write(odd, ana, "line 0")
    for number in range(1, 20):
        say(odd, talk, f"line {number}")
    bad = say(odd, talk, "awful", video_id=video(odd))
    say(ana, talk, "Stop it")
    path = f"/api/conversations/{to_text(talk)}/messages/{to_text(bad)}/report"
    for details in ("", "again and again"):
        answer = browser_of(ana).post(path, {"reason": "harassment", "details": details})
        assert answer.json() == {"received": True}
    messages.unsay(odd.viewer, talk, bad)
    report = MessageReport.objects.get()
    assert (report.author_id, report.details) == (odd.id, "again and again")
    assert [line["text"] for line in report.excerpt] == [
        *(f"line {number}" for number in range(15, 20)),
        "awful",
        "Stop it",
    ]
    assert [line["text"] for line in report.excerpt if line["reported"]] == ["awful"]
    room = staff_client("staff").get("/admin/safety/messagereport/").content.decode()
    assert "awful" in room and "line 15" in room and "line 14" not in room


def test_a_conversation_can_be_reported() -> None:
    """A request, for instance, by whoever got it; nobody else, and never one's own message."""
    ana, stranger, other = grown(), grown(), grown()
    talk = write(stranger, ana, "Buy my coins")
    said = Message.objects.get().id
    services.report_message(ana.viewer, talk, 0, "spam", "")
    report = MessageReport.objects.get()
    assert report.author_id == stranger.id and report.excerpt[0]["text"] == "Buy my coins"
    for who, what, code in (
        (other, 0, "no_such_conversation"),
        (stranger, said, "no_such_message"),
        (ana, said + 1, "no_such_message"),
    ):
        with pytest.raises(Refusal, match=code):
            services.report_message(who.viewer, talk, what, "spam", "")
    with pytest.raises(Refusal, match="unknown_reason"):
        services.report_message(ana.viewer, talk, said, "boredom", "")


def test_our_team_takes_a_message_away() -> None:
    """For everybody, with a decision; its reports are closed, and twice is once."""
    ana, odd = grown(), grown()
    befriend(ana, odd)
    talk = write(odd, ana, "awful")
    said = Message.objects.get().id
    services.report_message(ana.viewer, talk, said, "hate", "")
    assert services.take_away_messages([said, said, 0], 1) == 1
    assert services.take_away_messages([said], 1) == 0
    assert texts(odd, talk) == [""] and Message.objects.get().gone == "team"
    assert MessageReport.objects.get().state == "closed"
    decision = Decision.objects.get()
    assert (decision.message_id, decision.creator_id, decision.effect) == (said, odd.id, "removed")


def test_reports_go_with_either_person() -> None:
    """Whoever leaves is neither reporter nor reported any more; who reported them hears so."""
    ana, odd, leo = grown(), grown(), grown()
    befriend(ana, odd, leo)
    for one, other in ((ana, odd), (odd, leo)):
        services.report_message(other.viewer, write(one, other, "awful"), 0, "hate", "")
    group = messages.found(ana.viewer, [odd.id, leo.id], "", client_id="a-new-group")
    say(odd, group, "Words of odd")
    say(ana, group, "Words of ana")
    services.report_message(leo.viewer, group, 0, "spam", "")
    services.forget_messages_of(PersonLeft(person_id=odd.id))
    about_odd, about_group = MessageReport.objects.order_by("id")
    assert (about_odd.outcome, about_odd.author_id, about_odd.excerpt) == ("gone", 0, [])
    assert [line["text"] for line in about_group.excerpt] == ["Words of ana"]
