"""One engine's place in object storage: what is there is fetched before it starts, then kept up."""

from pathlib import Path

import structlog

from mutoscope.adapters.engine.archive import Archive
from mutoscope.adapters.engine.archiver import Archiver
from mutoscope.adapters.engine.fetching import NOTE, fetch
from mutoscope.adapters.engine.keeper import Keeper
from mutoscope.adapters.engine.layout import LOG
from mutoscope.adapters.engine.shard import Shard
from mutoscope.adapters.objects import Shelf, ShelfFailed

log = structlog.get_logger("mutoscope.engine")


class Away:
    def __init__(self, storage: str, prefix: str) -> None:
        """``prefix`` of one engine or shard in the storage at this address."""
        self._storage, self._prefix = storage, prefix
        self._archive = Archive(Shelf(storage, prefix))

    def fetch(self, folder: Path) -> None:
        """Have in a bare ``folder`` what the storage has of it. Raises LogFailed."""
        if not fetch(self._archive, folder) and not (folder / LOG).exists():
            self._tell_of_others()

    def begin(self, keeper: Keeper, folder: Path) -> Archiver:
        """What keeps the storage up with ``keeper``, whose folder this is."""
        if (folder / NOTE).exists():
            if isinstance(keeper, Shard):
                keeper.begin_anew()
            keeper.snapshot()
            (folder / NOTE).unlink()
        return Archiver(
            keeper.own_log(), folder, self._archive, f"{self._storage.rstrip('/')}/{self._prefix}"
        )

    def _tell_of_others(self) -> None:
        """Whose home folder is new may be an old acquaintance that lost its name with its disk."""
        own = self._prefix.split("/")[1]
        try:
            others = [
                name for name in Shelf(self._storage, self._prefix.split("/")[0]).folders() if name != own
            ]
        except ShelfFailed:
            return
        if others:
            log.warning(
                "engine.begins_empty",
                name=own,
                others=others,
                hint="if this is one of those whose disk was lost, stop it and write that name into the file"
                " `name` before it starts: docs/operate/scale.md",
            )


def forget_all(storage: str, prefix: str) -> None:
    """Have nothing left of one engine or shard in the storage. Raises ShelfFailed."""
    Archive(Shelf(storage, prefix)).drop_all()
