"""Timelines as lines of text, read into montages: ``edits.txt`` says how they are drawn."""

import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from msgspec.structs import replace

from mutoscope.core.montage.document import (
    SCHEMA,
    Captions,
    Clip,
    Content,
    Effect,
    Fill,
    Footage,
    Join,
    Key,
    Listening,
    Marker,
    Material,
    Montage,
    Motion,
    Role,
    Slot,
    Speed,
    Text,
    Track,
    Use,
    Word,
)
from mutoscope.core.montage.templates import Piece
from mutoscope.core.montage.templates.making import EMPTY

_TOKEN = re.compile(
    r"(?P<id>[\w-]+)\[(?P<start>\d+)\.\.(?P<end>\d+)\)(?P<more>[^\s{]*)(?: \{(?P<dress>[^}]*)\})?"
    r"|~(?P<join>\d+)~"
)
_TRACK = re.compile(r"(main|overlay|text|sound|music|voice)\w*")
_ROLES: dict[str, tuple[Role, Use]] = {
    "main": ("main", "other"),
    "overlay": ("overlay", "other"),
    "text": ("text", "other"),
    "sound": ("sound", "other"),
    "music": ("sound", "music"),
    "voice": ("sound", "voice"),
}


class Story(NamedTuple):
    """A heading and the lines under it."""

    says: str
    lines: tuple[str, ...]


def stories(text: str) -> Iterator[Story]:
    """The stories of a file; what stands before the first heading is for people."""
    for block in re.split(r"(?m)^# ", text)[1:]:
        says, *lines = block.strip().splitlines()
        yield Story(says, tuple(line for line in lines if line.strip()))


def material(name: str) -> Material:
    """What the clip ``name`` is cut from: its first letter says."""
    return Material("upload", name[0].rjust(13, "0"))


def is_drawn(line: str) -> bool:
    """Whether a line draws something, and does not do anything."""
    return bool(re.match(r"(beats|notes|(main|overlay|text|sound|music|voice)\w*)( locked)?:", line))


def drawn(lines: Iterable[str]) -> Montage:
    """The montage that ``lines`` draw, bottom to top."""
    tracks, markers = [], []
    for line in lines:
        name, _, rest = line.partition(":")
        if name in ("beats", "notes"):
            kind: Any = name.removesuffix("s")
            markers += [Marker(int(at), kind) for at in rest.split()]
        else:
            tracks.append(_track(name, rest))
    markers.sort(key=lambda marker: (marker.at, marker.kind))
    return Montage(SCHEMA, tracks=tuple(tracks), markers=tuple(markers))


def drawn_clip(text: str, track: str) -> Clip:
    """One clip as a track of that name holds it."""
    return _track(track, text).clips[0]


def drawn_speed(text: str) -> tuple[Speed, ...]:
    """``2000``: throughout; ``0:1000,10000:3000``: a curve."""
    if ":" not in text:
        return (Speed(0, int(text)),)
    return tuple(Speed(*map(int, point.split(":"))) for point in text.split(","))


def _track(name: str, text: str) -> Track:
    name, *words = name.split()
    kind = _TRACK.fullmatch(name)
    assert kind, name
    role, use = _ROLES[kind[1]]
    clips: list[Clip] = []
    joins: list[Join] = []
    for token in _TOKEN.finditer(text):
        if token["join"]:
            joins.append(Join(clips[-1].id, "dissolve", int(token["join"])))
        else:
            clips.append(_clip(token, role))
    return Track(name, role, tuple(clips), tuple(joins), use=use, locked="locked" in words)


def _clip(token: re.Match[str], role: Role) -> Clip:
    start, end = int(token["start"]), int(token["end"])
    clip = Clip(token["id"], start, end - start, _content(token["id"], role))
    for sign, value in re.findall(r"([=+*<!])([\w:,.]*)", token["more"]):
        clip = replace(clip, content=_with(clip.content, sign, value))
    for item in filter(None, (item.strip() for item in (token["dress"] or "").split(";"))):
        clip = _dressed(clip, item)
    return clip


def _content(name: str, role: Role) -> Content:
    if role == "sound":
        return Listening(material(name))
    if role == "text":
        return Captions(()) if name[0] == "c" else Text(name)
    if name[0] in "ez":
        return EMPTY if name[0] == "e" else Fill()
    return Footage(material(name))


def _with(content: Content, sign: str, value: str) -> Content:
    if sign == "=":
        if isinstance(content, Text):
            return replace(content, text=value)
        return Listening(material(value)) if isinstance(content, Listening) else Footage(material(value))
    assert isinstance(content, Footage | Listening)
    if sign == "+":
        whole, _, rest = value.partition(".")
        return replace(content, source_in=int(whole), source_rest=int(rest or 0))
    if sign == "*":
        return replace(content, speed=drawn_speed(value))
    assert isinstance(content, Footage)
    return replace(content, backwards=True) if sign == "<" else replace(content, frozen=True)


def _dressed(clip: Clip, item: str) -> Clip:
    name, *values = item.split()
    if all("=" in value for value in values):
        return replace(clip, keys={**clip.keys, name: tuple(drawn_key(value) for value in values)})
    match name:
        case "fade":
            sound = replace(clip.sounding, fade_in=int(values[0]), fade_out=int(values[1]))
            return replace(clip, sounding=sound)
        case "volume":
            return replace(clip, sounding=replace(clip.sounding, volume=int(values[0])))
        case "effect":
            effect = Effect(values[0], start=int(values[1]), length=int(values[2]))
            return replace(clip, effects=(*clip.effects, effect))
        case "slot":
            return replace(clip, slot=_slot(*values))
        case "enter" | "leave":
            return replace(clip, **{name: Motion(values[0], int(values[1]))})
        case "words":
            assert isinstance(clip.content, Captions)
            return replace(clip, content=replace(clip.content, words=tuple(map(_word, values))))
    raise AssertionError(item)


def _slot(name: str, *words: str) -> Slot:
    """``one 2 text >30 *2000 <``: second, for words (``sound``: for that), thirty pictures at least, fast,
    backwards."""
    slot = Slot(name)
    for word in words:
        match word[0]:
            case ">":
                slot = replace(slot, least=int(word[1:]))
            case "*":
                slot = replace(slot, speed=drawn_speed(word[1:]))
            case "<":
                slot = replace(slot, backwards=True)
            case "t":
                slot = replace(slot, kind="text")
            case "s":
                slot = replace(slot, kind="sound")
            case _:
                slot = replace(slot, order=int(word))
    return slot


def drawn_piece(text: str) -> Piece:
    """``p``: a photo; ``a=60@5:1920x1080``: a film of sixty pictures from the fifth on, and its sides."""
    found = re.fullmatch(r"(\w+)(?:=(\d+))?(?:@(\d+))?(?::(\d+)x(\d+))?", text)
    assert found, text
    return Piece(material(found[1]), *(int(found[place] or 0) for place in range(2, 6)))


def drawn_key(text: str) -> Key:
    """``10=500``"""
    at, _, value = text.partition("=")
    return Key(int(at), int(value))


def _word(text: str) -> Word:
    said, at, length = re.split(r"[@+]", text)
    return Word(said, int(at), int(length))
