"""Who listens to what: the one table from facts to listeners.

A fact is recorded in the transaction that made it true (``flow.services.record``). Each listener named here
is told separately, in the order of recording, right after the commit when possible and by the worker
otherwise. It runs inside the transaction that marks the fact delivered; one that reaches outside the
database says so with ``flow.contracts.outside`` and must bear being told twice.
"""

LISTENERS: dict[str, tuple[str, ...]] = {
    "accounts.WentPublic": ("mutoscope.apps.relations.services.let_all_in",),
    # "videos.VideoPlayable": ("mutoscope.apps.safety.services.screen",),
    # "flow.JobDied": ("mutoscope.apps.videos.services.fail_stuck",),  # a dead job must end its video
}
"""Name of a fact (app.Class of the app's contracts) to dotted paths of listeners."""
