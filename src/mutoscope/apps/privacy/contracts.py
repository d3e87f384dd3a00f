"""One's own data, as the media process and the web client see it."""

import msgspec


class Fetchable(msgspec.Struct, frozen=True):
    """A copy that may be fetched now."""

    object_key: str
    size: int
    name: str
    """What the file is called on the reader's machine."""
