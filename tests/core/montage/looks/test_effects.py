"""Effects in ffmpeg: all of them run, keep to their time, and leave the rest alone."""

import json
from pathlib import Path

import numpy as np
import pytest
from tests.core.montage.looks.wired import rendered, scene

from mutoscope.core.montage.document import Effect, Key
from mutoscope.core.montage.looks.coarsening import grain_of, taken
from mutoscope.core.montage.looks.effects import EFFECTS
from mutoscope.core.montage.looks.lowering import affected, is_known
from mutoscope.core.montage.looks.planes import PLANES, Sheet, focus
from mutoscope.core.montage.looks.shifting import columns, rows
from mutoscope.core.montage.looks.warping import BY_NAME
from mutoscope.core.montage.timing import value_at

SHARED = Path(__file__).resolve().parents[3] / "montage" / "looks"
CASES, STEPS = SHARED / "planes.json", SHARED / "steps.json"
FILM = np.array([scene(n, 64, 96) for n in range(12)])


def shown(folder: Path, effect: Effect, amounts: list[float] | None = None, first: int = 0) -> np.ndarray:
    """Twelve pictures of a clip, from its picture ``first`` on, with an effect."""
    span = (first, first + len(FILM))
    told = amounts or [float(effect.amount)] * len(FILM)
    return rendered(folder, FILM, lambda w, f: affected(w, f, effect, span, lambda k: told[k - first]))


@pytest.mark.parametrize("recipe", EFFECTS, ids=lambda recipe: recipe.name)
def test_every_effect_shows(recipe, tmp_path: Path) -> None:
    """Each effect changes what is seen, and gives as many pictures as went in, none seen through."""
    made = shown(tmp_path, Effect(recipe.name, amount=800))
    assert made.shape == FILM.shape
    assert np.abs(made.astype(int) - FILM).mean() > 0.5
    assert (made[..., 3] == 255).all()


@pytest.mark.parametrize("recipe", EFFECTS, ids=lambda recipe: recipe.name)
def test_what_is_seen_through_stays_so(recipe, tmp_path: Path) -> None:
    """A picture that can be seen through at the middle can be afterwards, and the rest not."""
    clear = FILM[:2].copy()
    clear[:, 16:80, 16:48, 3] = 0
    effect = Effect(recipe.name, amount=300)
    made = rendered(tmp_path, clear, lambda w, f: affected(w, f, effect, (0, 2), lambda k: 300.0), clear=True)
    assert made[..., 3].min() == 0
    assert made[..., 3].max() == 255


def test_an_effect_lasts_as_long_as_it_is_asked_to(tmp_path: Path) -> None:
    """Before it begins and after it ends the pictures are the clip's own."""
    made = shown(tmp_path, Effect("negative@1", amount=1000, start=3, length=5))
    same = [bool((made[n] == FILM[n]).all()) for n in range(12)]
    assert same == [n < 3 or n >= 8 for n in range(12)]


def test_a_clip_cut_in_two_shows_what_it_did_whole(tmp_path: Path) -> None:
    """Pictures 5 to 12 of an effect are the same, whether those before are made or not."""
    for name in ("shake@1", "film@1", "glitch@1", "water@1", "leak@1"):
        whole = shown(tmp_path, Effect(name, amount=1000))
        cut = rendered(
            tmp_path,
            FILM[5:],
            lambda w, f, name=name: affected(w, f, Effect(name, amount=1000), (5, 12), lambda k: 1000.0),
        )
        assert np.abs(whole[5:].astype(int) - cut).max() <= 1, name
        moved = rendered(
            tmp_path,
            FILM[5:],
            lambda w, f, name=name: affected(w, f, Effect(name, 1000, start=-5), (0, 7), lambda k: 1000.0),
        )
        assert (moved == cut).all(), name


def test_an_amount_with_keys_grows(tmp_path: Path) -> None:
    """Each picture has the amount of its own moment, in steps of a twentieth."""
    amounts = [1000 * n / 11 for n in range(12)]
    made = shown(tmp_path, Effect("grey@1"), amounts)
    colourful = [float(np.ptp(picture[..., :3].astype(int), axis=-1).mean()) for picture in made]
    assert colourful == sorted(colourful, reverse=True)
    assert colourful[0] == pytest.approx(float(np.ptp(FILM[0, ..., :3].astype(int), axis=-1).mean()))
    assert colourful[-1] < 1


@pytest.mark.parametrize("case", json.loads(STEPS.read_text("utf-8")), ids=lambda case: case["said"])
def test_an_amount_is_taken_in_the_steps_of_the_browser(case) -> None:
    """Each case names keys of an amount, how coarsely it is taken, and what some pictures get."""
    effect = Effect("blur@1", **case["effect"])
    keys = [Key(at, value) for at, value in case["keys"]]

    def amount(k: int) -> float:
        return value_at(keys, k)

    grain = grain_of(effect, case["length"], amount)
    assert grain == (case["step"], case["lasting"])
    for k, value in case["taken"].items():
        assert taken(effect, grain, int(k), amount) == value, k


def test_what_moves_comes_round_in_a_long_film(tmp_path: Path) -> None:
    """Drawings come again after 240 pictures, at a moment that a cut does not change."""
    late = shown(tmp_path, Effect("strobe@1", amount=1000), first=240 * 7 + 3)
    early = shown(tmp_path, Effect("strobe@1", amount=1000), first=3)
    assert (late == early).all()


def test_names_are_known_with_their_version() -> None:
    """An effect of another version, or none of ours, is told apart before anything is made."""
    assert is_known("glitch@1")
    assert not is_known("glitch@2") and not is_known("glitch") and not is_known("movie=x@1")


def test_the_drawings_shared_with_the_browser_hold() -> None:
    """Each case names a drawing and some of its bytes; the browser's tests read the same file."""
    for case in json.loads(CASES.read_text("utf-8")):
        sheet = Sheet(**(case["sheet"] | {"moments": [case["moment"]]}))
        kind = case["kind"]
        if case["of"] == "plane":
            drawing = PLANES[kind](sheet)
        elif case["of"] == "focus":
            drawing = focus(sheet, kind == "circle")
        else:
            drawing = rows(kind, sheet, case["split"]) if case["of"] == "rows" else columns(kind, sheet)
        assert [drawing.width, drawing.height] == case["size"], case
        for at, value in case["bytes"].items():
            assert abs(drawing.data[int(at)] - value) <= 1, case


@pytest.mark.parametrize("name", sorted(BY_NAME))
def test_what_is_shaken_still_fills_the_canvas(name: str) -> None:
    """At full size no corner of what is shown lies further out than the edge smears well: a fiftieth."""
    warping, size, width, height = BY_NAME[name], 0.05, 720, 1280
    for k in range(300):
        t = k / 30
        zoom = 1 + size * warping.zoom.at(t)
        furthest = abs(size * warping.x.at(t)) * width + width / 2 / zoom
        assert furthest <= width / 2 * 1.02
        furthest = abs(size * warping.y.at(t)) * width + height / 2 / zoom
        assert furthest <= height / 2 * 1.02
