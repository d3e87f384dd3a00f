"""What a viewer says about their own feed, and what the feed answers: choices, reset, and why a video came.

All of it lives in the engine, under the viewer's key, with or without an account. The one thing kept
elsewhere is whether a browser without an account may be learned from: that is in its own cookie, so that
nothing needs to be remembered about somebody who says no.
"""

from collections.abc import Callable
from typing import TypeVar

from django.core.cache import cache

from mutoscope.adapters.clock import now_ms
from mutoscope.adapters.engine import Choices, Engine, EngineDown, LogFailed, Wish
from mutoscope.apps.accounts.contracts import Viewer
from mutoscope.apps.feed import naming
from mutoscope.apps.feed.contracts import (
    ChoicesIn,
    DialSet,
    FeedChoices,
    Mode,
    Pause,
    Reason,
    Topic,
    Topics,
    Why,
    Witness,
)
from mutoscope.apps.feed.engine import the_engine
from mutoscope.apps.feed.tasks import forget_elsewhere
from mutoscope.apps.videos import queries as videos
from mutoscope.core.discovery.choices import FOREVER, Dial
from mutoscope.core.units import DAY_MS, HOUR_MS, Refusal

T = TypeVar("T")
_PAUSES: dict[Pause, int] = {"hour": HOUR_MS, "day": DAY_MS}
_TOPICS, _TOPICS_FOR_S = 60, 120


def choices(viewer: Viewer) -> FeedChoices:
    """What ``viewer`` chose. Refuses ``feed_away``."""
    return told(viewer, ask(lambda engine: engine.choices(viewer.key)))


def steer(viewer: Viewer, wish: ChoicesIn) -> FeedChoices:
    """Change what ``viewer`` chose; in the very next page. Refuses ``feed_away``, ``nobody_by_that_name``.

    Whether a browser without an account may be learned from is not changed here, but in its cookie.
    """
    known = naming.numbers(wish.dials)
    unknown = [one.name for one in wish.dials if (one.kind, one.name) not in known]
    if unknown:
        raise Refusal(
            "nobody_by_that_name",
            "Nothing here is called %(name)s.",
            fields={"name": unknown[0]},
            status=422,
        )
    change = Wish(
        plain=None if wish.learning is None or not viewer.person_id else not wish.learning,
        paused_until_ms=None if wish.pause is None else _until(wish.pause),
        discovery=wish.discovery,
        length=wish.length,
        dials=tuple(
            Dial(one.kind, known[one.kind, one.name], one.level)
            for one in wish.dials
            if one.level is not None
        ),
        neutral=tuple((one.kind, known[one.kind, one.name]) for one in wish.dials if one.level is None),
    )
    if change == Wish():
        return choices(viewer)
    return told(viewer, ask(lambda engine: engine.steer(viewer.key, change, now_ms())))


def reset(viewer: Viewer, *, keep_seen: bool, client_id: str) -> None:
    """Let the feed forget ``viewer``: afterwards they are new to it, but for what they met if ``keep_seen``.

    Said twice with the same ``client_id`` it happens once. Refuses ``feed_away``.
    """
    said = f"feed:reset:{viewer.key}:{client_id}"
    if cache.get(said):
        return
    at_ms = now_ms()
    ask(lambda engine: engine.restart(viewer.key, at_ms, keep_seen=keep_seen))
    if len(the_engine().parts()) > 1:  # a job: nobody waits for engines that are not theirs
        forget_elsewhere.enqueue(viewer.key, at_ms)
    cache.set(said, 1, DAY_MS // 1000)  # only now: whoever was killed before has not done it


def forget_viewer(key: str) -> None:
    """Nothing of this viewer is left in the feed: what was learned, what they chose, what was written down.

    Raises EngineDown or LogFailed: whoever calls tries again.
    """
    the_engine().forget(key, now_ms())


def clear(key: str) -> None:
    """As ``forget_viewer``, for somebody who waits. Refuses ``feed_away``."""
    ask(lambda engine: engine.forget(key, now_ms()))


def why(viewer: Viewer, video_id: int) -> Why:
    """Why ``video_id`` was last shown to ``viewer``, from the trace of that. Refuses ``feed_away``."""
    one = ask(lambda engine: engine.explain(viewer.key, video_id))
    if one is None:
        return Why(known=False)
    return Why(
        known=True,
        at_ms=one.at_ms,
        policy=one.policy,
        source=one.served.source,
        explore=one.served.explore,
        propensity=one.served.propensity,
        reasons=tuple(Reason(group, share) for group, share in one.served.groups),
        witness=_witness(one.served.witness, viewer),
    )


def _witness(video_id: int, viewer: Viewer) -> Witness | None:
    for card in videos.cards([video_id], viewer) if video_id else ():
        return Witness(card.id, card.caption, card.poster_url, card.creator.handle)
    return None


def topics(viewer: Viewer) -> Topics:
    """Tags to choose interests from, of what this viewer may see. Refuses ``feed_away``."""
    name = f"feed:topics:{viewer.age}"
    known: Topics | None = cache.get(name)
    if known is None:
        found = ask(lambda engine: engine.topics(_TOPICS, viewer.age))
        known = Topics(tuple(Topic(tag, videos) for tag, videos in found))
        cache.set(name, known, _TOPICS_FOR_S)
    return known


def told(viewer: Viewer, chosen: Choices) -> FeedChoices:
    """Choices as their owner reads them."""
    names = naming.names((one.kind, one.name) for one in chosen.dials)
    return FeedChoices(
        mode=_mode(viewer, chosen),
        paused_until_ms=chosen.paused_until_ms if chosen.paused_until_ms > now_ms() else 0,
        discovery=chosen.discovery,
        length=chosen.length,
        dials=tuple(
            DialSet(one.kind, *names[one.kind, one.name], one.level)
            for one in chosen.dials
            if (one.kind, one.name) in names
        ),
    )


def ask(question: Callable[[Engine], T]) -> T:
    """The engine's answer; refuses ``feed_away`` while there is none."""
    try:
        return question(the_engine())
    except (EngineDown, LogFailed) as error:
        raise Refusal(
            "feed_away", "The feed is taking a short break. Please try again.", status=503
        ) from error


def _mode(viewer: Viewer, chosen: Choices) -> Mode:
    if viewer.learning == "unasked":
        return "unasked"
    if viewer.learning == "no" or chosen.plain:
        return "plain"
    return "learning" if chosen.learns(now_ms()) else "paused"


def _until(pause: Pause) -> int:
    if pause in _PAUSES:
        return now_ms() + _PAUSES[pause]
    return FOREVER if pause == "open" else 0
