"""Staff's rooms cost no more when there is much to do."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.apps.accounts.people import staff_client
from tests.apps.messages.circle import befriend, grown, write
from tests.apps.messages.circle import say as tell
from tests.apps.social.talk import say
from tests.apps.videos.world import person, video

from mutoscope.apps.safety import services
from mutoscope.apps.safety.models import MessageReport

pytestmark = pytest.mark.django_db
BOSS = 1
VIDEOS = ("report", "decision", "commentreport", "commentdecision")
PEOPLE = ("personreport", "persondecision", "messagereport", "messagedecision", "appeal")


def a_day_s_work() -> None:
    """A video, a comment, a message and a person are reported and judged, by somebody else each; some ask
    for another look."""
    ana, odd, film = grown(), grown(), video(maker := person())
    befriend(ana, odd)
    words = say(odd, film, "Awful words")
    message = tell(odd, talk := write(odd, ana, "Hello"), "An awful message")
    services.report_video(ana.id, film, "hate", "")
    services.report_comment(ana.id, words, "hate", "")
    services.report_person(ana.id, odd.id, "hate", "")
    services.report_message(ana.viewer, talk, message, "hate", "")
    services.hold([film], BOSS)
    services.take_down_comments([words], BOSS)
    services.take_away_messages([message], BOSS)
    services.appeal_video(maker.id, film, "Why?")
    services.appeal_comment(odd.id, words, "Why?")
    (made,) = MessageReport.objects.filter(message_id=message).values_list("decision_id", flat=True)
    services.appeal_decision(odd.id, made, "Why?")
    services.dismiss_people([odd.id], BOSS)


@pytest.mark.parametrize("room", [*VIDEOS, *PEOPLE])
def test_a_room_reads_as_much_for_many_rows(room: str) -> None:
    """Whoever looks waits for the same number of reads, however many rows stand on the page."""
    boss = staff_client("boss")

    def look() -> tuple[int, int]:
        with CaptureQueriesContext(connection) as seen:
            page = boss.get(f"/admin/safety/{room}/")
        return page.context["cl"].result_count, len(seen)

    a_day_s_work()
    rows, reads = look()
    assert rows > 0
    for _ in range(4):
        a_day_s_work()
    assert look() == (5 * rows, reads)
