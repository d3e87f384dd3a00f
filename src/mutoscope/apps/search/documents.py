"""What stands in the index for each thing: the one place that says under which words something is found."""

from collections.abc import Mapping, Sequence

from mutoscope.apps.accounts import queries as accounts
from mutoscope.apps.accounts.contracts import Listed as ListedPerson
from mutoscope.apps.search import index, shelves
from mutoscope.apps.search.index import Doc
from mutoscope.apps.search.models import Entry
from mutoscope.apps.videos import queries as videos
from mutoscope.apps.videos.contracts import Listed as ListedVideo
from mutoscope.core.search.words import name_words, words_of
from mutoscope.core.units import from_text, to_text


def check_people(person_ids: Sequence[int]) -> int:
    """Let the index say of these people what is true now; how many entries that changed."""
    return _stand("p", person_ids, [of_person(one) for one in accounts.listed(person_ids)])


def check_videos(video_ids: Sequence[int]) -> int:
    """Likewise of these videos, and of the tags and sounds that they begin or cease to use."""
    listed = videos.listed(video_ids)
    wrong = _stand("v", video_ids, [of_video(one) for one in listed])
    touched = shelves.keep(video_ids, listed)
    return wrong + sum(
        check_shelves(kind, [ref for has, ref in touched if has == kind]) for kind in ("t", "s")
    )


def check_shelves(kind: str, refs: Sequence[str]) -> int:
    """Likewise of these tags (t) or sounds (s): found by strangers as long as one open video has them."""
    uses = shelves.open_uses(kind, refs)
    docs = _of_tags(uses) if kind == "t" else _of_sounds(uses)
    return index.put(docs) + index.drop(kind, set(refs) - {doc.ref for doc in docs})


def check_owned_by(person_id: int) -> int:
    """Likewise of sounds that somebody made and others use: their maker's name is among the words."""
    refs = Entry.objects.filter(owner_id=person_id, kind="s").values_list("ref", flat=True)
    return check_shelves("s", list(refs))


def of_person(person: ListedPerson) -> Doc:
    return Doc(
        "p",
        to_text(person.id),
        name_words(person.handle, person.name),
        owner_id=person.id,
        open=True,
        liked=person.shown_videos,
    )


def of_video(video: ListedVideo) -> Doc:
    return Doc(
        "v",
        to_text(video.id),
        words_of(video.caption),
        owner_id=video.creator_id,
        open=video.open,
        liked=video.likes,
        born_ms=video.published_ms,
        length_ms=video.duration_ms,
    )


def _of_tags(uses: Mapping[str, int]) -> list[Doc]:
    written = shelves.spellings(uses)
    return [
        Doc("t", tag, words_of(tag), liked=used, written=written.get(tag, "")) for tag, used in uses.items()
    ]


def _of_sounds(uses: Mapping[str, int]) -> list[Doc]:
    sounds = videos.sounds_listed([from_text(ref) for ref in uses])
    people = accounts.people({sound.creator_id for sound in sounds})
    return [
        Doc(
            "s",
            to_text(sound.id),
            (*words_of(sound.title), *name_words(maker.handle, maker.name)),
            owner_id=sound.creator_id,
            liked=uses[to_text(sound.id)],
            length_ms=sound.duration_ms,
        )
        for sound in sounds
        if (maker := people.get(sound.creator_id)) is not None
    ]


def _stand(kind: str, ids: Sequence[int], docs: Sequence[Doc]) -> int:
    """What is not described does not stand in the index."""
    gone = {to_text(one) for one in ids} - {doc.ref for doc in docs}
    return index.put(docs) + index.drop(kind, gone)
