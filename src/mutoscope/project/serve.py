"""``mutoscope serve``: everything one machine needs, started, watched and stopped together."""

import http.client
import io
import json
import os
import ssl
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from mutoscope.project.config import Config
from mutoscope.project.logs import for_people
from mutoscope.project.processes import SUPERVISOR, CannotStart, check_port, lock_home
from mutoscope.project.saying import Out
from mutoscope.project.supervisor import Program, Supervisor

STAGES = {"web": 0, "media": 0, "streams": 0, "lan": 0, "worker": 1, "engine": 2}
"""Order of stopping: first nobody new comes in, then work ends, last the one all the others talk to."""


def serve(config: Config) -> int:
    """Prepare the home folder, start every process, say where it is and watch until told to stop.

    Returns an exit status; raises CannotStart with a sentence when this machine or these settings don't
    allow it.
    """
    lock = lock_home(config.home_path)
    try:
        for setting in ("web_port", "media_port", "stream_port", "lan_port"):
            if getattr(config, setting):
                check_port(config.host, getattr(config, setting), setting)
        environ = {**os.environ, "MUTOSCOPE_LOG_FORMAT": "pretty" if for_people(config) else "json"}
        claim_link = _prepare(environ)
        out = Out()
        threading.Thread(target=_announce_when_ready, args=(config, claim_link, out), daemon=True).start()
        return Supervisor(_programs(config), _speaker(config, out), environ).run()
    finally:
        os.close(lock)


def _programs(config: Config) -> list[Program]:
    names = ["web", "media", "streams", "worker"]
    if config.lan_port:
        names.append("lan")
    stage = STAGES["engine"]
    engines = [Program("engine", _command("engine"), stage=stage)]
    if config.engine_shards > 1:
        engines = [
            Program(f"engine{one}", _command("engine", "--shard", str(one)), stage=stage)
            for one in range(config.engine_shards)
        ]
    return [*engines, *(Program(name, _command(name), stage=STAGES[name]) for name in names)]


def _command(*words: str) -> list[str]:
    return [sys.executable, "-m", "mutoscope.project.cli", *words]


def _prepare(environ: dict[str, str]) -> str | None:
    """Bring the database up to date in a process of its own, so that the supervisor stays small.

    Returns the link that claims the administrator's account, while nobody has.
    """
    env = {**environ, SUPERVISOR: str(os.getpid())}
    done = subprocess.run(_command("prepare"), env=env, stdout=subprocess.PIPE, check=False)
    if done.returncode:
        raise CannotStart("The database could not be prepared; the reason is above.")
    link: str | None = json.loads(done.stdout.splitlines()[-1])["claim_link"]
    return link


def _announce_when_ready(config: Config, claim_link: str | None, out: Out) -> None:
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(config.host, config.host)  # noqa: S104 - compared
    while True:
        try:
            if config.scheme == "https":
                trust = ssl.create_default_context()
                trust.check_hostname, trust.verify_mode = False, ssl.CERT_NONE  # ourselves, over loopback
                call = http.client.HTTPSConnection(host, config.web_port, timeout=5, context=trust)
            else:
                call = http.client.HTTPConnection(host, config.web_port, timeout=5)
            call.request("GET", "/livez", headers={"Host": "localhost"})
            if call.getresponse().status == 200:
                out.line(_announcement(config, claim_link))
                return
        except (OSError, http.client.HTTPException):
            pass
        time.sleep(0.1)


def _speaker(config: Config, out: Out) -> Callable[[str, str], None]:
    """How the children's lines leave: beside the process's name for people, as JSON objects for programs."""
    if for_people(config):
        colours = {"web": 36, "media": 34, "streams": 32, "engine": 35, "worker": 33, "lan": 31, "serve": 1}

        def say(name: str, line: str) -> None:
            out.line(f"\x1b[{colours.get(name.rstrip('0123456789'), 0)}m{name:>7}\x1b[0m  {line}")

        def say_plain(name: str, line: str) -> None:
            out.line(f"{name:>7}  {line}")

        return say if sys.stdout.isatty() and not os.environ.get("NO_COLOR") else say_plain

    def say_json(name: str, line: str) -> None:
        if not line.startswith("{"):  # not from our log: an interpreter's last words, a library's print
            line = json.dumps(
                {
                    "timestamp": datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
                    "level": "info",
                    "process": name,
                    "event": line,
                },
                ensure_ascii=False,
            )
        out.line(line)

    return say_json


def _announcement(config: Config, claim_link: str | None) -> str:
    """What the operator reads once everything answers: one address, and how to become administrator."""
    lines = ["", f"  Mutoscope is running at  {config.web_address}"]
    if config.lan_port:
        lines += _lan_words(config)
    if claim_link:
        lines += ["", "  Open this once to become the administrator (it works for the first who opens it):"]
        lines += [f"  {claim_link}"]
    return "\n".join([*lines, "", "  Ctrl-C stops it.", ""])


def _lan_words(config: Config) -> list[str]:
    import segno

    from mutoscope.project.lan import fingerprint

    door = f"http://{urlsplit(config.web_address).hostname}:{config.lan_port}/"
    picture = io.StringIO()
    segno.make(door, error="m", micro=False).terminal(out=picture, compact=True)
    authority = Path(config.tls_certificate).with_name("ca.crt")
    return [
        "",
        f"  On a phone in the same network, scan this or open  {door}",
        "  and follow its three steps.",
        "",
        *(f"  {line}" for line in picture.getvalue().rstrip("\n").splitlines()),
        "",
        "  Fingerprint of this machine's certificate authority (SHA-256):",
        f"  {fingerprint(authority)}",
    ]
