"""Where a film is cut into reels, so that never more than so much is open at a time.

    overlay   [   ][        ]      [        ]
    main      [  ][  ][  ][  ][  ][  ][  ][  ]
    reels     |           |            |     |      each with the clips that show in it, and no others

A cut is put where the fewest clips go on: what goes on is opened in both reels. Only a clip that runs
backwards is cut for its length: it is opened for every stretch that is turned round.
"""

import math
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from itertools import pairwise
from typing import NamedTuple

from mutoscope.core.montage.compiling.footage import REVERSED_BYTES
from mutoscope.core.montage.compiling.targets import Film, MaterialInfo, Reel, size_of
from mutoscope.core.montage.document import Clip, Footage, Material, Montage, Sticker
from mutoscope.core.montage.timing import reach

MOST_BYTES = 384 << 20
"""What the clips of one reel may hold; the encoder comes on top."""
_OPEN_BYTES = 3 << 20
"""An open file, its decoder and its filters, before there is a picture."""
_DECODED, _WAITING = 6, 4
"""Pictures of the material's size that a decoder holds, and of the canvas' size that wait for their turn:
measured (``bench.studio.many`` watches it) and rounded up."""


class _Span(NamedTuple):
    """From where to before where a clip shows, and what it holds meanwhile."""

    first: int
    end: int
    weight: int


def reels(montage: Montage, materials: Mapping[Material, MaterialInfo], film: Film) -> tuple[Reel, ...]:
    """The reels of ``film``, from its first picture to its last; a single one where it is small."""
    spans = list(_spans(montage, materials, size_of(montage.canvas, film.edge)))
    found = []
    first = 0
    while first < montage.length:
        end = _end(spans, first, montage.length)
        found.append(Reel(first, end, film))
        first = end
    return tuple(found)


def _end(spans: list[_Span], first: int, length: int) -> int:
    """Where the reel that begins at ``first`` ends: at the best cut in the later half of what it can hold."""
    left = [span for span in spans if span.end > first]
    most = max(MOST_BYTES, sum(span.weight for span in left if span.first <= first))
    held, end = 0, length
    for span in sorted(left):
        held += span.weight
        if held > most:
            end = span.first
            break
    if end == length:
        return length
    cuts = {at for span in left for at in span[:2] if (first + end) / 2 <= at <= end and at > first}
    return min(cuts, key=lambda at: (sum(s.weight for s in left if s.first < at < s.end), -at))


def _spans(
    montage: Montage, materials: Mapping[Material, MaterialInfo], canvas: tuple[int, int]
) -> Iterator[_Span]:
    for track in montage.tracks:
        if track.role == "sound" or track.hidden:
            continue
        for clip in track.clips:
            first, end = reach(track, clip)
            first, end = max(0, first), min(montage.length, end)
            if first < end:
                yield from _pieces(first, end, partial(_weight, clip, materials, canvas))


def _pieces(first: int, end: int, weigh: Callable[[int], int]) -> Iterator[_Span]:
    """What holds more the longer it is as several spans, so that a cut may lie between them."""
    count = max(1, math.ceil(2 * (weigh(end - first) - weigh(0)) / MOST_BYTES))
    cuts = [first + (end - first) * n // count for n in range(count + 1)]
    return (_Span(begins, ends, weigh(ends - begins)) for begins, ends in pairwise(cuts) if begins < ends)


def _reversed(clip: Clip) -> bool:
    content = clip.content
    return isinstance(content, Footage) and content.backwards and not content.frozen


def _weight(
    clip: Clip, materials: Mapping[Material, MaterialInfo], canvas: tuple[int, int], pictures: int
) -> int:
    """What ``pictures`` of a clip hold; how many, matters only where they run backwards."""
    waiting = _WAITING * _bytes(*canvas)
    if isinstance(clip.content, Sticker):
        return _OPEN_BYTES + waiting
    if not isinstance(clip.content, Footage):
        return waiting
    known = materials.get(clip.content.material)
    if known is None or not known.has_picture:
        return _OPEN_BYTES  # what is lacking is refused by whoever needs it
    if known.photo is not None:
        return _OPEN_BYTES + waiting + _bytes(known.photo.width, known.photo.height)
    assert known.media is not None and known.media.video is not None
    video = known.media.video
    deep = 2 if video.bit_depth > 8 else 1
    decoded = _OPEN_BYTES + _DECODED * deep * _bytes(video.width, video.height)
    if not _reversed(clip):
        return decoded + waiting
    stretches = 1 + pictures * _bytes(*canvas) // REVERSED_BYTES
    return stretches * decoded + waiting + REVERSED_BYTES


def _bytes(width: int, height: int) -> int:
    """One picture in 4:2:0."""
    return width * height * 3 // 2
