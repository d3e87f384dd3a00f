"""What logs say, and what they never say."""

import json
import logging.config
from typing import Any

import pytest
import structlog

from mutoscope.project.config import Config
from mutoscope.project.logs import HIDDEN, django_logging, redact

CANARY = "canary.person@example.org"


def test_no_personal_data_comes_through() -> None:
    """A canary hidden anywhere in a line, however deep, does not come out."""
    line: dict[str, Any] = {
        "event": f"Sent to {CANARY}",
        "email": CANARY,
        "user_email": CANARY,
        "password": "hunter2",
        "Authorization": "Bearer abc",
        "details": {"upload_token": "abc", "list": [CANARY, {"csrf": "x"}]},
        "ip": "203.0.113.9",
        "client_address": "203.0.113.9",
        "video_id": "0000000000000",
    }
    said = json.dumps(redact(None, "", line))
    for secret in (CANARY, "hunter2", "abc", "203.0.113.9"):
        assert secret not in said
    assert "0000000000000" in said and HIDDEN in said


@pytest.fixture
def _restored() -> Any:
    yield
    from django.conf import settings

    logging.config.dictConfig(settings.LOGGING)


@pytest.mark.usefixtures("_restored")
def test_programs_read_json(capsys: pytest.CaptureFixture[str]) -> None:
    """Every line is one JSON object with time, level, process and words; also from plain logging."""
    logging.config.dictConfig(django_logging(Config(log_format="json")))
    structlog.get_logger("a").info("Ready", port=8000)
    logging.getLogger("b").warning("low on %s", "disk")
    first, second = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    assert (first["event"], first["port"], first["level"]) == ("Ready", 8000, "info")
    assert (second["event"], second["level"]) == ("low on disk", "warning")
    assert first["timestamp"].endswith("Z") and first["process"]


@pytest.mark.usefixtures("_restored")
def test_people_read_words(capsys: pytest.CaptureFixture[str]) -> None:
    """In a terminal a line is its time and its words."""
    logging.config.dictConfig(django_logging(Config(log_format="pretty")))
    logging.getLogger("b").warning("low on %s", "disk")
    assert "WARNING low on disk" in capsys.readouterr().err


@pytest.mark.usefixtures("_restored")
def test_a_mail_is_delivered_by_the_log(capsys: pytest.CaptureFixture[str]) -> None:
    """With mail log:// the whole mail stands in the log, or nobody could reset a password."""
    from django.core.mail import EmailMessage

    from mutoscope.project.mail import LogBackend

    logging.config.dictConfig(django_logging(Config(log_format="json")))
    LogBackend().send_messages([EmailMessage("Reset", "open /reset/abc", to=[CANARY])])
    line = json.loads(capsys.readouterr().err)
    assert line["to"] == [CANARY] and line["body"] == "open /reset/abc"


@pytest.mark.parametrize(
    "address", ["", "log", "http://example.org", "smtp://", "smtp://h:port", "smtps:///x"]
)
def test_a_mail_address_of_no_server_is_refused(address: str) -> None:
    """The mail setting is log:// or an SMTP server."""
    from mutoscope.project.config import ConfigError
    from mutoscope.project.mail import email_settings

    with pytest.raises(ConfigError, match="mail must be"):
        email_settings(address)


def test_an_smtp_address_is_taken_apart() -> None:
    """User and password may hold escaped letters; ports follow the scheme; remote servers get TLS."""
    from mutoscope.project.mail import email_settings

    found = email_settings("smtps://me%40x:p%2Fw@mail.example.org")
    assert (found["EMAIL_HOST_USER"], found["EMAIL_HOST_PASSWORD"]) == ("me@x", "p/w")
    assert (found["EMAIL_PORT"], found["EMAIL_USE_SSL"], found["EMAIL_USE_TLS"]) == (465, True, False)
    assert email_settings("smtp://mail.example.org")["EMAIL_USE_TLS"] is True
