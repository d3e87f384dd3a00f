"""What object storage has of shards that were dealt out anew: nobody's, but people's data, until it is gone.

Written down before the shards go, in a file beside the new ones, so that a kill, or a storage that is away,
only puts the removing off.
"""

from pathlib import Path

from mutoscope.adapters.engine import layout
from mutoscope.adapters.engine.contracts import Place
from mutoscope.adapters.engine.files import drafted, place

NAME = "leaving"
"""In the folder of the engine: where object storage has what is to go, a line each."""


def leave(engine: Path, shards: int) -> None:
    """Write down what object storage may have of so many shards; there is no way back to them from here."""
    if theirs := _of(engine, shards):
        _write(engine, [*_read(engine), *theirs])


def left(engine: Path) -> list[str]:
    """What is to be removed now: nothing while shards are dealt out, and never what still goes by its name
    here, though its log be lost."""
    if any(engine.glob(f"of-*{layout.READY}")):
        return []
    named = {one.parent.name.removeprefix("of-") for one in engine.glob(f"of-*/{layout.NAME}")}
    stay = {one for many in named if many.isdigit() for one in _of(engine, int(many))}
    return [one for one in _read(engine) if one not in stay]


def gone(engine: Path, prefix: str) -> None:
    """It was removed."""
    _write(engine, [one for one in _read(engine) if one != prefix])


def _of(engine: Path, shards: int) -> list[str]:
    if not layout.has_name(engine, shards):
        return []
    return [layout.archive_of(engine, Place(number, shards)) for number in range(shards)]


def _read(engine: Path) -> list[str]:
    try:
        return (engine / NAME).read_text("ascii").split()
    except FileNotFoundError:
        return []


def _write(engine: Path, prefixes: list[str]) -> None:
    with drafted(engine / NAME) as file:
        file.write("".join(f"{one}\n" for one in dict.fromkeys(prefixes)).encode("ascii"))
    place(engine / NAME)
    if not prefixes:
        (engine / NAME).unlink()
