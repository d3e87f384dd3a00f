"""Handing a message to a push service, and to nobody else."""

import json

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from tests.adapters.webpush.browser import Subscriber, push_service

from mutoscope.adapters.webpush import (
    Gone,
    Message,
    Refused,
    Target,
    TryLater,
    VapidKey,
    deliver,
    is_allowed,
    new_key,
)
from mutoscope.adapters.webpush.reaching import way_to
from mutoscope.adapters.webpush.sealing import from_unpadded

KNOWN = ("fcm.googleapis.com", "*.push.apple.com", "http://127.0.0.1:9000", "*.invalid", "localhost")
KEY = VapidKey.of(new_key())


def send(endpoint: str, browser: Subscriber, *services: str) -> None:
    target = Target(endpoint, browser.p256dh, browser.auth)
    message = Message(b"hello", ttl_s=60, urgency="low", topic="inbox")
    deliver(target, message, KEY, services=services, subject="mailto:me@example.org", now_s=1_000_000)


def test_a_service_gets_it_sealed_and_signed() -> None:
    """The body opens with the browser's key; the header is a token for this service, signed by our key."""
    browser = Subscriber.new()
    with push_service() as service:
        send(f"{service.origin}/for/me?x=1", browser, service.origin)
    (got,) = service.got
    assert got.path == "/for/me?x=1" and browser.open(got.body) == b"hello" and b"hello" not in got.body
    assert (got.headers["TTL"], got.headers["Urgency"], got.headers["Topic"]) == ("60", "low", "inbox")
    assert got.headers["Content-Encoding"] == "aes128gcm"
    token, key = (part[2:] for part in got.headers["Authorization"].removeprefix("vapid ").split(", "))
    head, claims, signature = token.split(".")
    assert key == KEY.public and json.loads(from_unpadded(head)) == {"typ": "JWT", "alg": "ES256"}
    said = json.loads(from_unpadded(claims))
    assert said == {"aud": service.origin, "exp": 1_000_000 + 43_200, "sub": "mailto:me@example.org"}
    raw = from_unpadded(signature)
    signed = encode_dss_signature(int.from_bytes(raw[:32], "big"), int.from_bytes(raw[32:], "big"))
    ours = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), from_unpadded(key))
    ours.verify(signed, f"{head}.{claims}".encode(), ec.ECDSA(SHA256()))


@pytest.mark.parametrize(
    ("status", "fault"),
    [
        (404, Gone),
        (410, Gone),
        (403, Refused),
        (429, TryLater),
        (503, TryLater),
        (413, Refused),
        (307, Refused),
    ],
)
def test_what_the_service_answers(status: int, fault: type[Exception]) -> None:
    """Gone for good, later, or never: told apart. Nobody is followed elsewhere."""
    with push_service() as service:
        service.says = [status]
        with pytest.raises(fault):
            send(f"{service.origin}/x", Subscriber.new(), service.origin)


def test_a_service_that_is_not_there() -> None:
    with push_service() as service:
        pass
    with pytest.raises(TryLater):
        send(f"{service.origin}/x", Subscriber.new(), service.origin)


@pytest.mark.parametrize(
    "endpoint",
    [
        "https://fcm.googleapis.com/fcm/send/abc",
        "https://fcm.googleapis.com:443/x",
        "https://web.push.apple.com/x",
        "http://127.0.0.1:9000/x",
    ],
)
def test_known_services(endpoint: str) -> None:
    assert is_allowed(endpoint, KNOWN)


@pytest.mark.parametrize(
    "endpoint",
    [
        "",
        "x",
        "http://fcm.googleapis.com/x",
        "https://fcm.googleapis.com:8443/x",
        "https://fcm.googleapis.com.evil.example/x",
        "https://evil.example/fcm.googleapis.com",
        "https://me@fcm.googleapis.com/x",
        "https://fcm.googleapis.com@evil.example/x",
        "https://push.apple.com.evil.example/",
        "https://push.apple.com/",
        "http://127.0.0.1:9001/x",
        "http://127.0.0.1:22/",
        "file:///etc/passwd",
        "https://[::1]/x",
        "https://fcm.googleapis.com/\r\nX: y",
        "https://fcm.googleapis.com/ x",
        "https://fcm.googleapis.com/" + "x" * 10_000,
        "https://fcm.googlеapis.com/x",  # a Cyrillic letter
        "https://a:b:c/x",
    ],
)
def test_strangers_are_not_reached(endpoint: str) -> None:
    """Other hosts, ports, schemes, names that look alike, and addresses that smuggle something in."""
    assert not is_allowed(endpoint, KNOWN)
    with pytest.raises(Gone):
        way_to(endpoint, KNOWN)


def test_a_known_name_at_an_inner_address_is_not_reached() -> None:
    """Whoever controls what a name means must not lead us into our own network."""
    with pytest.raises(Gone):
        way_to("https://localhost/x", KNOWN)
    with pytest.raises(TryLater):
        way_to("https://nowhere.invalid/x", KNOWN)
