"""Somebody says more about what they reported, whatever became of it meanwhile."""

import pytest
from tests.apps.accounts.people import staff_client
from tests.apps.messages.circle import befriend, grown, write
from tests.apps.notices.inbox import deliver
from tests.apps.videos.world import Person, browser_of, person, video

from mutoscope.apps.safety import queries, services
from mutoscope.apps.safety.models import Appeal, MessageReport, Report

pytestmark = pytest.mark.django_db
BOSS, OTHER = 1, 2


def ask(who: Person) -> int:
    """Somebody asks for another look at the answer to their one report."""
    (report,) = queries.reports(who.viewer).reports
    return browser_of(who).post(f"/api/reports/{report.id}/appeal", {"words": "Look"}).status_code


def stands(who: Person) -> tuple[str, str, str]:
    """(where their one report stands, how another look does, our team's words)."""
    deliver()
    (report,) = queries.reports(who.viewer).reports
    return report.state, report.appeal, report.answer


def test_whoever_reports_anew_waits_for_one_answer() -> None:
    """What they had asked is over: an answer to that would reach nobody. They may ask about the next."""
    ana, film = person(), video(person())
    services.report_video(ana.id, film, "hate", "")
    services.dismiss([film], BOSS)
    assert ask(ana) == 204
    asked = Appeal.objects.get().pk
    services.report_video(ana.id, film, "spam", "And this, too")
    said = {"answer": "We see a quarrel.", "outcome": "kept"}
    room = f"/admin/safety/appeal/{asked}/change/"
    assert staff_client("boss").post(room, said).status_code == 403, "there is nothing to answer"
    assert not services.answer_appeal(asked, True, "We see a quarrel.", OTHER)
    assert stands(ana) == ("open", "", "") and Report.objects.get().details == "And this, too"
    services.dismiss([film], BOSS)
    assert stands(ana) == ("fine", "may", "") and ask(ana) == 204
    assert services.answer_appeal(Appeal.objects.get(state="open").pk, True, "No hate.", OTHER)
    assert stands(ana) == ("fine", "kept", "No hate.")


def test_others_go_on_waiting_for_theirs() -> None:
    """What one of two reporters says anew ends nothing that the other asked."""
    ana, leo, film = person(), person(), video(person())
    for who in (ana, leo):
        services.report_video(who.id, film, "hate", "")
    services.dismiss([film], BOSS)
    assert (ask(ana), ask(leo)) == (204, 204)
    services.report_video(ana.id, film, "hate", "Still")
    assert services.answer_appeal(Appeal.objects.get(state="open").pk, True, "No hate.", OTHER)
    assert stands(ana) == ("open", "", "") and stands(leo) == ("fine", "kept", "No hate.")


def test_among_people_too() -> None:
    """A conversation that was found in order is reported anew while another look is asked for."""
    ana, odd = grown(), grown()
    befriend(ana, odd)
    talk = write(odd, ana, "Hello")
    services.report_message(ana.viewer, talk, 0, "hate", "")
    services.dismiss_messages([MessageReport.objects.get().pk], BOSS)
    assert ask(ana) == 204
    assert not services.report_message(ana.viewer, talk, 0, "spam", "And this, too"), "they had before"
    assert Appeal.objects.get().state == "reversed" and stands(ana) == ("open", "", "")
