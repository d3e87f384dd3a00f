"""The demo world: twelve creators and forty clips, so that the first person to open the address sees a feed.

``make()`` starts it or goes on with it, ``remove()`` takes away what it made and only that, and
``make_if_wanted(config)`` is what the server asks when it starts. The work is done by background jobs that
use the same front doors as anybody who uploads.
"""

from mutoscope.project.config import Config


def make() -> int:
    """Make what is missing, in the background; how many clips are still to come. Safe to repeat."""
    from mutoscope.project.demo import world  # models can't be imported before Django is set up

    return world.make()


def make_if_wanted(config: Config) -> int:
    """``make()`` when the operator wants a demo and this is an empty network or a half-made demo; else 0."""
    from mutoscope.project.demo import world

    return world.make_if_wanted(config)


def remove() -> int:
    """Take away everything the demo made; how many creators left. It does not come back by itself."""
    from mutoscope.project.demo import world

    return world.remove()
