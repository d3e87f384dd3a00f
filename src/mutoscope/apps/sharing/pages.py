"""Small pages and files at the root that browsers look for: the manifest, what to show without a network,
and the door through which the system hands over a file somebody shared with us."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.utils.translation import get_language, gettext
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

GROUND = "#0b0a0c"


@require_safe
def manifest(request: HttpRequest) -> JsonResponse:
    """What an installed Mutoscope is called, looks like and takes from other programs."""
    answer = JsonResponse(
        {
            "id": "/",
            "name": "Mutoscope",
            "short_name": "Mutoscope",
            "description": gettext("Short videos from people, found for you."),
            "lang": get_language(),
            "dir": "ltr",
            "start_url": "/?from=home",
            "scope": "/",
            "display": "standalone",
            "orientation": "any",
            "background_color": GROUND,
            "theme_color": GROUND,
            "categories": ["entertainment", "social", "video"],
            "icons": [
                _icon("icon-192.png", 192),
                _icon("icon-512.png", 512),
                _icon("maskable-512.png", 512, "maskable"),
                {"src": static("client/icon.svg"), "sizes": "any", "type": "image/svg+xml"},
            ],
            "shortcuts": [
                {"name": gettext("Create a video"), "url": "/create", "icons": [_icon("icon-192.png", 192)]}
            ],
            "share_target": {
                "action": "/share-target",
                "method": "POST",
                "enctype": "multipart/form-data",
                "params": {
                    "title": "title",
                    "text": "text",
                    "url": "url",
                    "files": [{"name": "video", "accept": ["video/*"]}],
                },
            },
        },
        content_type="application/manifest+json",
    )
    answer["Cache-Control"] = "no-cache"
    return answer


@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """The page the service worker keeps and shows when there is no network and nothing better."""
    answer = render(request, "sharing/offline.html")
    answer["Cache-Control"] = "no-cache"
    return answer


@csrf_exempt
@require_POST
def share_target(request: HttpRequest) -> HttpResponse:
    """Where shared files arrive when no service worker caught them on the device: they can be chosen again.

    Reads nothing of what was sent and changes nothing, so anybody may send anything here.
    """
    return HttpResponse(status=303, headers={"Location": "/create?shared=missed"})


def _icon(name: str, side: int, purpose: str = "any") -> dict[str, str]:
    return {
        "src": static(f"client/icons/{name}"),
        "sizes": f"{side}x{side}",
        "type": "image/png",
        "purpose": purpose,
    }
