"""Logs: one JSON object a line for programs, aligned words for people, and never personal data in either.

Every line carries its time (UTC), level, process and, inside a request, the request's id. Two nets catch
what a careless line might say: values under telling names are replaced, and so are mail addresses in any
text. The one exception is a mail that the log itself delivers (``project.mail``).
"""

import logging
import re
import sys
from collections.abc import MutableMapping
from functools import lru_cache
from typing import Any

from mutoscope.project.config import Config

Entry = MutableMapping[str, Any]

PROCESS = "manage"
"""Which of our processes this one is; ``mutoscope`` sets it before anything is logged."""

_SECRET = re.compile(
    r"passw|secret|token|cookie|authorization|api_?key|csrf|session|e?mail$|birth|phone|address|caption|(^|_)ip$"
)
_MAIL_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
HIDDEN = "[hidden]"


def redact(_logger: Any, _method: str, entry: Entry) -> Entry:
    """Replace personal data and secrets, however deep they lie."""
    if entry.pop("_deliberate", False):
        return entry
    for name, value in entry.items():
        entry[name] = HIDDEN if _tells(name) else _clean(value)
    return entry


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return _MAIL_ADDRESS.sub(HIDDEN, value) if "@" in value else value
    if isinstance(value, dict):
        return {k: HIDDEN if _tells(str(k)) else _clean(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [_clean(item) for item in value]
    return value


@lru_cache(1_000)
def _tells(name: str) -> bool:
    return bool(_SECRET.search(name.lower()))


def _whose(_logger: Any, _method: str, entry: Entry) -> Entry:
    entry.setdefault("process", PROCESS)
    return entry


def _plain(_logger: Any, _method: str, entry: Entry) -> str:
    """For people: the time of day, the words, then what else is known; the process's name is the prefix's."""
    time = str(entry.pop("timestamp", ""))[11:19]
    level = str(entry.pop("level", "info"))
    entry.pop("process", None)
    entry.pop("logger", None)
    event, trace = entry.pop("event", ""), entry.pop("exception", "")
    said = f"{time} {'' if level == 'info' else level.upper() + ' '}{event}"
    rest = " ".join(f"{name}={value}" for name, value in entry.items())
    return said + (f"  {rest}" if rest else "") + (f"\n{trace}" if trace else "")


def django_logging(config: Config) -> dict[str, Any]:
    """What Django's LOGGING wants; configures structlog on the way."""
    import structlog  # not above: the supervisor reads this module and needs no logger

    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.PositionalArgumentsFormatter(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
        _whose,
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    last = _plain if for_people(config) else structlog.processors.JSONRenderer(ensure_ascii=False)
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "structlog": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": shared,
                "processors": [structlog.stdlib.ProcessorFormatter.remove_processors_meta, redact, last],
            }
        },
        "handlers": {
            "out": {"class": "logging.StreamHandler", "stream": "ext://sys.stderr", "formatter": "structlog"}
        },
        "root": {"handlers": ["out"], "level": "INFO"},
        "loggers": {
            "django": {"handlers": [], "level": "INFO", "propagate": True},
            # Django writes addresses with their handles and one-time tokens; ours says the route instead.
            "django.request": {"level": "CRITICAL"},
            "django.server": {"level": "CRITICAL"},
            "django.security.DisallowedHost": {"level": "CRITICAL"},  # scanners; the request line says 400
        },
    }


def for_people(config: Config) -> bool:
    """Whether a person reads the log as it comes."""
    return config.log_format == "pretty" or (config.log_format == "auto" and sys.stderr.isatty())


def name_process(name: str) -> None:
    """Say which process this is, for every line it will log."""
    global PROCESS
    PROCESS = name
    logging.captureWarnings(True)
