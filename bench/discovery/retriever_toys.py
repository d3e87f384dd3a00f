"""``bin/bench discovery.retriever_toys``: the trained source on Amazon Toys, in S3-Rec's order."""

from bench.discovery.data import data_file
from bench.discovery.retriever import Bars, compare
from bench.discovery.sets import users_by_line
from bench.harness import Figure
from mutoscope.core.discovery.sequence.network import Shape
from mutoscope.core.discovery.sequence.training import Recipe

BARS = Bars(
    alone=(0.0970, 0.0610),
    mixed=(0.1050, 0.0650),
    whose="the better of SASRec with sampled softmax and co-visitation in each column; mixed: our aim",
)


def main() -> list[Figure]:
    sequences = users_by_line(data_file("s3rec-seq", "Toys_and_Games.txt"))
    return compare("Toys", sequences, Shape(items=0), Recipe(), BARS)
