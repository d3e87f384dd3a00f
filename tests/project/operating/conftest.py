"""The stories of this folder have a feed engine of their own, in this process."""

from tests.apps.conftest import engine

__all__ = ["engine"]
