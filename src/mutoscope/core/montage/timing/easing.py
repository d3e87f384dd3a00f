"""How a value passes from one key to the next: cubic Bézier curves as in CSS.

    1 |        __
      |     _/
    0 +---------

The curve runs from (0, 0) to (1, 1), pulled by two points (x1, y1) and (x2, y2). Asked for y at an x, we look
for the parameter t with x(t) = x: x only grows, so there is one.
"""

from collections.abc import Callable
from functools import lru_cache

_STEPS = 64
_NEAR = 1e-15


def ease(curve: tuple[int, int, int, int], x: float) -> float:
    """How far a value has come when ``x`` of the time has gone: 0 to 1, beyond where the curve overshoots."""
    return passage(curve)(x)


def passage(curve: tuple[int, int, int, int]) -> Callable[[float], float]:
    """``ease`` along one curve, for many moments of it."""
    x1, y1, x2, y2 = curve
    straight = x1 == y1 and x2 == y2
    across = _powers(x1 / 1000, x2 / 1000)
    third, second, first = _powers(y1 / 1000, y2 / 1000)

    def eased(x: float) -> float:
        if x <= 0.0:
            return 0.0
        if x >= 1.0:
            return 1.0
        if straight:
            return x
        t = _parameter(across, x)
        return (third * t + second) * t * t + first * t

    return eased


@lru_cache(maxsize=64)
def passages(curve: tuple[int, int, int, int], pictures: int) -> tuple[float, ...]:
    """``ease`` at each of so many pictures from one key to before the next.

    Remembered: an edit has a few curves and a few lengths, time and again.
    """
    eased = passage(curve)
    return tuple([eased(n / pictures) for n in range(pictures)])


def _parameter(powers: tuple[float, float, float], x: float) -> float:
    """The t at which the curve is at ``x``: Newton's steps, halving where one would leave the bracket."""
    third, second, first = powers
    steep, middling = 3 * third, 2 * second
    low, high, t = 0.0, 1.0, x
    for _ in range(_STEPS):
        off = (third * t + second) * t * t + first * t - x
        if -_NEAR <= off <= _NEAR:
            break
        if off < 0:
            low = t
        else:
            high = t
        slope = (steep * t + middling) * t + first
        step = t - off / slope if slope > 1e-9 else -1.0
        t = step if low < step < high else (low + high) / 2
    return t


def _powers(a: float, b: float) -> tuple[float, float, float]:
    """A coordinate pulled by ``a`` and ``b``: what t cubed, squared and t itself are taken times."""
    return 1 + 3 * (a - b), 3 * (b - 2 * a), 3 * a
