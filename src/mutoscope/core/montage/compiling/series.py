"""Values that change from picture to picture, as ffmpeg's expressions read them."""

import msgspec

_LONGEST_RUN = 4096


def number(value: float) -> str:
    """As ffmpeg reads numbers; never with an exponent."""
    whole = int(value)
    if whole == value:
        return str(whole)
    text = f"{value:.9f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


class Series(msgspec.Struct, frozen=True):
    """A value for each picture of a stream, counted from 0."""

    values: tuple[float, ...]

    @property
    def still(self) -> bool:
        """Whether it never changes."""
        return self.values.count(self.values[0]) == len(self.values)

    def at(self, n: int) -> float:
        """The value at picture ``n``; a single value is that of every picture."""
        return self.values[n] if len(self.values) > 1 else self.values[0]

    def along(self, count: int) -> tuple[float, ...]:
        """The values at the first ``count`` pictures."""
        return self.values[:count] if len(self.values) > 1 else self.values * count

    def expression(self, n: str, near: float) -> str:
        """It as a function of ``n``, never further off than ``near``: lines, chosen by halving."""
        return _chosen(_lines(self.values, near), n)

    def curve(self, n: str, near: float) -> str:
        """It as a function of a real ``n``, linear between pictures, never further off than ``near``."""
        return _chosen(_joined_lines(self.values, near), n)


_Line = tuple[int, float, float]
"""From this picture on, this value, this much more with each."""


def _lines(values: tuple[float, ...], near: float) -> list[_Line]:
    """As few lines as a look ahead finds that stay within ``near`` of ``values``."""
    lines: list[_Line] = []
    at = 0
    while at < len(values):
        low, high, end = _opened(values, at, near)
        slope = 0.0 if end == at + 1 or low <= 0 <= high else (low + high) / 2
        lines.append((at, values[at], slope))
        at = end
    return lines


def _opened(values: tuple[float, ...], at: int, near: float) -> tuple[float, float, int]:
    """The slopes between which a line from ``at`` on is near all values, and before which it ends."""
    low, high, away, begins = float("-inf"), float("inf"), 0, values[at]
    for away, value in enumerate(values[at + 1 : at + _LONGEST_RUN], 1):
        least, most = (value - near - begins) / away, (value + near - begins) / away
        if least < low:
            least = low
        if most > high:
            most = high
        if least > most:
            return low, high, at + away
        low, high = least, most
    return low, high, at + away + 1


def _joined_lines(values: tuple[float, ...], near: float) -> list[_Line]:
    """Lines of which each ends where the next begins, within ``near`` of ``values``."""
    lines: list[_Line] = []
    at = 0
    while at < len(values) - 1:
        low, high = float("-inf"), float("inf")
        end = at + 1
        begins = values[at]
        for other, value in enumerate(values[at + 1 :], at + 1):
            away = other - at
            if low <= (value - begins) / away <= high:
                end = other
            least, most = (value - near - begins) / away, (value + near - begins) / away
            low, high = (low if low > least else least), (high if high < most else most)
            if low > high:
                break
        lines.append((at, begins, (values[end] - begins) / (end - at)))
        at = end
    return lines or [(0, values[0], 0.0)]


def _chosen(lines: list[_Line], n: str) -> str:
    texts = [
        f"({number(value)}+{number(slope)}*({n}-{at}))" if slope else number(value)
        for at, value, slope in lines
    ]

    def between(low: int, high: int) -> str:
        if high - low == 1:
            return texts[low]
        half = low + (high - low) // 2
        return f"if(lt({n},{lines[half][0]}),{between(low, half)},{between(half, high)})"

    return between(0, len(lines))
