"""The front door of the studio: what the media process and the facts of others ask of it."""

from mutoscope.apps.accounts.contracts import (
    AccountClosed,
    AccountOpened,
    PersonLeft,
    ProfileChanged,
    WentPublic,
)
from mutoscope.apps.flow.contracts import JobDied
from mutoscope.apps.flow.services import enqueue_once
from mutoscope.apps.studio import captions, kinship, linking, preparing, renders, replacing
from mutoscope.apps.studio.kinship import link_by_hand, unlink_by_hand
from mutoscope.apps.studio.materials import check_head, end, seal, stand
from mutoscope.apps.studio.renders import hear_erased
from mutoscope.apps.studio.timelines import hear_video as hear_timeline
from mutoscope.apps.videos.contracts import VideoChanged, VideoErased, VideoPublished, VideoWithdrawn

__all__ = [
    "check_head",
    "end",
    "fail_stuck",
    "forget_person",
    "hear_account",
    "hear_erased",
    "hear_timeline",
    "hear_video",
    "link_by_hand",
    "seal",
    "stand",
    "unlink_by_hand",
]


def fail_stuck(fact: JobDied) -> None:
    """A job was given up: what waits for it comes to an end with a reason."""
    if ".studio.tasks." in fact.task and fact.args:
        preparing.fail_stuck(fact)
        if fact.task.endswith(".make_render"):
            renders.job_died(int(fact.args[0]), fact.job_id)
        if fact.task.endswith(".write_down") and fact.code != "cancelled":
            captions.gave_up(str(fact.args[0]))
        if fact.task.endswith(".remake_video"):
            replacing.give_up(int(fact.args[0]))


def forget_person(fact: PersonLeft) -> None:
    """Whoever leaves takes materials and projects along."""
    from mutoscope.apps.studio import tasks  # tasks need these services

    enqueue_once(tasks.erase_person, str(fact.person_id), fact.person_id)


def hear_video(fact: VideoPublished | VideoChanged | VideoWithdrawn | VideoErased) -> None:
    """What was made with a video follows it; what it was made of is told, once it is published."""
    if isinstance(fact, VideoErased):
        replacing.forget(fact.video_id)
        kinship.forget(fact.video_id)
    elif isinstance(fact, VideoPublished):
        linking.tell(fact.video_id)
    if isinstance(fact, VideoPublished | VideoChanged):
        replacing.look_at(fact.video_id)
    if linking.is_parent(fact.video_id):
        replacing.go_below(fact.video_id)


def hear_account(fact: AccountClosed | AccountOpened | ProfileChanged | WentPublic) -> None:
    """Videos of an account that closes, opens, hides or shows itself do the same as parts of others."""
    from mutoscope.apps.studio import tasks  # tasks need these services

    if linking.has_parents(fact.person_id):
        enqueue_once(tasks.look_below_person, str(fact.person_id), fact.person_id)
