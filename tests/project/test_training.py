"""``mutoscope train retriever``: what the operator is told, and what the engine serves from afterwards."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace
from tests.adapters.engine.test_trained import MANIFEST, two_ways
from tests.core.discovery.world import a_catalogue

from mutoscope.adapters.engine import Keeper
from mutoscope.adapters.engine.host import Host
from mutoscope.adapters.engine.weights_file import NAME, read
from mutoscope.project.config import Config
from mutoscope.project.training import outcome, train_retriever


@pytest.fixture
def config(tmp_path: Path) -> Iterator[Config]:
    """An engine that runs, with little in its log."""
    config = Config(home=str(tmp_path))
    keeper = Keeper(config.home_path / "engine")
    keeper.put_items(a_catalogue(["cooking"], 25))
    host = Host(keeper, config.engine_path)
    thread = threading.Thread(target=host.serve)
    thread.start()
    two_ways(keeper, 200)
    yield config
    host.stop()
    thread.join()
    keeper.close()


def test_it_learns_through_the_socket_and_says_how_it_compares(config: Config) -> None:
    said: list[str] = []
    assert train_retriever(config, 3, said.append) == 0
    manifest, _ = read(config.home_path / "engine" / NAME)
    assert manifest.seed == 3 and said[-4:] == outcome(manifest)
    assert said[0].startswith("epoch 1: surprise ")


def test_where_there_is_too_little_it_says_so(tmp_path: Path) -> None:
    config = Config(home=str(tmp_path))
    keeper = Keeper(config.home_path / "engine")
    host = Host(keeper, config.engine_path)
    thread = threading.Thread(target=host.serve)
    thread.start()
    said: list[str] = []
    assert train_retriever(config, 1, said.append) == 1
    host.stop()
    thread.join()
    keeper.close()
    assert said == ["Nothing was trained: 0 videos were watched well; 500 are needed."]


def test_where_no_engine_runs_it_says_so(tmp_path: Path) -> None:
    said: list[str] = []
    assert train_retriever(Config(home=str(tmp_path)), 1, said.append) == 1
    assert said and said[0].startswith("mutoscope: the engine can't be reached")


def test_the_verdict_is_said_either_way() -> None:
    assert (
        outcome(MANIFEST)[-1]
        == "Half of the viewers get it from now on, and everybody after a week without harm."
    )
    assert "goes on without it" in outcome(replace(MANIFEST, wins=False))[-1]
