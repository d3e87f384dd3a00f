"""Sealing a message for one browser: RFC 8291 (which keys) over RFC 8188 (aes128gcm, one record).

ecdh secret --HKDF(auth)--> ikm --HKDF(salt)--> key, nonce
salt 16 | record size 4 | length 1 | our public key 65 | sealed(message, 0x02)
"""

import base64
import binascii
import os

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

MOST_BYTES = 3000
"""Longest message; services must take 4096 bytes when sealed, and some cut closer."""
_RECORD = 4096
_CURVE = ec.SECP256R1()


class BadTarget(ValueError):
    """These are no keys of a subscription."""


def seal(
    message: bytes,
    p256dh: str,
    auth: str,
    *,
    salt: bytes | None = None,
    ours: ec.EllipticCurvePrivateKey | None = None,
) -> bytes:
    """``message`` as the body of a push. ``salt`` and ``ours`` are fresh unless a test says otherwise."""
    assert len(message) <= MOST_BYTES, "a push is a line, not a letter"
    point, secret = _keys(p256dh, auth)
    theirs = ec.EllipticCurvePublicKey.from_encoded_point(_CURVE, point)
    ours = ours or ec.generate_private_key(_CURVE)
    salt = salt or os.urandom(16)
    mine = ours.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    shared = ours.exchange(ec.ECDH(), theirs)
    ikm = _hkdf(secret, b"WebPush: info\0" + point + mine, 32, shared)
    key = _hkdf(salt, b"Content-Encoding: aes128gcm\0", 16, ikm)
    nonce = _hkdf(salt, b"Content-Encoding: nonce\0", 12, ikm)
    sealed = AESGCM(key).encrypt(nonce, message + b"\x02", None)
    return salt + _RECORD.to_bytes(4, "big") + bytes([len(mine)]) + mine + sealed


def well_formed(p256dh: str, auth: str) -> bool:
    """Whether these are keys that ``seal`` can use."""
    try:
        _keys(p256dh, auth)
    except BadTarget:
        return False
    return True


def unpadded(data: bytes) -> str:
    """base64url as the web writes it."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def from_unpadded(text: str) -> bytes:
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError) as error:
        raise BadTarget("not base64url") from error


def _keys(p256dh: str, auth: str) -> tuple[bytes, bytes]:
    point, secret = from_unpadded(p256dh), from_unpadded(auth)
    if len(point) != 65 or len(secret) != 16:
        raise BadTarget("keys of the wrong length")
    try:
        ec.EllipticCurvePublicKey.from_encoded_point(_CURVE, point)
    except ValueError as error:
        raise BadTarget("not a point of the curve") from error
    return point, secret


def _hkdf(salt: bytes, info: bytes, length: int, secret: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=length, salt=salt, info=info).derive(secret)
