"""Where music beats: how much new there is in its spectrum from moment to moment, the tempo that this repeats
at, and the row of moments that keeps to the tempo and meets the most of it.

    sound    ~~|~~~~|~~~~|~~~~|~~~~        spectrum, a hundred times a second
    new       |    |  . |    |  .          what became louder, band by band (onsets)
    beats     ^    ^    ^    ^    ^        evenly, and where something begins

The row is found by dynamic programming: the best row that ends at a moment is that moment and the best row
that ends about one beat before it. Speech and noise repeat at no tempo and have no beats.

Browsers do the same, `web/src/studio/materials/beats.ts`; `tests/montage/beats.json` keeps the two together.
"""

import math

import msgspec
import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]

_WINDOW_S, _STEP_S = 0.046, 0.010
_BANDS = 32
_LOWEST_HZ, _HIGHEST_HZ = 40.0, 8000.0
_SLOWEST_BPM, _FASTEST_BPM, _USUAL_BPM = 55.0, 210.0, 120.0
_OCTAVES = 0.9
"""How far from the usual tempo still counts half: one who taps along taps neither very slowly nor very
fast."""
_TIGHT = 100.0
"""What a row pays for a step that is not one beat, by the square of its logarithm."""
_LEAST_SURE = 0.2
"""How alike the onsets must be to themselves one beat later. Some seconds of noise are by chance, up to about
this much; music is from a quarter on, a drum that noise half drowns still 0.3."""
_LEAST_NEW = 0.025
"""Spread of what becomes louder, in logarithms: a lasting tone is not quite the same in every window
either."""
_CHUNK = 2048
"""Spectra worked out at once: keeps ten minutes of sound from becoming gigabytes."""


class Beats(msgspec.Struct, frozen=True):
    """The beats of a sound; none where it has none."""

    bpm: float = 0.0
    at: tuple[float, ...] = ()
    """Seconds, in order."""
    sure: float = 0.0
    """0 to 1: how alike the sound is to itself one beat later."""


def beats_of(samples: npt.NDArray[np.int16], rate: int) -> Beats:
    """The beats of one channel of sound at ``rate`` samples a second."""
    window, step = max(64, round(_WINDOW_S * rate)), max(1, round(_STEP_S * rate))
    onsets = _onsets(samples, rate, window, step)
    if len(onsets) < 4 / _STEP_S or float(onsets.std()) < 1e-4:
        return Beats()
    period, sure = _period(onsets, step / rate)
    if sure < _LEAST_SURE:
        return Beats(sure=sure)
    row = _row(onsets, period)
    # A window tells of its middle.
    at = tuple(round((index * step + window / 2) / rate, 3) for index in row)
    if len(at) < 4:
        return Beats(sure=sure)
    steps = np.diff(np.array(at))
    usual = float(np.median(steps))
    return Beats(round(60.0 / float(np.mean(steps[np.abs(steps - usual) < 0.2 * usual])), 2), at, sure)


def _onsets(samples: npt.NDArray[np.int16], rate: int, window: int, step: int) -> Floats:
    """How much became louder at each step, over all bands, its slow changes taken away."""
    count = 1 + (len(samples) - window) // step if len(samples) >= window else 0
    if count < 2:
        return np.zeros(0, np.float32)
    hann = np.hanning(window).astype(np.float32)
    bands = _bands(window, rate)
    frames = np.lib.stride_tricks.sliding_window_view(samples, window)[::step][:count]
    loud = np.empty((count, bands.shape[1]), np.float32)
    for first in range(0, count, _CHUNK):
        piece = frames[first : first + _CHUNK].astype(np.float32) / 32768 * hann
        loud[first : first + _CHUNK] = np.log1p(
            1000 * (np.abs(np.fft.rfft(piece, axis=1)).astype(np.float32) @ bands)
        )
    new = np.maximum(0, np.diff(loud, axis=0, prepend=loud[:1])).mean(axis=1)
    around = max(3, round(0.5 / _STEP_S)) | 1
    means = np.convolve(new, np.full(around, 1 / around, np.float32))
    mean = means[around // 2 :][: len(new)]  # of a short sound too, which "same" makes as long as the window
    above = np.maximum(0, new - mean)
    spread = float(above.std())
    onsets: Floats = np.zeros(count, np.float32)
    if spread > _LEAST_NEW:
        onsets = (above / spread).astype(np.float32)
    return onsets


def _bands(window: int, rate: int) -> Floats:
    """Triangles over the bins of a spectrum, evenly spaced in octaves."""
    bins = np.fft.rfftfreq(window, 1 / rate)
    edges = np.geomspace(_LOWEST_HZ, min(_HIGHEST_HZ, rate / 2), _BANDS + 2)
    rising = (bins[:, None] - edges[None, :-2]) / (edges[1:-1] - edges[:-2])
    falling = (edges[None, 2:] - bins[:, None]) / (edges[2:] - edges[1:-1])
    weights = np.maximum(0, np.minimum(rising, falling))
    bands: Floats = (weights / np.maximum(1e-9, weights.sum(axis=0))).astype(np.float32)
    return bands


def _period(onsets: Floats, step_s: float) -> tuple[float, float]:
    """Steps from beat to beat, and how sure that is."""
    smooth = np.convolve(onsets, np.hanning(7) / np.hanning(7).sum(), "same")
    smooth = smooth - smooth.mean()
    size = 1 << (2 * len(smooth) - 1).bit_length()
    alike = np.fft.irfft(np.abs(np.fft.rfft(smooth, size)) ** 2, size)[: len(smooth)]
    alike = alike / max(1e-9, float(alike[0]))
    least, most = round(60 / _FASTEST_BPM / step_s), round(60 / _SLOWEST_BPM / step_s)
    lags = np.arange(least, min(most, len(alike) - 1))
    # A tempo also repeats after two and three of its beats; what only repeats once is no tempo.
    twice = np.interp(2 * lags, np.arange(len(alike)), alike)
    usual = np.exp(-0.5 * (np.log2(60 / (lags * step_s) / _USUAL_BPM) / _OCTAVES) ** 2)
    best = int(np.argmax((alike[lags] + 0.5 * twice) * usual))
    lag = int(lags[best])
    return _peak(alike, lag), float(max(0.0, min(1.0, alike[lag])))


def _peak(curve: npt.NDArray[np.floating], at: int) -> float:
    """The top of a parabola through ``at`` and its neighbours: finer than one step."""
    before, here, after = (float(curve[at + offset]) for offset in (-1, 0, 1))
    bend = before - 2 * here + after
    return at + (0.5 * (before - after) / bend if bend < 0 else 0.0)


def _row(onsets: Floats, period: float) -> list[int]:
    """The moments, about ``period`` steps apart, that meet the most onsets."""
    shape = np.exp(-0.5 * (np.arange(-round(period), round(period) + 1) * 32 / period) ** 2)
    local = np.convolve(onsets, shape, "same")
    first, last = max(1, round(period / 2)), max(2, round(2 * period))
    offsets = np.arange(-last, -first + 1)
    cost = -_TIGHT * np.log(-offsets / period) ** 2
    count = len(local)
    best = local.astype(np.float64).copy()
    before = np.full(count, -1)
    for at in range(first, count):
        usable = offsets[offsets + at >= 0]
        scores = best[at + usable] + cost[len(offsets) - len(usable) :]
        chosen = int(np.argmax(scores))
        if scores[chosen] > 0:
            best[at] += scores[chosen]
            before[at] = at + usable[chosen]
    tail = max(0, count - last)
    at = tail + int(np.argmax(best[tail:]))
    row: list[int] = []
    while at >= 0:
        row.append(int(at))
        at = int(before[at])
    row.reverse()
    return _begun(row, local)


def _begun(row: list[int], local: npt.NDArray[np.floating]) -> list[int]:
    """Without beats before the music begins and after it ends, which only the tempo put there."""
    if not row:
        return row
    floor = 0.1 * math.sqrt(float(np.mean(local[row] ** 2)))
    heard = [place for place, at in enumerate(row) if local[at] > floor]
    return row[heard[0] : heard[-1] + 1] if heard else []
