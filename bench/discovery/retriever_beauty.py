"""``bin/bench discovery.retriever_beauty``: the trained source on Amazon Beauty, in S3-Rec's order."""

from bench.discovery.data import data_file
from bench.discovery.retriever import Bars, compare
from bench.discovery.sets import users_by_line
from bench.harness import Figure
from mutoscope.core.discovery.sequence.network import Shape
from mutoscope.core.discovery.sequence.training import Recipe

BARS = Bars(
    alone=(0.0928, 0.0523),
    mixed=(0.1004, 0.0609),
    whose="eSASRec as run by its authors; mixed: BSARec in its own run",
)


def main() -> list[Figure]:
    sequences = users_by_line(data_file("s3rec-seq", "Beauty.txt"))
    return compare("Beauty", sequences, Shape(items=0), Recipe(), BARS)
