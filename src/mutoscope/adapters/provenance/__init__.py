"""Content credentials: a film that leaves says, under the house's signature, what it was made of."""

from mutoscope.adapters.provenance.signing import (
    Claim,
    Ingredient,
    Signatory,
    Unsigned,
    is_installed,
    read_signatory,
    said_of,
    sign,
)

__all__ = [
    "Claim",
    "Ingredient",
    "Signatory",
    "Unsigned",
    "is_installed",
    "read_signatory",
    "said_of",
    "sign",
]
