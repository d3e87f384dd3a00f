"""What there is to like: the tags of a catalogue, for somebody who is asked what they came for."""

import numpy as np

from mutoscope.core.discovery.catalogue import Catalogue


def widest_topics(catalogue: Catalogue, most: int, age: int) -> tuple[tuple[str, int], ...]:
    """(tag, videos) of what everybody of ``age`` may be served: those of the most creators first.

    Creators count rather than videos, so that nobody makes a topic by uploading alone.
    """
    shown = np.flatnonzero(catalogue.open_to(age))
    tags, makers = catalogue.tags[shown], catalogue.maker[shown]
    videos = np.bincount(tags.ravel(), minlength=len(catalogue.tag_codes) + 1)
    pairs = np.unique(tags.astype(np.int64) * (len(catalogue.maker_codes) + 1) + makers[:, None])
    creators = np.bincount(pairs // (len(catalogue.maker_codes) + 1), minlength=len(videos))
    found = [
        (tag, int(videos[code]), int(creators[code]))
        for tag, code in catalogue.tag_codes.items()
        if videos[code]
    ]
    found.sort(key=lambda one: (-one[2], -one[1], one[0]))
    return tuple((tag, count) for tag, count, _ in found[:most])
