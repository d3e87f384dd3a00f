"""What was to be reached in World B, written down before it was run, and not moved afterwards.

They come from the design of the engine (lifts, share of the oracle, cost of exploring, cold start). A figure
that falls short is published as short.
"""

import msgspec


class Gate(msgspec.Struct, frozen=True):
    measure: str
    at_least: float | None = None
    at_most: float | None = None


GATES = {
    one.measure: one
    for one in (
        Gate("long view, lift over following, %", at_least=80.0),
        Gate("long view, lift over popular, %", at_least=30.0),
        Gate("long view, share of oracle, %", at_least=70.0),
        Gate("uploads that nobody met in a day", at_most=0.0),
        Gate("repeats", at_most=0.0),
        Gate("cost of exploring, % of long views", at_most=8.0),
        Gate("looks until a good upload of somebody unknown is proven, median", at_most=100.0),
        Gate("looks in a day of the worse half of uploads, median", at_most=40.0),
        Gate("topic after not interested, 10 videos, % of before", at_most=20.0),
        Gate("topic after not interested, 7 days, % of before", at_most=20.0),
        Gate("reset against a new account, KS p", at_least=0.05),
    )
}
