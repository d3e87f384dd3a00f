"""What stands in the index for each thing: the one place that says under which words something is found."""

from collections.abc import Sequence

from mutoscope.apps.accounts import queries as accounts
from mutoscope.apps.accounts.contracts import Listed as ListedPerson
from mutoscope.apps.search import index
from mutoscope.apps.search.index import Doc
from mutoscope.apps.videos import queries as videos
from mutoscope.apps.videos.contracts import Listed as ListedVideo
from mutoscope.core.search.words import name_words, words_of
from mutoscope.core.units import to_text


def check_people(person_ids: Sequence[int]) -> int:
    """Let the index say of these people what is true now; how many entries that changed."""
    return _stand("p", person_ids, [of_person(one) for one in accounts.listed(person_ids)])


def check_videos(video_ids: Sequence[int]) -> int:
    """Likewise of these videos."""
    return _stand("v", video_ids, [of_video(one) for one in videos.listed(video_ids)])


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


def _stand(kind: str, ids: Sequence[int], docs: Sequence[Doc]) -> int:
    """What is not described does not stand in the index."""
    gone = {to_text(one) for one in ids} - {doc.ref for doc in docs}
    return index.put(docs) + index.drop(kind, gone)
