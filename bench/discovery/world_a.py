"""World A, where weights may be tuned: real answers of real people. Seeds 11 and up are for tuning, 1 to 10
are reported here, beside World B: what falls from one to the other is what the engine owes to its tuning.
"""

from bench.discovery.worlds import runs
from bench.discovery.worlds.table import compared, picture, table
from bench.harness import Figure

NAMES = ("random", "newest", "popular", "unexploring", "ours", "oracle")


def main() -> list[Figure]:
    told = runs.every_seed("a", names=NAMES)
    picture(told, "world_a", "World A, looked-up answers", NAMES)
    return [*table(told, "World A", NAMES), *compared(told, "World A")]
