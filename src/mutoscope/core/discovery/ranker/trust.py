"""How far the model is believed: by what it foretold better than the value made by hand, before it learned.

For every example the reward that came is compared with two forecasts made before: the model's, and the best
straight line from the hand-made value ``x`` (the line is fitted as examples come). With ``d`` the
difference of their squared errors,

    gain  = (mean d - 2.5 deviation(d) / sqrt(n)) / variance of the rewards
    trust = most * clamp(gain / enough, 0, 1)

so nothing is believed before it is shown: on a young instance the deviation is large and the gain below zero.
Examples of the exploring stream, which neither forecast chose, have a veto: if they say the model is worse,
by 1.64 deviations, the trust is zero. All sums fade, so a model that turns bad loses its say.
"""

import msgspec

from mutoscope.core.discovery.content import Floats
from mutoscope.core.discovery.ranker.schema import Bools

_FADE = 1.0 - 1.0 / 20_000
_CERTAIN = 2.5
"""Deviations. It is asked again with every lesson, so one chance in twenty (1.64) would come up on many young
instances; and examples of one viewer are alike, so there are fewer than ``n`` of them."""
_WORSE = 1.64
"""Of the veto: doubt takes less than belief."""


class Evidence(msgspec.Struct):
    """Faded sums over examples."""

    n: float = 0.0
    d: float = 0.0
    dd: float = 0.0
    r: float = 0.0
    rr: float = 0.0

    def add(self, d: Floats, r: Floats) -> None:
        fade = _FADE ** len(d)
        for name, more in (("n", len(d)), ("d", d.sum()), ("dd", d @ d), ("r", r.sum()), ("rr", r @ r)):
            setattr(self, name, fade * getattr(self, name) + float(more))

    def gain(self, sureness: float) -> float:
        """Mean gain less ``sureness`` of its deviations, in variances of the reward."""
        if self.n < 50:
            return -1.0 if sureness > 0 else 1.0
        mean = self.d / self.n
        deviation = max(self.dd / self.n - mean**2, 1e-12) ** 0.5 / self.n**0.5
        variance = max(self.rr / self.n - (self.r / self.n) ** 2, 1e-9)
        return float((mean - sureness * deviation) / variance)


class Line(msgspec.Struct):
    """The best straight line from the hand-made value to the reward, as examples come."""

    n: float = 0.0
    x: float = 0.0
    y: float = 0.0
    xx: float = 0.0
    xy: float = 0.0

    def add(self, x: Floats, y: Floats) -> None:
        fade = _FADE ** len(x)
        sums = (("n", len(x)), ("x", x.sum()), ("y", y.sum()), ("xx", x @ x), ("xy", x @ y))
        for name, more in sums:
            setattr(self, name, fade * getattr(self, name) + float(more))

    def at(self, x: Floats) -> Floats:
        n = max(self.n, 1.0)
        spread = self.xx / n - (self.x / n) ** 2 + 1e-3
        slope = (self.xy / n - self.x * self.y / n**2) / spread
        line: Floats = self.y / n + slope * (x - self.x / n)
        return line


class Trust(msgspec.Struct):
    line: Line = msgspec.field(default_factory=Line)
    all: Evidence = msgspec.field(default_factory=Evidence)
    explored: Evidence = msgspec.field(default_factory=Evidence)

    def hear(self, prior: Floats, foretold: Floats, reward: Floats, explored: Bools) -> None:
        """Take what came of some examples, foretold before it was learned from."""
        if not len(reward):
            return
        if self.line.n >= 50:
            d = (reward - self.line.at(prior)) ** 2 - (reward - foretold) ** 2
            self.all.add(d, reward)
            if explored.any():
                self.explored.add(d[explored], reward[explored])
        self.line.add(prior, reward)

    def amount(self, most: float, enough: float) -> float:
        """0: the hand-made value alone decides .. ``most``."""
        if self.explored.gain(-_WORSE) < 0.0:
            return 0.0
        return most * min(max(self.all.gain(_CERTAIN) / enough, 0.0), 1.0)
