"""What another way of choosing would have earned, told from a log whose probabilities are exactly known.

A log holds decisions: what was shown, with which probability ``p`` (the *propensity*), what came of it. Some
other policy would have shown the same with probability ``q``. Every estimate is a mean over the log:

    IPS      mean(w r)                      w = q / p          unbiased; large weights make it shake
    clipped  mean(min(w, most) r)                              steadier, leans towards the log
    SNIPS    sum(w r) / sum(w)                                 forgives weights that do not average to one
    DR       mean(m + w (r - m_shown))                         a model ``m`` of rewards, corrected by the log

Only slots that were drawn by lot can be used: a determined slot has no other side. Slates are read slot by
slot. (Horvitz and Thompson, 1952; Swaminathan and Joachims, 2015; Dudik, Langford and Li, 2011.)

Few effective decisions make any of them a guess, so such a log is refused rather than estimated from.
"""

from typing import Literal

import msgspec
import numpy as np

from mutoscope.core.discovery.content import Floats

Name = Literal["ips", "clipped", "snips", "dr"]
LEAST_EFFECTIVE = 1_000.0
LEAST_SHARE = 0.01
"""Of all decisions: below either no estimate is made."""
CLIP = 10.0
_Z95 = 1.959964


class TooFewDecisions(Exception):
    """The log tells too little about that policy. ``effective`` is the number of decisions it is worth."""

    def __init__(self, effective: float, of: int) -> None:
        super().__init__(f"{of} decisions are worth {effective:.0f} for this policy: too few for an estimate")
        self.effective = effective


class BadLog(ValueError):
    """A propensity outside 0..1, a reward that is no number, columns of different lengths."""


class Decisions(msgspec.Struct, frozen=True):
    """Columns of one length: decisions drawn by lot and what came of them."""

    propensity: Floats
    """Probability with which the logging policy showed what it showed; above 0."""
    target: Floats
    """Probability with which the other policy would have shown the same."""
    reward: Floats
    modelled: Floats | None = None
    """For DR: the reward that a model expects of what was shown ..."""
    expected: Floats | None = None
    """... and of what the other policy would have shown, on average. The model may not have learned from the
    decisions it speaks of (cross-fitting)."""


class Estimate(msgspec.Struct, frozen=True):
    """The mean reward of the other policy."""

    name: Name
    value: float
    low: float
    high: float
    """Ends of the interval that holds it 95 times in 100 (normal approximation)."""
    effective: float
    """Effective number of decisions: (sum w)^2 / sum w^2."""
    heaviest: float
    """Largest weight."""


def estimates(decisions: Decisions, clip: float = CLIP) -> tuple[Estimate, ...]:
    """IPS, clipped IPS, SNIPS, and DR where a model is given. Raises BadLog and TooFewDecisions."""
    _check(decisions)
    weight, reward = decisions.target / decisions.propensity, decisions.reward
    effective = effective_number(weight)
    if effective < LEAST_EFFECTIVE or effective < LEAST_SHARE * len(weight):
        raise TooFewDecisions(effective, len(weight))
    ratio = float((weight * reward).sum() / weight.sum())
    told: list[tuple[Name, float, Floats]] = [
        ("ips", 0.0, weight * reward),
        ("clipped", 0.0, np.minimum(weight, clip) * reward),
        ("snips", ratio, weight * (reward - ratio) / weight.mean()),  # its influence function
    ]
    if decisions.modelled is not None and decisions.expected is not None:
        told.append(("dr", 0.0, decisions.expected + weight * (reward - decisions.modelled)))
    return tuple(_estimate(name, base, each, effective, float(weight.max())) for name, base, each in told)


def effective_number(weight: Floats) -> float:
    """How many equally weighted decisions these are worth (Kish, 1965); 0 when all weigh nothing."""
    squares = float((weight**2).sum())
    return float(weight.sum()) ** 2 / squares if squares else 0.0


def _estimate(name: Name, base: float, each: Floats, effective: float, heaviest: float) -> Estimate:
    value = base + float(each.mean())
    half = _Z95 * float(each.std(ddof=1)) / len(each) ** 0.5
    return Estimate(name, value, value - half, value + half, effective, heaviest)


def _check(decisions: Decisions) -> None:
    columns = [getattr(decisions, name) for name in decisions.__struct_fields__]
    given = [column for column in columns if column is not None]
    if len({column.shape for column in given}) != 1 or given[0].ndim != 1:
        raise BadLog("the columns of a log have one length")
    if not all(np.isfinite(column).all() for column in given):
        raise BadLog("a log holds numbers only")
    if (decisions.propensity <= 0).any() or (decisions.propensity > 1 + 1e-9).any():
        raise BadLog("what was shown had a probability above 0 and at most 1")
    if (decisions.target < 0).any() or (decisions.target > 1 + 1e-9).any():
        raise BadLog("a probability lies between 0 and 1")
