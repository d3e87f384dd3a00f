"""What insights hears: of what is gone, the numbers go too."""

from mutoscope.apps.accounts.contracts import PersonLeft
from mutoscope.apps.insights import counting
from mutoscope.apps.videos.contracts import VideoErased


def forget_video(fact: VideoErased) -> None:
    counting.forget_video(fact.video_id)


def forget_person(fact: PersonLeft) -> None:
    counting.forget_creator(fact.person_id)
