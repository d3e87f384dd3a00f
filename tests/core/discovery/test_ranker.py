"""The trained ranker: it learns what is there, nothing that is not, and the same from the same."""

import msgspec
import numpy as np
import pytest

from mutoscope.core.discovery.ranker import HEADS, Batch, Lesson, Ranker, Refused, Schema
from mutoscope.core.discovery.ranker.learner import sigmoid
from mutoscope.core.discovery.ranker.metrics import auc, ece, gauc, logloss
from mutoscope.core.discovery.ranker.network import backward, forward, fresh
from mutoscope.core.discovery.ranker.tables import Tables

SCHEMA = Schema(
    sparse=("video", "creator", "tag", "hour"),
    dense=("prior", "other"),
    like=(0, 1),
    prior=0,
    history=5,
    width=4,
)
REWARDS = np.ones(len(HEADS))
LONG = HEADS.index("long_view")


def a_lesson(dice: np.random.Generator, n: int = 64, *, shuffled: bool = False) -> Lesson:
    """Long views follow from the creator, from one number, and from having liked the same creator before."""
    creator = dice.integers(0, 20, n)
    sparse = np.stack(
        [dice.integers(0, 5000, n), creator, dice.integers(0, 9, n), dice.integers(0, 24, n)], 1
    )
    dense = dice.standard_normal((n, 2)).astype(np.float32)
    pages = n // 8
    past = np.stack([dice.integers(0, 5000, (pages, 5)), dice.integers(0, 20, (pages, 5))], 2)
    gains = dice.choice([-1.0, 1.0], (pages, 5)).astype(np.float32)
    of = np.repeat(np.arange(pages), 8)
    same = ((past[of, :, 1] == creator[:, None]) * gains[of]).sum(1)
    logit = np.where(creator % 2, 1.0, -1.5) + dense[:, 1] + 2.0 * same
    labels = (dice.random((n, len(HEADS))) < 0.05).astype(np.float32)
    labels[:, LONG] = dice.random(n) < sigmoid(logit)
    if shuffled:
        labels = dice.permutation(labels)
    known, yes = np.ones((pages, 5), np.bool_), np.ones((n, len(HEADS)), np.bool_)
    batch = Batch(sparse, dense, of, past, gains, known)
    return Lesson(batch, labels, yes, ~yes, np.ones(n, np.float32), np.ones(n, np.bool_))


def judged(lessons: list[Lesson], ranker: Ranker, after: int) -> tuple[np.ndarray, np.ndarray]:
    """(foretold, came) of long views, each foretold before it was learned, after so many lessons."""
    foretold = [ranker.learn(lesson, REWARDS)[:, LONG] for lesson in lessons]
    return np.concatenate(foretold[after:]), np.concatenate([one.labels[:, LONG] for one in lessons[after:]])


def test_it_learns_what_is_there() -> None:
    """Numbers, codes and the past all tell; what it says is about as often true as it says."""
    dice = np.random.default_rng(3)
    foretold, came = judged([a_lesson(dice) for _ in range(400)], Ranker(SCHEMA), 200)
    assert auc(foretold, came) > 0.8
    assert ece(sigmoid(foretold), came) < 0.03


def test_it_finds_nothing_in_outcomes_dealt_out_anew() -> None:
    """Pitfall 1: with shuffled labels the forecast is worth a coin."""
    dice = np.random.default_rng(4)
    foretold, came = judged([a_lesson(dice, shuffled=True) for _ in range(250)], Ranker(SCHEMA), 50)
    assert abs(auc(foretold, came) - 0.5) < 0.02


def test_the_same_lessons_give_the_same_bytes() -> None:
    """Learned again, or half of it from a dump, the ranker is the same to the bit."""
    lessons = [a_lesson(np.random.default_rng(seed)) for seed in range(150)]
    whole, again = Ranker(SCHEMA), Ranker(SCHEMA)
    for lesson in lessons:
        whole.learn(lesson, REWARDS)
    for lesson in lessons[:77]:
        again.learn(lesson, REWARDS)
    again = Ranker.load(again.dump(), SCHEMA)
    for lesson in lessons[77:]:
        again.learn(lesson, REWARDS)
    assert again.dump() == whole.dump()
    batch = lessons[0].batch
    assert (again.forecast(batch).chances == whole.forecast(batch).chances).all()


@pytest.mark.parametrize("harm", [np.nan, np.inf, -np.inf, 1e30, -1e6])
def test_a_lesson_with_absurd_numbers_is_refused_whole(harm: float) -> None:
    """Neither numbers, gains, labels nor weights may be absurd; the ranker stays as it was."""
    ranker = Ranker(SCHEMA)
    lesson = a_lesson(np.random.default_rng(1))
    ranker.learn(lesson, REWARDS)
    before = ranker.forecast(lesson.batch).chances
    for part in ("dense", "gains", "labels", "weight"):
        bad = msgspec.structs.replace(lesson)
        whole = bad.batch if part in ("dense", "gains") else bad
        numbers = getattr(whole, part).copy()
        numbers.flat[3] = harm
        changed = msgspec.structs.replace(whole, **{part: numbers})
        bad = msgspec.structs.replace(bad, batch=changed) if part in ("dense", "gains") else changed
        with pytest.raises(Refused):
            ranker.learn(bad, REWARDS)
    assert (ranker.forecast(lesson.batch).chances == before).all() and ranker.lessons == 1


def test_absurd_codes_and_hard_lessons_leave_it_finite() -> None:
    """Any 64-bit code may come; numbers at their bounds move it no further than clipping allows."""
    ranker, lesson = Ranker(SCHEMA), a_lesson(np.random.default_rng(2))
    extremes = np.array([np.iinfo(np.int64).min, np.iinfo(np.int64).max, 0, -1])
    batch = msgspec.structs.replace(
        lesson.batch, sparse=np.tile(extremes, (64, 1)), dense=np.full((64, 2), 60.0, np.float32)
    )
    for _ in range(200):
        ranker.learn(msgspec.structs.replace(lesson, batch=batch), REWARDS)
    said = ranker.forecast(batch)
    assert np.isfinite(said.chances).all() and np.isfinite(said.deviation).all()


@pytest.mark.parametrize("body", [b"", b"hello", msgspec.msgpack.encode({"format": 1}), b"\xc1" * 50])
def test_what_is_no_ranker_is_not_loaded(body: bytes) -> None:
    """Bytes of anything else, and a ranker of other columns, raise ValueError."""
    with pytest.raises(ValueError):
        Ranker.load(body, SCHEMA)
    with pytest.raises(ValueError):
        Ranker.load(Ranker(SCHEMA).dump(), msgspec.structs.replace(SCHEMA, history=6))


def test_slopes_are_those_of_the_loss() -> None:
    """Each kind of weight, moved a little, changes the loss as its slope says."""
    dice = np.random.default_rng(8)
    lesson = a_lesson(dice, 16)
    batch, params = lesson.batch, fresh(SCHEMA, 1)
    params["out"] = dice.standard_normal(params["out"].shape).astype(np.float32)
    rows = dice.standard_normal((16, 4, 4)).astype(np.float32)
    biases = dice.standard_normal((16, len(HEADS))).astype(np.float32)
    past = dice.standard_normal((2, 5, 4)).astype(np.float32)

    others = batch.gains, batch.known, batch.of

    def loss() -> float:
        logits = forward(
            SCHEMA, params, rows, biases, batch.dense, past, batch.gains, batch.known, batch.of
        ).logits
        return logloss(sigmoid(logits.astype(np.float64)), lesson.labels) * logits.size

    done = forward(SCHEMA, params, rows, biases, batch.dense, past, *others)
    off = sigmoid(done.logits) - lesson.labels
    slopes, d_rows = backward(SCHEMA, params, done, batch.dense, off)
    pairs = [(params[name], slopes[name]) for name in params] + [(rows, d_rows), (biases, off)]
    for weights, slope in pairs:
        for place in dice.integers(0, weights.size, 6):
            kept, step = weights.flat[place], np.float32(3e-3)
            weights.flat[place] = kept + step
            up = loss()
            weights.flat[place] = kept - step
            down = loss()
            weights.flat[place] = kept
            assert slope.flat[place] == pytest.approx((up - down) / (2 * float(step)), rel=0.08, abs=0.03)


def test_codes_share_no_row_and_rare_ones_wait_together() -> None:
    """A code has its own row from its third meeting on, in its column only; ten thousand codes, as many
    rows."""
    tables = Tables(2, 3, 2)
    codes, first, second = np.arange(10_000), np.zeros(10_000, np.int64), np.ones(10_000, np.int64)
    assert (tables.meet(codes, first) == 0).all() and (tables.meet(codes, first) == 0).all()
    mine = tables.meet(codes, first)
    assert len(set(mine.tolist())) == 10_000 == len(tables) and mine.min() >= 2
    assert (tables.find(codes, first) == mine).all() and (tables.find(codes, second) == 1).all()
    assert (tables.find(codes + 10_000, first) == 0).all()


def test_codes_not_met_for_long_lose_their_row() -> None:
    """Its row goes to another; the table does not grow with what is gone."""
    tables = Tables(1, 3, 2, admit=1, keep=5_000)
    column = np.zeros(100, np.int64)
    for start in range(0, 2_000, 100):
        tables.meet(np.arange(start, start + 100), column)
        for _ in range(4096):
            tables.tick()
    assert len(tables) <= 300 and tables.used <= 400
    assert (tables.find(np.arange(100), column) == 0).all(), "gone"


def test_measures_of_forecasts() -> None:
    """By hand: ties count half, one-sided groups count nothing, and certainty must be right."""
    scores, labels = np.array([0.1, 0.4, 0.4, 0.9]), np.array([0.0, 1.0, 0.0, 1.0])
    assert auc(scores, labels) == pytest.approx(0.875)
    assert gauc(np.array([1.0, 2, 2, 1, 5]), np.array([0.0, 1, 0, 1, 1]), np.array([1, 1, 2, 2, 3])) == 0.5
    assert ece(np.full(10, 0.3), np.array([1.0] * 3 + [0.0] * 7)) == pytest.approx(0.42)
    assert logloss(np.array([0.5]), np.array([1.0])) == pytest.approx(np.log(2))
