"""What is picture in a film, and what are bars around it: whoever puts a film on a canvas of another shape
leaves a frame of one colour, which says nothing of the film.

    |bar|
    |pic|   ->   |pic|
    |bar|
"""

import numpy as np
import numpy.typing as npt

Grays = npt.NDArray[np.uint8]

_PLAIN = 6.0
"""Standard deviation, over its whole length and all moments, below which a line is a bar's."""
_LEAST = 0.25
"""Share of either side that must be left; where it is less, the film is dark, and has no bars."""


def without_bars(pictures: Grays) -> Grays:
    """``pictures`` (moments x height x width) without the bars that all of them have at their edges."""
    if not len(pictures):
        return pictures
    rows = _kept(pictures.std(axis=(0, 2), dtype=np.float64))
    columns = _kept(pictures.std(axis=(0, 1), dtype=np.float64))
    return pictures[:, rows, columns]


def _kept(spread: npt.NDArray[np.float64]) -> slice:
    """From the first line that is not plain to the last; all of them where too few would be left."""
    busy = np.nonzero(spread >= _PLAIN)[0]
    whole = slice(0, len(spread))
    if not busy.size:
        return whole
    first, end = int(busy[0]), int(busy[-1]) + 1
    return slice(first, end) if end - first >= _LEAST * len(spread) else whole
