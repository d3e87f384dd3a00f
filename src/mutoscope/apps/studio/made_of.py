"""What a video was made of and what was made of it, as one viewer may know it.

Whoever may see neither a parent nor its author reads that there is a part of somebody's, and no more.
"""

from collections.abc import Iterable, Mapping, Sequence

from mutoscope.apps.accounts.contracts import Viewer
from mutoscope.apps.safety.contracts import Kin
from mutoscope.apps.studio.contracts import Lineage, MadeOf, SoundUsed, VideoLine
from mutoscope.apps.studio.firsts import first_like
from mutoscope.apps.studio.models import Edge
from mutoscope.apps.videos import queries as videos
from mutoscope.apps.videos.contracts import CardPage, VideoCard
from mutoscope.core.units import cursor_after, from_text, read_cursor, to_text

PAGE = 24
_MOST_COUNTED = 1_000
_MOST_BELOW = 5_000
"""So many edges are read to count what a page of videos is used by."""
_MOST_STEPS = 8
"""So far up the first maker is looked for."""
_MOST_PAGES = 5
"""Of edges read to fill one page of cards."""


def lineage(video_id: int, viewer: Viewer) -> Lineage:
    """Refuses ``no_such_video``."""
    videos.check_may_view(video_id, viewer)
    edges = list(Edge.objects.filter(child_id=video_id).order_by("id"))
    root_id = _root(edges)
    seen = {card.id: card for card in videos.cards([root_id, *(one.parent_id for one in edges)], viewer)}
    direct = {one.parent_id for one in edges}
    root = seen.get(to_text(root_id)) if root_id and root_id not in direct else None
    like = first_like([video_id], viewer).get(video_id)
    return Lineage(
        made_of=tuple(_made_of(edge, seen, viewer) for edge in edges),
        root=line(root) if root else None,
        used_by=_count(video_id),
        cut_like=line(like) if like and from_text(like.id) not in {*direct, root_id} else None,
    )


def uses(video_id: int, viewer: Viewer, cursor: str = "") -> CardPage:
    """Videos made with this one, newest first, as far as ``viewer`` may see them. Refuses ``no_such_video``,
    ``bad_cursor``."""
    videos.check_may_view(video_id, viewer)
    last = read_cursor(cursor)[1] if cursor else 1 << 62
    found: list[VideoCard] = []
    for _page in range(_MOST_PAGES):
        ids = _children(video_id, last)
        cards = {card.id: card for card in videos.cards(ids, viewer)}
        for at, child_id in enumerate(ids):
            if card := cards.get(to_text(child_id)):
                found.append(card)
            if len(found) == PAGE and at + 1 < len(ids):
                return CardPage(tuple(found), cursor_after(0, child_id))
        if len(ids) < PAGE:
            return CardPage(tuple(found), "")
        last = ids[-1]
        if len(found) == PAGE:
            break
    return CardPage(tuple(found), cursor_after(0, last))


def kin(video_ids: Iterable[int], viewer: Viewer) -> dict[int, Kin]:
    """Around each of these, for our team."""
    ids = list(video_ids)
    above = list(Edge.objects.filter(child_id__in=ids).order_by("id"))
    cards = {card.id: card for card in videos.cards(sorted({edge.parent_id for edge in above}), viewer)}
    holders: dict[int, dict[int, bool]] = {}
    below = Edge.objects.filter(parent_id__in=ids).values_list("parent_id", "child_id", "materials")
    for parent_id, child_id, materials in below[:_MOST_BELOW]:
        known = holders.setdefault(parent_id, {})
        known[child_id] = known.get(child_id, False) or bool(materials)
    return {
        one: _kin([edge for edge in above if edge.child_id == one], cards, holders.get(one, {}))
        for one in ids
    }


def _kin(above: Sequence[Edge], cards: Mapping[str, VideoCard], holders: Mapping[int, bool]) -> Kin:
    parts = {to_text(edge.parent_id): edge.role for edge in above}
    there = tuple((cards[one], role) for one, role in parts.items() if one in cards)
    return Kin(there, len(parts) - len(there), len(holders), sum(holders.values()))


def _made_of(edge: Edge, seen: dict[str, VideoCard], viewer: Viewer) -> MadeOf:
    card = seen.get(to_text(edge.parent_id))
    sound = videos.sound(edge.sound_id, viewer) if edge.sound_id and card else None
    return MadeOf(
        role=edge.role,  # type: ignore[arg-type]  # the column holds nothing else
        video=line(card) if card else None,
        sound=SoundUsed(sound.id, sound.title, sound.creator.handle) if sound else None,
    )


def line(card: VideoCard) -> VideoLine:
    return VideoLine(card.id, card.caption, card.poster_url, card.creator)


def _root(edges: Sequence[Edge]) -> int:
    """The video at the beginning of the line of films, not of sounds; 0: there is none."""
    film = next((one.parent_id for one in edges if not one.sound_id), 0)
    for _step in range(_MOST_STEPS):
        above = Edge.objects.filter(child_id=film, sound_id=0).order_by("id")
        parent = above.values_list("parent_id", flat=True).first()
        if parent is None:
            return film
        film = parent
    return film


def _count(video_id: int) -> int:
    """How many were made with it that everybody may see; past a thousand it counts no further."""
    ids = set(
        Edge.objects.filter(parent_id=video_id)
        .order_by("-child_id")
        .values_list("child_id", flat=True)[:_MOST_COUNTED]
    )
    return sum(one.open for one in videos.standings(ids).values())


def _children(video_id: int, before: int) -> list[int]:
    rows = Edge.objects.filter(parent_id=video_id, child_id__lt=before).order_by("-child_id")
    return list(rows.values_list("child_id", flat=True).distinct()[:PAGE])
