"""Nudges are read once each, committed with what they are about, and forgotten."""

import pytest
from django.db import transaction

from mutoscope.adapters.clock import now_ms
from mutoscope.apps.flow import nudges
from mutoscope.apps.flow.models import Nudge
from mutoscope.apps.flow.nudges import Nudged, NudgeReader
from mutoscope.apps.flow.services import nudge

pytestmark = pytest.mark.django_db(transaction=True)


def test_each_is_read_once_from_the_beginning_on() -> None:
    """What was there before is nobody's news; nothing comes twice; nobody is no nudge."""
    nudge([1], "messages", "before")
    reader = NudgeReader()
    assert reader.fresh() == []
    nudge([2, 1, 2], "messages", "one")
    nudge([], "messages", "nobody")
    nudge([3], "notices")
    assert reader.fresh() == [Nudged((1, 2), "messages", "one"), Nudged((3,), "notices", "")]
    assert reader.fresh() == []


def test_a_smaller_number_that_comes_late_is_not_missed(monkeypatch: pytest.MonkeyPatch) -> None:
    """PostgreSQL may commit the second before the first: both are read, each once."""
    monkeypatch.setattr("mutoscope.apps.flow.nudges.connection.vendor", "postgresql", raising=False)
    reader = NudgeReader()
    newest = Nudge.objects.order_by("-id").values_list("id", flat=True).first() or 0
    Nudge.objects.create(id=newest + 2, people=[2], kind="messages")
    assert [one.people for one in reader.fresh()] == [(2,)]
    Nudge.objects.create(id=newest + 1, people=[1], kind="messages")
    assert [one.people for one in reader.fresh()] == [(1,)]
    assert reader.fresh() == []


def test_what_is_undone_nudges_nobody_and_old_ones_go() -> None:
    """It is part of the transaction; ten minutes later nobody needs it."""
    reader = NudgeReader()
    with pytest.raises(RuntimeError), transaction.atomic():
        nudge([1], "messages")
        raise RuntimeError
    assert reader.fresh() == []
    Nudge.objects.create(people=[1], kind="messages", at_ms=now_ms() - nudges.KEPT_MS - 1)
    nudge([2], "messages")
    assert nudges.clear_away() == 1
    assert [one.people for one in reader.fresh()] == [(2,)]
