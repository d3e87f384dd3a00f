"""How far somebody may be met: choices that live in several apps, shown and changed in one place."""

from typing import Any

import msgspec
from django.db.transaction import atomic

from mutoscope.apps.accounts import queries as accounts
from mutoscope.apps.accounts import services as people
from mutoscope.apps.accounts.contracts import Viewer
from mutoscope.apps.messages import queries as messages
from mutoscope.apps.messages import services as talking
from mutoscope.apps.social import queries as social
from mutoscope.apps.social import services as responding
from mutoscope.core.policy.reuse import Reuse

_OF_ACCOUNT = ("is_private", "comments_for", "allow_downloads", "allows", "suggested", "indexed")
_OF_MESSAGES = ("hears_from", "shows_reading")


class Privacy(msgspec.Struct, frozen=True):
    is_private: bool
    comments_for: str
    allow_downloads: bool
    allows: tuple[Reuse, ...]
    """What others may make of their new videos."""
    shows_likes: bool
    hears_from: str
    """Who may write to them: everybody (strangers ask first), friends or nobody."""
    may_hear_from: tuple[str, ...]
    """What there is to choose at their age."""
    shows_reading: bool
    suggested: bool
    indexed: bool


def of(viewer: Viewer) -> Privacy:
    reach, talk = accounts.reach_of(viewer.person_id), messages.choices(viewer)
    return Privacy(
        is_private=reach.is_private,
        comments_for=reach.comments_for,
        allow_downloads=reach.allow_downloads,
        allows=reach.allows,
        shows_likes=social.shows_likes(viewer.person_id),
        hears_from=talk.hears_from,
        may_hear_from=talk.may_hear_from,
        shows_reading=talk.shows_reading,
        suggested=reach.suggested,
        indexed=reach.indexed,
    )


def change(viewer: Viewer, wish: dict[str, Any]) -> None:
    """Change what is not None; all of it or nothing. Refuses too_young_for_strangers."""
    chosen = {name: value for name, value in wish.items() if value is not None}
    with atomic():
        if mine := {name: chosen[name] for name in _OF_ACCOUNT if name in chosen}:
            people.change_profile(viewer.person_id, **mine)
        if talk := {name: chosen[name] for name in _OF_MESSAGES if name in chosen}:
            talking.choose(viewer, **talk)
        if "shows_likes" in chosen:
            responding.show_likes(viewer.person_id, chosen["shows_likes"])
