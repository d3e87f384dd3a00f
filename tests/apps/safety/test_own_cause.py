"""Nobody of our team looks into reports of themselves, nor learns from whom they are."""

from typing import Any

import pytest
from django.test import Client
from tests.apps.accounts.people import staff_client
from tests.apps.messages.circle import befriend, grown, say, write
from tests.apps.social.talk import say as comment
from tests.apps.videos.world import Person, video

from mutoscope.apps.accounts import queries as accounts
from mutoscope.apps.accounts.models import Person as Account
from mutoscope.apps.messages import services as messages
from mutoscope.apps.safety import queries, services
from mutoscope.apps.safety.models import Appeal, Decision, MessageReport, Report
from mutoscope.core.units import Refusal, from_text

pytestmark = pytest.mark.django_db
ROOMS = ("report", "commentreport", "personreport", "messagereport")


def rows(staff: Client, room: str) -> list[int]:
    """What a room lists for them, each of which they can open."""
    listed = [one.pk for one in staff.get(f"/admin/safety/{room}/").context["cl"].result_list]
    assert all(staff.get(f"/admin/safety/{room}/{pk}/change/").status_code == 200 for pk in listed)
    return sorted(listed)


def member(handle: str) -> tuple[Client, Person]:
    staff = staff_client(handle)
    Account.objects.filter(username=handle).update(birth_date="1990-05-17")
    return staff, Person(accounts.ids_of_handles([handle])[handle], handle)


def reported(odd: Person) -> Person:
    """Ana, who reported everything that somebody did: a video, a comment, themselves, words, a name."""
    ana = grown()
    befriend(ana, odd)
    talk, film = write(odd, ana, "Hello"), video(odd)
    group = messages.found(odd.viewer, [ana.id], "Awful people", client_id="a-new-group")
    services.report_video(ana.id, film, "hate", "")
    services.report_comment(ana.id, comment(odd, film, "Well"), "hate", "")
    services.report_person(ana.id, odd.id, "hate", "")
    services.report_message(ana.viewer, talk, say(odd, talk, "awful"), "hate", "")
    services.report_group_name(ana.viewer, group, "hate", "")
    return ana


def test_reports_of_oneself_are_for_others() -> None:
    """One's own rooms don't list them, don't open them and don't close them; those of a colleague do."""
    (boss, me), (other, _) = member("boss"), member("other")
    ana = reported(me)
    everything = [
        list(Report.objects.values_list("pk", flat=True)),
        list(MessageReport.objects.values_list("pk", flat=True)),
    ]
    for room in ROOMS:
        ids = everything[room == "messagereport"]
        assert rows(boss, room) == [] and rows(other, room), room
        assert all(boss.get(f"/admin/safety/{room}/{pk}/change/").status_code == 302 for pk in ids)
        boss.post(f"/admin/safety/{room}/", {"action": "dismiss", "_selected_action": ids})
    assert {one.state for one in queries.reports(ana.viewer).reports} == {"open"}
    for room in ROOMS:
        other.post(f"/admin/safety/{room}/", {"action": "dismiss", "_selected_action": rows(other, room)})
    assert {one.state for one in queries.reports(ana.viewer).reports} == {"fine"}
    for room in ("decision", "commentdecision", "persondecision", "messagedecision"):
        assert rows(boss, room) == [] and rows(other, room), room


def test_what_a_reporter_asks_about_oneself_is_for_others() -> None:
    """Whoever was reported doesn't read that somebody asks for another look; their own question, yes."""
    (boss, me), (other, colleague) = member("boss"), member("other")
    ana = grown()
    film = video(me)
    services.report_video(ana.id, film, "hate", "")
    services.dismiss([film], colleague.id)
    services.appeal_report(ana.id, from_text(queries.reports(ana.viewer).reports[0].id), "Look again")
    asked = Appeal.objects.get().pk
    assert rows(boss, "appeal") == [] and rows(other, "appeal") == [asked]
    assert boss.get(f"/admin/safety/appeal/{asked}/change/").status_code == 302
    services.hold([film], colleague.id)
    services.appeal_video(me.id, film, "It is mine")
    mine = Appeal.objects.exclude(pk=asked).get().pk
    assert rows(boss, "appeal") == [mine]


def test_closing_reports_of_oneself_is_refused() -> None:
    """Whatever a room lists: the reports wait, and nothing is written down."""
    _, me = member("boss")
    ana = reported(me)
    films = Report.objects.filter(comment_id=0, person_id=0).values_list("video_id", flat=True)
    words = Report.objects.exclude(comment_id=0).values_list("comment_id", flat=True)
    acts: list[tuple[Any, Any]] = [
        (services.dismiss, films),
        (services.dismiss_comments, list(words)),
        (services.dismiss_people, [me.id]),
        (services.dismiss_messages, MessageReport.objects.values_list("id", flat=True)),
    ]
    for act, ids in acts:
        with pytest.raises(Refusal, match="This is about you"):
            act(ids, me.id)
    assert not Decision.objects.exists()
    assert {one.state for one in queries.reports(ana.viewer).reports} == {"open"}
