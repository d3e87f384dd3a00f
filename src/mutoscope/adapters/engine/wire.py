"""How client and engine speak: 4 bytes of length, then one msgpack value; a call, then its answer.

A frame longer than the limit, or one that is not a call, ends the conversation: the stream can't be
trusted after it.
"""

import socket
from typing import Any

import msgspec

from mutoscope.adapters.engine.log import Entry
from mutoscope.core.discovery.choices import Wish
from mutoscope.core.discovery.contracts import Event, Item, PageRequest

CALL_LIMIT = 4 * 1024 * 1024
ANSWER_LIMIT = 1 << 30
MOST_EVENTS = 1_000
MOST_ITEMS = 2_000


class PageCall(msgspec.Struct, frozen=True, tag="page"):
    request: PageRequest


class IngestCall(msgspec.Struct, frozen=True, tag="ingest"):
    events: list[Event]
    now_ms: int = 0


class PutCall(msgspec.Struct, frozen=True, tag="put"):
    items: list[Item]


class WithdrawCall(msgspec.Struct, frozen=True, tag="withdraw"):
    video_ids: list[int]


class EraseCall(msgspec.Struct, frozen=True, tag="erase"):
    video_ids: list[int]


class AdoptCall(msgspec.Struct, frozen=True, tag="adopt"):
    anonymous: str
    person: str


class ForgetCall(msgspec.Struct, frozen=True, tag="forget"):
    viewer: str
    at_ms: int


class ExplainCall(msgspec.Struct, frozen=True, tag="explain"):
    viewer: str
    video_id: int


class SteerCall(msgspec.Struct, frozen=True, tag="steer"):
    viewer: str
    wish: Wish
    at_ms: int


class ChoicesCall(msgspec.Struct, frozen=True, tag="choices"):
    viewer: str


class RestartCall(msgspec.Struct, frozen=True, tag="restart"):
    viewer: str
    at_ms: int
    keep_seen: bool


class InterestsCall(msgspec.Struct, frozen=True, tag="interests"):
    viewer: str
    now_ms: int


class TopicsCall(msgspec.Struct, frozen=True, tag="topics"):
    most: int
    age: int


class ParametersCall(msgspec.Struct, frozen=True, tag="parameters"):
    pass


class FavouritesCall(msgspec.Struct, frozen=True, tag="favourites"):
    viewer: str
    most: int


class HistoryCall(msgspec.Struct, frozen=True, tag="history"):
    after: int
    most: int


class ExperimentsCall(msgspec.Struct, frozen=True, tag="experiments"):
    pass


class ResumeCall(msgspec.Struct, frozen=True, tag="resume"):
    label: str


class CatalogueCall(msgspec.Struct, frozen=True, tag="catalogue"):
    pass


class HealthCall(msgspec.Struct, frozen=True, tag="health"):
    with_state: bool = False


class TheirsCall(msgspec.Struct, frozen=True, tag="theirs"):
    viewer: str


class BringCall(msgspec.Struct, frozen=True, tag="bring"):
    entries: list[Entry]


class LeaveCall(msgspec.Struct, frozen=True, tag="leave"):
    anonymous: str
    person: str


class StandingCall(msgspec.Struct, frozen=True, tag="standing"):
    pass


Call = (
    PageCall
    | IngestCall
    | PutCall
    | WithdrawCall
    | EraseCall
    | AdoptCall
    | ForgetCall
    | ExplainCall
    | SteerCall
    | ChoicesCall
    | RestartCall
    | InterestsCall
    | TopicsCall
    | ParametersCall
    | FavouritesCall
    | HistoryCall
    | ExperimentsCall
    | ResumeCall
    | CatalogueCall
    | HealthCall
    | TheirsCall
    | BringCall
    | LeaveCall
    | StandingCall
)


class Answer(msgspec.Struct, frozen=True):
    value: msgspec.Raw = msgspec.Raw(b"\xc0")
    error: str = ""
    """A code: bad_frame, bad_call, log_failed, elsewhere, fault; empty when the call succeeded."""
    detail: str = ""


class BadFrame(Exception):
    """What came is not a frame of ours."""


encode = msgspec.msgpack.Encoder().encode
decode_call = msgspec.msgpack.Decoder(Call).decode
decode_answer = msgspec.msgpack.Decoder(Answer).decode


def send(channel: socket.socket, value: Any) -> None:
    body = encode(value)
    channel.sendall(len(body).to_bytes(4, "big") + body)


def receive(channel: socket.socket, limit: int) -> bytes | None:
    """The next frame; None when the other side closed between frames. Raises BadFrame."""
    head = _exactly(channel, 4)
    if head is None:
        return None
    length = int.from_bytes(head, "big")
    if not 0 < length <= limit:
        raise BadFrame(f"a frame of {length} bytes")
    body = _exactly(channel, length)
    if body is None:
        raise BadFrame("closed within a frame")
    return body


def _exactly(channel: socket.socket, length: int) -> bytes | None:
    parts: list[bytes] = []
    missing = length
    while missing:
        part = channel.recv(min(missing, 1 << 16))
        if not part:
            if parts:
                raise BadFrame("closed within a frame")
            return None
        parts.append(part)
        missing -= len(part)
    return b"".join(parts)
