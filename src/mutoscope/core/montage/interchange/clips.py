"""What another program's clip shows: the film of a file we know, or an empty place with its name told."""

from collections.abc import Mapping
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit

import opentimelineio as otio

from mutoscope.core.montage.document import Content, Footage, Listening, Material, Speed
from mutoscope.core.montage.edits.slicing import with_begin
from mutoscope.core.montage.interchange.grid import Grid
from mutoscope.core.montage.interchange.said import plain
from mutoscope.core.montage.templates.making import EMPTY
from mutoscope.core.montage.timing import half_up

_SLOWEST, _FASTEST = 100, 10_000


class Shown(NamedTuple):
    content: Content | None
    """None: nothing of it can be heard or seen."""
    left_out: list[str]
    missing: list[str]


def content_of(clip: Any, grid: Grid, known: Mapping[str, Material], heard: bool) -> Shown:
    """What ``clip`` shows, or is heard of it on a track of sound."""
    reference = clip.media_reference
    left_out = [
        f"{plain(clip.name)}: {plain(effect.effect_name) or _kind(effect)}" for effect in _strange(clip)
    ]
    if not isinstance(reference, otio.schema.ExternalReference):
        return Shown(None if heard else EMPTY, [*left_out, plain(clip.name)], [])
    name = plain(unquote(urlsplit(reference.target_url).path).replace("\\", "/").rsplit("/", 1)[-1])
    material = known.get(name) or known.get(plain(clip.name))
    if material is None:
        return Shown(None if heard else EMPTY, left_out, [name or plain(clip.name)])
    content: Footage | Listening = Listening(material) if heard else Footage(material)
    return Shown(_running(with_begin(content, _begin(clip, grid)), clip), left_out, [])


def _begin(clip: Any, grid: Grid) -> float:
    """Where in the file the clip begins: others count from the time code of the tape."""
    begin = grid.pictures(clip.source_range.start_time) if clip.source_range else None
    available = clip.media_reference.available_range
    first = grid.pictures(available.start_time) if available else None
    return max(0.0, (begin or 0.0) - (first or 0.0)) if begin is not None else 0.0


def _running(content: Content, clip: Any) -> Content:
    """``content`` at the speed that the clip's effects say."""
    for effect in clip.effects:
        if not isinstance(content, Footage | Listening):
            break
        scalar = _scalar(effect)
        if scalar is None:
            continue
        if isinstance(content, Footage) and (isinstance(effect, otio.schema.FreezeFrame) or scalar == 0):
            content = Footage(content.material, content.source_in, content.source_rest, frozen=True)
            continue
        rate = min(_FASTEST, max(_SLOWEST, half_up(min(abs(scalar), 100.0) * 1000)))
        speed = () if rate == 1000 else (Speed(0, rate),)
        at = content.source_in, content.source_rest
        if isinstance(content, Footage):
            content = Footage(content.material, *at, speed, backwards=scalar < 0)
        else:
            content = Listening(content.material, *at, speed)
    return content


def _strange(clip: Any) -> list[Any]:
    """Effects that we have no word for."""
    return [effect for effect in clip.effects if _scalar(effect) is None]


def _scalar(effect: Any) -> float | None:
    """How fast a time effect lets its clip run; None where it is none of those we know."""
    if isinstance(effect, otio.schema.LinearTimeWarp):
        scalar = effect.time_scalar
        return scalar if scalar == scalar else None
    return None


def _kind(effect: Any) -> str:
    return type(effect).__name__
