"""Questions that come when they come: at their own times, whatever became of those before them.

Somebody who waits for each answer before they ask again asks least while the server is slow, and a stall of a
second is then one slow answer among thousands. Here everybody who would have come in that second waits, and
each wait counts from when they came (Tene, «How not to measure latency», 2013).
"""

import itertools
import random
import threading
import time
from collections.abc import Callable, Sequence


def arrivals(per_second: float, many: int, seed: int) -> list[float]:
    """Seconds at which so many come who know nothing of each other: gaps are exponential."""
    dice = random.Random(seed)
    return list(itertools.accumulate(dice.expovariate(per_second) for _ in range(many)))


def waits(
    ask: Callable[[int], object],
    due_s: Sequence[float],
    askers: int,
    clock_s: Callable[[], float] = time.perf_counter,
    sleep: Callable[[float], None] = time.sleep,
) -> list[float]:
    """Seconds from when each question was due until it was answered; ``ask`` is told its number. Where all
    ``askers`` wait for answers, whoever is due next waits too, and that counts."""
    began, numbers, took = clock_s(), iter(range(len(due_s))), [0.0] * len(due_s)
    drawing, failed = threading.Lock(), list[BaseException]()

    def go_on() -> None:
        while not failed:
            with drawing:
                number = next(numbers, None)
            if number is None:
                return
            ahead_s = began + due_s[number] - clock_s()
            if ahead_s > 0:
                sleep(ahead_s)
            try:
                ask(number)
            except BaseException as error:
                failed.append(error)
                raise
            took[number] = clock_s() - began - due_s[number]

    threads = [threading.Thread(target=go_on, daemon=True) for _ in range(askers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failed:
        raise failed[0]
    return took
