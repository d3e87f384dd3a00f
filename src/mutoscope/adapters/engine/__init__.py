"""The feed engine as the rest of the program meets it: one owner of feed state, over a socket or in-process.

``connect(path)`` speaks to the engine process; ``open_here(folder)`` is the same engine in this process,
which tests and tools use. Both honour ``Engine`` and pass the same tests.
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
    Served,
    Wish,
)
from mutoscope.adapters.engine.keeper import Keeper, open_here

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
    "Served",
    "Wish",
    "connect",
    "open_here",
]
