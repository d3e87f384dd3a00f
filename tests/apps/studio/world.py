"""A small world of the studio: files on the way in, and projects cut from them."""

import hashlib
import io
import tempfile
from pathlib import Path
from typing import Any

import msgspec
from PIL import Image
from tests.apps.videos.world import Person

from mutoscope.apps.flow.services import drain
from mutoscope.apps.studio import materials, projects, queries
from mutoscope.apps.studio.contracts import MaterialView
from mutoscope.core.montage.document import (
    SCHEMA,
    Canvas,
    Clip,
    Footage,
    Listening,
    Montage,
    Track,
)
from mutoscope.core.montage.document import Material as Named
from mutoscope.core.units import from_text, to_text


def bring(who: Person, data: bytes, name: str = "one.mp4") -> str:
    """Everything the media process does with a whole file, without the wire; the material's id as text."""
    row = materials.announce(who.id, len(data), name, hashlib.sha256(data).hexdigest()[:20])
    with tempfile.TemporaryDirectory() as folder:
        part = Path(folder) / "part"
        part.write_bytes(data)
        materials.seal(row.id, hashlib.sha256(data).hexdigest(), part)
    return to_text(row.id)


def brought(who: Person, data: bytes, name: str = "one.mp4") -> MaterialView:
    """The same, looked at and prepared."""
    material_id = bring(who, data, name)
    drain()
    return queries.material(who.id, from_text(material_id))


def picture(form: str = "JPEG", size: tuple[int, int] = (64, 48), colour: Any = "red") -> bytes:
    target = io.BytesIO()
    Image.new("RGBA" if isinstance(colour, tuple) and len(colour) == 4 else "RGB", size, colour).save(
        target, form
    )
    return target.getvalue()


def cut_from(*names: Named, length: int = 15, canvas: Canvas | None = None) -> Montage:
    """One clip of each, one after the other; sounds on a track of their own."""
    shown = [name for name in names if name.origin != "sound"]
    clips = tuple(
        Clip(f"c{place}", place * length, length, Footage(name)) for place, name in enumerate(shown)
    )
    heard = tuple(
        Clip(f"s{place}", 0, length, Listening(name)) for place, name in enumerate(names) if name not in shown
    )
    tracks = (Track("main", "main", clips), *([Track("music", "sound", heard)] if heard else []))
    return Montage(schema=SCHEMA, canvas=canvas or Canvas(160, 284, 30), tracks=tracks)


def upload(material_id: str) -> Named:
    return Named("upload", material_id)


def project_of(who: Person, montage: Montage | None = None, name: str = "Holidays") -> int:
    made = projects.found(who.id, f"{name}-{who.id}", name=name)
    if montage is not None:
        projects.save(who.viewer, made, 1, msgspec.json.encode(montage))
    return made
