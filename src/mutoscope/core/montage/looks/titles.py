"""What people read of an entry of the catalogues."""

import msgspec


class Title(msgspec.Struct, frozen=True):
    """Its name in each of our languages."""

    en: str
    fr: str
