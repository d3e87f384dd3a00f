"""Teaching the network: which rows, in which order, by how much, and when to stop.

Everything is told, the seed too: the same rows and recipe give the same weights on the same machine.
"""

from collections.abc import Callable, Iterator, Sequence

import msgspec
import numpy as np

from mutoscope.core.discovery.sequence.loss import full_softmax, sampled_softmax
from mutoscope.core.discovery.sequence.network import Drops, Pass, Shape, initial
from mutoscope.core.discovery.sequence.parts import Items, Parameters, Singles


class Recipe(msgspec.Struct, frozen=True):
    """How to teach. The values were chosen on validation parts of public sequences (bench/discovery)."""

    seed: int = 1
    epochs: int = 60
    """Most times that all rows are gone through."""
    patience: int = 4
    """Judgements in a row without a better one, after which it stops."""
    judged_every: int = 3
    """Epochs between judgements."""
    places: int = 1500
    """Predictions of one step, about."""
    drawn: int = 256
    """Videos that stand for all others in one step; 0: all are looked at."""
    rate: float = 3e-3
    memory: float = 0.995
    """Of the running mean of the weights, which is what is judged and kept: one step fades by so much."""
    drops: Drops = Drops(input=0.4, attention=0.2, block=0.4)


class Progress(msgspec.Struct, frozen=True):
    epoch: int
    surprise: float
    """Mean ``-log p`` of what was watched next, with what is left out left out."""
    judged: float | None
    """What the judge said, if it was asked."""


class Taught(msgspec.Struct, frozen=True):
    weights: Parameters
    epoch: int
    """After how many epochs they were like this."""


class Adam:
    """Steps by the mean of the gradients over the root of the mean of their squares (Kingma and Ba, 2015).

    ``mean`` follows behind: the running mean of the weights themselves (Polyak and Juditsky, 1992), which is
    steadier than any of them. Like the others it starts from nothing and is scaled by what it has seen.
    """

    def __init__(self, weights: Parameters, recipe: Recipe) -> None:
        self._recipe, self._steps = recipe, 0
        self._slope = {name: np.zeros_like(one) for name, one in weights.items()}
        self._square = {name: np.zeros_like(one) for name, one in weights.items()}
        self._sum = {name: np.zeros_like(one) for name, one in weights.items()}

    def step(self, weights: Parameters, gradients: Parameters) -> None:
        """Change ``weights`` in place."""
        self._steps += 1
        by = np.float32(self._recipe.rate / (1.0 - 0.9**self._steps))
        size = np.float32(1.0 / (1.0 - 0.98**self._steps))
        for name, gradient in gradients.items():
            slope, square, total = self._slope[name], self._square[name], self._sum[name]
            slope += (gradient - slope) * np.float32(0.1)
            square += (np.square(gradient) - square) * np.float32(0.02)
            weights[name] -= by * slope / (np.sqrt(square * size) + np.float32(1e-8))
            total += (weights[name] - total) * np.float32(1.0 - self._recipe.memory)

    def mean(self) -> Parameters:
        """The running mean of the weights so far, as copies."""
        seen = np.float32(1.0 / (1.0 - self._recipe.memory**self._steps))
        return {name: total * seen for name, total in self._sum.items()}


def fit(
    shape: Shape,
    rows: Sequence[Items],
    recipe: Recipe,
    judge: Callable[[Parameters], float] | None = None,
    tell: Callable[[Progress], None] = lambda _: None,
) -> Taught:
    """The weights that ``judge`` liked best while ``rows`` were learned; without one, the last.

    ``rows`` hold numbers of videos below ``shape.items``, each row what one viewer watched, oldest first;
    ``judge`` answers higher for better, by what is not among the rows.
    """
    rng = np.random.default_rng(recipe.seed)
    weights = initial(shape, rng)
    adam = Adam(weights, recipe)
    pieces = cut(rows, shape.length)
    best, best_judged, worse = Taught(weights, 0), -np.inf, 0
    for epoch in range(1, recipe.epochs + 1):
        total = places = 0.0
        for batch in batches(pieces, recipe.places, rng):
            surprise, count = _learn(weights, shape, batch, recipe, adam, rng)
            total, places = total + surprise, places + count
        due = epoch % recipe.judged_every == 0 or epoch == recipe.epochs
        mean = adam.mean() if due else weights
        judged = judge(mean) if judge and due else None
        tell(Progress(epoch, total / max(places, 1), judged))
        if judged is None:
            continue
        if judged > best_judged:
            best, best_judged, worse = Taught(mean, epoch), judged, 0
        else:
            worse += 1
            if worse >= recipe.patience:
                break
    return best if judge else Taught(adam.mean(), recipe.epochs)


def _learn(
    weights: Parameters,
    shape: Shape,
    batch: Sequence[Items],
    recipe: Recipe,
    adam: Adam,
    rng: np.random.Generator,
) -> tuple[float, int]:
    """One step; (sum of surprises, number of predictions)."""
    items, counts = filled([piece[:-1] for piece in batch])
    following, _ = filled([piece[1:] for piece in batch])
    real = np.arange(items.shape[1]) < counts[:, None]
    through = Pass(weights, shape, items, recipe.drops, rng)
    hidden, targets = through.hidden[real], following[real]
    if 0 < recipe.drawn < shape.items:
        drawn = rng.permutation(shape.items)[: recipe.drawn]
        surprise = sampled_softmax(hidden, targets, weights["item"], drawn)
    else:
        surprise = full_softmax(hidden, targets, weights["item"])
    share = np.float32(1.0 / len(targets))
    of_hidden = np.zeros_like(through.hidden)
    of_hidden[real] = surprise.of_hidden * share
    gradients = through.gradients(of_hidden)
    gradients["item"] += surprise.of_items * share
    adam.step(weights, gradients)
    return surprise.total, len(targets)


def cut(rows: Sequence[Items], length: int) -> list[Items]:
    """The rows in pieces of at most ``length`` predictions; each video but the first once."""
    pieces = []
    for row in rows:
        for end in range(len(row), 1, -length):
            pieces.append(row[max(0, end - length - 1) : end])
    return pieces


def batches(pieces: Sequence[Items], places: int, rng: np.random.Generator) -> Iterator[list[Items]]:
    """All pieces once, in batches of about as many predictions, pieces of like length together so that hardly
    anything is filled up; the batches in random order."""
    lengths = np.array([len(piece) - 1 for piece in pieces])
    order = np.argsort(lengths + rng.uniform(-1.0, 1.0, len(lengths)), kind="stable")
    groups: list[list[int]] = [[]]
    longest = 0
    for index in order.tolist():
        longest = max(longest, int(lengths[index]))
        if groups[-1] and (len(groups[-1]) + 1) * longest > places:
            groups.append([])
            longest = int(lengths[index])
        groups[-1].append(index)
    for group in rng.permutation(len(groups)).tolist():
        yield [pieces[index] for index in groups[group]]


def filled(rows: Sequence[Items]) -> tuple[Items, Items]:
    """(rows of one length, filled up behind with 0; how long each was)."""
    counts = np.array([len(row) for row in rows], np.int64)
    whole = np.zeros((len(rows), int(counts.max(initial=0))), np.int64)
    whole[np.arange(whole.shape[1]) < counts[:, None]] = np.concatenate(rows)
    return whole, counts


def vectors(weights: Parameters, shape: Shape, histories: Sequence[Items], together: int = 128) -> Singles:
    """(history, width): what each history leads to; histories of like length are looked at together."""
    found = np.zeros((len(histories), shape.width), np.float32)
    latest = [history[-shape.length :] for history in histories]
    order = sorted(range(len(latest)), key=lambda index: len(latest[index]))
    for start in range(0, len(order), together):
        mine = [index for index in order[start : start + together] if len(latest[index])]
        if mine:
            items, counts = filled([latest[index] for index in mine])
            found[mine] = Pass(weights, shape, items).hidden[np.arange(len(mine)), counts - 1]
    return found
