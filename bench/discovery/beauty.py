"""Amazon Beauty, as S3-Rec cut it: 22,363 users, 12,101 items. The next item among all not had yet."""

from bench.discovery.data import data_file
from bench.discovery.next_item import run
from bench.discovery.sets import users_by_line
from bench.harness import Figure

PUBLISHED = "published: SASRec with sampled softmax .0921/.0531, eSASRec .0928/.0523, HSTU re-run .0788/.0439"


def main() -> list[Figure]:
    sequences = users_by_line(data_file("s3rec-seq", "Beauty.txt"))
    return run("Beauty", sequences, ours_at_least=(0.0814, 0.0502), published=PUBLISHED)
