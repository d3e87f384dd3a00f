"""Whether the off-policy estimators tell the truth: on a public log, and on the feed's own exploring slots.

Open Bandit (ZOZO, small samples): two campaigns, each logged once by a uniform policy and once by Bernoulli
Thompson sampling. From each log the other policy's click rate is estimated and compared with the rate that it
really had. The samples are small (some 50 clicks), so what is asked is that intervals meet.

The Thompson log cannot speak for a uniform policy: it hardly ever shows what it thinks is poor, some of its
propensities are below one in a thousand, and its twenty thousand decisions are worth a handful. Refusing is
the right answer there.

Own slots: pages of the engine in a world whose rates are known; from its exploring slots, with the
propensities it wrote down, the mean of a uniform policy is estimated and compared with the known mean, forty
times. Viewers have their discovery slider at «new», so that a page explores several times.
"""

import csv
import random

import numpy as np

from bench.discovery.data import data_file
from bench.harness import Figure, figure
from mutoscope.core.discovery import Event, Item, PageRequest, State, make_page
from mutoscope.core.discovery.choices import Wish
from mutoscope.core.discovery.offpolicy import (
    LEAST_EFFECTIVE,
    Decisions,
    Estimate,
    TooFewDecisions,
    effective_number,
    estimates,
)
from mutoscope.core.units import DAY_MS

CAMPAIGNS, ROUNDS, VIDEOS, VIEWERS, PAGES = ("men", "women"), 40, 300, 100, 22
NOW = 1_800_000_000_000


def main() -> list[Figure]:
    return [
        *_open_bandit("Thompson sampling from the uniform log", "random", "bts"),
        _refused("uniform from the Thompson sampling log", "bts", "random"),
        *_own_slots(),
    ]


# Open Bandit


class _Log:
    """One campaign as one policy logged it: columns of arm, position, click, propensity."""

    def __init__(self, policy: str, campaign: str) -> None:
        with data_file("open-bandit", policy, campaign, f"{campaign}.csv").open(encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
        self.arm = np.array([int(row["item_id"]) for row in rows])
        self.position = np.array([int(row["position"]) for row in rows])
        self.click = np.array([float(row["click"]) for row in rows])
        self.propensity = np.array([float(row["propensity_score"]) for row in rows])


def _open_bandit(direction: str, logs: str, truly: str) -> list[Figure]:
    pooled, clicks = _pooled(logs, truly)
    return [_beside(f"Open Bandit, {direction}, {one.name}", one, clicks) for one in estimates(pooled)]


def _refused(direction: str, logs: str, truly: str) -> Figure:
    pooled, _ = _pooled(logs, truly)
    try:
        estimates(pooled)
        effective = effective_number(pooled.target / pooled.propensity)
        refused = False
    except TooFewDecisions as error:
        effective, refused = error.effective, True
    return figure(
        f"Open Bandit, {direction}: effective decisions, refused below {LEAST_EFFECTIVE:.0f}",
        effective,
        "decisions",
        baseline=float(len(pooled.reward)),
        note="refused" if refused else "not refused",
    )


def _pooled(logs: str, truly: str) -> tuple[Decisions, np.ndarray]:
    """(both campaigns as ``logs`` logged them, clicks that the policy ``truly`` had in both)."""
    columns, clicks = [], []
    for campaign in CAMPAIGNS:
        log, other = _Log(logs, campaign), _Log(truly, campaign)
        policy = _policy(other, int(max(log.arm.max(), other.arm.max())) + 1)
        target = policy[log.position, log.arm]
        columns.append((log.propensity, target, log.click, *_model(log, policy)))
        clicks.append(other.click)
    return Decisions(*(np.concatenate(column) for column in zip(*columns, strict=True))), np.concatenate(
        clicks
    )


def _policy(log: _Log, arms: int) -> np.ndarray:
    """(position, arm) -> probability with which the policy showed it over the whole log: how often it did,
    with one uniform pass as a prior. Its logged propensities drift as it learns; their mean over the log is
    what its mean click rate belongs to."""
    counts = np.zeros((int(log.position.max()) + 1, arms))
    np.add.at(counts, (log.position, log.arm), 1.0)
    counts += 1.0
    return counts / counts.sum(1, keepdims=True)


def _model(log: _Log, policy: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """(expected click of what was shown, of what the policy would show), from the other half of the log."""
    half = np.arange(len(log.click)) % 2
    modelled, expected = np.zeros(len(log.click)), np.zeros(len(log.click))
    for mine in (0, 1):
        told, rest = half == mine, half != mine
        clicks = np.bincount(log.arm[rest], log.click[rest], policy.shape[1])
        shown = np.bincount(log.arm[rest], minlength=policy.shape[1])
        mean = log.click[rest].mean()
        rates = (clicks + 200.0 * mean) / (shown + 200.0)
        modelled[told] = rates[log.arm[told]]
        expected[told] = (policy @ rates)[log.position[told]]
    return modelled, expected


def _beside(name: str, one: Estimate, clicks: np.ndarray) -> Figure:
    truth = float(clicks.mean())
    error = 1.96 * float(clicks.std()) / len(clicks) ** 0.5
    apart = abs(one.value - truth) / float(np.hypot((one.high - one.low) / 2, error))
    return figure(
        f"{name}: distance from what it really had, in half widths of the joint 95 % interval",
        apart,
        "half widths",
        at_most=1.0,
        note=f"estimated {one.value:.5f}, was {truth:.5f}; {one.effective:.0f} effective decisions of"
        f" {len(clicks)}, heaviest weight {one.heaviest:.1f}",
    )


# The feed's own exploring slots


def _own_slots() -> list[Figure]:
    rounds = [_round(seed) for seed in range(ROUNDS)]
    told = []
    for name in ("ips", "snips"):
        held = sum(by[name].low <= truth <= by[name].high for by, truth in rounds)
        bias = float(np.mean([by[name].value / truth - 1.0 for by, truth in rounds]))
        effective = float(np.mean([by[name].effective for by, _ in rounds]))
        told += [
            figure(
                f"own exploring slots: share of 95 % intervals ({name}) that hold a uniform policy's mean",
                held / ROUNDS,
                "share",
                at_least=0.9,
                note=f"{ROUNDS} worlds, {effective:.0f} effective decisions each",
            ),
            figure(f"own exploring slots: mean relative error of {name}", abs(bias), "share", at_most=0.02),
        ]
    return told


def _round(seed: int) -> tuple[dict[str, Estimate], float]:
    """(estimates of the uniform mean, the true one) from pages in a world whose rates are known."""
    dice = random.Random(seed)
    state, rate = State(), {}
    for video in range(1, VIDEOS + 1):
        rate[video] = dice.betavariate(1.2, 4.0)
        age_ms = dice.randrange(6 * DAY_MS)
        topics = (f"t{dice.randrange(12)}",)
        state.put(Item(video, 10_000 + video, 12_000, NOW - age_ms, tags=topics, language="en"))
    for viewer in range(VIEWERS):
        state.steer(f"p{viewer}", Wish(discovery=1.0), NOW)
    columns: list[tuple[float, float, float]] = []
    wanted: list[float] = []
    for number in range(VIEWERS * PAGES):
        viewer = f"p{number % VIEWERS}"
        at = NOW + number * 1_000
        page = make_page(state, PageRequest(viewer=viewer, now_ms=at, seed=seed, age=20, language="en"))
        met = set(state.seen(viewer))
        open_ = [rate[video] for video in rate if video not in met]
        for position, one in enumerate(page.served):
            liked = dice.random() < rate[one.video_id]
            if one.explore:  # the exploring slots of a page are drawn without those before them
                columns.append((one.propensity, 1.0 / len(open_), float(liked)))
                wanted.append(sum(open_) / len(open_))
                open_.remove(rate[one.video_id])
            watched = 12_000 if liked else dice.randrange(500, 5_000)
            state.apply(_watch(viewer, one.video_id, at, watched, f"{seed}.{number}.{position}"))
    propensity, target, reward = np.array(columns).T
    log = Decisions(propensity, target, reward)
    return {one.name: one for one in estimates(log)}, float(np.mean(wanted))


def _watch(viewer: str, video_id: int, at_ms: int, watched_ms: int, event_id: str) -> Event:
    return Event(event_id, viewer, "watch", video_id, at_ms, watched_ms=watched_ms, duration_ms=12_000)
