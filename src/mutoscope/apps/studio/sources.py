"""From the names in a document to bytes: which object each material is, and what is known of it."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Literal

import msgspec
from django.conf import settings

from mutoscope.adapters import ffmpeg
from mutoscope.adapters.clock import now_ms
from mutoscope.apps.accounts.contracts import Viewer
from mutoscope.apps.studio import using
from mutoscope.apps.studio.leaves import Offers
from mutoscope.apps.studio.models import Material, MaterialFile, Probed
from mutoscope.apps.videos import queries as videos
from mutoscope.apps.videos import services as video_doors
from mutoscope.core.montage.compiling import MaterialInfo, PhotoInfo
from mutoscope.core.montage.document import Material as Named
from mutoscope.core.montage.limits import Limits
from mutoscope.core.montage.materials import HEAD_BYTES, recognise_material
from mutoscope.core.montage.media_info import MediaInfo
from mutoscope.core.units import Refusal


class Found(msgspec.Struct, frozen=True):
    """A material as one person may use it now."""

    name: Named
    object_key: str
    photo: PhotoInfo | None = None
    heard: bool = False
    """Only its sound counts."""
    table: bool = False
    """A table of colours."""
    cut: int = 0
    """Of somebody's video: which film of it this is (``videos.Standing.cut``), or an older one."""


def found(names: Iterable[Named], viewer: Viewer, offers: Offers | None = None) -> list[Found]:
    """Each material's object. Refuses the first that ``viewer`` may not use, or that has not arrived yet."""
    wanted = list(dict.fromkeys(names))
    offers = offers or Offers(viewer)
    using.check(wanted, viewer, offers)
    using.is_ready(wanted, viewer)
    ids = [using.id_of(one.id) for one in wanted if one.origin == "upload"]
    mine = using.usable_uploads(ids, viewer, offers)
    photos = MaterialFile.objects.filter(material_id__in=ids, role__in=("photo", "table"))
    drawn = {file.material_id: file for file in photos}
    cuts = _cuts(wanted)  # before their objects: what is read after a change is never taken for older
    return [msgspec.structs.replace(_found(name, mine, drawn), cut=cuts.get(name, 0)) for name in wanted]


def has_changed(named: Sequence[Found]) -> bool:
    """Whether one of the videos that these are of shows another film by now."""
    cuts = _cuts([one.name for one in named])
    return any(cuts[one.name] != one.cut for one in named if one.name in cuts)


def here(sources: Sequence[Found], folder: Path) -> dict[Named, MaterialInfo]:
    """The materials as files in ``folder``, and what they are. Refuses a file that can't be read."""
    got: dict[str, MaterialInfo] = {}
    for place, one in enumerate(sources):
        if one.object_key not in got:
            path = folder / f"in{place}.bin"
            video_doors.store().fetch(one.object_key, path)
            got[one.object_key] = _told(one, path)
    return {one.name: got[one.object_key] for one in sources}


def known(sources: Sequence[Found]) -> dict[Named, MaterialInfo] | None:
    """What the materials are, without their bytes; None when that of one is not known yet."""
    infos = _infos([one.object_key for one in sources if _is_media(one)])
    told: dict[Named, MaterialInfo] = {}
    for one in sources:
        if _is_media(one) and one.object_key not in infos:
            return None
        told[one.name] = MaterialInfo("", infos[one.object_key] if _is_media(one) else None, one.photo)
    return told


def _is_media(one: Found) -> bool:
    """A film or a sound: there is something to probe."""
    return one.photo is None and not one.table


def shapes(names: Sequence[Named], viewer: Viewer, offers: Offers | None = None) -> dict[Named, float]:
    """Width by height of the films and photos among these, as far as ``viewer`` may know."""
    ids = {name: using.id_of(name.id) for name in names}
    uploads = [ids[name] for name in names if name.origin == "upload"]
    rows = using.usable_uploads(uploads, viewer, offers)
    cards = videos.cards([ids[name] for name in names if name.origin == "video"], viewer)
    sizes = {("upload", an_id): (row.width, row.height) for an_id, row in rows.items()}
    sizes |= {("video", using.id_of(card.id)): (card.width, card.height) for card in cards}
    known = {name: sizes.get((name.origin, an_id), (0, 0)) for name, an_id in ids.items()}
    return {name: width / height for name, (width, height) in known.items() if width and height}


def object_of(name: Named) -> str:
    """The object of a published video or sound as it is now; empty: there is none."""
    an_id = using.id_of(name.id)
    return videos.sound_to_cut(an_id) if name.origin == "sound" else videos.film_to_cut(an_id)


def _cuts(names: Sequence[Named]) -> dict[Named, int]:
    parents = {name: using.parent_of(name) for name in names if name.origin != "upload"}
    standings = videos.standings(set(parents.values()))
    return {name: standings[parent].cut for name, parent in parents.items()}


def _found(name: Named, mine: Mapping[int, Material], drawn: Mapping[int, MaterialFile]) -> Found:
    an_id = using.id_of(name.id)
    if name.origin == "upload":
        row = mine[an_id]
        if row.what == "photo":
            file = drawn[an_id]
            form: Literal["jpeg", "png"] = "png" if file.mime == "image/png" else "jpeg"
            return Found(name, file.object_key, PhotoInfo(file.width, file.height, form))
        if row.what == "table":
            return Found(name, drawn[an_id].object_key, table=True)
        return Found(name, row.original, heard=row.what == "sound")
    key, heard = object_of(name), name.origin == "sound"
    if not key:
        raise Refusal(
            "no_such_material",
            "Something this project is cut from is not here (any more).",
            fields={"material": name.id},
            status=404,
        )
    return Found(name, key, heard=heard)


def _told(one: Found, path: Path) -> MaterialInfo:
    if one.photo is not None:
        return MaterialInfo(str(path), photo=one.photo)
    if one.table:
        return MaterialInfo(str(path), table=path.read_bytes())
    info = _infos([one.object_key]).get(one.object_key) or _probed(one, path)
    return MaterialInfo(str(path), msgspec.structs.replace(info, path=str(path)))


def _infos(keys: Sequence[str]) -> dict[str, MediaInfo]:
    """What is known of these objects."""
    rows = [*Material.objects.filter(original__in=keys).exclude(info="").values_list("original", "info")]
    rows += Probed.objects.filter(object_key__in=keys).values_list("object_key", "info")
    return {key: msgspec.json.decode(info, type=MediaInfo) for key, info in rows}


def _probed(one: Found, path: Path) -> MediaInfo:
    config = settings.CONFIG
    limits = Limits(max_bytes=config.upload_max_bytes, max_seconds=config.upload_max_seconds)
    if one.heard:
        with path.open("rb") as file:
            kind = recognise_material(file.read(HEAD_BYTES)).kind
        info = ffmpeg.listen(path, kind, limits)
    else:
        info = ffmpeg.probe(path, limits)
    bare = msgspec.structs.replace(info, path="", looks=())
    defaults = {"info": msgspec.json.encode(bare).decode(), "used_ms": now_ms()}
    Probed.objects.update_or_create(object_key=one.object_key, defaults=defaults)
    return bare
