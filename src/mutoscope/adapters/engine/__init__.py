"""The feed engine as the rest of the program meets it: one owner of feed state, over a socket or in-process.

``connect(path)`` speaks to the engine process, ``connect_all(paths)`` to the shards it may consist of;
``open_here(folder)`` is the same engine in this process, which tests and tools use. All honour ``Engine`` and
pass the same tests.
"""

import os

# Products of 64 numbers are too small to share: a second thread costs more than it brings. Read by numpy's
# linear algebra when it is first loaded, which is below.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from mutoscope.adapters.engine.client import connect
from mutoscope.adapters.engine.contracts import (
    Accepted,
    Choices,
    Engine,
    EngineDown,
    Experiments,
    Explained,
    Happened,
    Health,
    History,
    Interests,
    LogFailed,
    Parameters,
    Part,
    Served,
    Wish,
)
from mutoscope.adapters.engine.keeper import Keeper, open_here
from mutoscope.adapters.engine.sharded import connect_all

__all__ = [
    "Accepted",
    "Choices",
    "Engine",
    "EngineDown",
    "Experiments",
    "Explained",
    "Happened",
    "Health",
    "History",
    "Interests",
    "Keeper",
    "LogFailed",
    "Parameters",
    "Part",
    "Served",
    "Wish",
    "connect",
    "connect_all",
    "open_here",
]
