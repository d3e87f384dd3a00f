"""Who listens to what: the one table from facts to listeners.

A fact is recorded in the transaction that made it true (``flow.services.record``); each listener named here
is called with it at least once, in its own job, and must bear being called twice.
"""

LISTENERS: dict[str, tuple[str, ...]] = {
    # "videos.VideoPlayable": ("mutoscope.apps.safety.services.screen",),
}
"""Name of a fact (app.Class) to dotted paths of listeners."""
