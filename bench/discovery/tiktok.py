"""TikTok likes as MMSSL and DiffMM cut them: 9,308 users, 6,710 videos with what they look and sound like."""

from bench.discovery.data import data_file
from bench.discovery.likes import Recommender, blended, measured, methods, shares_of, sought_of, tuned
from bench.discovery.sets import mmssl
from bench.harness import Figure, figure

FIRST = "random walks"
OURS = "ours: walks + the other parts"
PUBLISHED = "published: DiffMM .1129/.0456, which also reads the texts, that are not here"


def main() -> list[Figure]:
    likes = mmssl(data_file("tiktok-mmssl", "trnMat.pkl").parent)
    known, sought = sought_of(likes, likes.test)

    def reach(recommend: Recommender) -> tuple[float, float]:
        return measured(recommend(known), known, sought)

    parts = {}
    for method in methods(likes):
        parts[method.name] = tuned(method, likes)
        print(f"TikTok: {method.name} {parts[method.name].setting}", flush=True)
    shares = shares_of(parts, FIRST, likes)
    beside = reach(parts["EASE"].recommend)
    figures = []
    for name, part in parts.items():
        reached = beside if name == "EASE" else reach(part.recommend)
        figures += _pair(name, reached, None if name == "EASE" else beside, None, f"setting {part.setting}")
    told = ", ".join(f"{name} {share:g}" for name, share in shares.items() if share)
    reached = reach(blended(parts, shares))
    return figures + _pair(OURS, reached, beside, (0.1129, 0.0456), f"{told}; {PUBLISHED}")


def _pair(
    name: str,
    reached: tuple[float, float],
    beside: tuple[float, float] | None,
    least: tuple[float, float] | None,
    note: str,
) -> list[Figure]:
    return [
        figure(
            f"TikTok: {name}, {measure}",
            round(reached[place], 4),
            measure,
            baseline=round(beside[place], 4) if beside else None,
            at_least=least[place] if least else None,
            note=note,
        )
        for place, measure in enumerate(("R@20", "NDCG@20"))
    ]
