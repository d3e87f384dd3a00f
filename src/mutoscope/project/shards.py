"""The feed engine as an operator meets it: one process, or several shards of it."""

import os
import threading
import time
from collections.abc import Callable
from contextlib import suppress

import structlog

from mutoscope.adapters.engine import leaving
from mutoscope.adapters.engine.contracts import LogFailed, Place
from mutoscope.adapters.engine.host import main
from mutoscope.adapters.engine.layout import Membership, keys_of, shards_in
from mutoscope.adapters.engine.resharding import reshard
from mutoscope.project.config import Config, ConfigError, valkey_address
from mutoscope.project.keys import secret_for
from mutoscope.project.processes import lock_home

_AGAIN_S = 600.0
log = structlog.get_logger("mutoscope.engine")


def run_engine(config: Config, number: int | None) -> int:
    """Run the engine, or its shard ``number``, until it is told to stop; the exit status."""
    if config.engine_archive and not number:
        threading.Thread(target=_forget_later, args=(config,), daemon=True).start()
    if config.engine_shards == 1:
        return main(config.home_path, config.engine_path, storage=config.engine_archive)
    if number is None or not 0 <= number < config.engine_shards:
        raise ConfigError(
            f"engine_shards is {config.engine_shards}: name one with --shard, 0 to {config.engine_shards - 1}"
        )
    sockets = tuple(config.engine_paths)
    config.home_path.mkdir(parents=True, exist_ok=True)
    secret = secret_for(config.home_path, "shards")
    place = Place(number, len(sockets))
    membership = Membership(place, sockets, valkey_address(config.exchange_url), secret)
    return main(config.home_path, sockets[number], membership, config.engine_archive)


def reshard_engine(config: Config, shards: int, say: Callable[[str], None]) -> int:
    """Split the state of an engine that does not run into so many shards; 1 where that can't be done."""
    lock, engine = lock_home(config.home_path), config.home_path / "engine"
    try:
        old = shards_in(engine) - {shards}
        before = [keys_of(engine, many) for many in old - {1}]
        moved = reshard(engine, shards)
    except LogFailed as error:
        say(f"mutoscope: {error}")
        _forget_archive(config, say)  # of a run that was killed
        return 1
    finally:
        os.close(lock)
    address = valkey_address(config.exchange_url)
    if before and address:
        from mutoscope.adapters.engine.exchange import FAULT, forget_keys  # and with it Valkey's client

        with suppress(*FAULT):  # then they go within a week
            forget_keys(address, before)
    _forget_archive(config, say)
    say(f"{moved} entries of the feed's log are in {shards} shard{'s' if shards > 1 else ''} now.")
    say(f"Set engine_shards to {shards}, start `mutoscope serve`, and run `mutoscope recount` once it runs.")
    return 0


def _forget_archive(config: Config, say: Callable[[str], None]) -> None:
    """What the shards before kept in object storage is nobody's now, and nobody would be forgotten there."""
    engine, storage = config.home_path / "engine", config.engine_archive
    prefixes = leaving.left(engine) if storage else []
    if not prefixes:
        return
    from mutoscope.adapters.engine.away import forget_all  # and with it the client of object storages
    from mutoscope.adapters.objects import ShelfFailed

    for prefix in prefixes:
        try:
            forget_all(storage, prefix)
        except ShelfFailed as error:
            say(
                f"mutoscope: {prefix} is in {storage} still, and is people's data: {error}. It is tried again"
            )
            return
        leaving.gone(engine, prefix)


def _forget_later(config: Config) -> None:
    """A resharding was killed, or the storage was away."""
    while leaving.left(config.home_path / "engine"):
        _forget_archive(config, lambda words: log.warning("engine.archive_left", reason=words))
        time.sleep(_AGAIN_S)
