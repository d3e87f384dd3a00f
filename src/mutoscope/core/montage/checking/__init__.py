"""A project's document from bytes that anybody may have sent, and its one text and digest.

reading    bytes to a value: size, depth and version before anything else looks at them
bounds     what each number, word and colour may be
rules      what must hold between the parts: order, room, ids, joins, keys
refusing   how a no is said: which rule, and where

What can't be read is refused by name and place; nothing here is cut down in silence, and nothing else is
raised.
"""

from mutoscope.core.montage.checking.bounds import MontageLimits
from mutoscope.core.montage.checking.canonical import canonical, digest
from mutoscope.core.montage.checking.reading import read_montage
from mutoscope.core.montage.checking.rules import check

__all__ = ["MontageLimits", "canonical", "check", "digest", "read_montage"]
