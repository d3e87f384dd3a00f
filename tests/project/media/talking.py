"""Speaks ASGI with the media process's application, as granian does, without a socket in between."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import msgspec

from mutoscope.project.media import application


@dataclass
class Reply:
    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    taken: int = 0
    """How many messages of the request the application had read when it answered."""

    def json(self) -> Any:
        return msgspec.json.decode(self.body)

    @property
    def code(self) -> str:
        return str(self.json()["code"])


async def ask(
    method: str,
    url: str,
    headers: dict[str, str] | None = None,
    body: Iterable[bytes] = (),
    *,
    stays: asyncio.Event | None = None,
    hangs_up: bool = False,
) -> Reply:
    """One request. ``stays``: the body goes on only once this is set; ``hangs_up``: and never ends well."""
    parts = urlsplit(url)
    messages: list[dict[str, Any]] = [
        {"type": "http.request", "body": block, "more_body": True} for block in body
    ]
    messages.append(
        {"type": "http.disconnect"} if hangs_up else {"type": "http.request", "body": b"", "more_body": False}
    )
    reply, done = Reply(), asyncio.Event()
    sent = 0

    async def receive() -> dict[str, Any]:
        nonlocal sent
        if sent == 1 and stays is not None:
            await stays.wait()
        if sent < len(messages):
            sent += 1
            return messages[sent - 1]
        await done.wait()
        return {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        if message["type"] == "http.response.start":
            reply.taken = sent
            reply.status = message["status"]
            reply.headers = {name.decode(): value.decode() for name, value in message["headers"]}
        else:
            reply.body += message.get("body", b"")

    scope = {
        "type": "http",
        "method": method,
        "path": parts.path,
        "query_string": parts.query.encode(),
        "headers": [
            (name.lower().encode(), value.encode("latin-1")) for name, value in (headers or {}).items()
        ],
    }
    await application(scope, receive, send)
    done.set()
    return reply


def talk(
    method: str, url: str, headers: dict[str, str] | None = None, body: Iterable[bytes] = (), **how: Any
) -> Reply:
    """``ask`` for stories that do one thing at a time."""
    return asyncio.run(ask(method, url, headers, body, **how))
