"""The ranker: forecasts for candidates, and learning from what came of them, one small batch at a time.

``learn`` first foretells, then learns; what it foretold is judged as it goes (prequentially), so every figure
it keeps is of examples it had not learned from. Everything depends on the lessons and the seed alone: the
same lessons in the same order give the same bytes of ``dump``.

Two paces: weights of the layers move slowly (Adam, small steps), rows of codes and biases quickly (row-wise
Adagrad). Slopes are clipped, and a lesson with a number that is none is refused whole. How much each example
weighs is the lesson's to say.
"""

from typing import Any

import msgspec
import numpy as np

from mutoscope.core.discovery.content import Floats
from mutoscope.core.discovery.ranker.calibration import platt
from mutoscope.core.discovery.ranker.network import STRAIGHT, Params, Pass, backward, forward, fresh
from mutoscope.core.discovery.ranker.schema import (
    HEADS,
    LONG_VIEW,
    Batch,
    Bools,
    Ints,
    Lesson,
    Schema,
    Singles,
    sound,
)
from mutoscope.core.discovery.ranker.tables import Tables
from mutoscope.core.discovery.ranker.trust import Trust

FORMAT = 2
RING = 4096
_CLIP, _ROW_CLIP = 5.0, 3.0
_FIT_EVERY = 64
_FORGET = 1.0 - 1.0 / 2000
"""Of what the uncertainty rests on, per lesson."""


class Refused(Exception):
    """A lesson that may not be learned from."""


class Pace(msgspec.Struct, frozen=True):
    """How fast it learns."""

    slow: float = 1e-3
    """Of the layers (Adam)."""
    straight: float = 3e-2
    """Of the straight ways (Adam), falling with the root of the lessons down to ``slow``."""
    quick: float = 0.02
    """Of the rows of codes (row-wise Adagrad)."""


class Forecast(msgspec.Struct, frozen=True):
    """For each candidate."""

    chances: Singles
    """(n, heads), calibrated."""
    deviation: Singles
    """(n,): of the chance of a long view, from how little is known of such candidates."""


class Ranker:
    def __init__(self, schema: Schema, seed: int = 1, pace: Pace = Pace()) -> None:
        self.schema, self.seed, self.pace = schema, seed, pace
        self.params: Params = fresh(schema, seed)
        self.tables = Tables(len(schema.sparse), schema.width, len(HEADS))
        self.moments = {name: (np.zeros_like(one), np.zeros_like(one)) for name, one in self.params.items()}
        self.lessons = 0
        self.examples = 0
        size = schema.hidden[1] + 1
        self.precision = np.eye(size)
        """Of a Bayesian linear regression of long views on the last layer."""
        self._covariance: Singles | None = None
        self.scales = np.array([[1.0, 0.0]] * len(HEADS))
        self.trust = Trust()
        self.ring_logits = np.zeros((RING, len(HEADS)), np.float32)
        self.ring_labels = np.full((RING, len(HEADS)), np.nan, np.float32)
        self.ring_explored = np.zeros(RING, np.bool_)
        """The latest examples: what was foretold before learning, and what came; NaN where nobody knows."""
        self._columns = np.arange(len(schema.sparse))
        self._like = np.array(schema.like)

    def forecast(self, batch: Batch) -> Forecast:
        """What each candidate would bring; nothing changed."""
        n = len(batch.sparse)
        done = self._pass(batch, self.tables.find(batch.sparse.ravel(), np.tile(self._columns, n)))
        chances = sigmoid(
            done.logits * self.scales[:, 0].astype(np.float32) + self.scales[:, 1].astype(np.float32)
        )
        return Forecast(chances, self._deviation(done.last, chances[:, LONG_VIEW]))

    def learn(self, lesson: Lesson, rewards: Floats) -> Singles:
        """The logits foretold (n, heads), then learned from. ``rewards`` (heads,) are what each head is
        worth. Raises Refused, with nothing changed."""
        schema, batch = self.schema, lesson.batch
        if not sound(lesson, schema):
            raise Refused("a lesson with numbers out of bounds")
        n = len(batch.sparse)
        rows = self.tables.meet(batch.sparse.ravel(), np.tile(self._columns, n))
        done = self._pass(batch, rows)
        chances = sigmoid(done.logits)
        self._judge(lesson, done.logits, rewards)
        slopes = (
            np.where(lesson.late, np.float32(-1), chances - lesson.labels)
            * lesson.told
            * lesson.weight[:, None]
        )
        of_params, d_rows = backward(schema, self.params, done, batch.dense, slopes)
        self._step(of_params, n)
        self.tables.learn(rows, d_rows.reshape(len(rows), -1), slopes, self.pace.quick, _ROW_CLIP)
        curve = chances[:, LONG_VIEW] * (1 - chances[:, LONG_VIEW]) * lesson.weight
        features = np.concatenate([done.last, np.ones((n, 1), np.float32)], 1).astype(np.float64)
        self.precision = _FORGET * self.precision + (1 - _FORGET) * np.eye(len(self.precision))
        self.precision += (features * curve[:, None]).T @ features
        self._covariance = None
        self.lessons += 1
        self.examples += n
        self.tables.tick()
        if self.lessons % _FIT_EVERY == 0:
            self._calibrate()
        return done.logits

    def _pass(self, batch: Batch, rows: Ints) -> Pass:
        """Forward, with the rows of the candidates' codes."""
        n, columns = batch.sparse.shape
        past = self.tables.find(batch.past.ravel(), np.tile(self._like, batch.past[..., 0].size))
        return forward(
            self.schema,
            self.params,
            self.tables.rows.take(rows, 0).reshape(n, columns, -1),
            self.tables.biases.take(rows, 0).reshape(n, columns, -1).sum(1),
            batch.dense,
            self.tables.rows.take(past, 0).reshape(*batch.past.shape, -1).sum(2),
            batch.gains,
            batch.known,
            batch.of,
        )

    def _step(self, slopes: Params, n: int) -> None:
        """Adam (Kingma and Ba, 2015) on the mean slopes, their common length clipped."""
        length = sum(float(one.ravel() @ one.ravel()) for one in slopes.values()) ** 0.5 / n
        shrink = np.float32(min(1.0, _CLIP / max(length, 1e-12)) / n)
        time = self.lessons + 1
        straight = max(self.pace.straight / (1 + time / 100) ** 0.5, self.pace.slow)
        warmth = (1 - 0.999**time) ** 0.5 / (1 - 0.9**time)
        for name, slope in slopes.items():
            mean, square = self.moments[name]
            slope *= shrink
            mean += np.float32(0.1) * (slope - mean)
            square += np.float32(0.001) * (slope**2 - square)
            pace = np.float32(warmth * (straight if name in STRAIGHT else self.pace.slow))
            self.params[name] -= pace * mean / (np.sqrt(square) + np.float32(1e-8))

    def _judge(self, lesson: Lesson, logits: Singles, rewards: Floats) -> None:
        """Keep what was foretold beside what came."""
        fresh_ones: Bools = np.logical_not(lesson.late.any(1))
        at = (self.examples + np.arange(len(logits))) % RING
        self.ring_logits[at] = logits
        self.ring_labels[at] = np.where(lesson.told & fresh_ones[:, None], lesson.labels, np.nan)
        self.ring_explored[at] = lesson.explored
        whole = fresh_ones & lesson.told.all(1)
        if whole.any():
            scaled = logits[whole] * self.scales[:, 0] + self.scales[:, 1]
            self.trust.hear(
                lesson.batch.dense[whole, self.schema.prior].astype(np.float64),
                sigmoid(scaled) @ rewards,
                lesson.labels[whole].astype(np.float64) @ rewards,
                lesson.explored[whole],
            )

    def _calibrate(self) -> None:
        held = np.logical_not(np.isnan(self.ring_labels))
        for head in range(len(HEADS)):
            mine = held[:, head]
            explored = mine & self.ring_explored
            chosen = explored if explored.sum() >= RING // 8 else mine
            self.scales[head] = platt(self.ring_logits[chosen, head], self.ring_labels[chosen, head])

    def _deviation(self, last: Singles, chances: Singles) -> Singles:
        if self._covariance is None:
            self._covariance = np.linalg.inv(self.precision).astype(np.float32)
        features = np.concatenate([last, np.ones((len(last), 1), np.float32)], 1)
        spread = np.sqrt(np.maximum(np.einsum("ij,ij->i", features @ self._covariance, features), 0))
        told: Singles = chances * (1 - chances) * spread
        return told

    def dump(self) -> bytes:
        """Everything, as bytes that depend on nothing else."""
        arrays = {
            **{f"params.{name}": one for name, one in self.params.items()},
            **{f"mean.{name}": one for name, (one, _) in self.moments.items()},
            **{f"square.{name}": one for name, (_, one) in self.moments.items()},
            **{name: getattr(self, name) for name in _ARRAYS},
        }
        whole = {
            "format": FORMAT,
            "schema": self.schema.hash,
            "seed": self.seed,
            "lessons": self.lessons,
            "examples": self.examples,
            "tables": self.tables.dump(),
            "trust": msgspec.to_builtins(self.trust),
            "arrays": {name: one.tobytes() for name, one in arrays.items()},
        }
        return msgspec.msgpack.encode(whole)

    @classmethod
    def load(cls, body: bytes, schema: Schema) -> "Ranker":
        """The ranker that ``dump`` described. Raises ValueError for anything else."""
        try:
            whole = msgspec.msgpack.decode(body)
            if whole["format"] != FORMAT or whole["schema"] != schema.hash:
                raise ValueError("a ranker of another format or schema")
            made = cls(schema, whole["seed"])
            made.lessons, made.examples = whole["lessons"], whole["examples"]
            made.tables.load(whole["tables"])
            made.trust = msgspec.convert(whole["trust"], Trust)
            arrays = whole["arrays"]
            made.params = {name: _as(arrays[f"params.{name}"], one) for name, one in made.params.items()}
            made.moments = {
                name: (_as(arrays[f"mean.{name}"], one), _as(arrays[f"square.{name}"], one))
                for name, one in made.params.items()
            }
            for name in _ARRAYS:
                setattr(made, name, _as(arrays[name], getattr(made, name), bounded=name != "ring_labels"))
        except (KeyError, TypeError, AttributeError, msgspec.MsgspecError) as error:
            raise ValueError("not a ranker") from error
        return made


_ARRAYS = ("precision", "scales", "ring_logits", "ring_labels", "ring_explored")


def sigmoid(logits: Any) -> Any:
    """The chance a logit stands for; finite for every finite logit."""
    return 1 / (1 + np.exp(-np.clip(logits, -30, 30)))


def _as(body: bytes, like: Any, *, bounded: bool = True) -> Any:
    """An array of the type and shape of ``like``. Raises ValueError."""
    array = np.frombuffer(body, like.dtype).reshape(like.shape).copy()
    if bounded and like.dtype != np.bool_ and not np.isfinite(array).all():
        raise ValueError("weights that are no numbers")
    return array
