"""Objects: bytes kept under their own hash, in a folder, in memory or on any S3, chosen by address."""

from mutoscope.adapters.objects.store import NoSuchObject, ObjectStore, hash_of, is_key, open_store

__all__ = ["NoSuchObject", "ObjectStore", "hash_of", "is_key", "open_store"]
