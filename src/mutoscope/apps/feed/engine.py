"""The engine of this process: found on first use, replaceable by tests."""

from django.conf import settings

from mutoscope.adapters.engine import Engine, connect_all

_engine: Engine | None = None


def the_engine() -> Engine:
    """The engine behind the configured sockets; one client with its connections per process."""
    global _engine
    if _engine is None:
        _engine = connect_all(settings.CONFIG.engine_paths)
    return _engine


def use(engine: Engine | None) -> None:
    """Use this engine from now on; None: the configured one."""
    global _engine
    _engine = engine
