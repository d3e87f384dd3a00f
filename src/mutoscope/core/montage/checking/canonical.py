"""The one text of a montage, and its digest: the same in every language."""

import hashlib

import msgspec

from mutoscope.core.montage.document import Montage


def canonical(montage: Montage) -> bytes:
    """UTF-8 JSON with every default written out, names in order of their letters, no spaces."""
    return msgspec.json.encode(montage, order="sorted")


def digest(montage: Montage) -> str:
    """SHA-256 of ``canonical``, 64 hexadecimal digits: equal where, and only where, the projects are."""
    return hashlib.sha256(canonical(montage)).hexdigest()
