"""Where public data sets lie: a folder beside the checkout, or the one that ``MUTOSCOPE_BENCH_DATA`` names.

Nothing of them is part of this repository; docs/algorithms/discovery.md says where each comes from.
"""

import os
from pathlib import Path

from bench.harness import REPOSITORY


class DataMissing(Exception):
    """A benchmark needs a file that is not here. The message says which, and how to tell where it is."""


def data_file(*parts: str) -> Path:
    """The path of a file of the data sets. Raises DataMissing."""
    told = os.environ.get("MUTOSCOPE_BENCH_DATA")
    folder = Path(told) if told else REPOSITORY.parent / "shared" / "data"
    path = folder.joinpath(*parts)
    if not path.exists():
        raise DataMissing(
            f"{'/'.join(parts)} is not in {folder}; set MUTOSCOPE_BENCH_DATA to the folder of the data sets"
        )
    return path
