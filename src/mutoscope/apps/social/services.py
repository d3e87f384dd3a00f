"""The front door of social: answer a video, and take it back."""

from mutoscope.apps.accounts.contracts import PersonLeft
from mutoscope.apps.flow.services import enqueue_once
from mutoscope.apps.social.answering import answer_by_video, answer_nothing, hear_video
from mutoscope.apps.social.applause import like_comment, pin, unlike_comment, unpin
from mutoscope.apps.social.commenting import bring_back, comment, delete, edit
from mutoscope.apps.social.erasing import forget_video
from mutoscope.apps.social.liking import like, unlike
from mutoscope.apps.social.models import Showing
from mutoscope.apps.social.reposting import repost, unrepost
from mutoscope.apps.social.saving import (
    collect,
    delete_collection,
    make_collection,
    rename_collection,
    save,
    take_out,
    unsave,
)
from mutoscope.apps.social.sieving import learn_screening_from, set_sieve
from mutoscope.apps.social.turning import approve, judge, taken_down_from, turn

__all__ = [
    "answer_by_video",
    "answer_nothing",
    "approve",
    "bring_back",
    "collect",
    "comment",
    "delete",
    "delete_collection",
    "edit",
    "forget_person",
    "forget_video",
    "hear_video",
    "judge",
    "learn_screening_from",
    "like",
    "like_comment",
    "make_collection",
    "pin",
    "rename_collection",
    "repost",
    "save",
    "set_sieve",
    "show_likes",
    "take_out",
    "taken_down_from",
    "turn",
    "unlike",
    "unlike_comment",
    "unpin",
    "unrepost",
    "unsave",
]


def show_likes(person_id: int, likes: bool) -> None:
    """Let others see what this person likes, or not."""
    Showing.objects.update_or_create(person_id=person_id, defaults={"likes": likes})


def forget_person(fact: PersonLeft) -> None:
    """Whoever leaves takes their likes, saves, reposts and words along."""
    from mutoscope.apps.social import tasks  # tasks need what is behind these services

    enqueue_once(tasks.forget, str(fact.person_id), fact.person_id)
