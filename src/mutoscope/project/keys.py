"""Keys that the installation makes for itself, each in a file of its own in the home folder."""

import hashlib
import secrets
from collections.abc import Callable
from pathlib import Path


def kept_key(home: Path, name: str, make: Callable[[], str]) -> str:
    """A key that is made once, and kept readable by its owner alone."""
    path = home / name
    if not path.exists():
        draft = home / f"{name}.{secrets.token_hex(4)}"
        draft.touch(mode=0o600)
        draft.write_text(make(), "utf-8")
        try:
            path.hardlink_to(draft)  # the first of several processes wins; nobody reads half a key
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text("utf-8")


def secret_key(home: Path) -> str:
    """The installation's secret."""
    return kept_key(home, "secret.key", lambda: secrets.token_urlsafe(48))


def secret_for(home: Path, purpose: str) -> bytes:
    """A secret of 32 bytes for one purpose alone, which tells nothing of the installation's own."""
    person = purpose.encode()
    assert len(person) <= hashlib.blake2b.PERSON_SIZE
    return hashlib.blake2b(secret_key(home).encode(), digest_size=32, person=person).digest()
