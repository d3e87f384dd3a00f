"""Films that say, under a signature, what they were made of."""

import datetime
import json
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from tests.adapters.ffmpeg.conftest import clip  # noqa: F401 - a fixture

from mutoscope.adapters.provenance import (
    Claim,
    Ingredient,
    Signatory,
    Unsigned,
    read_signatory,
    said_of,
    sign,
)

Folder = Path
Key = ec.EllipticCurvePrivateKey


@pytest.fixture(scope="module")
def signatory(tmp_path_factory: pytest.TempPathFactory) -> Signatory:
    """An operator's certificate, signed by an authority of theirs."""
    folder = tmp_path_factory.mktemp("certificate")
    return read_signatory(*written(folder, ec.SECP256R1()))


def written(folder: Folder, curve: ec.EllipticCurve) -> tuple[Path, Path]:
    root, own = ec.generate_private_key(curve), ec.generate_private_key(curve)
    chain = issued("House", own, root, "Authority") + issued("Authority", root, root, "Authority")
    (folder / "chain.pem").write_bytes(chain)
    (folder / "key.pem").write_bytes(pem(own))
    return folder / "chain.pem", folder / "key.pem"


def issued(name: str, key: Key, by: Key, issuer: str) -> bytes:
    root = name == issuer
    start = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(called(name))
        .issuer_name(called(issuer))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(start)
        .not_valid_after(start + datetime.timedelta(days=36_500))
        .add_extension(x509.BasicConstraints(root, None), True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(by.public_key()), False)
        .add_extension(x509.KeyUsage(not root, *[False] * 4, root, root, False, False), True)
    )
    if not root:
        use = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION])
        certificate = certificate.add_extension(use, False)
    return certificate.sign(by, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)


def called(name: str) -> x509.Name:
    pairs = (NameOID.COMMON_NAME, NameOID.ORGANIZATION_NAME)
    return x509.Name([x509.NameAttribute(oid, name) for oid in pairs])


def pem(key: Key | rsa.RSAPrivateKey) -> bytes:
    plain = serialization.NoEncryption()
    return key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)


@pytest.fixture
def film(clip: object) -> Path:  # noqa: F811 - the fixture
    made: Path = clip("-movflags", "+faststart", seconds=1.0)  # type: ignore[operator]
    return made


def test_a_montage_names_its_parts(film: Path, tmp_path: Path, signatory: Signatory) -> None:
    """Whoever gets the file can see which films it was made of, and that nobody changed it since."""
    parts = (Ingredient("@ada", film), Ingredient("@bob, «so it's said»", film))
    claim = Claim("A duet", "Mutoscope 0.1", parts, "https://example.org/v/0")
    sign(film, tmp_path / "signed.mp4", claim, signatory)
    found = said_of(tmp_path / "signed.mp4")
    assert found is not None
    assert found["validation_state"] == "Valid"
    said = found["manifests"][found["active_manifest"]]
    assert [(one["title"], one["relationship"]) for one in said["ingredients"]] == [
        ("@ada", "componentOf"),
        ("@bob, «so it's said»", "componentOf"),
    ]
    assert "https://example.org/v/0" in json.dumps(said)
    assert [path.name for path in tmp_path.iterdir()] == ["signed.mp4"]


def test_a_signed_film_in_a_film_keeps_its_own_word(film: Path, tmp_path: Path, signatory: Signatory) -> None:
    """The chain goes on: a copy of a signed film holds what that one said."""
    sign(film, tmp_path / "first.mp4", Claim("First", "Mutoscope 0.1"), signatory)
    changed = Claim("Second", "Mutoscope 0.1", (Ingredient("First", tmp_path / "first.mp4", part=False),))
    sign(film, tmp_path / "second.mp4", changed, signatory)
    found = said_of(tmp_path / "second.mp4")
    assert found is not None
    assert len(found["manifests"]) == 2
    actions = json.dumps(found["manifests"][found["active_manifest"]]["assertions"])
    assert "c2pa.opened" in actions


def test_what_is_changed_afterwards_is_no_longer_sealed(
    film: Path, tmp_path: Path, signatory: Signatory
) -> None:
    sign(film, tmp_path / "signed.mp4", Claim("A film", "Mutoscope 0.1"), signatory)
    spoilt = bytearray((tmp_path / "signed.mp4").read_bytes())
    spoilt[-40] ^= 0xFF
    (tmp_path / "spoilt.mp4").write_bytes(spoilt)
    found = said_of(tmp_path / "spoilt.mp4")
    assert found is not None
    assert found["validation_state"] == "Invalid"
    assert said_of(film) is None


def test_a_film_that_is_none_is_not_signed(tmp_path: Path, signatory: Signatory) -> None:
    """It says so, and leaves nothing half-written."""
    (tmp_path / "words.mp4").write_text("not a film at all")
    with pytest.raises(Unsigned):
        sign(tmp_path / "words.mp4", tmp_path / "out.mp4", Claim("x", "Mutoscope 0.1"), signatory)
    assert [path.name for path in tmp_path.iterdir()] == ["words.mp4"]


@pytest.mark.parametrize("curve", [ec.SECP256R1(), ec.SECP384R1(), ec.SECP521R1()], ids=lambda one: one.name)
def test_the_key_says_how_it_signs(curve: ec.EllipticCurve, tmp_path: Path, film: Path) -> None:
    found = read_signatory(*written(tmp_path, curve))
    assert "House" in found.name
    sign(film, tmp_path / "signed.mp4", Claim("A film", "Mutoscope 0.1"), found)
    said = said_of(tmp_path / "signed.mp4")
    assert said is not None
    assert said["validation_state"] == "Valid"


def test_wrong_files_are_named(tmp_path: Path) -> None:
    """A key of another certificate, of a kind that can't sign, words, and nothing at all."""
    chain, key = written(tmp_path, ec.SECP256R1())
    other = tmp_path / "other.pem"
    for wrong, said in (
        (pem(ec.generate_private_key(ec.SECP256R1())), "not that of the certificate"),
        (pem(rsa.generate_private_key(65537, 2048)), "elliptic curve"),
        (b"not a key", "can't be read"),
    ):
        other.write_bytes(wrong)
        with pytest.raises(Unsigned, match=said):
            read_signatory(chain, other)
    with pytest.raises(Unsigned, match="can't be read"):
        read_signatory(tmp_path / "missing.pem", key)
