"""Mail that goes into the log: the default, so that a fresh installation can reset a password at once."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import unquote, urlsplit

import structlog
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from mutoscope.project.config import ConfigError


class LogBackend(BaseEmailBackend):
    """Writes each mail, whole, into the log of the process that sends it."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        log = structlog.get_logger("mutoscope.mail")
        for message in email_messages:
            log.info(
                "Mail (setting mail is log://, so it was not sent)",
                to=message.to,
                subject=message.subject,
                body=message.body,
                _deliberate=True,
            )
        return len(email_messages)


def email_settings(address: str) -> dict[str, Any]:
    """Django's EMAIL_* settings for the ``mail`` setting; raises ConfigError when it is neither form."""
    if address == "log://":
        return {"EMAIL_BACKEND": "mutoscope.project.mail.LogBackend"}
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        parts, port = urlsplit(""), None
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
        raise ConfigError("mail must be log://, smtp://user:password@host:port or smtps://...")
    tls = parts.scheme == "smtps"
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": port or (465 if tls else 587),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": tls,
        "EMAIL_USE_TLS": not tls and parts.hostname not in ("localhost", "127.0.0.1"),
        "EMAIL_TIMEOUT": 20,
    }
