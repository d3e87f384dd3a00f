"""The other end: a browser's keys, and a push service that keeps what it is handed."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from mutoscope.adapters.webpush.sealing import from_unpadded, unpadded


@dataclass
class Subscriber:
    private: ec.EllipticCurvePrivateKey
    auth: str

    @staticmethod
    def new() -> "Subscriber":
        return Subscriber(ec.generate_private_key(ec.SECP256R1()), unpadded(b"0123456789abcdef"))

    @staticmethod
    def of(private: str, auth: str) -> "Subscriber":
        number = int.from_bytes(from_unpadded(private), "big")
        return Subscriber(ec.derive_private_key(number, ec.SECP256R1()), auth)

    @property
    def point(self) -> bytes:
        return self.private.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)

    @property
    def p256dh(self) -> str:
        return unpadded(self.point)

    def open(self, body: bytes) -> bytes:
        """Written from the standard's receiving side, not from our sending one."""
        salt, length = body[:16], body[20]
        theirs, sealed = body[21 : 21 + length], body[21 + length :]
        secret = self.private.exchange(
            ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), theirs)
        )
        info = b"WebPush: info\x00" + self.point + theirs
        ikm = HKDF(SHA256(), 32, from_unpadded(self.auth), info).derive(secret)
        key = HKDF(SHA256(), 16, salt, b"Content-Encoding: aes128gcm\x00").derive(ikm)
        nonce = HKDF(SHA256(), 12, salt, b"Content-Encoding: nonce\x00").derive(ikm)
        plain = AESGCM(key).decrypt(nonce, sealed, None)
        assert plain.rstrip(b"\x00").endswith(b"\x02"), "the last record says that it is the last"
        return plain.rstrip(b"\x00")[:-1]


@dataclass
class Received:
    path: str
    headers: dict[str, str]
    body: bytes


@dataclass
class Service:
    """A push service; ``says`` is the status of each next answer, the last one for ever."""

    origin: str
    got: list[Received] = field(default_factory=list)
    says: list[int] = field(default_factory=lambda: [201])


@contextmanager
def push_service() -> Iterator[Service]:
    class Desk(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            service.got.append(Received(self.path, dict(self.headers), body))
            self.send_response(service.says.pop(0) if len(service.says) > 1 else service.says[0])
            self.send_header("Location", "http://127.0.0.1:1/elsewhere")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Desk)
    service = Service(f"http://127.0.0.1:{server.server_address[1]}")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield service
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
