"""The preview shows looks as the film will have them; ``bin/bench fidelity.looks`` compares all there are."""

from pathlib import Path

import pytest
from bench.fidelity import whole
from bench.fidelity.likeness import ssim
from bench.fidelity.looks import measured, projects
from playwright.sync_api import Playwright

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_every_look_of_the_catalogue_is_compared() -> None:
    """Nothing that can be chosen is left out of the comparison."""
    compared = [(kind, name) for kind, (_, times) in projects() for name in times]
    assert len(compared) == len(set(compared)) > 180
    assert {kind for kind, _ in compared} >= {"effect", "transition", "filter", "mask", "key", "blend"}


def test_keys_and_blends_look_alike(tmp_path: Path, playwright: Playwright) -> None:
    """A chroma key and every blend mode come out of both renderers the same."""
    for kind, looks in measured(tmp_path, ("key", "blend"), playwright).items():
        for name, pairs in looks.items():
            assert min(ssim(*pair) for pair in pairs) >= 0.985, (kind, name)


def test_words_that_grow_look_alike(tmp_path: Path, playwright: Playwright) -> None:
    """Words whose size changes are as large in the preview as in the film, and as sharp."""
    for name, pairs in whole.measured(tmp_path, ("words that grow",), playwright).items():
        assert min(ssim(*pair) for pair in pairs) >= 0.985, name
