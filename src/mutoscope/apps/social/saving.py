"""Saving videos, and sorting what is saved into collections. All of it is private to its person.

A collection is a part of what is saved: putting a video into one saves it, taking it out of one does not
unsave it, and unsaving takes it out of all. Every act may be repeated: twice is once.
"""

from django.db.transaction import atomic

from mutoscope.adapters.clock import new_id, now_ms
from mutoscope.apps.flow import services as flow
from mutoscope.apps.social.contracts import Saved, Unsaved
from mutoscope.apps.social.models import Collected, Collection, Save
from mutoscope.apps.social.rows import add_once, remove
from mutoscope.apps.videos import services as videos
from mutoscope.core.policy.captions import fold
from mutoscope.core.policy.plain_text import clean_text
from mutoscope.core.units import Refusal

NAME_LENGTH = 40
MOST_COLLECTIONS = 100


def save(person_id: int, video_id: int) -> int:
    """Keep a video that this person may see (the caller has asked); how many people keep it."""
    with atomic():
        return videos.count(video_id, "saves", 1 if _save(person_id, video_id) else 0)


def unsave(person_id: int, video_id: int) -> tuple[int, list[int]]:
    """No longer keep a video, in no collection; how many people keep it, and the collections it was in."""
    with atomic():
        mine = Collected.objects.filter(person_id=person_id, video_id=video_id)
        was_in = list(mine.values_list("collection_id", flat=True))
        mine.delete()
        gone = remove(Save, person_id=person_id, video_id=video_id)
        if gone:
            flow.record(Unsaved(person_id=person_id, video_id=video_id))
        return videos.count(video_id, "saves", -1 if gone else 0), was_in


def collect(person_id: int, collection_id: int, video_id: int) -> int:
    """Put a video into one's collection, and so save it; how many people keep it. Refuses
    ``no_such_collection``."""
    with atomic():
        _mine(person_id, collection_id)
        new = _save(person_id, video_id)
        add_once(Collected, collection_id=collection_id, person_id=person_id, video_id=video_id)
        return videos.count(video_id, "saves", 1 if new else 0)


def take_out(person_id: int, collection_id: int, video_id: int) -> None:
    """Take a video out of one's collection; it stays saved. Refuses ``no_such_collection``."""
    _mine(person_id, collection_id)
    remove(Collected, collection_id=collection_id, video_id=video_id)


def make_collection(person_id: int, name: str) -> int:
    """A collection of this name; the one there is when there is one. Refuses ``too_long``, ``no_name``,
    ``too_many_collections``."""
    name = _clean(name)
    with atomic():
        made = add_once(
            Collection,
            id=new_id(),
            person_id=person_id,
            name=name,
            folded=fold(name),
            created_ms=now_ms(),
        )
        mine = Collection.objects.filter(person_id=person_id)
        if made and mine.count() > MOST_COLLECTIONS:
            raise Refusal(
                "too_many_collections",
                "There is room for %(limit)s collections; please delete one first.",
                fields={"limit": MOST_COLLECTIONS},
                status=409,
            )
        return int(mine.values_list("id", flat=True).get(folded=fold(name)))


def rename_collection(person_id: int, collection_id: int, name: str) -> None:
    """Refuses ``no_such_collection``, ``name_taken`` and what a name is refused for."""
    name = _clean(name)
    with atomic():
        _mine(person_id, collection_id)
        same = Collection.objects.filter(person_id=person_id, folded=fold(name)).exclude(id=collection_id)
        if same.exists():
            raise Refusal("name_taken", "You have a collection of this name already.", status=409)
        Collection.objects.filter(id=collection_id).update(name=name, folded=fold(name))


def delete_collection(person_id: int, collection_id: int) -> None:
    """The videos of it stay saved. Refuses ``no_such_collection``."""
    with atomic():
        _mine(person_id, collection_id)
        Collected.objects.filter(collection_id=collection_id).delete()
        Collection.objects.filter(id=collection_id).delete()


def _save(person_id: int, video_id: int) -> bool:
    new = add_once(Save, person_id=person_id, video_id=video_id)
    if new:
        flow.record(Saved(person_id=person_id, video_id=video_id))
    return new


def _mine(person_id: int, collection_id: int) -> None:
    """Somebody else's collection is answered like one that is not there."""
    if not Collection.objects.filter(id=collection_id, person_id=person_id).exists():
        raise no_such_collection()


def _clean(name: str) -> str:
    name = clean_text(name, field="name", longest=NAME_LENGTH)
    if not name or not fold(name):
        raise Refusal("no_name", "Please give it a name.", fields={"field": "name"}, status=422)
    return name


def no_such_collection() -> Refusal:
    return Refusal("no_such_collection", "This collection is not here (any more).", status=404)
