"""Templates that were made anew by hand: whose places are those of a template that was here before.

That is nothing to ask anybody about. Whoever looks at the later one reads whose came earlier, and can
use theirs.
"""

from collections.abc import Iterable

from mutoscope.apps.accounts.contracts import Viewer
from mutoscope.apps.studio import documents
from mutoscope.apps.studio.models import Timeline
from mutoscope.apps.videos import queries as videos
from mutoscope.apps.videos.contracts import VideoCard
from mutoscope.core.montage.templates import cuts_of
from mutoscope.core.units import from_text

_UNKNOWN = "?"
_LOOKED_AT = 8
"""So many of the first with the same places are looked at; some of them may not be seen by whoever asks."""


def first_like(video_ids: Iterable[int], viewer: Viewer) -> dict[int, VideoCard]:
    """Of those of these videos that were cut like an earlier template by somebody else, the first such that
    ``viewer`` may see."""
    rows = Timeline.objects.filter(video_id__in=list(video_ids), published_ms__gt=0).exclude(
        cuts__in=("", _UNKNOWN)
    )
    mine = list(rows.values_list("video_id", "cuts", "published_ms"))
    before = {cuts: _firsts(cuts) for cuts in {cuts for _, cuts, _ in mine}}
    asked = sorted({video_id for ids in before.values() for video_id, _ in ids})
    cards = {from_text(card.id): card for card in videos.cards(asked, viewer)} if asked else {}
    makers = videos.creators_of([video_id for video_id, _, _ in mine])
    found: dict[int, VideoCard] = {}
    for video_id, cuts, published_ms in mine:
        for first_id, first_ms in before[cuts]:
            if (first_ms, first_id) >= (published_ms, video_id):
                break
            if card := cards.get(first_id):
                if from_text(card.creator.id) != makers.get(video_id):
                    found[video_id] = card
                break
    return found


def fill(most: int = 500) -> int:
    """Write down the places of timelines from before they were; how many of these were looked at."""
    ids = list(Timeline.objects.filter(cuts=_UNKNOWN).values_list("video_id", flat=True)[:most])
    for video_id in ids:
        row = Timeline.objects.filter(video_id=video_id)
        document = row.values_list("document", flat=True).first()
        if row.filter(cuts=_UNKNOWN).update(cuts="") and document:  # one that can't be read stops nobody
            row.filter(cuts="", document=document).update(cuts=cuts_of(documents.kept(document)))
    return len(ids)


def _firsts(cuts: str) -> list[tuple[int, int]]:
    """(video, when it came out) of the first templates with these places."""
    same = Timeline.objects.filter(cuts=cuts, is_template=True, published_ms__gt=0)
    return list(
        same.order_by("published_ms", "video_id").values_list("video_id", "published_ms")[:_LOOKED_AT]
    )
