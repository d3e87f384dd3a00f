"""What a report reads out to whoever made it: only what others may read still."""

import pytest
from tests.apps.messages.circle import befriend, grown, write
from tests.apps.notices.inbox import deliver
from tests.apps.social.talk import say
from tests.apps.videos.world import Person, person, video

from mutoscope.adapters.clock import now_ms
from mutoscope.apps.accounts import services as accounts
from mutoscope.apps.messages import services as messages
from mutoscope.apps.messages.models import Message
from mutoscope.apps.safety import queries, services
from mutoscope.apps.safety.contracts import TERM_MS
from mutoscope.apps.safety.models import Appeal, MessageReport, Report
from mutoscope.apps.social import services as social
from mutoscope.core.units import DAY_MS, from_text

pytestmark = pytest.mark.django_db
BOSS = 1


def test_what_its_author_took_back_is_not_read_in_a_report() -> None:
    """Deleted, taken back or changed on a profile: whoever reported it reads it no more; staff may."""
    ana, odd = grown(), grown("odd")
    befriend(ana, odd)
    words, kept = say(odd, video(odd), "My number"), say(odd, video(odd), "Not so nice")
    write(odd, ana, "my address")
    said = Message.objects.latest("id")
    accounts.change_profile(odd.id, name="Odd", bio="My street\nMy dog")
    services.report_person(ana.id, odd.id, "other", "")
    for comment in (words, kept):
        services.report_comment(ana.id, comment, "hate", "")
    services.report_message(ana.viewer, said.conversation_id, said.id, "hate", "")
    services.dismiss_comments([words], BOSS)
    assert quotes(ana) == {"my address", "Not so nice", "My number", "@odd\nOdd\nMy street\nMy dog"}
    social.delete(odd.viewer, words)
    messages.unsay(odd.viewer, said.conversation_id, said.id)
    accounts.change_profile(odd.id, name="Odd", bio="My dog")
    assert quotes(ana) == {"", "Not so nice", "@odd\nOdd\nMy dog"}
    accounts.leave(odd.id)
    assert "@odd\nOdd\nMy dog" not in quotes(ana)
    assert "my address" in str(MessageReport.objects.get().excerpt)
    assert Report.objects.get(comment_id=words).quote == "My number"


def quotes(who: Person) -> set[str]:
    """What somebody's reports read out."""
    deliver()
    return {one.quote for one in queries.reports(who.viewer).reports}


def test_nothing_is_read_out_of_reports_that_ended_before_outcomes_were_kept() -> None:
    """Nobody knows whether it was taken down then."""
    ana, maker = person(), person()
    services.report_comment(ana.id, say(maker, video(maker), "Not so nice"), "hate", "")
    Report.objects.update(state="closed")
    assert [(one.state, one.quote) for one in queries.reports(ana.viewer).reports] == [("ended", "")]


def test_reports_keep_words_for_half_a_year_after_their_answer() -> None:
    """Then they go from messages, names, comments and profiles alike, but not while somebody waits for our
    team; that they were made, and how they ended, stays."""
    ana, odd = grown(), grown("odd")
    befriend(ana, odd)
    film = video(odd)
    taken, asked, waiting = say(odd, film, "awful"), say(odd, film, "asked about"), say(odd, film, "waits")
    write(odd, ana, "awful")
    said = Message.objects.latest("id")
    group = messages.found(odd.viewer, [ana.id], "Awful people", client_id="a-new-group")
    for comment in (taken, asked, waiting):
        services.report_comment(ana.id, comment, "hate", "")
    services.report_person(ana.id, odd.id, "hate", "")
    services.report_message(ana.viewer, said.conversation_id, said.id, "hate", "")
    services.report_group_name(ana.viewer, group, "hate", "")
    services.take_down_comments([taken], BOSS)
    services.dismiss_comments([asked], BOSS)
    services.dismiss_people([odd.id], BOSS)
    services.take_away_messages([said.id], BOSS)
    services.take_away_names([MessageReport.objects.get(of_name=True).pk], BOSS)
    (fine,) = (one for one in queries.reports(ana.viewer).reports if one.quote == "asked about")
    services.appeal_report(ana.id, from_text(fine.id), "Look again")
    before = [one.state for one in queries.reports(ana.viewer).reports]
    services.forget_taken(now_ms() + TERM_MS - DAY_MS)
    assert kept() == {"awful", "asked about", "waits", "@odd", "Awful people"}
    services.forget_taken(now_ms() + TERM_MS + DAY_MS)
    assert kept() == {"asked about", "waits"}
    assert [one.state for one in queries.reports(ana.viewer).reports] == before
    services.answer_appeal(Appeal.objects.get().pk, True, "No hate.", BOSS)
    services.forget_taken(now_ms() + TERM_MS + DAY_MS)
    assert kept() == {"waits"}


def kept() -> set[str]:
    """What reports hold of other people's words."""
    found = {one.quote for one in Report.objects.all()}
    for one in MessageReport.objects.all():
        found |= {one.group_name, *(line["text"] for line in one.excerpt)}
    return found - {""}
