"""Settings of workers that tests start as real processes: the queue alone, with the world listening."""

from mutoscope.project.settings import *  # noqa: F403

INSTALLED_APPS = ["django_tasks", "mutoscope.apps.flow"]
FLOW_LISTENERS = {"tests.apps.flow.world.Happened": ("tests.apps.flow.world.keep",)}
