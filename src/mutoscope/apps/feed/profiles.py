"""The interest profile: what the feed believes of a viewer, to read, to carry away and to bring along.

The file has a format and a version of its own (``contracts.InterestProfile``), documented in
docs/algorithms/interest_profile.md. It is read strictly: a field that is not known, a wrong kind or a value
out of range refuses the whole of it and says where. What is brought along becomes dials, so it can be seen,
changed and taken back like everything else a viewer chose; a server never takes over counts it did not make.
"""

import msgspec

from mutoscope.adapters.clock import now_ms
from mutoscope.adapters.engine import Interests, Wish
from mutoscope.apps.accounts.contracts import Viewer
from mutoscope.apps.feed import naming
from mutoscope.apps.feed.contracts import (
    FORMAT,
    VERSION,
    DialIn,
    Imported,
    Interest,
    InterestProfile,
    Kind,
    NotInterested,
)
from mutoscope.apps.feed.steering import ask
from mutoscope.core.discovery.choices import LESS, MORE, MOST_DIALS, NONE, SOME, Dial, Level
from mutoscope.core.units import Refusal, to_text

_CLEAR, _FAINT = 0.3, 0.08
"""Strengths from which a belief becomes «more», and «some more» or «less»; fainter ones are left behind."""


def interest_profile(viewer: Viewer) -> InterestProfile:
    """What the feed believes of ``viewer`` now. Refuses ``feed_away``."""
    at_ms = now_ms()
    return _told(ask(lambda engine: engine.interests(viewer.key, at_ms)), at_ms)


def read_profile(body: bytes) -> InterestProfile:
    """The profile that a file holds; refuses ``bad_profile``, saying where it went wrong."""
    try:
        return msgspec.json.decode(body, type=InterestProfile)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        reason, _, place = str(error).partition(" - at `$")
        raise Refusal(
            "bad_profile",
            "This file is not an interest profile that this server can read.",
            fields={place.rstrip("`").lstrip(".") or "file": reason[:200]},
            status=422,
        ) from error


def import_profile(viewer: Viewer, profile: InterestProfile) -> Imported:
    """Let ``viewer`` begin with the interests of ``profile``. Refuses ``feed_away``.

    Said again it changes nothing more. Dials that were set here before give way to those of the file.
    """
    wished = _wished(profile)
    known = naming.numbers(wished)
    dials = {(one.kind, known[one.kind, one.name]): one for one in wished if (one.kind, one.name) in known}
    there = {(one.kind, one.name): one.level for one in ask(lambda engine: engine.choices(viewer.key)).dials}
    room = MOST_DIALS - len(there)
    new = [about for about in dials if about not in there][:room]
    taken = [about for about in dials if about in there or about in new]
    change = Wish(
        discovery=profile.discovery,
        length=profile.length,
        dials=tuple(Dial(kind, name, _level(dials[kind, name])) for kind, name in taken),
    )
    ask(lambda engine: engine.steer(viewer.key, change, now_ms()))
    return Imported(
        taken=len(taken),
        unknown=tuple(one.name for one in wished if (one.kind, one.name) not in known)[:50],
        before=tuple(DialIn(kind, dials[kind, name].name, there.get((kind, name))) for kind, name in taken),
    )


def take_profile(viewer: Viewer, body: bytes) -> Imported:
    """``import_profile`` of a file. Refuses ``bad_profile``, ``feed_away``."""
    return import_profile(viewer, read_profile(body))


def _wished(profile: InterestProfile) -> list[DialIn]:
    """The dials that a profile comes to, the clearest first; each thing once."""
    found: dict[tuple[Kind, str], DialIn] = {}
    for refused in profile.not_interested:
        if refused.scope != "video":
            found[refused.scope, refused.name] = DialIn(refused.scope, refused.name, NONE)
    for one in sorted(profile.interests, key=lambda one: (one.level is None, -abs(one.strength))):
        level = one.level if one.level is not None else _level_of(one.strength)
        if level is not None:
            found.setdefault((one.kind, one.name), DialIn(one.kind, one.name, level))
    return list(found.values())


def _level_of(strength: float) -> Level | None:
    if abs(strength) < _FAINT:
        return None
    return LESS if strength < 0 else MORE if strength >= _CLEAR else SOME


def _level(dial: DialIn) -> Level:
    assert dial.level is not None, "what comes from a profile says how much"
    return dial.level


def _told(believed: Interests, at_ms: int) -> InterestProfile:
    told = naming.names((one.kind, one.name) for one in believed.interests)
    about = naming.names(
        (one.scope, one.name)  # type: ignore[misc]  # of these scopes every one is a kind
        for one in believed.refused
        if one.scope in ("creator", "tag", "sound")
    )
    return InterestProfile(
        format=FORMAT,
        version=VERSION,
        made_ms=at_ms,
        discovery=believed.choices.discovery,
        length=believed.choices.length,
        views=believed.views,
        recent=believed.recent,
        interests=tuple(
            Interest(
                kind=one.kind,
                name=told[one.kind, one.name][0],
                strength=one.strength,
                level=one.level,
                label=told[one.kind, one.name][1],
                videos=one.videos,
                finished=one.finished,
                liked=one.liked,
                skipped=one.skipped,
                refused=one.refused,
            )
            for one in believed.interests
            if (one.kind, one.name) in told
        ),
        not_interested=tuple(
            NotInterested(
                scope=one.scope,  # type: ignore[arg-type]  # the engine knows no other scopes
                name=name,
                label=label,
                said_ms=one.said_ms,
                video_id=to_text(one.video_id),
                tag=one.tag,
            )
            for one in believed.refused
            for name, label in [
                (to_text(one.video_id), "")
                if one.scope == "video"
                else about.get((one.scope, one.name), ("", ""))  # type: ignore[arg-type]  # as above
            ]
            if name
        ),
    )
