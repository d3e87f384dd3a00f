"""The graph of nearest videos, built beside the pages."""

from contextlib import AbstractContextManager
from typing import Any

import numpy as np

from mutoscope.core.discovery.catalogue import Catalogue
from mutoscope.core.discovery.nearest import Graph

_FEW = 32
"""Videos that may be put into the graph while pages wait."""


def tend(catalogue: Catalogue, lock: AbstractContextManager[Any]) -> None:
    """Build the graph, when that is due; ``lock`` guards the catalogue, whose pages look at all videos or use
    the old graph meanwhile."""
    with lock:
        if not catalogue.nearest.due(len(catalogue)):
            return
        rows = np.flatnonzero(catalogue.alive[: len(catalogue)])
        vectors = catalogue.vectors[rows]
    graph = Graph()
    while True:
        graph.put(rows, vectors)
        with lock:
            rows, vectors = catalogue.nearest.missing(graph, catalogue.vectors, catalogue.alive)
            if len(rows) <= _FEW:  # else pages would wait for what was put meanwhile
                graph.put(rows, vectors)
                catalogue.nearest.adopt(graph)
                return
