"""The front door of likeness: what the facts of others ask of it."""

from mutoscope.apps.accounts.contracts import AccountOpened, PersonLeft, WentPublic
from mutoscope.apps.flow.services import enqueue_once
from mutoscope.apps.likeness import printing
from mutoscope.apps.likeness.models import Suggestion
from mutoscope.apps.likeness.settling import (
    ask_team,
    ask_where_blocked,
    confirm,
    decide,
    deny,
    settle_when_done,
    withdraw,
)
from mutoscope.apps.likeness.walking import begin_anew
from mutoscope.apps.relations.contracts import Blocked
from mutoscope.apps.videos.contracts import VideoChanged, VideoErased, VideoPublished

__all__ = [
    "ask_team",
    "begin_anew",
    "confirm",
    "decide",
    "deny",
    "forget_person",
    "hear_account",
    "hear_block",
    "hear_video",
    "withdraw",
]


def hear_video(fact: VideoPublished | VideoChanged | VideoErased) -> None:
    """What is out for everybody is recognised from then on; what is deleted is forgotten."""
    if not isinstance(fact, VideoErased):
        printing.soon(fact.video_id)
        return
    printing.drop(fact.video_id)
    asked = Suggestion.objects.filter(parent_id=fact.video_id, state="open")
    children = list(asked.values_list("child_id", "person_id"))
    Suggestion.objects.filter(child_id=fact.video_id).delete()
    Suggestion.objects.filter(parent_id=fact.video_id).delete()
    for child_id, person_id in children:
        settle_when_done(child_id, person_id)


def hear_account(fact: AccountOpened | WentPublic) -> None:
    """Everything of theirs is out for everybody now."""
    from mutoscope.apps.likeness import tasks  # tasks need these services

    enqueue_once(tasks.take_prints_of_person, str(fact.person_id), fact.person_id)


def hear_block(fact: Blocked) -> None:
    ask_where_blocked(fact.blocker_id, fact.blocked_id)


def forget_person(fact: PersonLeft) -> None:
    """Their videos go one by one; what was asked of them goes at once."""
    Suggestion.objects.filter(person_id=fact.person_id).delete()
    Suggestion.objects.filter(author_id=fact.person_id).delete()
