"""Which videos may be on this viewer's page at all. Nothing later can bring back what is dropped here."""

from collections.abc import Iterable

from mutoscope.core.discovery.catalogue import Catalogue, Mask
from mutoscope.core.discovery.choices import Choices
from mutoscope.core.discovery.contracts import PageRequest
from mutoscope.core.discovery.dials import rule_out
from mutoscope.core.discovery.viewer import Viewer
from mutoscope.core.discovery.weights import Weights

FILTERS = ("withdrawn", "age", "own", "followers_only", "blocked", "held", "refused", "muted", "ruled_out")
"""What keeps a video off a page, in the order of the code below."""


def eligible(
    catalogue: Catalogue, viewer: Viewer, choices: Choices, request: PageRequest, weights: Weights
) -> Mask:
    """Over all rows: alive, old enough, allowed, not their own, not blocked, refused or muted, not held.

    Of the viewer only what they said outright is read, nothing they watched.

    Seen ones are still in it, because they may come back once everything has been seen.
    """
    may = catalogue.open_to(request.age)
    for creator in request.follows:
        rows = catalogue.for_followers.of(creator)
        may[rows] = catalogue.min_age[rows] <= request.age
    for creator in (request.person_id, *request.blocked):
        may[catalogue.by_creator.of(creator)] = False
    may[known(catalogue, request.have)] = False
    may[list(viewer.refused)] = False
    for tag in request.muted_tags:
        may[catalogue.by_tag.of(tag)] = False
    for sound in request.muted_sounds:
        may[catalogue.by_sound.of(sound)] = False
    for word in request.muted_words:
        may[catalogue.vocabulary.saying(word)] = False
    _apply_mutes(catalogue, viewer, may, request.now_ms - weights.mute_ms)
    rule_out(catalogue, choices, may)
    return may


def known(catalogue: Catalogue, video_ids: Iterable[int]) -> list[int]:
    """The rows of those that were ever heard of."""
    rows = catalogue.rows
    return [rows[one] for one in video_ids if one in rows]


def muted_tag(catalogue: Catalogue, video_id: int, tag: str) -> str:
    """The tag that «not interested» in a tag of ``video_id`` means: the one named, else its rarest."""
    item = catalogue.item(video_id)
    if tag or item is None or not item.tags:
        return tag
    return min(item.tags, key=lambda each: (catalogue.by_tag.count(each), each))


def _apply_mutes(catalogue: Catalogue, viewer: Viewer, may: Mask, since_ms: int) -> None:
    for row, said in viewer.refusals.items():
        video_id = int(catalogue.ids[row])
        item = catalogue.item(video_id)
        for (scope, tag), refusal in said.items():
            if not refusal.stands or refusal.said_ms < since_ms:
                continue
            if scope == "tag":
                may[catalogue.by_tag.of(muted_tag(catalogue, video_id, tag))] = False
            elif item is not None and scope == "creator":
                may[catalogue.by_creator.of(item.creator_id)] = False
            elif item is not None and scope == "sound":
                may[catalogue.by_sound.of(item.sound_id)] = False
