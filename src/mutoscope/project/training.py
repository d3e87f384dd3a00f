"""``mutoscope train retriever``, as an operator meets it: what it does meanwhile, and what came of it."""

from collections.abc import Callable

from mutoscope import __version__
from mutoscope.adapters.clock import now_ms
from mutoscope.adapters.engine import EngineDown, connect_all
from mutoscope.adapters.engine.layout import folders
from mutoscope.adapters.engine.teaching import train_retriever as train
from mutoscope.adapters.engine.weights_file import NAME, Manifest
from mutoscope.core.discovery.sequence.lesson import TooLittle
from mutoscope.core.discovery.sequence.training import Progress, Recipe
from mutoscope.project.config import Config


def train_retriever(config: Config, seed: int, say: Callable[[str], None]) -> int:
    """Train and say how it went; 1 when there was nothing to train from."""

    def tell(progress: Progress) -> None:
        judged = "" if progress.judged is None else f", NDCG@10 {progress.judged:.4f}"
        say(f"epoch {progress.epoch}: surprise {progress.surprise:.3f}{judged}")

    engine = connect_all(config.engine_paths)
    paths = [folder / NAME for folder in folders(config.home_path / "engine", config.engine_shards)]
    try:
        made = train(engine, paths, recipe=Recipe(seed=seed), now_ms=now_ms(), program=__version__, tell=tell)
    except TooLittle as reason:
        say(f"Nothing was trained: {reason}.")
        return 1
    except EngineDown as error:
        say(f"mutoscope: {error}")
        return 1
    finally:
        engine.close()
    for sentence in outcome(made):
        say(sentence)
    return 0


def outcome(made: Manifest) -> list[str]:
    """What came of it, in sentences."""
    ours, plain = made.trained, made.covisitation
    verdict = (
        "Half of the viewers get it from now on, and everybody after a week without harm."
        if made.wins
        else "That is not better by more than chance, so the feed goes on without it."
    )
    return [
        f"Learned from {made.rows} viewers and {made.shape.items} videos in {made.epochs} epochs.",
        f"On the latest tenth of the log ({ours.trials} videos, ranked among all): NDCG@10 {ours.ndcg:.4f}, "
        f"hit rate@10 {ours.hit_rate:.4f}; co-visitation {plain.ndcg:.4f}, {plain.hit_rate:.4f}.",
        f"{made.new:.0%} of what was watched there was too new for either.",
        verdict,
    ]
