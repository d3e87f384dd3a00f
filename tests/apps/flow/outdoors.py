"""Settings of workers that tests start as real processes: the program's own, with the world listening."""

from mutoscope.project.settings import *  # noqa: F403

FLOW_LISTENERS = {"tests.apps.flow.world.Happened": ("tests.apps.flow.world.keep",)}
