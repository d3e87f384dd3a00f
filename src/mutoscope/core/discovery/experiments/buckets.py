"""Who is in which arm: told by a hash, so nothing has to be remembered, and everybody can check it.

    position = BLAKE2b(salt, unit) / 2^48          even over [0, 1), the same for ever
    arm k    : position in [k/K, k/K + share_k)    of K arms

Each arm has a stripe of its own to grow in: a share that rises only lets in units that were in no arm, so
nobody ever changes arms. Salts make experiments independent of each other (Tang, Agarwal, O'Brien and Meyer,
«Overlapping experiment infrastructure», 2010).
"""

import hashlib
from collections.abc import Sequence

NO_ARM = -1


def position(salt: str, unit: str) -> float:
    """Where ``unit`` stands in [0, 1) for this salt."""
    told = f"{salt}\0{unit}".encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.blake2b(told, digest_size=6).digest(), "big") / (1 << 48)


def assign(salt: str, unit: str, shares: Sequence[float]) -> int:
    """The arm of ``unit``, from 0; ``NO_ARM`` for those that are in none. Each share is of all units, and at
    most 1 over the number of arms."""
    many = len(shares)
    at = position(salt, unit) * many
    arm = int(at)
    return arm if at - arm < shares[arm] * many else NO_ARM
