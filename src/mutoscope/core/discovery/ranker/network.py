"""The network: learned rows, attention over what was watched, two layers, one output for each head.

    rows of the candidate's codes ──┬─────────────────────────────┐
    attention over the past ────────┼─> 128 ─> 64 ─> (heads) ──(+)──> logits
    numbers ────────────────────────┴───────────> (heads) ──────┘
                              a bias of each code for each head ──┘

The straight ways (numbers and biases to logits) are a logistic regression, quick to learn; the deep way
starts at nothing and adds what the straight ones can't say (wide and deep: Cheng et al., 2016). Attention
is the softmax over dot products of what the candidate is with what each watched video was (DIN without its
inner network: Zhou et al., 2018), beside an empty place that takes the weight when nothing fits.
"""

import msgspec
import numpy as np

from mutoscope.core.discovery.ranker.schema import HEADS, Bools, Ints, Schema, Singles

Params = dict[str, Singles]
STRAIGHT = ("straight", "bias")
"""Weights of the straight ways."""
_USUAL = np.array([0.3, 0.3, 0.2, 0.05, 0.02, 0.002, 0.002, 0.002, 0.01, 0.002, 0.5])
"""About how often each head comes true anywhere: where the forecasts begin."""


class Pass(msgspec.Struct):
    """What a forward pass leaves for the backward one."""

    logits: Singles
    last: Singles
    """(n, 64): the last layer before the heads."""
    codes: Singles
    others: Singles
    """(n, ...): what goes into the first layer, from codes and from elsewhere."""
    first: Singles
    query: Singles
    keys: Singles
    """(n, history, width)"""
    attention: Singles
    gains: Singles


def inputs(schema: Schema) -> int:
    """Numbers that go into the first layer."""
    return len(schema.sparse) * schema.width + schema.width + 1 + len(schema.dense)


def fresh(schema: Schema, seed: int) -> Params:
    """Weights before any lesson; the deep way says nothing yet."""
    dice = np.random.default_rng(seed)
    one, two = schema.hidden

    def spread(rows: int, columns: int) -> Singles:
        drawn: Singles = (dice.standard_normal((rows, columns)) * np.sqrt(2.0 / rows)).astype(np.float32)
        return drawn

    return {
        "first": spread(inputs(schema), one),
        "first_bias": np.zeros(one, np.float32),
        "second": spread(one, two),
        "second_bias": np.zeros(two, np.float32),
        "out": np.zeros((two, len(HEADS)), np.float32),
        "straight": np.zeros((len(schema.dense), len(HEADS)), np.float32),
        "bias": np.log(_USUAL / (1 - _USUAL)).astype(np.float32),
    }


def forward(
    schema: Schema,
    params: Params,
    rows: Singles,
    biases: Singles,
    dense: Singles,
    past: Singles,
    gains: Singles,
    known: Bools,
    of: Ints,
) -> Pass:
    """Logits of n candidates from the learned ``rows`` (n, sparse, width) and summed ``biases`` (n, heads) of
    their codes, their numbers, and the rows ``past`` (m, history, width) of what was watched."""
    n, width = len(rows), schema.width
    query = rows[:, list(schema.like)].sum(1)
    if len(past) == 1:
        scores = query @ past[0].T
        keys, mine, open_ = past, gains, known
    else:
        keys, mine, open_ = past[of], gains[of], known[of]
        scores = np.matmul(keys, query[:, :, None])[:, :, 0]
    scores *= np.float32(width**-0.5)
    weight = np.exp(np.minimum(scores, np.float32(30))) * open_
    attention = weight / (weight.sum(1, keepdims=True) + np.float32(1))
    felt = attention * mine
    if len(past) == 1:
        drawn = felt @ past[0]
    else:
        drawn = np.matmul(felt[:, None, :], keys)[:, 0, :]
    codes = rows.reshape(n, -1)
    others = np.concatenate([drawn, felt.sum(1, keepdims=True), dense], 1)
    first = codes @ params["first"][: codes.shape[1]]
    first += others @ params["first"][codes.shape[1] :]
    first += params["first_bias"]
    np.maximum(first, 0, out=first)
    last = np.maximum(first @ params["second"] + params["second_bias"], 0)
    logits = last @ params["out"]
    logits += dense @ params["straight"]
    logits += biases
    logits += params["bias"]
    return Pass(logits, last, codes, others, first, query, keys, attention, mine)


def backward(
    schema: Schema, params: Params, done: Pass, dense: Singles, slopes: Singles
) -> tuple[Params, Singles]:
    """(slopes of the weights; of the rows (n, sparse, width)), given those of the logits, which are also
    those of the biases.

    Rows of the past are read and not moved: each is moved where it is itself a candidate, at a fraction of
    the cost."""
    n, width, columns = len(slopes), schema.width, len(schema.sparse)
    d_last = (slopes @ params["out"].T) * (done.last > 0)
    d_first = (d_last @ params["second"].T) * (done.first > 0)
    d_wide = d_first @ params["first"].T
    of_params = {
        "first": np.concatenate([done.codes.T @ d_first, done.others.T @ d_first]),
        "first_bias": d_first.sum(0),
        "second": done.first.T @ d_last,
        "second_bias": d_last.sum(0),
        "out": done.last.T @ slopes,
        "straight": dense.T @ slopes,
        "bias": slopes.sum(0),
    }
    end = columns * width
    d_rows: Singles = d_wide[:, :end].astype(np.float32).reshape(n, columns, width)
    d_drawn, d_felt = d_wide[:, end : end + width], d_wide[:, end + width]
    keys = done.keys if len(done.keys) == n else np.broadcast_to(done.keys, (n, *done.keys.shape[1:]))
    towards = np.matmul(keys, d_drawn[:, :, None])[:, :, 0] + d_felt[:, None]
    d_attention = towards * done.gains
    d_scores = done.attention * (d_attention - (done.attention * d_attention).sum(1, keepdims=True))
    d_scores *= np.float32(width**-0.5)
    d_query = np.matmul(d_scores[:, None, :], keys)[:, 0, :]
    d_rows[:, list(schema.like)] += d_query[:, None, :]
    return of_params, d_rows
