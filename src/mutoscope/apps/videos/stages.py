"""Where the time of a long job goes: stages by name, told in one line of the log."""

import resource
import time
from collections.abc import Iterator
from contextlib import contextmanager


class Stages:
    """Seconds on the clock and of CPU, by stage. Stages that run side by side share each other's CPU."""

    def __init__(self) -> None:
        self.spent: dict[str, tuple[float, float]] = {}

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Measure the block as ``name``; more blocks of one name add up."""
        wall, cpu = time.perf_counter(), _cpu_s()
        try:
            yield
        finally:
            before = self.spent.get(name, (0.0, 0.0))
            self.spent[name] = (before[0] + time.perf_counter() - wall, before[1] + _cpu_s() - cpu)

    def __str__(self) -> str:
        return ", ".join(f"{name} {wall:.3f} s ({cpu:.3f} CPU)" for name, (wall, cpu) in self.spent.items())


def _cpu_s() -> float:
    usages = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in usages)
