"""What search engines may know of: the sitemap's index and its pages, and what robots should leave alone.

A page is a range of ids. A schedule lays new pages out behind the last one, so neither the index nor a page
costs more when the network grows; what may stand on a page is asked when it is read.
"""

from collections.abc import Callable
from functools import partial

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from mutoscope.apps.accounts import queries as accounts
from mutoscope.apps.accounts.http import asker
from mutoscope.apps.accounts.services import take
from mutoscope.apps.search import queries as search
from mutoscope.apps.sharing import heads, stranger
from mutoscope.apps.sharing.models import SitemapPage
from mutoscope.apps.sharing.xml import HEAD, element, plain
from mutoscope.apps.videos import queries as videos
from mutoscope.apps.videos.contracts import VideoCard
from mutoscope.core.units import Refusal, from_text, to_text

PAGE = 1000
"""Ids on a page; the format allows 50,000 addresses, this is what one request may cost."""
KINDS: dict[str, Callable[[int, int], int]] = {
    "videos": videos.id_after,
    "people": accounts.id_after,
    "tags": partial(search.entry_after, "t"),
    "sounds": partial(search.entry_after, "s"),
}
"""Kind -> which id stands so many places behind another one (0: none does yet)."""
_NAMES = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
_VIDEO = 'xmlns:video="http://www.google.com/schemas/sitemap-video/1.1"'
_PRIVATE = ("/api/", "/admin/", "/claim/", "/verify/", "/create", "/drafts", "/settings", "/reset", "/login")


def lay_out() -> int:
    """Begin new pages where the last ones are full; how many. Running twice does no harm."""
    made = 0
    for kind, after in KINDS.items():
        last = _last(kind)
        while first := after(last, PAGE):
            SitemapPage.objects.get_or_create(kind=kind, first_id=first)
            last, made = first, made + 1
    return made


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    pages = [(kind, 0) for kind in KINDS]
    pages += SitemapPage.objects.order_by("kind", "first_id").values_list("kind", "first_id")[:50_000]
    entries = (f"/sitemap/{kind}-{to_text(first)}.xml" for kind, first in pages)
    found = "".join(f"<sitemap>{element('loc', heads.absolute(path))}</sitemap>\n" for path in entries)
    return _xml(f"<sitemapindex {_NAMES}>\n{found}</sitemapindex>\n")


@require_safe
def page(request: HttpRequest, kind: str, first: str) -> HttpResponse:
    """One page; 404 where none begins."""
    try:
        take(asker(request), "sitemap")
        first_id = from_text(first)
    except Refusal as refusal:
        if refusal.status == 429:
            return HttpResponse(status=429, headers={"Retry-After": str(refusal.fields["retry_after"])})
        raise Http404 from refusal
    pages = SitemapPage.objects.filter(kind=kind)
    if kind not in KINDS or (first_id and not pages.filter(first_id=first_id).exists()):
        raise Http404
    following = pages.filter(first_id__gt=first_id).order_by("first_id").values_list("first_id", flat=True)
    before = following.first() or 1 << 62
    urls = "".join(f"<url>{entry}</url>\n" for entry in _entries(kind, first_id, before))
    return _xml(f"<urlset {_NAMES} {_VIDEO}>\n{urls}</urlset>\n")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What robots should leave alone, and where the sitemap is."""
    lines = ["User-agent: *", "Allow: /api/avatars/", *(f"Disallow: {path}" for path in _PRIVATE)]
    lines += ["", f"Sitemap: {heads.absolute('/sitemap.xml')}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


def _entries(kind: str, first: int, before: int) -> list[str]:
    match kind:
        case "people":
            found = [heads.profile_address(one) for one in accounts.public_handles(first, before, PAGE)]
        case "tags":
            found = [heads.tag_address(one) for one in search.public_refs("t", first, before, PAGE)]
        case "sounds":
            found = [heads.sound_address(one) for one in search.public_refs("s", first, before, PAGE)]
        case _:
            cards = videos.cards_between(first, before, PAGE, stranger.STRANGER)
            unwilling = accounts.unindexed(from_text(card.creator.id) for card in cards)
            return [_of_film(card) for card in cards if from_text(card.creator.id) not in unwilling]
    return [element("loc", one) for one in found]


def _of_film(card: VideoCard) -> str:
    film = stranger.best(card)
    about = {
        "thumbnail_loc": card.poster_url,
        "title": heads.title_of(card),
        "description": heads.description_of(card),
        "content_loc": film.url,
        "player_loc": heads.embed_address(card.id),
        "duration": max(1, round(card.duration_ms / 1000)),
        "publication_date": heads.moment(card.published_ms),
    }
    inside = "".join(f"<video:{name}>{plain(value)}</video:{name}>" for name, value in about.items())
    return f"{element('loc', heads.video_address(card.id))}<video:video>{inside}</video:video>"


def _last(kind: str) -> int:
    last = SitemapPage.objects.filter(kind=kind).order_by("-first_id").values_list("first_id", flat=True)
    return last.first() or 0


def _xml(body: str) -> HttpResponse:
    return HttpResponse(HEAD + body, content_type="application/xml; charset=utf-8")
