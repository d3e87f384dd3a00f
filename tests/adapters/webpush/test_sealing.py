"""What is sealed for a browser: the example of the standard, and any message opened with its key."""

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric import ec
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.adapters.webpush.browser import Subscriber

from mutoscope.adapters.webpush import seal, well_formed
from mutoscope.adapters.webpush.sealing import from_unpadded, unpadded

# RFC 8291, appendix A
OURS = "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"
THEIRS = "q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94"
POINT = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
AUTH = "BTBZMqHH6r4Tts7J_aSIgg"
SALT = "DGv6ra1nlYgDCS1FRnbzlw"
MESSAGE = b"When I grow up, I want to be a watermelon"
SEALED = (
    "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6Tlz"
    "AC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
)


def test_the_example_of_the_standard() -> None:
    """With the keys and the salt of RFC 8291's appendix, byte for byte what it prints."""
    ours = ec.derive_private_key(int.from_bytes(from_unpadded(OURS), "big"), ec.SECP256R1())
    assert unpadded(seal(MESSAGE, POINT, AUTH, salt=from_unpadded(SALT), ours=ours)) == SEALED
    assert Subscriber.of(THEIRS, AUTH).open(from_unpadded(SEALED)) == MESSAGE


@settings(max_examples=25, deadline=None)
@given(message=st.binary(max_size=3000))
def test_only_the_browser_opens_it(message: bytes) -> None:
    """Whatever is sealed the subscriber reads, and nobody else; twice is never the same bytes."""
    browser = Subscriber.new()
    one, two = (seal(message, browser.p256dh, browser.auth) for _ in range(2))
    assert browser.open(one) == browser.open(two) == message and one != two
    with pytest.raises(InvalidTag):
        Subscriber.new().open(one)


@pytest.mark.parametrize(
    ("point", "auth"),
    [
        ("", ""),
        (POINT[:-4], AUTH),
        (POINT, AUTH[:-3]),
        ("A" * 87, AUTH),
        ("B" + "A" * 86, AUTH),
        (POINT.replace("C", "é", 1), AUTH),
        ("x" * 10_000, AUTH),
    ],
)
def test_what_is_no_key_is_seen(point: str, auth: str) -> None:
    """Keys that are too short, off the curve or no base64url are told apart before anything is kept."""
    assert well_formed(POINT, AUTH) and not well_formed(point, auth)
