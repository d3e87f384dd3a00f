"""What somebody may make of a video that is itself made with others': no more than everybody allows whose
part it shows.

    Ana: duet          Bob's duet with her: duet, remix          whoever cuts from Bob's: duet

A leave for a duet with Ana's is no leave to pass her picture on for whatever Bob allows. The sound of a video
has a switch of its own, and a project that is opened names each of its parts, which are asked for one by one:
this is about films.
"""

from collections.abc import Collection

import msgspec

from mutoscope.apps.accounts.contracts import Viewer
from mutoscope.apps.studio.models import Edge, Script
from mutoscope.apps.videos import queries as videos
from mutoscope.apps.videos.contracts import PartOfVideo
from mutoscope.core.montage.lineage import Grant
from mutoscope.core.policy.reuse import REUSES, Offer, Reuse, may_use

GONE = -1
"""In ``Script.shown``: a surface in the place of a part."""
_MOST = 64
"""So many videos are asked; the film of one that is made of more is for nobody."""


class Offers:
    """Videos as one person stands to them who would like to use them; each is asked for once. For as long as
    one act takes: what authors change counts in the next."""

    def __init__(self, viewer: Viewer) -> None:
        self.viewer = viewer
        self._videos: dict[int, Offer] = {}
        self._films: dict[int, Offer] = {}
        self._shown: dict[int, list[Edge]] = {}

    def read_ahead(self, films: Collection[int] = (), projects: Collection[int] = ()) -> None:
        """Ask for many at once, and for all that the films are made of: a few reads for each step up."""
        self._read({*films, *projects})
        step, most = set(films), _MOST * len(films)
        while step and len(self._shown) < most:
            self._read(step)
            self._shown |= _shown_in(step)
            step = {edge.parent_id for one in step for edge in self._shown[one]} - self._shown.keys()

    def _read(self, ids: set[int]) -> None:
        self._videos |= videos.offers_to(ids - self._videos.keys(), self.viewer)

    def of_video(self, video_id: int) -> Offer:
        """By its author's word alone: of its project, whose parts are asked for one by one."""
        if video_id not in self._videos:
            self._videos[video_id] = videos.offer_to(video_id, self.viewer)
        return self._videos[video_id]

    def of_film(self, video_id: int) -> Offer:
        """Of its film, with all that is in it; its ``author`` is whoever stands in the way."""
        if video_id not in self._films:
            self._films[video_id] = self._film(video_id, {})
        return self._films[video_id]

    def _film(self, video_id: int, asked: dict[int, Offer]) -> Offer:
        if video_id in asked or len(asked) >= _MOST:
            return asked.get(video_id, Offer())
        offer = asked[video_id] = self.of_video(video_id)
        if video_id not in self._shown:
            self._shown |= _shown_in({video_id})
        for edge in self._shown[video_id]:
            above = self._film(edge.parent_id, asked)
            offer = _within(offer, above, msgspec.json.decode(edge.grant, type=Grant))
        asked[video_id] = offer
        return offer


def parts_of(ids: Collection[int]) -> dict[int, list[PartOfVideo]]:
    """Of each of these videos what it was made of, whoever may see that: for what videos need to know."""
    edges = list(Edge.objects.filter(child_id__in=ids).order_by("id"))
    films = {edge.pk for edge in edges if edge.materials and not edge.sound_id}
    gone = _gone_from({edge.child_id for edge in edges if edge.pk in films})
    found: dict[int, list[PartOfVideo]] = {}
    for edge in edges:
        shown = edge.pk in films and edge.parent_id not in gone.get(edge.child_id, ())
        part = PartOfVideo(edge.parent_id, edge.sound_id, edge.role, shown)  # type: ignore[arg-type]  # the column holds nothing else
        found.setdefault(edge.child_id, []).append(part)
    return found


def _shown_in(ids: Collection[int]) -> dict[int, list[Edge]]:
    """The films of others that each of these shows."""
    edges = Edge.objects.filter(child_id__in=ids, sound_id=0).order_by("id")
    films = [edge for edge in edges if _is_film(edge)]
    gone = _gone_from({edge.child_id for edge in films})
    found: dict[int, list[Edge]] = {one: [] for one in ids}
    for edge in films:
        if edge.parent_id not in gone.get(edge.child_id, ()):
            found[edge.child_id].append(edge)
    return found


def _is_film(edge: Edge) -> bool:
    """Not a sound, and not only the cuts of a template; also where its maker only said so, later."""
    return not edge.sound_id and (bool(edge.materials) or edge.confirmed)


def _gone_from(ids: Collection[int]) -> dict[int, set[int]]:
    """Of each of these the parents in whose place its film shows a surface."""
    if not ids:
        return {}
    scripts = Script.objects.filter(video_id__in=ids).values_list("video_id", "shown")
    return {
        video_id: {
            int(one) for one, cut in msgspec.json.decode(shown, type=dict[str, int]).items() if cut == GONE
        }
        for video_id, shown in scripts
    }


def _within(offer: Offer, above: Offer, grant: Grant) -> Offer:
    """Its maker keeps the leave that they had, and all of it where they only said what it is; everybody else
    needs the one there is now."""
    theirs: set[Reuse] = set(may_use(above))
    if offer.own:
        theirs |= set(REUSES if grant.own or grant.by == "confirmed" else grant.allows)
    left = tuple(one for one in may_use(offer) if one in theirs)
    if left == may_use(offer) or not offer.sees or not offer.has_account:
        return offer
    author = above.author if above.sees and above.author else offer.author
    return msgspec.structs.replace(offer, own=False, for_everyone=True, allows=left, author=author)
