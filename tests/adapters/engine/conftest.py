"""What tests of several shards share."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.adapters.engine.cluster import Cluster, Make, a_valkey


@pytest.fixture
def cluster_of(tmp_path: Path) -> Iterator[Make]:
    made: list[Cluster] = []
    with a_valkey(tmp_path) as port:

        def make(many: int) -> Cluster:
            made.append(Cluster(tmp_path / f"c{len(made)}", many, port))
            return made[-1]

        try:
            yield make
        finally:
            for cluster in made:
                cluster.close()
