"""What a video is about, as 64 numbers, from its words alone.

Each token (tag, caption word, sound, creator, language) has a fixed direction: the 64 bits of its hash read
as signs. A video is the weighted sum of its tokens' directions, scaled to length 1. This is a signed random
projection of the bag of tokens: angles between videos approximate the cosine between their bags, within
about 1/sqrt(64), and no model needs to be shipped. A learned map can replace it behind the same function.
"""

import hashlib
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from mutoscope.core.discovery.contracts import Item

SIZE = 64
Floats = npt.NDArray[np.float64]

_TAG, _WORD, _SOUND, _CREATOR, _LANGUAGE = 2.0, 0.7, 0.8, 0.7, 0.3
_SMALL_WORDS = frozenset(
    """
    a an and are as at be but by for from has have i in is it its me my no not of on or our so that the this
    to was we what when with you your
    au aux avec ce ces dans de des du elle en est et eux il ils je la le les leur lui ma mais mes moi mon ne
    nos notre nous ou par pas pour qu que qui sa se ses son sur ta te tes toi ton tu un une vos votre vous
    """.split()  # noqa: SIM905 - words read better than a list of quoted words
)

_ANY_TAGS = frozenset(
    """
    explore foryou foryoupage fyp fypage mutoscope pourtoi reel reels shorts tendance tiktok trend trending
    trends video videos viral xyzbca
    """.split()  # noqa: SIM905 - as above
)
"""Hashtags that people put on anything: what they have in common is nothing."""


def content_vector(item: Item) -> Floats:
    """A vector of length 1; of length 0 only when the item has no token at all."""
    total = np.zeros(SIZE)
    words = [word for word in item.words[:40] if word not in _SMALL_WORDS and word not in item.tags]
    for tag in [tag for tag in item.tags[:20] if tag not in _ANY_TAGS]:
        total += _TAG * _direction("#" + tag)
    for word in words:
        total += _WORD * _direction("w" + word)
    if item.sound_id:
        total += _SOUND * _direction(f"s{item.sound_id}")
    total += _CREATOR * _direction(f"c{item.creator_id}")
    if item.language:
        total += _LANGUAGE * _direction("l" + item.language)
    return unit(total)


@lru_cache(maxsize=20_000)
def _direction(token: str) -> Floats:
    bits = np.unpackbits(np.frombuffer(hashlib.blake2b(token.encode(), digest_size=8).digest(), np.uint8))
    return bits.astype(np.float64) * 2.0 - 1.0


def stable_key(word: str) -> int:
    """A number of 63 bits that stands for a word in every process and after every restart."""
    return int.from_bytes(hashlib.blake2b(word.encode(), digest_size=8).digest(), "big") >> 1


def unit(vector: Floats) -> Floats:
    """``vector`` scaled to length 1; zero stays zero."""
    length = float(np.sqrt(vector @ vector))
    return vector / length if length > 0 else vector
