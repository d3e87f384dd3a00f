"""A small world of films that are alike: videos with prints that nobody had to take."""

import numpy as np
from django.db import transaction
from tests.apps.videos.world import Person, video

from mutoscope.apps.flow.services import drain
from mutoscope.apps.likeness import printing, queries, tasks
from mutoscope.apps.likeness.models import Suggestion
from mutoscope.apps.notices import queries as notices
from mutoscope.apps.videos.models import Video
from mutoscope.core.montage.likeness import Glimpse, Prints


def looks(seed: int, seconds: int = 12, first: int = 0) -> Prints:
    """What a film of so many seconds looks and sounds like, from its second ``first`` on."""
    chance = np.random.default_rng(seed)
    rows = chance.integers(0, 256, (60, 32), dtype=np.uint8)[first : first + seconds]
    mirrored = chance.integers(0, 256, (60, 32), dtype=np.uint8)[first : first + seconds]
    words = chance.integers(0, 2**32, 480, dtype=np.uint32)[first * 8 : (first + seconds) * 8]
    return Prints(
        tuple(Glimpse(at * 1000, row.tobytes()) for at, row in enumerate(rows)),
        words.tobytes(),
        tuple(Glimpse(at * 1000, row.tobytes()) for at, row in enumerate(mirrored)),
    )


def joined(one: Prints, other: Prints) -> Prints:
    """One film after the other."""
    shift = len(one.glimpses) * 1000
    later = tuple(Glimpse(shift + glimpse.at_ms, glimpse.pdq) for glimpse in other.glimpses)
    return Prints((*one.glimpses, *later), one.sound + other.sound)


def printed(who: Person, prints: Prints, caption: str = "") -> int:
    """A published video that looks like this; what it is alike to is looked for at the next ``drain``."""
    made = video(who, caption=caption)
    recognise(made, prints)
    return made


def recognise(video_id: int, prints: Prints) -> None:
    cut = Video.objects.get(id=video_id).film_cut
    with transaction.atomic():
        printing.write(video_id, cut, prints, len(prints.glimpses) * 1000 or 12_000)
    tasks.find_alike.enqueue(video_id)


def asked() -> list[tuple[int, int, str]]:
    """(later, earlier, state) of everything that was found."""
    drain()
    return list(Suggestion.objects.order_by("id").values_list("child_id", "parent_id", "state"))


def told(who: Person) -> list[str]:
    return [one.kind for one in notices.page(who.viewer).notices if one.kind != "ready"]


def mine(who: Person) -> list[queries.LikenessView]:
    return list(queries.page(who.viewer, "mine").likenesses)


def uses(who: Person) -> list[queries.LikenessView]:
    return list(queries.page(who.viewer, "uses").likenesses)
