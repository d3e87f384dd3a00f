"""Numbers that a process counts about itself, and how Prometheus reads them (text format 0.0.4).

Each process counts its own; what several processes counted is added up by whoever has ``counts`` of each.
Written here because counters, gauges and one histogram are these few lines; the client library would bring
registries and collectors that we would switch off again.
"""

import threading
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

Labels = tuple[str, ...]
Counts = dict[Labels, list[float]]
"""By labels: how many; of a histogram how many in each bucket, and their sum."""
CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"

SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
"""Upper ends of a histogram of waiting."""
_MOST_SERIES = 2_000
"""Of one name: labels are ours, never anybody's words, and this proves it."""


class Counter:
    """Something that happened so many times, by its labels."""

    kind, size = "counter", 1

    def __init__(self, name: str, about: str, labels: Labels = ()) -> None:
        self.name, self.about, self.labels = name, about, labels
        self._counted: dict[Labels, float] = {}
        self._lock = threading.Lock()
        ALL.append(self)

    def add(self, *values: str, amount: float = 1) -> None:
        with self._lock:
            if values in self._counted or len(self._counted) < _MOST_SERIES:
                self._counted[values] = self._counted.get(values, 0) + amount

    def counts(self) -> Counts:
        with self._lock:
            return {values: [count] for values, count in self._counted.items()}

    def lines(self, counts: Counts) -> Iterator[str]:
        for values, (count,) in counts.items():
            yield line(self.name, zip(self.labels, values, strict=True), count)


class Histogram:
    """How long something took, by its labels; how often, too."""

    kind = "histogram"

    def __init__(self, name: str, about: str, labels: Labels = (), ends: Sequence[float] = SECONDS) -> None:
        self.name, self.about, self.labels, self._ends = name, about, labels, tuple(ends)
        self.size = len(self._ends) + 2
        self._seen: dict[Labels, list[float]] = {}
        self._lock = threading.Lock()
        ALL.append(self)

    def observe(self, *values: str, seconds: float) -> None:
        place = bisect_left(self._ends, seconds)
        with self._lock:
            seen = self._seen.get(values)
            if seen is None:
                if len(self._seen) >= _MOST_SERIES:
                    return
                seen = self._seen[values] = [0.0] * self.size
            seen[place] += 1
            seen[-1] += seconds

    def counts(self) -> Counts:
        with self._lock:
            return {values: list(seen) for values, seen in self._seen.items()}

    def lines(self, counts: Counts) -> Iterator[str]:
        for values, seen in counts.items():
            labels, total = list(zip(self.labels, values, strict=True)), 0.0
            for end, count in zip((*self._ends, "+Inf"), seen[:-1], strict=True):
                total += count
                yield line(f"{self.name}_bucket", [*labels, ("le", str(end))], total)
            yield line(f"{self.name}_sum", labels, seen[-1])
            yield line(f"{self.name}_count", labels, total)


ALL: list[Counter | Histogram] = []
"""Everything this process counts."""


def counts() -> dict[str, Counts]:
    """All of it so far, by name."""
    return {one.name: one.counts() for one in ALL}


def counted(counts: dict[str, Counts]) -> str:
    """All of it, as text."""
    return "".join(_block(one.name, one.kind, one.about, one.lines(counts.get(one.name, {}))) for one in ALL)


def gauge(name: str, about: str, values: Iterable[tuple[dict[str, str], float]]) -> str:
    """Numbers as they stand at this moment, as text."""
    return _block(name, "gauge", about, (line(name, labels.items(), value) for labels, value in values))


def line(name: str, labels: Iterable[tuple[str, str]], value: float) -> str:
    said = ",".join(f'{key}="{_escaped(text)}"' for key, text in labels)
    return f"{name}{{{said}}} {_number(value)}" if said else f"{name} {_number(value)}"


def _block(name: str, kind: str, about: str, lines: Iterable[str]) -> str:
    body = "".join(f"{one}\n" for one in lines)
    return f"# HELP {name} {about}\n# TYPE {name} {kind}\n{body}" if body else ""


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")


def _number(value: float) -> str:
    return str(int(value)) if value == int(value) else repr(round(value, 6))
