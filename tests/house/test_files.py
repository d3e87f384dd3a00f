"""What every tracked file keeps to."""

import re
import subprocess
import tomllib
from itertools import chain
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

LONG_FOR_A_REASON = {
    "LICENSE": "the law's own words",
    "requirements.lock": "generated",
    "requirements-dev.lock": "generated",
    "web/package-lock.json": "generated",
    "openapi.json": "generated",
    "docs/reference/openapi.json": "generated",
    "web/src/api/schema.ts": "generated",
    "web/src/api/schema.d.ts": "generated",
    "src/mutoscope/project/locale/fr/LC_MESSAGES/django.po": "one catalogue a language is what gettext reads",
    "web/src/i18n/en.ts": "every word of the screens in one language",
    "web/src/i18n/fr.ts": "every word of the screens in one language",
}
"""Files over 400 lines that hold one idea all the same, and why."""


def tracked() -> list[str]:
    """Every file of the repository, as git knows them."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if listed.returncode:
        pytest.skip("this is not a git checkout")
    return [name for name in listed.stdout.decode().split("\0") if name and (ROOT / name).is_file()]


def texts() -> list[tuple[str, str]]:
    """Name and content of every tracked text file."""
    found = []
    for name in tracked():
        data = (ROOT / name).read_bytes()
        if b"\0" not in data[:4096]:
            found.append((name, data.decode("utf-8")))
    return found


def test_no_file_outgrows_itself() -> None:
    """A file over 400 lines holds two ideas, unless it is named above with the reason."""
    long = {name: text.count("\n") for name, text in texts() if text.count("\n") > 400}
    unexplained = {
        name: lines
        for name, lines in long.items()
        if name not in LONG_FOR_A_REASON and not name.startswith(("bench/results/", "docs/"))
    }
    assert not unexplained


_HOME = "|".join(["/ro" + "ot/", "/ho" + "me/[a-z]", "/wo" + "rk/", "/Us" + "ers/[a-z]"])
MACHINE_PATH = re.compile(rf"(?<![\w./-])({_HOME})")


def test_no_file_names_a_machines_path() -> None:
    """No tracked file points into somebody's home or workplace."""
    found = [
        f"{name}:{number}: {line.strip()[:80]}"
        for name, text in texts()
        for number, line in enumerate(text.splitlines(), 1)
        if MACHINE_PATH.search(line)
    ]
    assert not found, "\n".join(found)


SECRETS = [
    re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----"),
    re.compile(r"\bAKIA[0-9A-Z]{16}\b"),
    re.compile(r"\bgh[pousr]_[A-Za-z0-9]{30,}"),
    re.compile(r"\bsk-[A-Za-z0-9]{32,}"),
    re.compile(r"\bxox[abpr]-[A-Za-z0-9-]{20,}"),
]


def test_no_file_holds_a_secret() -> None:
    """Keys and tokens never enter the repository, not even in tests."""
    found = [name for name, text in texts() for secret in SECRETS if secret.search(text)]
    assert not found


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock", "requirements-node.lock"])
def test_locks_name_versions_and_hashes_and_no_hosts(name: str) -> None:
    """Any mirror can serve a lock: it has a version and a hash for everything and an address for nothing."""
    text = (ROOT / name).read_text("utf-8")
    assert "://" not in text
    assert not re.search(r"^\s*-", text.replace("    --hash", ""), re.MULTILINE), "options name places"
    blocks = re.split(r"(?m)^(?=[a-zA-Z0-9])", text)
    for block in filter(None, (block.strip() for block in blocks)):
        if block.startswith("#"):
            continue
        assert re.match(r"[\w.\[\]-]+==\S+", block), block[:60]
        assert "--hash=sha256:" in block, block[:60]


def test_the_web_lock_names_no_hosts() -> None:
    """npm's lock has integrity hashes and no address."""
    lock = ROOT / "web/package-lock.json"
    if not lock.exists():
        pytest.skip("web/package-lock.json is missing")
    text = lock.read_text("utf-8")
    assert '"resolved"' not in text
    assert text.count('"integrity"') > 10


def test_every_dependency_says_why() -> None:
    """Each line of a dependency list in pyproject.toml ends with its reason."""
    text = (ROOT / "pyproject.toml").read_text("utf-8")
    wanted = tomllib.loads(text)
    names = [*wanted["project"]["dependencies"], *chain.from_iterable(wanted["dependency-groups"].values())]
    lines = text.splitlines()
    for name in (n for n in names if isinstance(n, str)):
        line = next(line for line in lines if line.strip().startswith(f'"{name}"'))
        assert re.search(r",\s+# \w.{3,}", line), f"{name} has no reason"


def test_the_licence_is_the_agpl() -> None:
    """LICENSE is the text of the Free Software Foundation, to the letter."""
    import hashlib

    digest = hashlib.sha256((ROOT / "LICENSE").read_bytes()).hexdigest()
    assert digest == "8486a10c4393cee1c25392769ddd3b2d6c242d6ec7928e1414efff7dfb2f07ef"


def test_registry_hosts_stay_outside() -> None:
    """Where packages come from is the machine's business: no tracked file names a registry."""
    hosts = re.compile(r"registry\.npmjs" + r"\.org|pypi\.org/" + r"simple|files\.python" + r"hosted")
    found = [name for name, text in texts() if hosts.search(text)]
    assert not found
