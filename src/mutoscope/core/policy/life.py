"""The life of a video, as one table: from which state which event leads where.

    rendering ---.
    uploading -> received -> probed -> playable -> screened -> published -> optimised
                               ^____ recut ____|
    rendering: the studio makes its film, and seals it as an upload is sealed
    a draft is a playable one that nobody has submitted; it may rest there
    held:    staff, a word list or a part of it stopped it; lifting leads back to where it was
    failed:  it cannot be used; the reason stands beside it
    removed: taken down by staff (can be restored) or deleted by its maker (cannot)

Every state but ``optimised``, ``held``, ``failed``, ``removed`` and a resting draft has somebody who moves it
on, and a watchdog for when they do not. Events that do not fit the state change nothing: a job that runs
twice finds its work done.
"""

from typing import Literal

State = Literal[
    "rendering",
    "uploading",
    "received",
    "probed",
    "playable",
    "screened",
    "published",
    "optimised",
    "held",
    "failed",
    "removed",
]
Happening = Literal[
    "seal",
    "probe",
    "render",
    "recut",
    "pass",
    "publish",
    "optimise",
    "hold",
    "hold_on",
    "fail",
    "remove",
    "lift",
]

STATES: tuple[State, ...] = State.__args__  # type: ignore[attr-defined]  # a Literal lists its values there
SHOWN: frozenset[State] = frozenset({"published", "optimised"})
"""States in which the audience may watch."""
RESTRICTED: frozenset[State] = frozenset({"held", "removed"})
STOPPED: frozenset[State] = RESTRICTED | {"failed"}
"""States in which it goes no further, for a reason that its creator can read."""
UNFINISHED: frozenset[State] = frozenset(
    {"rendering", "uploading", "received", "probed", "screened", "published"}
)
"""States nobody may rest in."""

_TABLE: dict[Happening, dict[State, State]] = {
    "seal": dict.fromkeys(("uploading", "rendering"), "received"),
    "probe": {"received": "probed"},
    "render": {"probed": "playable"},
    "recut": {"playable": "received"},
    "pass": {"playable": "screened"},
    "publish": {"screened": "published"},
    "optimise": {"published": "optimised"},
    "hold": dict.fromkeys(("playable", "screened", "published", "optimised"), "held"),
    "hold_on": dict.fromkeys(("held", "removed"), "held"),  # for another reason than before
    "fail": dict.fromkeys(("rendering", "uploading", "received", "probed"), "failed"),
    "remove": {state: "removed" for state in STATES if state != "removed"},
}
_RESUME: dict[str, State] = {
    # what was stopped before it was shown has been looked at by whoever lifts the hold: it goes on
    "playable": "screened",
    "screened": "screened",
    "published": "published",
    "optimised": "optimised",
}


def after(state: State, happening: Happening, stopped_in: str = "") -> State | None:
    """The state that follows, or None when ``happening`` means nothing in ``state``.

    ``stopped_in`` is the state in which a held or removed video was stopped; only ``lift`` reads it.
    """
    if happening == "lift":
        return _RESUME.get(stopped_in) if state in RESTRICTED else None
    return _TABLE[happening].get(state)


def sources(happening: Happening) -> tuple[State, ...]:
    """The states in which ``happening`` means something."""
    return tuple(sorted(RESTRICTED)) if happening == "lift" else tuple(_TABLE[happening])
