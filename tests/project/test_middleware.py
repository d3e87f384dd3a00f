"""Who asks, and what guards the page they get."""

import json
import logging
from pathlib import Path

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory, override_settings
from hypothesis import given
from hypothesis import strategies as st

from mutoscope.project.client_files import Files, is_immutable
from mutoscope.project.middleware import client_address


@pytest.mark.parametrize(
    ("remote", "forwarded", "proxies", "meant"),
    [
        ("203.0.113.9", "", 0, "203.0.113.9"),
        ("203.0.113.9", "10.0.0.1", 0, "203.0.113.9"),
        ("10.0.0.1", "198.51.100.7", 1, "198.51.100.7"),
        ("10.0.0.1", "1.1.1.1, 198.51.100.7", 1, "198.51.100.7"),
        ("10.0.0.1", "1.1.1.1, 198.51.100.7, 10.0.0.2", 2, "198.51.100.7"),
        ("10.0.0.1", "198.51.100.7", 2, "10.0.0.1"),
        ("10.0.0.1", "", 1, "10.0.0.1"),
        ("10.0.0.1", "not an address", 1, "10.0.0.1"),
        ("10.0.0.1", "[2001:db8::1]:443", 1, "2001:db8::1"),
        ("10.0.0.1", "198.51.100.7:5566", 1, "198.51.100.7"),
        ("::ffff:198.51.100.7", "", 0, "198.51.100.7"),
        ("", "", 0, ""),
    ],
)
def test_the_client_is_whom_the_declared_proxies_saw(
    remote: str, forwarded: str, proxies: int, meant: str
) -> None:
    """Only as many places of X-Forwarded-For are believed as proxies were declared."""
    assert client_address(remote, forwarded, proxies) == meant


@given(st.text(max_size=60), st.text(max_size=200), st.integers(0, 3))
def test_no_header_breaks_the_client_address(remote: str, forwarded: str, proxies: int) -> None:
    """Whatever stands in the headers, the answer is an address or nothing."""
    found = client_address(remote, forwarded, proxies)
    assert found == "" or client_address(found, "", 0) == found


def test_every_page_is_guarded(client: Client) -> None:
    """Pages, answers of the API and errors all carry the same guards."""
    for path in ("/", "/livez", "/api/nothing-here", "/static/nothing-here.css"):
        headers = client.get(path).headers
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
        assert "'unsafe-eval'" not in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
        assert "camera=(self)" in headers["Permissions-Policy"]
        assert len(headers["X-Request-ID"]) == 16


def test_films_may_come_from_the_media_origin_only(client: Client) -> None:
    """The content policy names the media process's origin for films, posters and uploads."""
    policy = client.get("/").headers["Content-Security-Policy"]
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    for name in ("media-src", "img-src", "connect-src"):
        assert "http://localhost:8001" in rules[name]
    assert rules["script-src"] == "'self'"


def test_unknown_addresses_of_the_api_answer_in_json(client: Client) -> None:
    """Under /api even nothing is JSON with a code and a sentence, in the reader's language."""
    answer = client.get("/api/nothing-here", headers={"Accept-Language": "fr"})
    assert answer.status_code == 404
    assert answer.json()["code"] == "not_found"
    assert answer.json()["message"] == "Il n’y a rien à cette adresse."


def test_a_bug_is_told_kindly_and_logged_without_the_address(
    client: Client, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A view that breaks answers 500 with a sentence; the log has the reason and no handle."""

    def broken() -> str:
        raise RuntimeError("wires crossed")

    monkeypatch.setattr("mutoscope.project.status.tried", lambda check: broken())
    client.raise_request_exception = False
    with caplog.at_level(logging.INFO):
        answer = client.get("/readyz?who=ada@example.org")
    assert answer.status_code == 500
    assert "Please try again" in answer.content.decode()
    assert any(record.exc_info for record in caplog.records)
    assert "ada" not in caplog.text


def test_a_strange_host_is_refused(client: Client) -> None:
    """A host name that is not ours gets a plain 400."""
    answer = client.get("/api/me", headers={"Host": "evil.example"})
    assert answer.status_code == 400
    assert answer.json()["code"] == "bad_request"


@pytest.mark.django_db
def test_the_client_answers_every_screen_and_is_never_kept(
    client: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Any address of a screen gets index.html, asked for again each time; who or what is not there is
    answered 404, and the client says so."""
    (tmp_path / "index.html").write_text("<!doctype html>hello")
    (tmp_path / "sw.js").write_text("self")
    (tmp_path / "icons").mkdir()
    (tmp_path / "icons/icon-192.png").write_bytes(b"picture")
    with override_settings(CLIENT=tmp_path):
        for path, status in (("/", 200), ("/create", 200), ("/@ada", 404), ("/v/0000000000000", 404)):
            answer = client.get(path)
            assert answer.status_code == status and answer.content == b"<!doctype html>hello"
            assert answer["Cache-Control"] == "no-cache"
        worker = client.get("/sw.js")
        assert worker["Content-Type"].startswith("text/javascript")
        assert b"".join(worker.streaming_content) == b"self"
        icon = client.get("/favicon.ico")
        assert (icon.status_code, icon["Content-Type"]) == (200, "image/png")
        assert client.post("/").status_code in (403, 405)


def test_a_file_of_another_build_is_missing(client: Client) -> None:
    """A page of an older or newer client gets no page in place of its script, which a browser would keep."""
    for path in ("/static/client/assets/index-B2aCF89N.js", "/static/nothing-here.css"):
        assert client.get(path).status_code == 404


def test_a_file_that_was_built_away_is_missing(tmp_path: Path) -> None:
    """A build under a running server takes files away that it knows: that is no fault, and says 404."""
    script = tmp_path / "search-B2aCF89N.js"
    script.write_bytes(b"let it = 1")
    with override_settings(WHITENOISE_ROOT=str(tmp_path), WHITENOISE_USE_FINDERS=False):
        serve = Files(lambda _: HttpResponse(status=500))
    asked = RequestFactory().get(f"/{script.name}")
    assert serve(asked).status_code == 200
    script.unlink()
    assert serve(asked).status_code == 404


def test_only_hashed_files_are_kept_for_ever() -> None:
    """A file is immutable when its name says its content."""
    assert is_immutable("", "/static/client/assets/index-B2aCF89N.js")
    assert not is_immutable("", "/static/client/icon.svg")
    assert not is_immutable("", "/static/admin/css/base.css")


@pytest.mark.django_db
def test_readiness_names_what_is_missing(client: Client) -> None:
    """Without an engine /readyz says 503 and which check failed, and /livez stays well."""
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["checks"]["database"] == "ok"
    assert "FileNotFoundError" in answer.json()["checks"]["engine"]
    assert client.get("/livez").json() == {"alive": True}
    assert json.loads(answer.content)["ready"] is False
