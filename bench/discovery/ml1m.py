"""MovieLens-1M, as SASRec cut it: 6,040 users, 3,416 films. The next film among all not rated yet."""

from bench.discovery.data import data_file
from bench.discovery.next_item import run
from bench.discovery.sets import pairs_by_line
from bench.harness import Figure

PUBLISHED = "published, neural: gSASRec .3003/.1726, eSASRec .3133/.1772, SASRec .2392/.1259"


def main() -> list[Figure]:
    sequences = pairs_by_line(data_file("ml-1m", "ml-1m_sas.txt"))
    return run("ML-1M", sequences, ours_at_least=None, published=PUBLISHED, few=True)
