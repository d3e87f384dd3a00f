"""The little of ASGI that films and uploads need: a request to read from, an answer to send, threads to
wait in, and a memory for what was looked up a moment ago."""

import asyncio
import contextlib
import time
from collections.abc import Awaitable, Callable, Hashable, MutableMapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Generic, TypeVar
from urllib.parse import parse_qsl

import msgspec
from django.conf import settings
from django.db import close_old_connections
from django.utils import translation

from mutoscope.core.units import Refusal

Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
_Value = TypeVar("_Value")

_DATABASE_THREADS = 6
_database = ThreadPoolExecutor(_DATABASE_THREADS, thread_name_prefix="media-database")
_files = ThreadPoolExecutor(8, thread_name_prefix="media-files")
_MOST_REMEMBERED = 20_000
_MOST_DRAINED, _DRAIN_S = 16 << 20, 5.0


class Gone(Exception):
    """The other side hung up, or sent nothing for too long."""


async def in_database(act: Callable[..., _Value], *args: Any) -> _Value:
    """Call ``act`` where it may wait for the database."""

    def call() -> _Value:
        close_old_connections()
        return act(*args)

    return await asyncio.get_running_loop().run_in_executor(_database, call)


async def in_files(act: Callable[..., _Value], *args: Any) -> _Value:
    """Call ``act`` where it may wait for the disk."""
    return await asyncio.get_running_loop().run_in_executor(_files, act, *args)


class Request:
    """One request. Header names are lower case; a header sent twice counts once, the first time."""

    def __init__(self, scope: MutableMapping[str, Any], receive: Receive) -> None:
        self.method: str = scope["method"]
        self.path: str = scope["path"]
        self.headers: dict[str, str] = {}
        for name, value in scope["headers"]:
            self.headers.setdefault(name.decode("latin-1").lower(), value.decode("latin-1"))
        self.query = dict(parse_qsl(scope.get("query_string", b"").decode("latin-1"), max_num_fields=20))
        self._receive = receive
        self._ended = False

    def header(self, name: str) -> str:
        return self.headers.get(name, "")

    async def block(self, patience_s: float) -> bytes | None:
        """The next bytes of the body, None at its end; raises Gone."""
        while not self._ended:
            try:
                message = await asyncio.wait_for(self._receive(), patience_s)
            except TimeoutError as error:
                raise Gone from error
            if message["type"] == "http.disconnect":
                raise Gone
            self._ended = not message.get("more_body")
            if message.get("body"):
                return bytes(message["body"])
        return None

    async def drain(self) -> None:
        """Let what is still coming go by, within reason, so that the client gets to read the answer: one
        that is cut off while it sends often never looks."""
        room, until = _MOST_DRAINED, time.monotonic() + _DRAIN_S
        with contextlib.suppress(Gone):
            while not self._ended and room > 0 and time.monotonic() < until:
                block = await self.block(_DRAIN_S)
                room -= len(block or b"")

    async def until_gone(self) -> None:
        """Returns when the other side hangs up."""
        while (await self._receive())["type"] != "http.disconnect":
            pass


class Answer(msgspec.Struct):
    """An answer that fits in memory."""

    status: int
    headers: dict[str, str] = {}
    body: bytes = b""

    async def send(self, send: Send, *, without_body: bool = False) -> None:
        headers = {"content-length": str(len(self.body)), **self.headers}
        await send(start(self.status, headers))
        await send({"type": "http.response.body", "body": b"" if without_body else self.body})


def start(status: int, headers: dict[str, str]) -> dict[str, Any]:
    """The message that opens a response."""
    pairs = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers.items()]
    return {"type": "http.response.start", "status": status, "headers": pairs}


def refused(request: Request, refusal: Refusal) -> Answer:
    """{code, message, fields}, the message in the language the client asked for."""
    with translation.override(_language(request.header("accept-language"))):
        sentence = translation.gettext(refusal.sentence)
    message = sentence % refusal.fields if refusal.fields else sentence
    body = {"code": refusal.code, "message": message, "fields": refusal.fields}
    headers = {"content-type": "application/json", "cache-control": "no-store"}
    return Answer(refusal.status, headers, msgspec.json.encode(body))


def _language(accepted: str) -> str:
    for part in accepted[:200].split(","):
        code = part.split(";")[0].strip().lower().split("-")[0]
        if code in settings.CONFIG.languages:
            return code
    return settings.LANGUAGE_CODE


class Remembered(Generic[_Value]):
    """Answers of a slow question, kept for a moment; askers of the same at once share one asking."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._known: dict[Hashable, tuple[float, asyncio.Task[_Value]]] = {}

    async def get(self, key: Hashable, ask: Callable[[], Awaitable[_Value]]) -> _Value:
        now = time.monotonic()
        known = self._known.get(key)
        if known is None or known[0] < now:
            if len(self._known) > _MOST_REMEMBERED:
                self._known = {one: entry for one, entry in self._known.items() if entry[0] >= now}
            known = (now + self._seconds, asyncio.ensure_future(_awaited(ask)))
            self._known[key] = known
        try:
            return await asyncio.shield(known[1])
        except BaseException:
            if known[1].done() and self._known.get(key) is known:
                del self._known[key]  # a failure is not remembered
            raise


async def _awaited(ask: Callable[[], Awaitable[_Value]]) -> _Value:
    return await ask()
