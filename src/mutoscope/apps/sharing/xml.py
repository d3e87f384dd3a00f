"""Writing XML in which people's words can break nothing."""

import re
from collections.abc import Mapping
from typing import Any
from xml.sax.saxutils import escape

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'


def legal(text: str) -> str:
    """``text`` without the characters that XML has no place for."""
    return _NOT_XML.sub("", text)


def plain(value: Any) -> str:
    """``value`` as text between two tags."""
    return escape(legal(str(value)))


def element(name: str, value: Any) -> str:
    """An element of ours around a value of anybody's."""
    return f"<{name}>{plain(value)}</{name}>"


def document(root: str, fields: Mapping[str, Any]) -> str:
    """One flat document: an element for each field."""
    return f"{HEAD}<{root}>{''.join(element(name, value) for name, value in fields.items())}</{root}>\n"
