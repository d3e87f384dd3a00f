"""Ids that keep the order in which they were made."""

from concurrent.futures import ThreadPoolExecutor

from mutoscope.adapters.clock import new_id, now_ms
from mutoscope.core.units.ids import born_ms


def test_ids_of_one_process_grow() -> None:
    """Thousands of ids in a few milliseconds, from several threads: all different, each thread in order."""
    before = now_ms()
    with ThreadPoolExecutor(4) as threads:
        series = list(threads.map(lambda _: [new_id() for _ in range(2_000)], range(4)))
    assert all(one == sorted(one) for one in series)
    assert len({an_id for one in series for an_id in one}) == 8_000
    assert all(before <= born_ms(an_id) <= now_ms() for one in series for an_id in one)
