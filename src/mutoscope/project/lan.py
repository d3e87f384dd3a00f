"""``--lan``: this machine's own certificate authority, so that phones nearby get cameras and service workers.

Browsers give those to https pages only. The authority is made once, lives in ``tls/`` of the home folder,
and may vouch for private addresses and names under ``.local`` alone: a phone that trusts it trusts it for
nothing on the internet. The server's certificate names the addresses of today and is renewed with them.
"""

import contextlib
import datetime
import fcntl
import ipaddress
import os
import socket
import struct
from pathlib import Path

import msgspec
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from mutoscope.project.config import Config
from mutoscope.project.processes import CannotStart

PRIVATE = ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16", "100.64.0.0/10", "127.0.0.0/8")
AUTHORITY_YEARS = 10
SERVER_DAYS = 397
"""Longest life that every phone accepts."""
RENEW_BEFORE_DAYS = 30
_SIOCGIFADDR = 0x8915


class Lan(msgspec.Struct, frozen=True):
    """How the local network reaches this machine."""

    addresses: tuple[str, ...]
    """Private IPv4 addresses, the one that others most likely reach first."""
    name: str
    """<host>.local, which many networks can find by themselves."""


def here() -> Lan:
    """This machine on its local networks; raises CannotStart when it is on none."""
    found = _private_addresses()
    if not found:
        raise CannotStart(
            "This machine has no address in a local network, so --lan has nothing to serve. Connect it to a "
            "network, or run without --lan."
        )
    label = "".join(
        c if c.isascii() and c.isalnum() else "-" for c in socket.gethostname().split(".")[0].lower()
    )
    return Lan(found, f"{label.strip('-') or 'mutoscope'}.local")


def settings_for(config: Config, lan: Lan) -> dict[str, str]:
    """The settings, as environment variables, that make every process serve the local network over TLS."""
    if config.public_url or config.tls_certificate:
        raise CannotStart(
            "--lan makes an address and a certificate by itself, but public_url or tls_certificate is set. "
            "Remove those settings or run without --lan."
        )
    folder = config.home_path / "tls"
    ensure_certificates(folder, lan, datetime.datetime.now(datetime.UTC))
    lan_port = config.lan_port or max(config.web_port, config.media_port, config.stream_port) + 1
    return {
        "MUTOSCOPE_HOST": "0.0.0.0",  # noqa: S104 - being reachable is what --lan is for
        "MUTOSCOPE_PUBLIC_URL": f"https://{lan.addresses[0]}:{config.web_port}",
        "MUTOSCOPE_MEDIA_URL": f"https://{lan.addresses[0]}:{config.media_port}",
        "MUTOSCOPE_STREAM_URL": f"https://{lan.addresses[0]}:{config.stream_port}",
        "MUTOSCOPE_EXTRA_HOSTS": ",".join([*config.extra_hosts, *lan.addresses, lan.name]),
        "MUTOSCOPE_TLS_CERTIFICATE": str(folder / "server.crt"),
        "MUTOSCOPE_TLS_KEY": str(folder / "server.key"),
        "MUTOSCOPE_LAN_PORT": str(lan_port),
    }


def ensure_certificates(folder: Path, lan: Lan, now: datetime.datetime) -> bool:
    """Make authority and server certificate where missing, ending soon, broken or for other addresses.

    Returns whether the server's certificate is a new one. Keys are readable by their owner alone.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    authority = _load(folder / "ca.crt", folder / "ca.key")
    if authority is None or _ends_soon(authority[0], now):
        authority = _make_authority(lan, now)
        _save(folder, "ca", *authority)
    server = _load(folder / "server.crt", folder / "server.key")
    if (
        server
        and not _ends_soon(server[0], now)
        and _names(server[0]) == _wanted(lan)
        and _vouched(server[0], authority[0])
    ):
        return False
    _save(folder, "server", *_make_server(authority, lan, now))
    return True


def fingerprint(certificate: Path) -> str:
    """SHA-256 of a certificate the way phones show it: pairs of hexadecimal digits."""
    digest = x509.load_pem_x509_certificate(certificate.read_bytes()).fingerprint(hashes.SHA256())
    return digest.hex(":").upper()


Pair = tuple[x509.Certificate, ec.EllipticCurvePrivateKey]


def _make_authority(lan: Lan, now: datetime.datetime) -> Pair:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name(
        [x509.NameAttribute(NameOID.COMMON_NAME, f"Mutoscope on {lan.name.removesuffix('.local')}")]
    )
    permitted: list[x509.GeneralName] = [x509.IPAddress(ipaddress.ip_network(net)) for net in PRIVATE]
    permitted += [x509.DNSName("local"), x509.DNSName("localhost")]
    certificate = (
        _builder(name, name, key, now, 365 * AUTHORITY_YEARS)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(key_cert_sign=True, crl_sign=True), critical=True)
        .add_extension(x509.NameConstraints(permitted, None), critical=True)
        .sign(key, hashes.SHA256())
    )
    return certificate, key


def _make_server(authority: Pair, lan: Lan, now: datetime.datetime) -> Pair:
    issuer, issuer_key = authority
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, lan.name)])
    names = [*(x509.IPAddress(ipaddress.ip_address(a)) for a in (*lan.addresses, "127.0.0.1"))]
    certificate = (
        _builder(name, issuer.subject, key, now, SERVER_DAYS)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(digital_signature=True), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(
            x509.SubjectAlternativeName([*names, x509.DNSName(lan.name), x509.DNSName("localhost")]),
            critical=False,
        )
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key()), critical=False
        )
        .sign(issuer_key, hashes.SHA256())
    )
    return certificate, key


def _builder(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePrivateKey, now: datetime.datetime, days: int
) -> x509.CertificateBuilder:
    day = datetime.timedelta(days=1)  # phones' clocks may be late
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - day)
        .not_valid_after(now + days * day)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )


def _usage(**allowed: bool) -> x509.KeyUsage:
    every = [
        "digital_signature",
        "content_commitment",
        "key_encipherment",
        "data_encipherment",
        "key_agreement",
        "key_cert_sign",
        "crl_sign",
        "encipher_only",
        "decipher_only",
    ]
    return x509.KeyUsage(**{use: allowed.get(use, False) for use in every})


def _load(certificate: Path, key: Path) -> Pair | None:
    """What is on the disk, or None when it is missing, broken or does not fit together."""
    with contextlib.suppress(OSError, ValueError, TypeError):
        cert = x509.load_pem_x509_certificate(certificate.read_bytes())
        private = serialization.load_pem_private_key(key.read_bytes(), None)
        if isinstance(private, ec.EllipticCurvePrivateKey) and private.public_key() == cert.public_key():
            return cert, private
    return None


def _save(folder: Path, name: str, certificate: x509.Certificate, key: ec.EllipticCurvePrivateKey) -> None:
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    public = certificate.public_bytes(serialization.Encoding.PEM)
    for path, data, mode in (
        (folder / f"{name}.key", secret, 0o600),
        (folder / f"{name}.crt", public, 0o644),
    ):
        draft = path.with_name(f"{path.name}.draft")
        draft.unlink(missing_ok=True)
        draft.touch(mode=mode)
        draft.write_bytes(data)
        draft.replace(path)


def _ends_soon(certificate: x509.Certificate, now: datetime.datetime) -> bool:
    return certificate.not_valid_after_utc - now < datetime.timedelta(days=RENEW_BEFORE_DAYS)


def _names(certificate: x509.Certificate) -> set[str]:
    try:
        found = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except x509.ExtensionNotFound:
        return set()
    return {str(name.value) for name in found}


def _wanted(lan: Lan) -> set[str]:
    return {*lan.addresses, "127.0.0.1", lan.name, "localhost"}


def _vouched(server: x509.Certificate, authority: x509.Certificate) -> bool:
    try:
        server.verify_directly_issued_by(authority)
    except Exception:  # a wrong name, key type or signature alike: not ours
        return False
    return True


def _private_addresses() -> tuple[str, ...]:
    found = []
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        with contextlib.suppress(OSError):
            probe.connect(("192.0.2.1", 9))  # sends nothing: asks which address the way out would use
            found.append(str(probe.getsockname()[0]))
        for _, interface in socket.if_nameindex():
            request = struct.pack("256s", os.fsencode(interface)[:15])
            with contextlib.suppress(OSError):  # an interface without IPv4
                found.append(socket.inet_ntoa(fcntl.ioctl(probe.fileno(), _SIOCGIFADDR, request)[20:24]))
    networks = [ipaddress.ip_network(net) for net in PRIVATE[:-1]]
    fit = [a for a in found if any(ipaddress.ip_address(a) in network for network in networks)]
    return tuple(dict.fromkeys(fit))
