"""The same as ``discovery.page`` at a million videos: minutes, most of them for building the graph."""

from bench.discovery.page import at
from bench.harness import Figure


def main() -> list[Figure]:
    return at(1_000_000, 10.0, None)
