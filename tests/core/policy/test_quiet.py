"""Quiet hours: by the wall's clock, over midnight, several at once."""

from datetime import datetime

import pytest

from mutoscope.core.policy.quiet import Span, heard_from

NIGHT = Span(22 * 60, 8 * 60)


@pytest.mark.parametrize(
    ("clock", "spans", "rings"),
    [
        ("03 21:59:30", [NIGHT], "03 21:59:30"),
        ("03 22:00:00", [NIGHT], "04 08:00:00"),
        ("03 23:59:59", [NIGHT], "04 08:00:00"),
        ("04 00:00:00", [NIGHT], "04 08:00:00"),
        ("04 07:59:59", [NIGHT], "04 08:00:00"),
        ("04 08:00:00", [NIGHT], "04 08:00:00"),
        ("03 23:00:00", [], "03 23:00:00"),
        ("03 23:00:00", [Span(600, 600)], "03 23:00:00"),
        ("03 13:05:00", [Span(13 * 60, 14 * 60 + 30)], "03 14:30:00"),
        ("03 21:00:00", [NIGHT, Span(20 * 60, 22 * 60 + 5)], "04 08:00:00"),
        ("03 23:00:00", [NIGHT, Span(7 * 60, 9 * 60)], "04 09:00:00"),
        ("03 12:00:00", [NIGHT, Span(8 * 60, 22 * 60)], None),
    ],
)
def test_when_somebody_may_be_rung(clock: str, spans: list[Span], rings: str | None) -> None:
    """At once outside quiet hours, else when the last of them ends; never where they cover the day."""
    moment = heard_from(datetime.fromisoformat(f"2026-03-{clock}"), spans)
    assert moment == (datetime.fromisoformat(f"2026-03-{rings}") if rings else None)
