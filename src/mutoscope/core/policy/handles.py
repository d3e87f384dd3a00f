"""Handles: the names by which people find and mention each other.

Plain ASCII only, because a letter that looks like another is how one person poses as a second one.
"""

import re

from mutoscope.core.units import Refusal

SHORTEST, LONGEST = 3, 24

_RESERVED = """
    about abuse account accounts admin administrator administration anonymous api app apps billing contact
    create deleted demo drafts everyone explore feed follow followers following help home hostmaster info
    join legal live login logout mail me media mod moderation moderator moderators mutoscope news nobody
    noreply null official owner postmaster press privacy profile register report reset root safety search
    security server service settings signup sound sounds staff static status support sysadmin system tag
    team terms trends undefined upload user users verify video videos webmaster you
    """
RESERVED = frozenset(_RESERVED.split())
"""Words that would look like us, like everybody, or like an address of ours."""

_SHAPE = re.compile(r"[a-z0-9_](?:[a-z0-9_]|\.(?!\.))*[a-z0-9_]", re.ASCII)


def fold(text: str) -> str:
    """``text`` as a handle would be stored: no @ in front, ASCII letters in lower case."""
    text = text.strip().removeprefix("@")
    return text.lower() if text.isascii() else text


def is_handle(text: str) -> bool:
    """Whether ``text`` has the shape of a stored handle; reserved words have it too."""
    return SHORTEST <= len(text) <= LONGEST and _SHAPE.fullmatch(text) is not None


def check_handle(text: str) -> str:
    """The handle that ``text`` asks for, folded; refuses bad_handle and handle_reserved."""
    handle = fold(text)
    if not is_handle(handle):
        raise Refusal(
            "bad_handle",
            "A handle has 3 to 24 letters from a to z, digits, _ and dots, with no dot at an end.",
            fields={"field": "handle"},
        )
    if _looks(handle) in _LOOKS_OF_RESERVED:
        raise Refusal(
            "handle_reserved",
            "This handle is kept for the house. Please choose another one.",
            fields={"field": "handle"},
        )
    return handle


def _looks(handle: str) -> str:
    """What a quick glance makes of a handle: adm1n_ and admin look the same."""
    letters = handle.replace("_", "").replace(".", "").replace("rn", "m").replace("vv", "w")
    return letters.translate(str.maketrans("01i", "oll"))


_LOOKS_OF_RESERVED = frozenset(_looks(word) for word in RESERVED)
