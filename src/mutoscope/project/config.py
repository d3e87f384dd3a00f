"""What an operator may set: environment variables, one file, and honest defaults.

Every setting is ``MUTOSCOPE_<NAME>`` in the environment or ``<name>`` in ``mutoscope.toml`` (in the home
folder, or where ``MUTOSCOPE_CONFIG`` points); the environment wins. An unknown name or a value of the wrong
type is an error that says so, because a misspelt setting that is ignored is worse than one that fails.
"""

import difflib
import itertools
import os
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal, get_origin
from urllib.parse import unquote, urlsplit

import msgspec

Port = Annotated[int, msgspec.Meta(ge=1, le=65535)]
Count = Annotated[int, msgspec.Meta(ge=1)]
Amount = Annotated[int, msgspec.Meta(ge=0)]


def valkey_address(text: str) -> str:
    """An address of a Valkey or Redis, as the client's library writes it; empty for any other."""
    scheme, _, rest = text.partition("://")
    known = rest and scheme in ("redis", "rediss", "valkey", "valkeys")
    return f"{scheme.replace('valkey', 'redis')}://{rest}" if known else ""


class ConfigError(Exception):
    """A setting can't be used; the message says which, why, and what would be right."""


class Config(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    home: str = "var"
    """Folder of everything the program keeps: database, objects, logs of events, keys."""
    host: str = "127.0.0.1"
    """Address to listen on; 0.0.0.0 is every network of this machine."""
    web_port: Port = 8000
    """Port of the web process: pages and the API."""
    media_port: Port = 8001
    """Port of the media process: films out, uploads in."""
    stream_port: Port = 8002
    """Port of the streams process: news to open pages."""
    lan_port: Annotated[int, msgspec.Meta(ge=0, le=65535)] = 0
    """Port of the small unencrypted page that hands out the local certificate authority; 0: none.
    `--lan` sets it."""
    public_url: str = ""
    """Address people open, without a slash at the end; derived from host and web_port when empty."""
    media_url: str = ""
    """Address of the media process as browsers reach it, its own origin; derived when empty."""
    stream_url: str = ""
    """Address of the streams process as browsers reach it, on the host of public_url, whose cookie it reads.
    When empty: public_url if that is set (let the proxy pass /api/stream on), else derived. Pages that don't
    reach it ask now and then."""
    extra_hosts: tuple[str, ...] = ()
    """Further host names under which the web process answers, besides the one in public_url."""
    tls_certificate: str = ""
    """File with a certificate chain (PEM); with tls_key, web and media speak HTTPS themselves."""
    tls_key: str = ""
    """File with the certificate's private key (PEM)."""
    database: str = ""
    """postgres://user:password@host:port/name, or empty for SQLite in the home folder."""
    objects: str = ""
    """file:///folder, s3://bucket/prefix or memory://; empty: a folder in home."""
    cache: str = ""
    """valkey://host:port/0 (or redis://) where several machines share rate limits; empty: the processes of
    this machine share them in its home folder."""
    engine_socket: str = ""
    """Unix socket of the feed engine; empty: engine.sock in home."""
    engine_shards: Annotated[int, msgspec.Meta(ge=1, le=64)] = 1
    """How many processes share the feed engine's work, each remembering some of the viewers. `mutoscope
    reshard` changes the number of an engine that has state already; more than one need engine_exchange."""
    engine_exchange: str = ""
    """valkey://host:port/0 (or redis://) through which engine shards tell each other how videos fare; empty:
    that of cache."""
    engine_archive: str = ""
    """s3://bucket/prefix or file:///folder outside of home, which must exist: the feed engine keeps its log
    and snapshots there, too, below engine/, and goes on from them when its disk is lost (scale.md). They are
    what people watched: no old versions may be kept there. Empty: nowhere."""
    mail: str = "log://"
    """log:// prints mail into the log; smtp://user:password@host:port or smtps://... sends it."""
    mail_from: str = "Mutoscope <mutoscope@localhost>"
    """Sender of every mail."""
    push_services: tuple[str, ...] = (
        "fcm.googleapis.com",
        "*.push.services.mozilla.com",
        "*.push.apple.com",
        "*.notify.windows.com",
    )
    """Push services of browsers that notifications may be sent to: a host, *.host for all below it, or an
    origin such as http://127.0.0.1:9000, which is trusted as it stands. Empty: no push at all."""
    minors_quiet_from: Annotated[int, msgspec.Meta(ge=0, le=23)] = 22
    """Hour from which nobody below 18, or of unknown age, is told by push or mail, whatever they chose."""
    minors_quiet_until: Annotated[int, msgspec.Meta(ge=0, le=23)] = 8
    """Hour at which that ends; the same hour as minors_quiet_from: never quiet."""
    trusted_proxies: Amount = 0
    """How many reverse proxies stand in front; 0: the socket's address is the client's."""
    country_header: str = ""
    """Header by which the reverse proxy says which country a request comes from, in two letters (such as
    CF-IPCountry); creators then see countries, never of fewer than ten people. Empty: nobody knows."""
    languages: tuple[str, ...] = ("en", "fr")
    """Languages offered, the first one being the fallback."""
    minimum_age: Amount = 13
    """Age in years below which nobody may sign up in this market."""
    upload_max_bytes: Count = 500_000_000
    """Bytes of the largest file that may be uploaded."""
    upload_max_seconds: Count = 600
    """Seconds of the longest video that may be uploaded."""
    montage_max_seconds: Annotated[int, msgspec.Meta(ge=1, le=3600)] = 180
    """Seconds of the longest film that the studio renders."""
    captions_model: str = ""
    """File with a ggml model of whisper.cpp, readable by everybody: the studio then writes down what is said.
    Needs the extra `captions` (pywhispercpp). Empty: captions are typed, or brought as a file."""
    provenance_certificate: str = ""
    """File with a chain of certificates (PEM) for content credentials, the own one first: films that people
    take away are then sealed after C2PA. Needs the extra `provenance` (c2pa-python). Empty: no seals."""
    provenance_key: str = ""
    """File with that certificate's private key (PEM): P-256, P-384, P-521 or Ed25519."""
    copy_max_bytes: Count = 20 * 1024 * 1024 * 1024
    """Bytes of the largest copy of somebody's data that may be taken in from another server."""
    storage_quota_bytes: Amount = 5 * 1024 * 1024 * 1024
    """Bytes of originals one person may keep."""
    upload_expires_hours: Count = 24
    """Hours after which an unfinished upload is thrown away."""
    likeness_after_minutes: Amount = 5
    """Minutes after which a video that everybody may see is compared with those that were here before: its
    good renditions are made first, and whoever published in haste may still take it back. 0: at once."""
    leave_grace_days: Amount = 30
    """Days between somebody's wish that their account be deleted and the deletion: nobody sees it any more,
    and they may still keep it."""
    handle_kept_days: Amount = 365
    """Days for which nobody else gets the handle of an account that was deleted."""
    worker_slots: Count = 2
    """Jobs one worker process runs at the same time."""
    web_processes: Amount = 0
    """Processes that answer pages and API calls together, each on one core and with about 180 MB; 0: one for
    each core and GiB of memory, at most four."""
    web_threads: Count = 4
    """Requests one web process answers at the same time; whoever sends slowly is waited for before. More
    threads only fight for the same interpreter."""
    metrics_token: str = ""
    """Secret that Prometheus sends as a bearer token to read /metrics; empty: nobody can read it."""
    min_free_bytes: Amount = 512 * 1024 * 1024
    """Free bytes on the home disk below which /readyz says no: room for the database to stay whole."""
    log_format: Literal["auto", "json", "pretty"] = "auto"
    """How logs look; auto: pretty in a terminal, one JSON object a line elsewhere."""
    demo: bool = True
    """Whether `serve` makes the demo world when there are no videos at all."""
    debug: bool = False
    """Django's debug pages: only for people who change the program, never on a network."""
    verify_email: bool = False
    """Whether people must confirm their address before they can log in; otherwise the mail only asks."""
    staff_second_step: Literal["auto", "always", "never"] = "auto"
    """Whether staff need an authenticator app or a passkey for the administrator's rooms; auto: where the
    public address is HTTPS, other than with `--lan`."""
    accept_no_jail: bool = False
    """Accept uploads although the media jail cannot be built here: only where every uploader is trusted."""

    @property
    def home_path(self) -> Path:
        return Path(self.home).resolve()

    @property
    def scheme(self) -> str:
        return "https" if self.tls_certificate else "http"

    @property
    def web_address(self) -> str:
        return self.public_url or f"{self.scheme}://{_shown(self.host)}:{self.web_port}"

    @property
    def media_address(self) -> str:
        return self.media_url or f"{self.scheme}://{_shown(self.host)}:{self.media_port}"

    @property
    def stream_address(self) -> str:
        return self.stream_url or self.public_url or f"{self.scheme}://{_shown(self.host)}:{self.stream_port}"

    @property
    def objects_url(self) -> str:
        return self.objects or f"file://{self.home_path}/objects"

    @property
    def sqlite_path(self) -> Path | None:
        """The SQLite file in use; None when the database is another one."""
        return None if self.database else self.home_path / "mutoscope.sqlite3"

    @property
    def engine_path(self) -> Path:
        return Path(self.engine_socket) if self.engine_socket else self.home_path / "engine.sock"

    @property
    def engine_paths(self) -> list[Path]:
        """Sockets of the engine's shards, by number; of one, its own."""
        if self.engine_shards == 1:
            return [self.engine_path]
        first = self.engine_path
        return [first.with_name(f"{first.stem}-{one}{first.suffix}") for one in range(self.engine_shards)]

    @property
    def exchange_url(self) -> str:
        return self.engine_exchange or self.cache


_NOT_SETTINGS = {"MUTOSCOPE_CONFIG", "MUTOSCOPE_SHARED", "MUTOSCOPE_TEST_DATABASE", "MUTOSCOPE_SUPERVISOR"}
"""Names in the environment that are ours and set no setting."""


def read(environ: Mapping[str, str] | None = None) -> Config:
    """The configuration in force; raises ConfigError with the setting's name and the reason."""
    env = os.environ if environ is None else environ
    settings, path = _from_file(env)
    for variable, text in env.items():
        if variable.startswith("MUTOSCOPE_") and variable not in _NOT_SETTINGS:
            name = variable.removeprefix("MUTOSCOPE_").lower()
            settings[name] = _as_list(text) if name in _LISTS else text
    for name in settings:
        if name not in Config.__struct_fields__:
            raise ConfigError(_unknown(name, path))
    try:
        config = msgspec.convert(settings, Config, strict=False)
    except msgspec.ValidationError as error:
        raise ConfigError(_unfit(error, settings)) from error
    _agree(config)
    return config


def _from_file(env: Mapping[str, str]) -> tuple[dict[str, Any], Path]:
    named = env.get("MUTOSCOPE_CONFIG", "")
    path = Path(named) if named else Path(env.get("MUTOSCOPE_HOME") or "var") / "mutoscope.toml"
    if not named and not path.exists():
        return {}, path
    try:
        return tomllib.loads(path.read_text("utf-8")), path
    except FileNotFoundError as error:
        raise ConfigError(f"MUTOSCOPE_CONFIG names {path}, and there is no such file") from error
    except OSError as error:
        raise ConfigError(f"the settings file {path} can't be read: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path} is not a TOML file: {error}") from error


_LISTS = {field.name for field in msgspec.structs.fields(Config) if get_origin(field.type) is tuple}


def _as_list(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def _unknown(name: str, path: Path) -> str:
    near = difflib.get_close_matches(name, Config.__struct_fields__, n=1)
    hint = f"; did you mean {near[0]}?" if near else "; docs/operate/settings.md lists them all"
    return f"there is no setting {name!r} (MUTOSCOPE_{name.upper()}, or {name} in {path}){hint}"


def _unfit(error: msgspec.ValidationError, settings: dict[str, Any]) -> str:
    """msgspec's reason with the setting's own name and value, but never a value that may hold a password."""
    found = re.search(r"`\$\.(\w+)", str(error))
    if not found:
        return f"a setting can't be used: {error}"
    name = found.group(1)
    value = (
        ""
        if name in ("database", "mail", "metrics_token", "cache", "engine_exchange")
        else f" = {settings.get(name)!r}"
    )
    return f"the setting {name}{value} can't be used: {str(error).split(' - at')[0]}"


def _agree(config: Config) -> None:
    """What single types can't say: values that must fit each other or have a shape."""
    for one, other in itertools.combinations(("web_port", "media_port", "stream_port"), 2):
        if getattr(config, one) == getattr(config, other):
            raise ConfigError(f"{one} and {other} are both {getattr(config, one)}; each needs its own")
    if bool(config.tls_certificate) != bool(config.tls_key):
        raise ConfigError("tls_certificate and tls_key belong together; only one of them is set")
    if config.country_header and not config.trusted_proxies:
        raise ConfigError("country_header is a proxy's word; set trusted_proxies to how many there are")
    if not config.languages:
        raise ConfigError("languages is empty; name at least one, for example en")
    for name in ("public_url", "media_url", "stream_url"):
        value = getattr(config, name)
        if not value:
            continue
        try:
            parts = urlsplit(value)
            fits = (
                parts.scheme in ("http", "https") and parts.hostname and parts.path == "" and not parts.query
            )
            _ = parts.port
        except ValueError:
            fits = False
        if not fits:
            raise ConfigError(f"{name} must look like https://example.org, without a path; it is {value!r}")
    _agree_on_archive(config)
    if config.engine_shards > 1 and not valkey_address(config.exchange_url):
        raise ConfigError(
            "engine_shards above 1 needs engine_exchange (or cache): a valkey:// or redis:// address through"
            " which the shards hear of each other"
        )
    if len(str(config.engine_paths[-1]).encode()) > 100:
        raise ConfigError(
            f"the engine's socket would be {config.engine_paths[-1]}, longer than the 100 bytes a socket's "
            "path may have; set engine_socket to a shorter path"
        )


def _agree_on_archive(config: Config) -> None:
    if not config.engine_archive:
        return
    parts = urlsplit(config.engine_archive)
    if parts.scheme not in ("file", "s3") or not (parts.path if parts.scheme == "file" else parts.netloc):
        raise ConfigError("engine_archive must look like s3://bucket/prefix or file:///folder")
    if parts.scheme == "file" and Path(unquote(parts.path)).resolve().is_relative_to(config.home_path):
        raise ConfigError(
            f"engine_archive lies in home, {config.home_path}: what is there is lost with it; name a folder"
            " on another disk, or an S3"
        )


def _shown(host: str) -> str:
    """The host a browser on this machine can open."""
    return "localhost" if host in ("0.0.0.0", "::", "127.0.0.1") else host  # noqa: S104 - compared, not bound
