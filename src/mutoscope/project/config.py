"""What an operator may set: environment variables, one file, and honest defaults.

Every setting is ``MUTOSCOPE_<NAME>`` in the environment or ``<name>`` in ``mutoscope.toml`` (in the home
folder, or where ``MUTOSCOPE_CONFIG`` points); the environment wins. An unknown name or a value of the wrong
type is an error that says so, because a misspelt setting that is ignored is worse than one that fails.
"""

import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec


class ConfigError(Exception):
    """A setting can't be used; the message says which, why, and what would be right."""


class Config(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    home: str = "var"
    """Folder of everything the program keeps: database, objects, logs of events, keys."""
    host: str = "127.0.0.1"
    web_port: int = 8000
    media_port: int = 8001
    public_url: str = ""
    """Address people open, without a slash at the end; derived from host and web_port when empty."""
    media_url: str = ""
    """Address of the media process as browsers reach it; its own origin."""
    database: str = ""
    """postgres://user:password@host:port/name, or empty for SQLite in the home folder."""
    objects: str = ""
    """file:///folder, s3://bucket/prefix or memory://; empty: a folder in home."""
    engine_socket: str = ""
    mail: str = "log://"
    """log:// prints mail into the log; smtp://user:password@host:port or smtps://... sends it."""
    mail_from: str = "Mutoscope <mutoscope@localhost>"
    trusted_proxies: int = 0
    """How many reverse proxies stand in front; 0: the socket's address is the client's."""
    languages: tuple[str, ...] = ("en", "fr")
    minimum_age: int = 13
    """Age in years below which nobody may sign up in this market."""
    upload_max_bytes: int = 512 * 1024 * 1024
    upload_max_seconds: int = 600
    storage_quota_bytes: int = 5 * 1024 * 1024 * 1024
    """Bytes of originals one person may keep."""
    upload_expires_hours: int = 24
    worker_slots: int = 2
    web_threads: int = 16
    demo: bool = True
    """Whether `serve` makes the demo world when there are no videos at all."""
    debug: bool = False
    accept_no_jail: bool = False
    """Accept uploads although the media jail cannot be built here: only where every uploader is trusted."""

    @property
    def home_path(self) -> Path:
        return Path(self.home).resolve()

    @property
    def web_address(self) -> str:
        return self.public_url or f"http://{_shown(self.host)}:{self.web_port}"

    @property
    def media_address(self) -> str:
        return self.media_url or f"http://{_shown(self.host)}:{self.media_port}"

    @property
    def objects_url(self) -> str:
        return self.objects or f"file://{self.home_path}/objects"

    @property
    def engine_path(self) -> Path:
        return Path(self.engine_socket) if self.engine_socket else self.home_path / "engine.sock"


def _shown(host: str) -> str:
    """The host a browser on this machine can open."""
    return "localhost" if host in ("0.0.0.0", "::", "127.0.0.1") else host  # noqa: S104 - compared, not bound


def read(environ: Mapping[str, str] | None = None) -> Config:
    """The configuration in force; raises ConfigError with the setting's name and the reason."""
    env = os.environ if environ is None else environ
    from_env = {
        name.removeprefix("MUTOSCOPE_").lower(): value
        for name, value in env.items()
        if name.startswith("MUTOSCOPE_") and name != "MUTOSCOPE_CONFIG"
    }
    path = Path(env.get("MUTOSCOPE_CONFIG", "") or Path(from_env.get("home", "var")) / "mutoscope.toml")
    settings: dict[str, Any] = {}
    if path.is_file():
        try:
            settings = tomllib.loads(path.read_text("utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise ConfigError(f"{path} is not a TOML file: {error}") from error
    elif "MUTOSCOPE_CONFIG" in env:
        raise ConfigError(f"MUTOSCOPE_CONFIG names {path}, and there is no such file")
    for name, value in from_env.items():
        settings[name] = tuple(value.split(",")) if name == "languages" else value
    try:
        return msgspec.convert(settings, Config, strict=False)
    except msgspec.ValidationError as error:
        raise ConfigError(f"a setting (MUTOSCOPE_* or {path}) can't be used: {error}") from error
