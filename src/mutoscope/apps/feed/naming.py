"""Between the names that people read and write and those of the engine: handles, tags, sounds, languages."""

from collections.abc import Iterable
from typing import Protocol

from mutoscope.apps.accounts import queries as accounts
from mutoscope.apps.feed.contracts import Kind
from mutoscope.core.policy.handles import fold
from mutoscope.core.policy.mutes import tag_of
from mutoscope.core.units import Refusal, from_text, to_text


class Named(Protocol):
    @property
    def kind(self) -> Kind: ...
    @property
    def name(self) -> str: ...


def numbers(wished: Iterable[Named]) -> dict[tuple[Kind, str], str]:
    """(kind, name as people write it) -> as the engine knows it; without those that nobody has here."""
    wished = list(wished)
    people = accounts.ids_of_handles(one.name for one in wished if one.kind == "creator")
    found: dict[tuple[Kind, str], str] = {}
    for one in wished:
        try:
            match one.kind:
                case "creator":
                    known = people.get(fold(one.name))
                    name = "" if known is None else str(known)
                case "tag":
                    name = tag_of(one.name)
                case "sound":
                    name = str(from_text(one.name))
                case "language":
                    name = one.name.lower() if one.name.isascii() and one.name.isalpha() else ""
        except Refusal:
            name = ""
        if name:
            found[one.kind, one.name] = name
    return found


def names(known: Iterable[tuple[Kind, str]]) -> dict[tuple[Kind, str], tuple[str, str]]:
    """(kind, as the engine knows it) -> (name, label); without people who are gone."""
    known = list(known)
    people = accounts.people(int(name) for kind, name in known if kind == "creator")
    found: dict[tuple[Kind, str], tuple[str, str]] = {}
    for kind, name in known:
        if kind == "creator":
            card = people.get(int(name))
            if card:
                found[kind, name] = (card.handle, card.name or card.handle)
        elif kind == "sound":
            found[kind, name] = (to_text(int(name)), "")
        else:
            found[kind, name] = (name, f"#{name}" if kind == "tag" else name)
    return found
