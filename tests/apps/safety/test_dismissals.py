"""Our team looks at what was reported, finds nothing against the rules, and does nothing to it."""

import threading
from collections.abc import Callable
from typing import Any

import msgspec
import pytest
from django.db import connection
from django.db.transaction import atomic
from tests.apps.accounts.people import staff_client
from tests.apps.messages.circle import befriend, grown, say, write
from tests.apps.notices.inbox import deliver
from tests.apps.social.talk import say as comment
from tests.apps.videos.world import video

from mutoscope.apps.accounts import services as accounts
from mutoscope.apps.flow import outbox
from mutoscope.apps.safety import ledger, queries, services
from mutoscope.apps.safety.models import Decision, MessageReport, Report

pytestmark = pytest.mark.django_db
BOSS = 1


def copy_of(person_id: int) -> tuple[dict[str, int], dict[str, list[object]]]:
    """What the copy of somebody's data, and the page before they leave, say of safety."""
    rows = {
        part: [msgspec.to_builtins(row) for row in all_]
        for part, all_ in queries.export_of(person_id).items()
    }
    return queries.amounts_of(person_id), rows


def test_nobody_learns_from_their_copy_that_they_were_reported() -> None:
    """It is the same before and after their reports are dismissed; what was done to them does stand there."""
    ana, odd = grown(), grown()
    befriend(ana, odd)
    talk, film = write(odd, ana, "Hello"), video(odd)
    said, words = say(odd, talk, "Well"), comment(odd, film, "So")
    services.report_video(ana.id, film, "spam", "")
    services.report_comment(ana.id, words, "hate", "")
    services.report_person(ana.id, odd.id, "hate", "")
    services.report_message(ana.viewer, talk, said, "hate", "")
    services.report_message(ana.viewer, talk, 0, "hate", "")
    before = copy_of(odd.id)
    services.dismiss([film], BOSS)
    services.dismiss_comments([words], BOSS)
    services.dismiss_people([odd.id], BOSS)
    services.dismiss_messages(MessageReport.objects.values_list("id", flat=True), BOSS)
    assert Decision.objects.filter(creator_id=odd.id, effect="dismissed").count() == 5
    assert copy_of(odd.id) == before
    services.hold([film], BOSS)
    amounts, rows = copy_of(odd.id)
    assert amounts["decisions"] == len(rows["decisions"]) == 1


def test_an_account_that_was_closed_and_opened_at_once() -> None:
    """Both are told in their order, in whatever order listeners are told: the account is open."""
    ana, odd = grown(), grown()
    services.report_person(ana.id, odd.id, "hate", "")
    accounts.close(odd.id, BOSS)
    accounts.open_again(odd.id, BOSS)
    for listener in sorted(outbox.due_listeners(), reverse=True):
        outbox.deliver_to(listener)
    deliver()
    assert list(Decision.objects.order_by("id").values_list("effect", flat=True)) == ["removed", "restored"]
    assert [one.state for one in queries.reports(ana.viewer).reports] == ["fine"]


def test_somebody_who_is_leaving_is_not_gone() -> None:
    """Our team's room says that their report waits; closed later, or gone, is what its reporter hears."""
    boss = staff_client("boss")
    ana, odd, other, quick = grown(), grown(), grown(), grown()
    for one in (odd, other, quick):
        services.report_person(ana.id, one.id, "hate", "")
        accounts.leave(one.id)
    chosen = {"action": "dismiss", "_selected_action": list(Report.objects.values_list("id", flat=True))}
    page = boss.post("/admin/safety/personreport/", chosen, follow=True).content.decode()
    assert "Left open, as the account is closed or its owner is leaving: 3" in page
    assert [one.state for one in queries.reports(ana.viewer).reports] == ["open"] * 3
    accounts.keep_account(odd.id)
    accounts.close(odd.id, BOSS)
    accounts.remove_person(other.id)
    assert accounts.keep_account(quick.id) and services.dismiss_people([quick.id], BOSS) == 1
    deliver()
    assert [one.state for one in queries.reports(ana.viewer).reports] == ["fine", "gone", "closed"]


def test_our_team_closes_the_account_of_somebody_who_is_leaving() -> None:
    """That is a decision, and answers their reports; taken back, it is one again, though they still leave."""
    ana, odd = grown(), grown()
    services.report_person(ana.id, odd.id, "hate", "")
    accounts.leave(odd.id)
    for act, then in ((accounts.close, "closed"), (accounts.open_again, "fine"), (accounts.close, "closed")):
        assert act(odd.id, BOSS) and not act(odd.id, BOSS)
        deliver()
        assert [one.state for one in queries.reports(ana.viewer).reports] == [then]
    assert accounts.open_again(odd.id, BOSS) and accounts.keep_account(odd.id)
    deliver()
    assert [one.state for one in queries.reports(ana.viewer).reports] == ["fine"]


def meanwhile(act: Callable[[], object]) -> threading.Thread:
    """Another member of our team does something, with a connection of their own."""

    def run() -> None:
        try:
            act()
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    return thread


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("first, then", [("dismiss", "fine"), ("hold", "held")])
def test_two_of_our_team_decide_at_once(first: str, then: str) -> None:
    """Who comes second sees what the first decided: one decision, and what is held stays held."""
    ana, odd = grown(), grown()
    film = video(odd)
    services.report_video(ana.id, film, "hate", "")
    with atomic():
        getattr(services, first)([film], BOSS)
        second = meanwhile(lambda: services.dismiss([film], BOSS + 1))
        second.join(0.5)  # it has read all that it reads without waiting for the first
    second.join()
    assert list(Decision.objects.values_list("by_person_id", flat=True)) == [BOSS]
    assert [one.state for one in queries.reports(ana.viewer).reports] == [then]


def test_what_is_held_in_between_stays_held(monkeypatch: pytest.MonkeyPatch) -> None:
    """A hold that lands while a dismissal is under way is not turned into «nothing found»."""
    ana, odd = grown(), grown()
    film = video(odd)
    services.report_video(ana.id, film, "hate", "")
    looks, real = iter([True]), ledger.restricting

    def look(**about: int) -> Any:
        found = real(**about)
        if next(looks, False):
            services.hold([film], BOSS)
        return found

    monkeypatch.setattr(ledger, "restricting", look)
    services.dismiss([film], BOSS + 1)
    assert [one.state for one in queries.reports(ana.viewer).reports] == ["held"]
