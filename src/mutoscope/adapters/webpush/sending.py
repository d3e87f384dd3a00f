"""Handing one message to a push service: one request, no redirect followed, little of the answer read."""

import http.client
import socket
import ssl
from collections.abc import Sequence

from mutoscope.adapters.webpush.contracts import Gone, Message, Refused, Target, TryLater
from mutoscope.adapters.webpush.reaching import Way, way_to
from mutoscope.adapters.webpush.sealing import seal
from mutoscope.adapters.webpush.vapid import VapidKey

PATIENCE_S = 10.0


def deliver(
    target: Target, message: Message, key: VapidKey, *, services: Sequence[str], subject: str, now_s: int
) -> None:
    """Hand ``message`` over; raises Gone, Refused or TryLater."""
    way = way_to(target.endpoint, services)
    headers = {
        "Authorization": key.authorization(target.endpoint, subject, now_s),
        "Content-Encoding": "aes128gcm",
        "Content-Type": "application/octet-stream",
        "TTL": str(message.ttl_s),
        "Urgency": message.urgency,
    }
    if message.topic:
        headers["Topic"] = message.topic
    body = seal(message.body, target.p256dh, target.auth)
    connection = _connection(way)
    try:
        connection.request("POST", way.path, body, headers)
        status = connection.getresponse().status
    except (OSError, http.client.HTTPException) as error:
        raise TryLater(f"{way.host}: {type(error).__name__}") from error
    finally:
        connection.close()
    _judge(status, way.host)


def _judge(status: int, host: str) -> None:
    if 200 <= status < 300:
        return
    if status in (404, 410):
        raise Gone(f"{host} says {status}")
    if status == 429 or status >= 500:
        raise TryLater(f"{host} says {status}")
    raise Refused(f"{host} says {status}")


def _connection(way: Way) -> http.client.HTTPConnection:
    if way.secure:
        return _Pinned(way)
    return http.client.HTTPConnection(way.host, way.port, timeout=PATIENCE_S)


class _Pinned(http.client.HTTPSConnection):
    """Connects to the address that was looked at, and asks for the certificate of the name."""

    def __init__(self, way: Way) -> None:
        self._tls = ssl.create_default_context()
        super().__init__(way.host, way.port, timeout=PATIENCE_S, context=self._tls)
        self._address = way.address or way.host

    def connect(self) -> None:
        plain = socket.create_connection((self._address, self.port), PATIENCE_S)
        self.sock = self._tls.wrap_socket(plain, server_hostname=self.host)
