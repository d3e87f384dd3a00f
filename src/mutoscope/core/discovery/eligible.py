"""Which videos may be on this viewer's page at all. Nothing later can bring back what is dropped here."""

import numpy as np

from mutoscope.core.discovery.catalogue import Catalogue, Mask
from mutoscope.core.discovery.choices import Choices
from mutoscope.core.discovery.contracts import PageRequest
from mutoscope.core.discovery.dials import rule_out
from mutoscope.core.discovery.facts import Viewer
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
    n = len(catalogue)
    may = catalogue.alive[:n] & (catalogue.min_age[:n] <= request.age)
    creator = catalogue.creator[:n]
    if request.person_id:
        may &= creator != request.person_id
    if catalogue.followers_only[:n].any():
        may &= ~catalogue.followers_only[:n] | np.isin(creator, request.follows)
    if request.blocked:
        may &= ~np.isin(creator, request.blocked)
    for video_id in request.have:
        _drop(catalogue, may, video_id)
    for video_id in viewer.refused:
        _drop(catalogue, may, video_id)
    for tag in request.muted_tags:
        may[[row for row in catalogue.tagged(tag) if row < n]] = False
    if request.muted_sounds:
        may &= ~np.isin(catalogue.sound[:n], request.muted_sounds)
    for word in request.muted_words:
        may[catalogue.vocabulary.saying(word)] = False
    _apply_mutes(catalogue, viewer, may, request.now_ms - weights.mute_ms)
    rule_out(catalogue, choices, may)
    return may


def muted_tag(catalogue: Catalogue, video_id: int, tag: str) -> str:
    """The tag that «not interested» in a tag of ``video_id`` means: the one named, else its rarest."""
    item = catalogue.item(video_id)
    if tag or item is None or not item.tags:
        return tag
    return min(item.tags, key=lambda each: (len(catalogue.tagged(each)), each))


def _apply_mutes(catalogue: Catalogue, viewer: Viewer, may: Mask, since_ms: int) -> None:
    n = len(may)
    for video_id, said in viewer.refusals.items():
        item = catalogue.item(video_id)
        for (scope, tag), refusal in said.items():
            if not refusal.stands or refusal.said_ms < since_ms:
                continue
            if scope == "tag":
                named = muted_tag(catalogue, video_id, tag)
                may[[row for row in catalogue.tagged(named) if row < n]] = False
            elif item is not None and scope == "creator":
                may &= catalogue.creator[:n] != item.creator_id
            elif item is not None and scope == "sound" and item.sound_id:
                may &= catalogue.sound[:n] != item.sound_id


def _drop(catalogue: Catalogue, may: Mask, video_id: int) -> None:
    row = catalogue.rows.get(video_id)
    if row is not None:
        may[row] = False
