"""Objects, chosen by address, in a folder, in memory or on any S3: bytes kept under their own hash, and a
shelf for what goes by a name."""

from mutoscope.adapters.objects.shelf import NotOnShelf, Shelf, ShelfFailed
from mutoscope.adapters.objects.store import NoSuchObject, ObjectStore, hash_of, is_key, open_store

__all__ = [
    "NoSuchObject",
    "NotOnShelf",
    "ObjectStore",
    "Shelf",
    "ShelfFailed",
    "hash_of",
    "is_key",
    "open_store",
]
