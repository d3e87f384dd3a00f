"""The player for other sites' pages: one public video in a frame, and nothing of who watches.

It reads no cookie and sets none, runs our one script, and speaks to the media process only. Any page may
frame it; that is safe because nothing can be done in it that changes anything here.
"""

import msgspec
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from mutoscope.apps.sharing import heads, stranger
from mutoscope.apps.videos.contracts import VideoCard


@xframe_options_exempt
@require_safe
def embed(request: HttpRequest, video_id: str) -> HttpResponse:
    """``?autoplay=1`` starts it without sound."""
    card = stranger.film(video_id)
    if card is None:
        return _framed(render(request, "sharing/embed_gone.html", {"home": heads.absolute("/")}, status=404))
    return _framed(render(request, "sharing/embed.html", facts(card, request.GET.get("autoplay") == "1")))


def facts(card: VideoCard, autoplay: bool) -> dict[str, object]:
    films = [{"url": one.url, "side": min(one.width, one.height)} for one in card.renditions]
    return {
        "card": card,
        "film": stranger.best(card),
        "films": msgspec.json.encode(films).decode(),
        "title": heads.title_of(card),
        "address": heads.video_address(card.id),
        "creator": card.creator.name or card.creator.handle,
        "creator_address": heads.profile_address(card.creator.handle),
        "autoplay": autoplay,
    }


def policy(media_origin: str) -> str:
    """Our one script and style, pictures and films of the media process, any page around it."""
    sources = {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": f"'self' {media_origin}",
        "media-src": media_origin,
        "base-uri": "'none'",
        "form-action": "'none'",
        "frame-ancestors": "*",
    }
    return "; ".join(f"{name} {value}" for name, value in sources.items())


def _framed(response: HttpResponse) -> HttpResponse:
    response["Content-Security-Policy"] = policy(settings.CONFIG.media_address)
    response["Permissions-Policy"] = "autoplay=(self), fullscreen=(self), camera=(), microphone=()"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    response["Cache-Control"] = "no-cache"
    return response
