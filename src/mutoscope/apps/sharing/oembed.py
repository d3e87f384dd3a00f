"""oEmbed (oembed.com, 1.0): what to show for an address of ours, for programs that paste it somewhere.

The address asked about is compared with our own and taken apart; nothing is ever fetched from it.
"""

import re
from html import escape
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from mutoscope.apps.accounts.http import asker
from mutoscope.apps.accounts.services import take
from mutoscope.apps.sharing import heads, stranger
from mutoscope.apps.sharing.xml import document
from mutoscope.apps.videos import queries as videos
from mutoscope.apps.videos.contracts import VideoCard
from mutoscope.core.units import Refusal, from_text

_LONGEST = 2000
_FILM = re.compile(r"/(?:v|embed)/([0-9a-zA-Z]{13})/?", re.ASCII)
_PERSON = re.compile(r"/@([0-9a-zA-Z_.]{1,40})/?", re.ASCII)
_DEFAULT_HEIGHT = 640
_MOST_PIXELS = 4096
_PORTS = {"http": 80, "https": 443}


class Size(NamedTuple):
    width: int
    height: int


@require_safe
def oembed(request: HttpRequest) -> HttpResponse:
    """404 alike for what is not ours, not public or not there; 501 for a format we don't write."""
    try:
        take(asker(request), "oembed")
    except Refusal as refusal:
        return _refused(refusal)
    wanted = request.GET.get("format", "json")
    if wanted not in ("json", "xml"):
        return _open(HttpResponse(status=501))
    within = Size(_pixels(request.GET.get("maxwidth", "")), _pixels(request.GET.get("maxheight", "")))
    said = answer(request.GET.get("url", ""), within)
    if said is None:
        return _open(HttpResponse(status=404))
    if wanted == "xml":
        return _open(HttpResponse(document("oembed", said), content_type="text/xml; charset=utf-8"))
    return _open(JsonResponse(said, json_dumps_params={"ensure_ascii": False}))


def answer(url: str, within: Size) -> dict[str, Any] | None:
    """What oEmbed says of ``url``, no larger than ``within`` (0: as we like); None: nothing."""
    path = path_of_ours(url)
    if path is None:
        return None
    if found := _FILM.fullmatch(path):
        card = stranger.film(found[1])
        return _of_film(card, within) if card else None
    if found := _PERSON.fullmatch(path):
        profile = stranger.profile(found[1])
        return _of_person(profile) if profile else None
    return None


def path_of_ours(url: str) -> str | None:
    """The decoded path of an address on this very origin; None for every other text."""
    if len(url) > _LONGEST or not url.isprintable() or " " in url or "\\" in url:
        return None
    try:
        parts, ours = urlsplit(url), urlsplit(settings.CONFIG.web_address)
        there = (parts.scheme, parts.hostname, parts.port or _PORTS.get(parts.scheme))
        here = (ours.scheme, ours.hostname, ours.port or _PORTS.get(ours.scheme))
    except ValueError:  # a port that is no number, half a bracket
        return None
    if there != here or "@" in parts.netloc:
        return None
    return unquote(parts.path)


def code(card: VideoCard, within: Size = Size(0, 0)) -> str:
    """The markup that shows a video in another page."""
    width, height = fitted(card, within)
    return (
        f'<iframe src="{escape(heads.embed_address(card.id))}" width="{width}" height="{height}"'
        f' title="{escape(heads.title_of(card))}" style="border:0;border-radius:12px;max-width:100%"'
        ' loading="lazy" allow="autoplay; fullscreen" allowfullscreen></iframe>'
    )


def fitted(card: VideoCard, within: Size) -> Size:
    """The size of the frame: the film's shape, 640 high or as wide, and never more than ``within``."""
    width, height = max(1, card.width), max(1, card.height)
    scales = [most / side for most, side in zip(within, (width, height), strict=True) if most]
    scale = min([_DEFAULT_HEIGHT / max(width, height), *scales])
    return Size(max(1, int(width * scale)), max(1, int(height * scale)))


def _of_film(card: VideoCard, within: Size) -> dict[str, Any]:
    width, height = fitted(card, within)
    said: dict[str, Any] = {
        "version": "1.0",
        "type": "video",
        "provider_name": "Mutoscope",
        "provider_url": heads.absolute("/"),
        "title": heads.title_of(card),
        "author_name": card.creator.name or card.creator.handle,
        "author_url": heads.profile_address(card.creator.handle),
        "html": code(card, within),
        "width": width,
        "height": height,
    }
    poster = videos.poster_size(from_text(card.id))
    if poster and all(side <= most for side, most in zip(poster, within, strict=True) if most):
        said |= dict(zip(("thumbnail_width", "thumbnail_height"), poster, strict=True))
        said["thumbnail_url"] = card.poster_url
    return said


def _of_person(profile: stranger.Profile) -> dict[str, Any]:
    person = profile.person
    return {
        "version": "1.0",
        "type": "link",
        "provider_name": "Mutoscope",
        "provider_url": heads.absolute("/"),
        "title": gettext("Videos by %(name)s") % {"name": person.name or f"@{person.handle}"},
        "author_name": person.name or person.handle,
        "author_url": heads.profile_address(person.handle),
    }


def _pixels(text: str) -> int:
    """A number of pixels; 0 for whatever is none, as if it had not been said."""
    if not (text.isascii() and text.isdigit() and len(text) <= 6):
        return 0
    return min(int(text), _MOST_PIXELS)


def _open(response: HttpResponse) -> HttpResponse:
    """Public facts only: programs in any page may read them."""
    response["Access-Control-Allow-Origin"] = "*"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    response["Cache-Control"] = "no-cache"
    return response


def _refused(refusal: Refusal) -> HttpResponse:
    response = _open(HttpResponse(status=refusal.status))
    response["Retry-After"] = str(refusal.fields.get("retry_after", 1))
    return response
