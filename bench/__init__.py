"""One command for each published figure: ``bin/bench NAME`` runs ``bench/NAME.py``."""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as in the engine: before anything loads numpy
