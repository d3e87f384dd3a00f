"""The web process as it really runs, and clients whose request comes in pieces."""

import socket
import time
from pathlib import Path

import pytest
from tests.serving import place

pytestmark = pytest.mark.slow


def test_a_body_that_comes_late_costs_nobody_the_connection(tmp_path: Path) -> None:
    """Nobody reads the body of a request that is refused; the next one on the same connection is answered."""
    with place(tmp_path) as here:
        here.start("web")
        with socket.create_connection(("127.0.0.1", here.web_port), 20) as line:
            for _ in range(2):
                line.sendall(
                    b"PUT /api/videos/1/like HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\n"
                )
                time.sleep(0.3)
                line.sendall(b"{}")
                assert line.makefile("rb").readline().startswith(b"HTTP/1.1 403 ")
                _rest(line)


def _rest(line: socket.socket) -> None:
    """Take what else has come."""
    line.settimeout(0.2)
    try:
        while line.recv(65_536):
            pass
    except TimeoutError:
        line.settimeout(20)
