"""Amazon Toys and Games, as S3-Rec cut it: 19,412 users, 11,924 items. The next among all not had yet."""

from bench.discovery.data import data_file
from bench.discovery.next_item import run
from bench.discovery.sets import users_by_line
from bench.harness import Figure

PUBLISHED = "published: SASRec with sampled softmax .0970/.0580, eSASRec .0939/.0538, HSTU re-run .0778/.0450"


def main() -> list[Figure]:
    sequences = users_by_line(data_file("s3rec-seq", "Toys_and_Games.txt"))
    return run("Toys", sequences, ours_at_least=(0.0970, 0.0610), published=PUBLISHED)
