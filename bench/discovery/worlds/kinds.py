"""The worlds by name, and what only their makers know of them."""

from functools import lru_cache

import numpy as np
import numpy.typing as npt

from bench.discovery.data import data_file
from bench.discovery.worlds.contracts import World
from bench.discovery.worlds.dice import Floats
from bench.discovery.worlds.kuairec import Answers, Asked, read
from bench.discovery.worlds.nature import Sizes
from bench.discovery.worlds.village import Village

SMALL = Sizes(viewers=40, creators=40, backlog=300, uploads_a_day=10, days=2.0)
Mask = npt.NDArray[np.bool_]


def a_world(kind: str, seed: int, small: bool = False) -> World:
    """A new world, for one run."""
    if kind == "b":
        return Village(seed, SMALL if small else None)
    if kind == "a":
        return Asked(seed, _answers())
    raise ValueError(f"no world is called {kind}")


@lru_cache(maxsize=1)
def _answers() -> Answers:
    return read(data_file("kuairec-fully-observed"))


def quality_of(world: World) -> tuple[Floats, Mask, Mask, Mask]:
    """(how good each video is, who joins late, videos of creators without followers, videos of the ring)."""
    if isinstance(world, Asked):
        everything = np.ones(len(world.items), np.bool_)
        return world.quality, world.latecomer, everything, ~everything
    assert isinstance(world, Village)
    maker = world.creator
    return world.craft, world.latecomer, world.creator_new[maker], world.creator_spam[maker]
