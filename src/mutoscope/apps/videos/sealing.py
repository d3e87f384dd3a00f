"""Content credentials: films that leave the house are sealed, last of all, and name what they were made of.

Only where the operator has a certificate. One that has ended or can't be used is said on the status page;
films then leave without a seal, as they do where there is none.
"""

import hashlib
import logging
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from django.conf import settings

import mutoscope
from mutoscope.adapters import provenance
from mutoscope.adapters.clock import now_ms
from mutoscope.adapters.provenance import Claim, Ingredient, Signatory, Unsigned
from mutoscope.apps.accounts import queries as accounts
from mutoscope.apps.videos import objects
from mutoscope.apps.videos.models import Rendition, Video
from mutoscope.apps.videos.parts import parts_of as made_of
from mutoscope.core.units import to_text

MOST_PARTS = 8
"""Each is fetched, and makes the file larger."""

log = logging.getLogger(__name__)


def edition() -> str:
    """Changes when films are sealed otherwise; empty: they are not."""
    who = _signatory()
    return hashlib.sha256(who.chain).hexdigest() if who and who.until_ms >= now_ms() else ""


def seal(
    film: Path,
    folder: Path,
    *,
    title: str,
    address: str = "",
    same: Path | None = None,
    parts: Sequence[int] = (),
) -> Path:
    """``film`` with a seal, beside it; or ``film`` itself where nobody signs.

    ``same``: the film of ours that this one is, changed. ``parts``: published videos that it was made of.
    """
    who = _signatory()
    if who is None or who.until_ms < now_ms():
        return film
    made = [Ingredient(title, same, part=False)] if same else []
    made += _ingredients(parts, folder)
    claim = Claim(title, f"Mutoscope {mutoscope.__version__}", tuple(made), address)
    out = folder / f"sealed-{film.name}"
    try:
        provenance.sign(film, out, claim, who)
    except Unsigned as error:
        log.error("this film leaves without a seal: %s", error)
        return film
    return out


def parts_of(video_id: int) -> list[int]:
    """The published videos that one was made of."""
    found = made_of([video_id]).by_video.get(video_id, ())
    return list(dict.fromkeys(part.parent_id for part in found))


def says() -> str:
    """Who seals, or why nobody does: for the operator."""
    config = settings.CONFIG
    if not config.provenance_certificate:
        return ""
    try:
        who = _read(config.provenance_certificate, config.provenance_key)
    except Unsigned as error:
        return str(error)
    return f"{who.name} – it has ended" if who.until_ms < now_ms() else who.name


def _signatory() -> Signatory | None:
    config = settings.CONFIG
    if not config.provenance_certificate or not provenance.is_installed():
        return None
    try:
        return _read(config.provenance_certificate, config.provenance_key)
    except Unsigned:
        return None  # said on the status page, and by `mutoscope check`


@cache
def _read(certificate: str, key: str) -> Signatory:
    return provenance.read_signatory(Path(certificate), Path(key))


def _ingredients(ids: Sequence[int], folder: Path) -> list[Ingredient]:
    """The smallest film of each that is served; whoever can't be seen by everybody is not named."""
    found = []
    for video in Video.objects.filter(id__in=list(ids)[:MOST_PARTS], deleted=False, audience="everyone"):
        films = Rendition.objects.filter(video_id=video.id, role__in=("quick", "ladder"), retired_ms=0)
        small = films.order_by("height", "id").first()
        maker = accounts.people([video.creator_id]).get(video.creator_id)
        if small is None or maker is None or maker.is_private:
            continue
        path = folder / f"part-{video.id}.mp4"
        objects.store().fetch(small.object_key, path)
        title = f"@{maker.handle} {settings.CONFIG.web_address}/v/{to_text(video.id)}"
        found.append(Ingredient(title, path))
    return found
