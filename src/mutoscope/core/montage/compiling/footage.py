"""From a clip's content to a stream of its pictures at the size that is wanted, one for each of the grid."""

from collections.abc import Mapping

import msgspec

from mutoscope.core.montage.compiling.geometry import Cut, Fitted, cut, fitted, narrowed
from mutoscope.core.montage.compiling.graph import BT709, Graph, Picture
from mutoscope.core.montage.compiling.moments import placed, seek_ms
from mutoscope.core.montage.compiling.refusals import lacking
from mutoscope.core.montage.compiling.targets import MaterialInfo, PhotoInfo
from mutoscope.core.montage.document import Clip, Footage, Material
from mutoscope.core.montage.media_info import MediaInfo
from mutoscope.core.montage.picture import to_sdr
from mutoscope.core.montage.plan import Filter, Source, Value, made
from mutoscope.core.montage.timing import source_at

Materials = Mapping[Material, MaterialInfo]
REVERSED_BYTES = 64 << 20
"""What one stretch that runs backwards may hold in memory."""


def material_of(clip: Clip, materials: Materials) -> MaterialInfo:
    """The material of a stretch of video or a photo; refuses one that is missing, or has no picture."""
    assert isinstance(clip.content, Footage)
    known = materials.get(clip.content.material)
    if known is None or not known.has_picture:
        raise lacking(clip.id, "picture" if known else "material")
    return known


def natural(clip: Clip, materials: Materials) -> tuple[int, int]:
    """Width and height of the material as it is seen, before its crop."""
    known = material_of(clip, materials)
    if known.photo is not None:
        return known.photo.width, known.photo.height
    assert known.media is not None
    return known.media.display_size


def size_on(clip: Clip, materials: Materials, canvas: tuple[int, int]) -> Fitted:
    """How large the clip is drawn before its own scale."""
    left = cut(*natural(clip, materials), clip.place.crop)
    return fitted(left.width, left.height, clip.place.fit, canvas)


def drawn(graph: Graph, clip: Clip, materials: Materials, span: tuple[int, int], size: Fitted) -> Picture:
    """Pictures ``span`` of the clip (first, end; joins reach outside the clip) at ``size``."""
    known = material_of(clip, materials)
    if known.photo is not None:
        return _photo(graph, known.path, known.photo, clip, span, size)
    assert known.media is not None and isinstance(clip.content, Footage)
    content = _within(clip, clip.content, span, known.media, graph.fps)
    clip = msgspec.structs.replace(clip, content=content)
    if content.backwards and not content.frozen:
        return _backwards(graph, known, clip, span, size)
    pad = _film(graph, known, clip, span, size)
    return Picture(pad, size.width, size.height, times=span[1] - span[0] if content.frozen else 0)


def _film(graph: Graph, known: MaterialInfo, clip: Clip, span: tuple[int, int], size: Fitted) -> str:
    """The pictures in the order of the film."""
    info = known.media
    assert info is not None and info.video is not None
    video = info.video
    seek = seek_ms(clip, graph.fps, *span, most_ms=max(0, _end_ms(info) - 100))
    source = Source(known.path, info.demuxer, start_ms=seek, early=True, only="picture")
    pad = graph.source(source, video.index)
    comb = (made("bwdif", mode="send_frame", deint="interlaced"),) if video.interlaced else ()
    turned = (video.height, video.width) if video.rotation in (90, 270) else (video.width, video.height)
    left, size = narrowed(cut(*turned, clip.place.crop), size)
    count = 1 if clip.content.frozen else span[1] - span[0]  # type: ignore[union-attr]
    graph.spend(0.5, count, video.width, video.height)
    graph.spend(1, count, size.full_width, size.full_height)
    return graph.through(
        pad,
        *comb,
        *placed(clip, graph.fps, *span, seek),
        *_cropped(left, *turned, "yuv444p10le" if video.bit_depth > 8 else "yuv444p"),
        *to_sdr(video, size.full_width, size.full_height),
        *_middle(size),
    )


def _within(clip: Clip, content: Footage, span: tuple[int, int], info: MediaInfo, fps: int) -> Footage:
    """``content``, or where all that shows lies past the end of its film, its last picture held."""
    last = max(0, _end_ms(info) * fps // 1000 - 1)
    if min(source_at(clip, span[0]), source_at(clip, span[1] - 1)) < last + 1:
        return content
    return msgspec.structs.replace(content, source_in=last, source_rest=0, frozen=True)


def _end_ms(info: MediaInfo) -> int:
    """When the film's last picture ends, from the first moment of its file."""
    assert info.video is not None
    late = max(0, info.video.start_ms - (info.audio.start_ms if info.audio else info.video.start_ms))
    return late + info.duration_ms


def _backwards(graph: Graph, known: MaterialInfo, clip: Clip, span: tuple[int, int], size: Fitted) -> Picture:
    """Stretch by stretch, each read forwards, held in memory and turned round: never much at once."""
    first, end = span
    each = max(1, REVERSED_BYTES // (size.width * size.height * 3 // 2))
    stretches = [(at, min(at + each, end)) for at in range(first, end, each)]
    pads = [
        graph.through(_film(graph, known, clip, stretch, size), made("reverse"), made("setpts", expr="N"))
        for stretch in stretches
    ]
    return Picture(graph.joined(tuple(pads)), size.width, size.height)


def _photo(
    graph: Graph, path: str, photo: PhotoInfo, clip: Clip, span: tuple[int, int], size: Fitted
) -> Picture:
    """One picture, made ready once and then shown again and again."""
    pad = graph.source(Source(path, f"{photo.form}_pipe", photo=photo.form, only="picture"), 0)
    form = "yuva420p" if photo.form == "png" else "yuv420p"
    left, size = narrowed(cut(photo.width, photo.height, clip.place.crop), size)
    into: dict[str, Value] = {"w": size.full_width, "h": size.full_height}
    into |= {"in_color_matrix": "bt601", "in_range": "full"} if photo.form == "jpeg" else {}
    into |= {"out_color_matrix": "bt709", "out_range": "limited"}
    pad = graph.through(
        pad,
        *_cropped(left, photo.width, photo.height),
        made("scale", **into, flags="bicubic+accurate_rnd+full_chroma_int"),
        made("format", pix_fmts=form),
        made("setsar", sar=1),
        BT709,
        *_middle(size),
        made("settb", expr=f"1/{graph.fps}"),
        made("setpts", expr="N"),
        made("fps", fps=graph.fps),
        made("trim", end_frame=1),
    )
    return Picture(pad, size.width, size.height, form, span[1] - span[0])


def _cropped(left: Cut, width: int, height: int, full: str = "") -> tuple[Filter, ...]:
    """The crop; where it leaves an odd side, in a form that has chroma for every pixel."""
    if (left.width, left.height) == (width, height):
        return ()
    cropped = made("crop", w=left.width, h=left.height, x=left.x, y=left.y, exact=1)
    odd = full and (left.width % 2 or left.height % 2)
    return (cropped, made("format", pix_fmts=full)) if odd else (cropped,)


def _middle(size: Fitted) -> tuple[Filter, ...]:
    if (size.full_width, size.full_height) == (size.width, size.height):
        return ()
    x, y = (size.full_width - size.width) // 2, (size.full_height - size.height) // 2
    return (made("crop", w=size.width, h=size.height, x=x, y=y),)
