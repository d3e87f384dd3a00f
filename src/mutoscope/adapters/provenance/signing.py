"""Sign an MP4 of ours after C2PA (specification 2.2, «Content Credentials»), with what it was made of.

Signing is the last thing that happens to a film: whatever is written to it afterwards breaks the seal. The
library reads films, so only those that we encoded or copied ourselves are given to it, never an upload. It is
an optional extra (``c2pa-python``), asks no time server and fetches nothing.
"""

import importlib.util
import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any, Literal

import msgspec
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519

_SOURCE = "http://cv.iptc.org/newscodes/digitalsourcetype/composite"
"""IPTC's word for «made of several things»: what is true of every montage, whoever recorded its parts."""
_OFFLINE = {
    "verify": {"remote_manifest_fetch": False, "ocsp_fetch": False},
    "builder": {"thumbnail": {"enabled": False}},
}


class Unsigned(Exception):
    """The certificate, its key or the film can't be used for signing; the text says which and why."""


class Signatory(msgspec.Struct, frozen=True):
    """Who signs: a chain of certificates, the own one first, and its key, both PEM."""

    chain: bytes
    key: bytes
    algorithm: Literal["ES256", "ES384", "ES512", "ED25519"]
    name: str
    """As the certificate says it."""
    until_ms: int
    """When the certificate ends."""


class Ingredient(msgspec.Struct, frozen=True):
    """Something that a film was made of."""

    title: str
    path: Path
    """The film of ours that stands for it; what it is sealed with itself goes along."""
    part: bool = True
    """One of several parts; False: the film is this one, changed."""


class Claim(msgspec.Struct, frozen=True):
    """What is said of a film."""

    title: str
    program: str
    """Name and version, parted by a space."""
    ingredients: tuple[Ingredient, ...] = ()
    web_address: str = ""
    """Where the film stands, for whoever wants to see more."""


def is_installed() -> bool:
    return importlib.util.find_spec("c2pa") is not None


def read_signatory(certificate: Path, key: Path) -> Signatory:
    """The operator's two files, looked at; raises Unsigned with what is wrong with them."""
    try:
        chain, secret = certificate.read_bytes(), key.read_bytes()
        own = x509.load_pem_x509_certificates(chain)[0]
        private = serialization.load_pem_private_key(secret, None)
    except (OSError, ValueError, TypeError) as error:
        raise Unsigned(f"The certificate or its key can't be read: {error}") from error
    algorithm = _algorithm(private)
    if own.public_key() != private.public_key():
        raise Unsigned("The key is not that of the certificate.")
    return Signatory(
        chain=chain,
        key=secret,
        algorithm=algorithm,
        name=own.subject.rfc4514_string(),
        until_ms=int(own.not_valid_after_utc.timestamp() * 1000),
    )


def sign(film: Path, out: Path, claim: Claim, signatory: Signatory) -> None:
    """Write ``film`` to ``out`` with a seal that names its ingredients. ``out`` is complete or not there.

    Raises Unsigned when the library refuses the certificate or the film.
    """
    c2pa = _library()
    part = out.with_name(out.name + ".part")
    try:
        builder = c2pa.Builder(_manifest(claim), context=_context())
        for place, ingredient in enumerate(claim.ingredients):
            with ingredient.path.open("rb") as file:
                builder.add_ingredient(_told(place, ingredient), "video/mp4", file)
        with film.open("rb") as source, part.open("w+b") as target:
            builder.sign(_signer(signatory), "video/mp4", source, target)
        part.replace(out)
    except c2pa.C2paError as error:
        raise Unsigned(f"The film could not be signed: {error}") from error
    finally:
        part.unlink(missing_ok=True)


def said_of(film: Path) -> dict[str, Any] | None:
    """What a film of ours says of itself: the library's reading, with ``validation_state``; None unsealed."""
    c2pa = _library()
    try:
        with film.open("rb") as file, c2pa.Reader("video/mp4", file, context=_context()) as reader:
            found: dict[str, Any] = json.loads(reader.json())
    except c2pa.C2paError as error:
        if "ManifestNotFound" in type(error).__name__ + str(error):
            return None
        raise Unsigned(f"The seal of this film can't be read: {error}") from error
    return found


def _library() -> Any:
    if not is_installed():
        raise Unsigned("Signing needs the extra «provenance»: pip install 'mutoscope[provenance]'.")
    import c2pa

    return c2pa


@cache
def _context() -> Any:
    c2pa = _library()
    return c2pa.Context.from_dict(_OFFLINE)


def _signer(signatory: Signatory) -> Any:
    c2pa = _library()
    told = c2pa.C2paSignerInfo(
        alg=c2pa.C2paSigningAlg[signatory.algorithm],
        sign_cert=signatory.chain,
        private_key=signatory.key,
        ta_url=None,
    )
    return c2pa.Signer.from_info(told)


def _manifest(claim: Claim) -> dict[str, Any]:
    name, _, version = claim.program.partition(" ")
    changed = [place for place, one in enumerate(claim.ingredients) if not one.part]
    parts = [place for place, one in enumerate(claim.ingredients) if one.part]
    assert len(changed) <= 1, "a film is a change of one other at most"
    first: dict[str, Any]
    if changed:
        first = {"action": "c2pa.opened", "parameters": _naming(changed)}
    else:
        first = {"action": "c2pa.created", "digitalSourceType": _SOURCE}
    placed = [{"action": "c2pa.placed", "parameters": _naming([place])} for place in parts]
    assertions = [{"label": "c2pa.actions.v2", "data": {"actions": [first, *placed]}}]
    if claim.web_address:
        said = {"@context": "http://schema.org/", "@type": "VideoObject", "url": claim.web_address}
        assertions.append({"label": "org.schema.video", "data": said})
    return {
        "claim_generator_info": [{"name": name, "version": version or "0"}],
        "title": claim.title,
        "assertions": assertions,
    }


def _naming(places: Sequence[int]) -> dict[str, Any]:
    return {"ingredientIds": [f"part-{place}" for place in places]}


def _told(place: int, ingredient: Ingredient) -> dict[str, Any]:
    relationship = "componentOf" if ingredient.part else "parentOf"
    return {"title": ingredient.title, "relationship": relationship, "label": f"part-{place}"}


def _algorithm(key: object) -> Literal["ES256", "ES384", "ES512", "ED25519"]:
    if isinstance(key, ed25519.Ed25519PrivateKey):
        return "ED25519"
    if isinstance(key, ec.EllipticCurvePrivateKey):
        match key.curve.key_size:
            case 256:
                return "ES256"
            case 384:
                return "ES384"
            case 521:
                return "ES512"
    raise Unsigned("The key must be one on an elliptic curve: P-256, P-384, P-521 or Ed25519.")
