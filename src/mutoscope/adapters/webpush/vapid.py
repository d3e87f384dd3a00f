"""Who we are, for push services: a key pair made once, and a short-lived token signed with it (RFC 8292)."""

from urllib.parse import urlsplit

import msgspec
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from mutoscope.adapters.webpush.sealing import from_unpadded, unpadded

LIVES_S = 12 * 3600
"""Services refuse tokens that hold for more than a day."""


def new_key() -> str:
    """A new private key as text, to be kept like any secret."""
    number = ec.generate_private_key(ec.SECP256R1()).private_numbers().private_value
    return unpadded(number.to_bytes(32, "big"))


class VapidKey(msgspec.Struct, frozen=True):
    private: ec.EllipticCurvePrivateKey
    public: str
    """What browsers subscribe with."""

    @staticmethod
    def of(text: str) -> "VapidKey":
        """The key that ``new_key`` wrote; raises ValueError when it is none."""
        private = ec.derive_private_key(int.from_bytes(from_unpadded(text.strip()), "big"), ec.SECP256R1())
        point = private.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        return VapidKey(private, unpadded(point))

    def authorization(self, endpoint: str, subject: str, now_s: int) -> str:
        """The header by which the service of ``endpoint`` knows us; ``subject`` says how to reach us."""
        parts = urlsplit(endpoint)
        claims = {"aud": f"{parts.scheme}://{parts.netloc}", "exp": now_s + LIVES_S, "sub": subject}
        head = msgspec.json.encode({"typ": "JWT", "alg": "ES256"})
        text = f"{unpadded(head)}.{unpadded(msgspec.json.encode(claims))}"
        r, s = decode_dss_signature(self.private.sign(text.encode(), ec.ECDSA(SHA256())))
        signature = unpadded(r.to_bytes(32, "big") + s.to_bytes(32, "big"))
        return f"vapid t={text}.{signature}, k={self.public}"
