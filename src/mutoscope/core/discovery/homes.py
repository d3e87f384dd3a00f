"""Which shard remembers a viewer: whoever asks works it out, and everybody comes to the same answer."""

import hashlib


def home(viewer: str, shards: int) -> int:
    """The number of the shard where ``viewer`` is at home, 0 <= it < ``shards``.

    Each shard draws a number for the viewer and the highest wins (rendezvous hashing: Thaler and Ravishankar,
    1998). With more shards a viewer either stays or moves to a new one.
    """
    if shards == 1:
        return 0
    key = viewer.encode()
    draws = (hashlib.blake2b(key, digest_size=8, key=b"shard %d" % one).digest() for one in range(shards))
    return max(zip(draws, range(shards), strict=True))[1]
