"""``bin/bench discovery.retriever_ml1m``: the trained source on MovieLens-1M, in SASRec's order."""

from bench.discovery.data import data_file
from bench.discovery.retriever import Bars, compare
from bench.discovery.sets import pairs_by_line
from bench.harness import Figure
from mutoscope.core.discovery.sequence.network import Drops, Shape
from mutoscope.core.discovery.sequence.training import Recipe

BARS = Bars(
    alone=(0.3003, 0.1726),
    mixed=(0.3294, 0.1893),
    whose="gSASRec as its authors print it; mixed: HSTU-large, of another preprocessing",
)


def main() -> list[Figure]:
    shape = Shape(items=0, width=128, heads=4, blocks=2, length=200, inner=256)
    recipe = Recipe(places=4000, drawn=0, epochs=80, rate=2e-3, drops=Drops(0.2, 0.0, 0.1, 0.2))
    sequences = pairs_by_line(data_file("ml-1m", "ml-1m_sas.txt"))
    return compare("ML-1M", sequences, shape, recipe, BARS)
