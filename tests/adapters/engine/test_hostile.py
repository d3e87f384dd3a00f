"""Whatever is thrown at the socket, the engine closes that connection and serves the others."""

import os
import random
import socket
import stat
import threading
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from tests.core.discovery.world import NOW, a_catalogue

from mutoscope.adapters.engine import EngineDown, Keeper, connect, wire
from mutoscope.adapters.engine.host import Host
from mutoscope.core.discovery import PageRequest


@pytest.fixture
def path(tmp_path: Path) -> Iterator[Path]:
    keeper = Keeper()
    keeper.put_items(a_catalogue(["cooking"], 8))
    host = Host(keeper, tmp_path / "e.sock")
    thread = threading.Thread(target=host.serve)
    thread.start()
    yield tmp_path / "e.sock"
    host.stop()
    thread.join()


def throw(path: Path, data: bytes) -> bytes:
    """Send bytes, say no more, and read what comes back."""
    with socket.socket(socket.AF_UNIX) as channel:
        channel.settimeout(5)
        channel.connect(str(path))
        try:
            channel.sendall(data)
            channel.shutdown(socket.SHUT_WR)
        except OSError:
            pass
        answer = b""
        try:
            while part := channel.recv(65536):
                answer += part
        except OSError:
            pass
        return answer


def framed(body: bytes) -> bytes:
    return len(body).to_bytes(4, "big") + body


BAD = {
    "nothing": framed(b""),
    "a huge length": b"\xff\xff\xff\xff" + b"x" * 100,
    "text": b"GET / HTTP/1.1\r\nHost: engine\r\n\r\n",
    "half a frame": b"\x00\x00\x01\x00abc",
    "not msgpack": framed(b"\xc1\xc1\xc1"),
    "another value": framed(msgspec.msgpack.encode([1, 2, 3])),
    "an unknown call": framed(msgspec.msgpack.encode({"type": "drop_everything"})),
    "wrong types": framed(msgspec.msgpack.encode({"type": "page", "request": {"viewer": 5, "now_ms": "x"}})),
    "deep nesting": framed(b"\x91" * 100_000 + b"\xc0"),
    "a kind of event nobody knows": framed(
        msgspec.msgpack.encode(
            {
                "type": "ingest",
                "events": [{"event_id": "1", "viewer": "a", "kind": "explode", "video_id": 1, "at_ms": 1}],
            }
        )
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_a_hostile_frame_ends_only_its_own_connection(path: Path, name: str) -> None:
    """The sender gets an error or nothing, and is cut off; everybody else is served."""
    client = connect(path)
    client.health()
    answer = throw(path, BAD[name])
    assert not answer or wire.decode_answer(answer[4:]).error == "bad_frame"
    assert len(client.page(PageRequest(viewer="aone", now_ms=NOW)).served) == 8
    client.close()


def test_random_bytes_do_no_harm(path: Path) -> None:
    """Two hundred random messages later the engine still answers."""
    seed = int.from_bytes(os.urandom(4), "big")
    dice = random.Random(seed)
    for _ in range(200):
        body = dice.randbytes(dice.randrange(1, 80))
        throw(path, framed(body) if dice.random() < 0.7 else body)
    client = connect(path)
    assert client.health().videos == 8, f"seed {seed}"
    client.close()


def test_only_the_owner_may_open_the_socket(path: Path) -> None:
    """The socket's mode lets nobody else in."""
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_too_large_a_batch_is_refused_and_the_connection_lives(path: Path) -> None:
    """More events than one call may hold is an error of that call alone."""
    client = connect(path)
    events = [wire.Event("e", "a", "watch", 1, 1)] * (wire.MOST_EVENTS + 1)
    with pytest.raises(EngineDown, match="bad_call"):
        client.ingest(events)
    assert client.health().videos == 8
    client.close()


def test_an_engine_that_is_not_there_is_said_to_be_down(tmp_path: Path) -> None:
    """No socket, no answer: a fault with a name, at once."""
    with pytest.raises(EngineDown):
        connect(tmp_path / "nobody.sock").health()


def test_a_client_outlives_a_restart(tmp_path: Path) -> None:
    """Connections kept from before a restart are replaced without the caller noticing."""
    client = connect(tmp_path / "e.sock")
    for _ in range(2):
        host = Host(Keeper(), tmp_path / "e.sock")
        thread = threading.Thread(target=host.serve)
        thread.start()
        assert client.health().videos == 0
        host.stop()
        thread.join()
    with pytest.raises(EngineDown):
        client.health()
    client.close()
