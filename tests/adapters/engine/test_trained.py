"""Trained weights: taught from the log, kept in one file, used where they win, refused when not whole."""

import hashlib
from pathlib import Path

import msgspec
import numpy as np
import pytest
from msgspec.structs import replace
from tests.core.discovery.world import NOW, a_catalogue, an_event

from mutoscope.adapters.engine import Keeper, open_here
from mutoscope.adapters.engine.teaching import train_retriever
from mutoscope.adapters.engine.weights_file import NAME, BadWeights, Manifest, read, write
from mutoscope.core.discovery import PageRequest
from mutoscope.core.discovery.sequence.judging import Judgement
from mutoscope.core.discovery.sequence.lesson import TooLittle
from mutoscope.core.discovery.sequence.network import Drops, Shape
from mutoscope.core.discovery.sequence.retriever import Retriever
from mutoscope.core.discovery.sequence.training import Recipe

SHAPE = Shape(items=500, width=2, heads=1, blocks=0, length=4)
MANIFEST = Manifest(
    shape=SHAPE,
    seed=1,
    program="0",
    log_up_to=7,
    made_ms=NOW,
    rows=3,
    epochs=2,
    trained=Judgement(100, 0.4, 0.2),
    covisitation=Judgement(100, 0.3, 0.1),
    wins=True,
    new=0.0,
)


def a_needle() -> Retriever:
    """What is nearest by number scores highest."""
    turn = 2 * np.pi * np.arange(500) / 500
    needle = np.stack([np.cos(turn), np.sin(turn)], 1).astype(np.float32)
    return Retriever(SHAPE, {"item": needle, "norm": np.ones(2, np.float32)}, tuple(range(1, 501)))


def a_keeper(folder: Path) -> Keeper:
    keeper = Keeper(folder)
    keeper.put_items(a_catalogue(["cooking"], 500))
    keeper.ingest([an_event("aone", 200, watched_ms=12_000, at_ms=NOW - 9_000)], NOW)
    return keeper


def sources(keeper: Keeper) -> set[str]:
    found = set()
    for seed in range(6):
        request = PageRequest(viewer="aone", now_ms=NOW, seed=seed, language="en")
        found |= {one.source for one in keeper.page(request).served}
    return found


def test_what_was_written_is_read(tmp_path: Path) -> None:
    write(tmp_path / NAME, MANIFEST, a_needle())
    manifest, retriever = read(tmp_path / NAME)
    assert manifest == MANIFEST
    assert np.array_equal(retriever.scores([200]), a_needle().scores([200]))
    assert (tmp_path / NAME).stat().st_mode & 0o777 == 0o600
    assert [path.name for path in tmp_path.iterdir()] == [NAME]


def test_the_engine_takes_them_up_while_it_runs_and_lets_them_go(tmp_path: Path) -> None:
    """Only where they won: those that lost, or were taken away, are not served from."""
    keeper = a_keeper(tmp_path)
    assert "sequence" not in sources(keeper) | set(keeper.parameters().sources)
    write(tmp_path / NAME, MANIFEST, a_needle())
    keeper.look_around()
    assert "sequence" in sources(keeper)
    assert "sequence" in keeper.parameters().sources
    write(tmp_path / NAME, replace(MANIFEST, wins=False), a_needle())
    keeper.look_around()
    assert "sequence" not in sources(keeper) | set(keeper.parameters().sources)
    write(tmp_path / NAME, MANIFEST, a_needle())
    keeper.look_around()
    (tmp_path / NAME).unlink()
    keeper.look_around()
    assert "sequence" not in sources(keeper)
    keeper.close()


def test_they_are_there_again_after_a_restart(tmp_path: Path) -> None:
    a_keeper(tmp_path).close()
    write(tmp_path / NAME, MANIFEST, a_needle())
    keeper = Keeper(tmp_path)
    assert "sequence" in sources(keeper)
    keeper.close()


def spoilt() -> dict[str, bytes]:
    """Files that no training wrote, by what is wrong with them."""
    table = {"size": [500, 2], "numbers": b"\0" * 4000}
    good = {
        "manifest": msgspec.to_builtins(MANIFEST),
        "videos": list(range(500)),
        "weights": {"item": table, "norm": {"size": [2], "numbers": b"\0" * 8}},
    }

    def whole(**changes: object) -> bytes:
        body = msgspec.msgpack.encode(good | changes)
        return hashlib.sha256(body).digest() + body

    def sized(**shape: int) -> bytes:
        return whole(manifest=good["manifest"] | {"shape": msgspec.to_builtins(SHAPE) | shape})

    return {
        "empty": b"",
        "cut off": whole()[:-1],
        "flipped": whole()[:-1] + b"\x01",
        "no map": hashlib.sha256(b"\x01").digest() + b"\x01",
        "another version": whole(manifest=msgspec.to_builtins(replace(MANIFEST, format=99))),
        "a table that lies": whole(weights=good["weights"] | {"norm": {"size": [3], "numbers": b"\0" * 8}}),
        "a negative size": whole(weights=good["weights"] | {"norm": {"size": [-1], "numbers": b"\0" * 8}}),
        "not a number": whole(weights=good["weights"] | {"norm": {"size": [2], "numbers": b"\xff" * 8}}),
        "a video twice": whole(videos=[1] * 500),
        "a huge video": whole(videos=[*range(499), 1 << 63]),
        "too few videos": whole(videos=[1, 2]),
        "a shape that is not theirs": sized(width=4),
        "a shape of nothing": sized(width=0),
        "heads that do not divide": sized(heads=3),
        "blocks without end": sized(blocks=1 << 60),
        "no length": sized(length=0),
    }


@pytest.mark.parametrize("wrong", spoilt())
def test_a_file_that_is_not_whole_is_refused_and_the_feed_goes_on(wrong: str, tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(spoilt()[wrong])
    with pytest.raises(BadWeights):
        read(tmp_path / NAME)
    keeper = a_keeper(tmp_path)
    assert sources(keeper) and "sequence" not in sources(keeper)
    keeper.close()


def two_ways(keeper: Keeper, viewers: int) -> None:
    """The first video says by how many the third is further than the second; some leave a fourth at once."""
    dice = np.random.default_rng(5)
    for viewer in range(viewers):
        way, second = int(dice.integers(2)), int(dice.integers(22))
        videos = (23 + way, 1 + second, 1 + (second + (5, 9)[way]) % 22)
        times = np.sort(dice.integers(0, 1_000_000, 3))
        events = [
            an_event(f"p{viewer}", video, watched_ms=9_000, at_ms=NOW - 3_000_000 + int(at_ms))
            for video, at_ms in zip(videos, times, strict=True)
        ]
        keeper.ingest([*events, an_event(f"p{viewer}", 25, watched_ms=500, at_ms=NOW)], NOW)


def test_the_log_teaches_and_the_end_of_it_judges(tmp_path: Path) -> None:
    """From a log through the engine's own door to a file that says what it is and whether it won."""
    keeper = open_here()
    keeper.put_items(a_catalogue(["cooking"], 25))
    two_ways(keeper, 1_200)
    keeper.withdraw([22])
    recipe = Recipe(epochs=10, places=300, drawn=0, rate=5e-3, memory=0.9, drops=Drops(input=0.1))
    told = []
    made = train_retriever(
        keeper, [tmp_path / NAME], recipe=recipe, now_ms=NOW, program="1.2", tell=told.append
    )
    assert made.wins and made.trained.ndcg > made.covisitation.ndcg
    assert (made.seed, made.program, made.made_ms, made.log_up_to) == (
        1,
        "1.2",
        NOW,
        keeper.health().sequence,
    )
    assert len(told) > made.epochs, "once to judge, once more with everything"
    manifest, retriever = read(tmp_path / NAME)
    assert manifest == made
    assert set(retriever.videos.tolist()) == set(range(1, 25)) - {22}, "25 was left at once, 22 is gone"
    best = np.argsort(-retriever.scores([24, 3]))[:3]
    assert 12 in retriever.videos[best].tolist(), "nine further, as those say who came by 24"


def test_a_small_log_is_not_enough_and_what_was_there_stays(tmp_path: Path) -> None:
    keeper = open_here()
    keeper.put_items(a_catalogue(["cooking"], 25))
    two_ways(keeper, 5)
    write(tmp_path / NAME, MANIFEST, a_needle())
    with pytest.raises(TooLittle, match="15 videos"):
        train_retriever(keeper, [tmp_path / NAME], recipe=Recipe(), now_ms=NOW, program="0")
    assert read(tmp_path / NAME)[0] == MANIFEST
