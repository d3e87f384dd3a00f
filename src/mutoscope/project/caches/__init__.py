"""Where what may be forgotten is remembered, rate limits above all: a file of this machine, or Valkey."""

from typing import Any

from mutoscope.project.caches.memory import NAME
from mutoscope.project.config import Config, ConfigError, valkey_address


def cache_settings(config: Config) -> dict[str, dict[str, Any]]:
    """Django's CACHES; raises ConfigError for an address of another kind."""
    file = str(config.home_path / NAME)
    if not config.cache:
        own = "mutoscope.project.caches.backends.MachineCache"
        return {"default": {"BACKEND": own, "LOCATION": file}}
    address = valkey_address(config.cache)
    if not address:
        raise ConfigError("cache must be a valkey:// or redis:// address, or empty for this machine's memory")
    return {
        "default": {
            "BACKEND": "mutoscope.project.caches.backends.SharedCache",
            "LOCATION": address,
            "KEY_PREFIX": "mutoscope",
            "OPTIONS": {"socket_timeout": 1, "socket_connect_timeout": 1},
            "INSTEAD": file,
        }
    }
