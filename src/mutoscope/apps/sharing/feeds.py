"""Feeds for feed readers: what one person published, or what carries a tag, newest first, as RSS 2.0 or Atom.

Pages follow each other by ``rel=next`` (RFC 5005), by the same cursors as everywhere.
"""

from datetime import UTC, datetime
from html import escape
from typing import Any
from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.feedgenerator import Atom1Feed, Enclosure, Rss201rev2Feed, SyndicationFeed
from django.utils.translation import get_language, gettext
from django.views.decorators.http import conditional_page, require_safe

from mutoscope.apps.sharing import heads, stranger
from mutoscope.apps.sharing.xml import legal
from mutoscope.apps.videos import queries as videos
from mutoscope.apps.videos.contracts import CardPage, VideoCard
from mutoscope.core.units import Refusal


class _Paged:
    """Says where the next, older page of the feed is."""

    feed: dict[str, Any]

    def add_root_elements(self, handler: Any) -> None:
        super().add_root_elements(handler)  # type: ignore[misc]  # of the feed it is mixed into
        if self.feed["older"]:
            handler.addQuickElement(self.link, "", {"rel": "next", "href": self.feed["older"]})

    link = "link"


class Atom(_Paged, Atom1Feed):
    pass


class Rss(_Paged, Rss201rev2Feed):
    link = "atom:link"


_FORMS: dict[str, type[SyndicationFeed]] = {"atom": Atom, "rss": Rss}


@conditional_page
@require_safe
def of_person(request: HttpRequest, handle: str, form: str) -> HttpResponse:
    found = stranger.profile(handle)
    if found is None or form not in _FORMS:
        raise Http404
    person = found.person
    name = person.name or f"@{person.handle}"
    try:
        page = videos.by_creator(person.id, stranger.STRANGER, request.GET.get("cursor", "")[:60])
    except Refusal as refusal:
        raise Http404 from refusal
    return written(
        form,
        title=gettext("Videos by %(name)s") % {"name": name},
        about=found.bio or gettext("Short videos by %(name)s on Mutoscope.") % {"name": name},
        address=heads.profile_address(person.handle),
        page=page,
    )


@conditional_page
@require_safe
def of_tag(request: HttpRequest, tag: str, form: str) -> HttpResponse:
    found = stranger.tag(tag, request.GET.get("cursor", "")[:60])
    if found is None or form not in _FORMS:
        raise Http404
    return written(
        form,
        title=f"#{found.tag}",
        about=gettext("Short videos with #%(tag)s on Mutoscope.") % {"tag": found.tag},
        address=heads.tag_address(found.tag),
        page=CardPage(cards=found.cards, next=found.next),
    )


def written(form: str, *, title: str, about: str, address: str, page: CardPage) -> HttpResponse:
    """A page of cards as a feed of the page at ``address``."""
    mine = f"{address}/feed.{form}"
    feed = _FORMS[form](
        title=legal(title),
        link=address,
        description=legal(about),
        language=get_language(),
        feed_url=mine,
        older=f"{mine}?cursor={quote(page.next)}" if page.next else "",
    )
    for card in page.cards:
        feed.add_item(**_item(card))
    response = HttpResponse(content_type=feed.content_type)
    feed.write(response, "utf-8")
    response["Cache-Control"] = "no-cache"
    return response


def _item(card: VideoCard) -> dict[str, Any]:
    film, address = stranger.best(card), heads.video_address(card.id)
    picture = (
        f'<p><a href="{escape(address)}"><img src="{escape(card.poster_url)}" alt="" width="240"></a></p>'
    )
    words = f"<p>{escape(card.caption)}</p>".replace("\n", "<br>") if card.caption else ""
    released = datetime.fromtimestamp(card.published_ms // 1000, UTC)
    return {
        "title": legal(heads.title_of(card)),
        "link": address,
        "description": legal(picture + words),
        "author_name": legal(card.creator.name or card.creator.handle),
        "author_link": heads.profile_address(card.creator.handle),
        "pubdate": released,
        "updateddate": released,
        "unique_id": address,
        "categories": card.tags,
        "enclosures": [Enclosure(film.url, str(film.size), "video/mp4")],
    }
