"""Lengths of time in milliseconds, the unit of every moment and duration."""

HOUR_MS = 3_600_000
DAY_MS = 24 * HOUR_MS
