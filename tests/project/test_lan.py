"""The local network: certificates that phones accept, for here and for nowhere else."""

import datetime
import http.client
import signal
import socket
import ssl
import stat
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from cryptography import x509

from mutoscope.project.config import Config
from mutoscope.project.lan import Lan, ensure_certificates, fingerprint, here, settings_for
from mutoscope.project.processes import CannotStart

NOW = datetime.datetime.now(datetime.UTC)
HOME_LAN = Lan(("192.168.7.2", "10.1.2.3"), "attic.local")


def _shake_hands(folder: Path, name: str) -> None:
    """A TLS handshake with a client that trusts the authority and asks for ``name``."""
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(folder / "server.crt", folder / "server.key")
    client = ssl.create_default_context(cafile=str(folder / "ca.crt"))
    ours, theirs = socket.socketpair()

    def answer() -> None:
        try:
            server.wrap_socket(theirs, server_side=True).close()
        except OSError:  # the client refused, which the caller sees
            theirs.close()

    thread = threading.Thread(target=answer)
    thread.start()
    try:
        client.wrap_socket(ours, server_hostname=name).close()
    finally:
        ours.close()
        thread.join()


def test_a_phone_that_trusts_the_authority_accepts_every_address(tmp_path: Path) -> None:
    """The certificate is good for all addresses of the machine and its name, and for no other."""
    assert ensure_certificates(tmp_path, HOME_LAN, NOW)
    for name in ("192.168.7.2", "10.1.2.3", "127.0.0.1", "attic.local", "localhost"):
        _shake_hands(tmp_path, name)
    for name in ("192.168.7.3", "example.org"):
        with pytest.raises(ssl.SSLCertVerificationError):
            _shake_hands(tmp_path, name)


def test_the_authority_cannot_vouch_for_the_internet(tmp_path: Path) -> None:
    """Even a certificate it signs for an outside name is refused by those who trust it."""
    ensure_certificates(tmp_path, HOME_LAN, NOW)
    (tmp_path / "server.crt").unlink()
    ensure_certificates(tmp_path, Lan(("93.184.216.34",), "example.org"), NOW)
    with pytest.raises(ssl.SSLCertVerificationError, match="subtree"):
        _shake_hands(tmp_path, "example.org")


def test_certificates_are_renewed_when_they_must_be_and_only_then(tmp_path: Path) -> None:
    """Same addresses: kept. Other addresses, an end in sight or a broken file: made anew, same authority."""
    assert ensure_certificates(tmp_path, HOME_LAN, NOW)
    authority = fingerprint(tmp_path / "ca.crt")
    assert not ensure_certificates(tmp_path, HOME_LAN, NOW)
    assert ensure_certificates(tmp_path, Lan(("192.168.7.9",), "attic.local"), NOW)
    assert ensure_certificates(
        tmp_path, Lan(("192.168.7.9",), "attic.local"), NOW + datetime.timedelta(days=380)
    )
    (tmp_path / "server.key").write_text("nonsense")
    assert ensure_certificates(tmp_path, Lan(("192.168.7.9",), "attic.local"), NOW)
    assert fingerprint(tmp_path / "ca.crt") == authority


def test_a_lost_authority_is_replaced_with_all_it_signed(tmp_path: Path) -> None:
    """Without its key the authority is made anew, and the server's certificate with it."""
    ensure_certificates(tmp_path, HOME_LAN, NOW)
    (tmp_path / "ca.key").unlink()
    assert ensure_certificates(tmp_path, HOME_LAN, NOW)
    _shake_hands(tmp_path, "attic.local")


def test_keys_are_their_owners_alone(tmp_path: Path) -> None:
    """Nobody else may read a private key, and no phone accepts a certificate for longer than 398 days."""
    ensure_certificates(tmp_path, HOME_LAN, NOW)
    for name in ("ca.key", "server.key"):
        assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o600
    server = x509.load_pem_x509_certificate((tmp_path / "server.crt").read_bytes())
    assert server.not_valid_after_utc - server.not_valid_before_utc <= datetime.timedelta(days=398)


def test_every_process_follows(tmp_path: Path) -> None:
    """--lan sets addresses, hosts and certificates for all processes at once."""
    found = settings_for(Config(home=str(tmp_path), web_port=9000, media_port=9001), HOME_LAN)
    assert found["MUTOSCOPE_PUBLIC_URL"] == "https://192.168.7.2:9000"
    assert found["MUTOSCOPE_MEDIA_URL"] == "https://192.168.7.2:9001"
    assert "attic.local" in found["MUTOSCOPE_EXTRA_HOSTS"] and found["MUTOSCOPE_LAN_PORT"] == "9002"


def test_an_address_of_its_own_and_lan_do_not_mix(tmp_path: Path) -> None:
    """Who set a public address does not get another one silently."""
    with pytest.raises(CannotStart, match="public_url"):
        settings_for(Config(home=str(tmp_path), public_url="https://example.org"), HOME_LAN)


def test_a_machine_without_a_network_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a private address --lan refuses with a way on."""
    monkeypatch.setattr("mutoscope.project.lan._private_addresses", lambda: ())
    with pytest.raises(CannotStart, match="without --lan"):
        here()


def test_the_door_hands_out_the_authority_and_nothing_else(tmp_path: Path) -> None:
    """The plain page explains, gives the certificate with the type phones know, and serves no other file."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    env = settings_for(Config(home=str(tmp_path), lan_port=port), HOME_LAN)
    door = subprocess.Popen(
        [sys.executable, "-m", "mutoscope.project.cli", "lan"],
        env={**env, "MUTOSCOPE_HOME": str(tmp_path), "PATH": "/usr/bin:/bin"},
    )
    try:
        status, kind, page = _get(port, "/")
        assert (status, kind) == (200, "text/html; charset=utf-8")
        assert fingerprint(tmp_path / "tls/ca.crt") in page and "https://192.168.7.2:8000" in page
        assert "Android" in page and "lang=fr" in page
        status, kind, body = _get(port, "/lan/ca.crt")
        assert kind == "application/x-x509-ca-cert" and body == (tmp_path / "tls/ca.crt").read_text()
        for path in ("/lan/ca.key", "/../secret.key", "/tls/server.key"):
            assert _get(port, path)[0] == 404
    finally:
        door.send_signal(signal.SIGTERM)
        assert door.wait(10) == 0


def _get(port: int, path: str) -> tuple[int, str, str]:
    deadline = time.monotonic() + 15
    while True:
        try:
            call = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            call.request("GET", path)
            answer = call.getresponse()
            return answer.status, answer.headers["Content-Type"], answer.read().decode()
        except ConnectionRefusedError:
            assert time.monotonic() < deadline
            time.sleep(0.05)
