"""Where engines keep their files: one has a folder, several have one each below it, by how many they are.

engine/log.sqlite3 ...              one engine
engine/of-4/0/log.sqlite3 ...       the first of four shards
engine/of-4/name                    what these four call themselves where they meet; of-1/name: what one does
"""

import os
import secrets
import shutil
from contextlib import suppress
from pathlib import Path

import msgspec

from mutoscope.adapters.engine.contracts import LogFailed, Place

LOG = "log.sqlite3"
NAME = "name"
FETCHING = "fetching"
SENDING = "snapshot.sending"
"""On its way from and to object storage: nobody's, once what made it was killed."""
READY = ".ready"
"""Ends the name of a new folder of shards that is whole, as long as it has not taken the old one's place."""


class Membership(msgspec.Struct, frozen=True):
    """What a shard has to know of the others."""

    place: Place
    sockets: tuple[Path, ...]
    """Of all, by number."""
    exchange: str
    """Address of the Valkey through which they hear of each other."""
    secret: bytes = b""
    """Without which nobody can tell who it is that they hear of; the same for all."""


def folder_of(engine: Path, place: Place) -> Path:
    """The folder of one shard."""
    return engine if place.of == 1 else engine / f"of-{place.of}" / str(place.number)


def folders(engine: Path, shards: int) -> list[Path]:
    """Those of so many shards, by number."""
    return [folder_of(engine, Place(number, shards)) for number in range(shards)]


def tidy(folder: Path) -> None:
    """Remove from the folder of an engine, or shard, that does not run what was on its way: people who are
    forgotten later would stay in it."""
    shutil.rmtree(folder / FETCHING, ignore_errors=True)
    (folder / SENDING).unlink(missing_ok=True)


def shards_in(engine: Path) -> set[int]:
    """Of how many shards there are logs: one number, or none; more while a resharding is not finished."""
    many = {1} if (engine / LOG).exists() else set()
    return many | {int(one.name[3:]) for one in engine.glob("of-*") if one.name[3:].isdigit()}


def keys_of(engine: Path, shards: int) -> str:
    """What the keys of these shards in Valkey begin with."""
    return f"mutoscope:engine:{name_of(engine, shards)}"


def archive_of(engine: Path, place: Place) -> str:
    """Where object storage has what is kept of one shard."""
    return f"engine/{name_of(engine, place.of)}/{place.of}/{place.number}"


def has_name(engine: Path, shards: int) -> bool:
    """Whether these shards ever called themselves anything: without a name nobody heard of them."""
    return (engine / f"of-{shards}" / NAME).exists()


def name_of(engine: Path, shards: int) -> str:
    """What these shards call themselves where others may be, too. The first that asks draws it, and it hangs
    on no path: two installations in containers have the same one."""
    path = engine / f"of-{shards}" / NAME
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        drawn = path.with_name(f"{NAME}.{secrets.token_hex(8)}")
        with os.fdopen(os.open(drawn, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(drawn.suffix[1:])
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileExistsError):  # another shard was quicker
            os.link(drawn, path)
        drawn.unlink()
    return path.read_text("ascii").strip()


def check(engine: Path, shards: int) -> None:
    """Raises LogFailed, with what to do, where the state there is not that of so many shards."""
    if any(engine.glob(f"of-*{READY}")):
        raise LogFailed("a resharding of the feed's state was interrupted: run `mutoscope reshard` again")
    found = shards_in(engine)
    if found - {shards}:
        there = " and ".join(map(str, sorted(found)))
        raise LogFailed(
            f"the feed's state in {engine} is that of {there}, and engine_shards is {shards}: stop everything"
            f" and run `mutoscope reshard {shards}`"
        )
