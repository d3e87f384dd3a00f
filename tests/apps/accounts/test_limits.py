"""Rate limits: per person or place, over the cache."""

import threading

import pytest
from django.test import RequestFactory

from mutoscope.apps.accounts import limits
from mutoscope.apps.accounts.services import take
from mutoscope.apps.accounts.viewers import client_key
from mutoscope.core.policy.gcra import Rate
from mutoscope.core.units import Refusal


def test_a_burst_and_then_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """After the burst the refusal says in how many seconds to try again; other keys are not concerned."""
    monkeypatch.setitem(limits.RULES, "like", Rate(3, 60_000))
    for _ in range(3):
        take("p1", "like")
    with pytest.raises(Refusal) as refused:
        take("p1", "like")
    assert (refused.value.code, refused.value.status) == ("slow_down", 429)
    assert 58 <= refused.value.fields["retry_after"] <= 60
    take("p2", "like")
    take("p1", "report")


def test_a_cost_counts_as_many(monkeypatch: pytest.MonkeyPatch) -> None:
    """Twenty events in one request cost twenty."""
    monkeypatch.setitem(limits.RULES, "events", Rate(30, 60_000))
    take("p1", "events", cost=20)
    with pytest.raises(Refusal):
        take("p1", "events", cost=20)
    take("p1", "events", cost=10)


def test_a_rule_that_is_not_in_the_table_is_a_bug() -> None:
    """A misspelt rule fails at once instead of limiting nothing."""
    with pytest.raises(KeyError):
        take("p1", "lkie")


def test_many_at_once_get_no_more_than_the_burst(monkeypatch: pytest.MonkeyPatch) -> None:
    """Threads that race for one key share one burst."""
    monkeypatch.setitem(limits.RULES, "like", Rate(10, 600_000))
    got: list[int] = []

    def try_it() -> None:
        try:
            take("p1", "like")
            got.append(1)
        except Refusal:
            pass

    threads = [threading.Thread(target=try_it) for _ in range(30)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(got) == 10


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("192.0.2.7", "c192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "c2001:db8:1:2::"),
        ("::ffff:192.0.2.7", "c192.0.2.7"),
        ("", "c"),
        ("nonsense", "cnonsense"),
    ],
)
def test_a_household_is_one_place(address: str, key: str) -> None:
    """IPv6 counts by its /64, IPv4 by its address, whatever dress it wears."""
    request = RequestFactory().get("/", REMOTE_ADDR=address)
    assert client_key(request) == key
