"""What the feed believes of a viewer, as they may read it: each belief with what it rests on.

The strengths of tags and creators are the affinities that pages are made with (``taste._shrunk``), recomputed
from the same gains; ``test_choices.py`` compares them. Languages are summed alike, to be read.
"""

import msgspec

from mutoscope.core.discovery.catalogue import TAGS, Catalogue
from mutoscope.core.discovery.choices import KINDS, Choices, Kind, Level
from mutoscope.core.discovery.contracts import Item
from mutoscope.core.discovery.eligible import muted_tag
from mutoscope.core.discovery.facts import Touch
from mutoscope.core.discovery.state import State
from mutoscope.core.discovery.taste import NOBODY, taste
from mutoscope.core.discovery.viewer import Viewer
from mutoscope.core.discovery.weights import Weights

MOST = 60
"""Beliefs of each kind that are told, the strongest first."""


class Interest(msgspec.Struct, frozen=True):
    kind: Kind
    name: str
    """As in ``Dial``."""
    strength: float
    """-1..1; 0 for something that was only chosen."""
    videos: int = 0
    """Recent videos it rests on, of which ..."""
    finished: int = 0
    liked: int = 0
    """... liked, kept, passed on, or led to a follow."""
    skipped: int = 0
    refused: int = 0
    level: Level | None = None
    """What the viewer chose about it."""


class Refused(msgspec.Struct, frozen=True):
    """«Not interested» that stands."""

    video_id: int
    scope: str
    name: str
    """The tag, or the id of the creator, sound or video."""
    said_ms: int
    tag: str = ""
    """As it was said: empty when no tag was named."""


class Interests(msgspec.Struct, frozen=True):
    views: int
    """Videos met that count."""
    recent: int
    """So many of the latest shape the strengths."""
    interests: tuple[Interest, ...]
    refused: tuple[Refused, ...]
    choices: Choices


class _Evidence(msgspec.Struct):
    videos: int = 0
    finished: int = 0
    liked: int = 0
    skipped: int = 0
    refused: int = 0
    felt: float = 0.0
    size: float = 0.0
    """Sums of the faded gains, and of their sizes."""

    def add(self, touch: Touch, faded: float, weights: Weights) -> None:
        self.videos += 1
        self.finished += touch.permille >= 850
        self.liked += touch.cherished or touch.passed_on or touch.followed
        self.skipped += 0 <= touch.permille < 300 and touch.watched_ms < weights.skip_ms
        self.refused += touch.refused_ms > 0
        self.felt += faded
        self.size += abs(faded)

    @property
    def strength(self) -> float:
        """As ``taste`` shrinks its tables."""
        return self.felt / (2.0 + self.size)


def interests_of(state: State, viewer: str, now_ms: int, weights: Weights) -> Interests:
    """Everything believed of ``viewer`` at ``now_ms``."""
    facts, choices = state.viewers.get(state.key_of(viewer), NOBODY), state.choices_of(viewer)
    faded = taste(state, facts, now_ms, weights).faded.tolist()
    ids = state.catalogue.ids
    known = [(row, state.catalogue.item(int(ids[row]))) for row in facts.latest(ids, weights.recent)]
    items = [(row, item) for row, item in known if item is not None]
    found: dict[tuple[Kind, str], _Evidence] = {}
    for (row, item), gain in zip(items, faded, strict=True):
        for about in _about(item):
            found.setdefault(about, _Evidence()).add(facts.touches[row], gain, weights)
    interests = [
        Interest(
            kind=kind,
            name=name,
            strength=round(one.strength, 3),
            videos=one.videos,
            finished=one.finished,
            liked=one.liked,
            skipped=one.skipped,
            refused=one.refused,
            level=choices.level(kind, name),
        )
        for (kind, name), one in found.items()
    ]
    interests += [
        Interest(dial.kind, dial.name, 0.0, level=dial.level)
        for dial in choices.dials
        if (dial.kind, dial.name) not in found
    ]
    return Interests(
        views=len(facts.touches),
        recent=len(items),
        interests=tuple(_strongest(interests)),
        refused=tuple(_refused(state.catalogue, facts)),
        choices=choices,
    )


def _about(item: Item) -> list[tuple[Kind, str]]:
    about: list[tuple[Kind, str]] = [("tag", tag) for tag in item.tags[:TAGS]]
    about.append(("creator", str(item.creator_id)))
    if item.language:
        about.append(("language", item.language))
    return about


def _strongest(interests: list[Interest]) -> list[Interest]:
    """The chosen ones and the strongest of each kind, in order."""
    told: list[Interest] = []
    for kind in KINDS:
        mine = [one for one in interests if one.kind == kind]
        mine.sort(key=lambda one: (one.level is None, -abs(one.strength), one.name))
        chosen = sum(one.level is not None for one in mine)
        told += sorted(mine[: max(MOST, chosen)], key=lambda one: (-one.strength, one.name))
    return told


def _refused(catalogue: Catalogue, facts: Viewer) -> list[Refused]:
    """What stands of «not interested», the latest first."""
    found = []
    for row, said in facts.refusals.items():
        video_id = int(catalogue.ids[row])
        item = catalogue.item(video_id)
        for (scope, tag), refusal in said.items():
            if not refusal.stands or item is None:
                continue
            names = {
                "tag": muted_tag(catalogue, video_id, tag),
                "creator": str(item.creator_id),
                "sound": str(item.sound_id),
            }
            found.append(Refused(video_id, scope, names.get(scope, str(video_id)), refusal.said_ms, tag))
    return sorted(found, key=lambda one: (-one.said_ms, one.video_id, one.scope))
