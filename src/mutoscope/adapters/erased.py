"""Who was erased for good, in a file beside the database: a restored backup from before knows nothing of it.

One line each: when, in milliseconds, and the account's number, which names nobody once the account is gone.
The file only grows, and each backup holds it as it then was.
"""

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

NAME = "erased.txt"
_AGAIN = "erased.again"
"""There after a restore, until those who stand in the file have been erased again."""


def note(home: Path, person_id: int, at_ms: int) -> None:
    """Write down, on the disk when this returns, that an account was erased; twice is once."""
    if person_id not in noted(home / NAME):
        _append(home / NAME, {person_id: at_ms})


def noted(file: Path) -> dict[int, int]:
    """Account -> when it was erased; nobody where there is no such file. Lines that make no sense, such as
    the last one of a writer that was killed, are passed over."""
    try:
        lines = file.read_text("ascii", "replace").splitlines()
    except FileNotFoundError:
        return {}
    words = [line.split() for line in lines]
    return {int(one[1]): int(one[0]) for one in words if len(one) == 2 and all(map(_is_number, one))}


def take_over(home: Path, files: Iterable[Path]) -> None:
    """After a restore into ``home``: who was erased according to any of ``files`` is to be erased again."""
    known = noted(home / NAME)
    heard = {person: at_ms for file in files for person, at_ms in noted(file).items()}
    _append(home / NAME, {person: at_ms for person, at_ms in heard.items() if person not in known})
    (home / _AGAIN).touch()


def due_again(home: Path) -> dict[int, int]:
    """Whom a restore may have brought back; nobody where none was made since."""
    return noted(home / NAME) if (home / _AGAIN).exists() else {}


def done_again(home: Path) -> None:
    (home / _AGAIN).unlink(missing_ok=True)


def _append(file: Path, people: Mapping[int, int]) -> None:
    text = "".join(f"\n{at_ms} {person}" for person, at_ms in people.items())  # ends a torn line
    with file.open("a", encoding="ascii") as out:
        out.write(f"{text}\n")
        out.flush()
        os.fsync(out.fileno())


def _is_number(word: str) -> bool:
    return word.isascii() and word.isdigit()
