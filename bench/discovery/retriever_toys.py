"""``bin/bench discovery.retriever_toys``: the trained source on Amazon Toys, in S3-Rec's order."""

from bench.discovery.data import data_file
from bench.discovery.retriever import Bars, compare
from bench.discovery.sets import users_by_line
from bench.harness import Figure
from mutoscope.core.discovery.sequence.network import Drops, Shape
from mutoscope.core.discovery.sequence.training import Recipe

BARS = Bars(
    alone=(0.0970, 0.0610),
    mixed=(0.1050, 0.0650),
    whose="the better of SASRec with sampled softmax and co-visitation in each column; mixed: our aim",
)


def main() -> list[Figure]:
    recipe = Recipe(
        drawn=256, rate=3e-3, memory=0.995, judged_every=3, drops=Drops(input=0.4, attention=0.2, block=0.4)
    )
    return compare(
        "Toys", users_by_line(data_file("s3rec-seq", "Toys_and_Games.txt")), Shape(items=0), recipe, BARS
    )
