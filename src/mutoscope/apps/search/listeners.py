"""What search does when something became true elsewhere: it looks again, and lets the index say so."""

from mutoscope.apps.accounts.contracts import (
    AccountClosed,
    AccountOpened,
    PersonJoined,
    PersonLeft,
    ProfileChanged,
)
from mutoscope.apps.flow.services import enqueue_once
from mutoscope.apps.search import documents
from mutoscope.apps.search.tasks import check_videos_of
from mutoscope.apps.videos.contracts import VideoChanged, VideoPublished, VideoWithdrawn


def know_video(fact: VideoPublished | VideoChanged | VideoWithdrawn) -> None:
    """Found from now on as it is now, or not any more."""
    documents.check_videos([fact.video_id])


def know_person(fact: PersonJoined | PersonLeft) -> None:
    documents.check_people([fact.person_id])
    if isinstance(fact, PersonLeft):
        documents.check_owned_by(fact.person_id)


def know_profile(fact: ProfileChanged | AccountClosed | AccountOpened) -> None:
    """Somebody has another name, or shows their videos to others than before, or is gone, or is back."""
    documents.check_people([fact.person_id])
    enqueue_once(check_videos_of, f"search: {fact.person_id}", fact.person_id)
