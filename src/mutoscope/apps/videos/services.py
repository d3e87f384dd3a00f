"""The front door of videos: send a file, publish it, change it, stop it."""

from mutoscope.apps.accounts.contracts import AvatarDrawn, AvatarDropped, PersonLeft
from mutoscope.apps.flow.contracts import JobDied
from mutoscope.apps.flow.services import enqueue_once
from mutoscope.apps.videos import objects
from mutoscope.apps.videos.blocking import block_hash
from mutoscope.apps.videos.counting import check_counts, count
from mutoscope.apps.videos.downloads import ask_download, look_at_download
from mutoscope.apps.videos.making import fail_stuck as _fail_stuck
from mutoscope.apps.videos.objects import keep_bytes, keep_file, store
from mutoscope.apps.videos.publishing import (
    AUDIENCES,
    Submission,
    answer_comment,
    came_from_elsewhere,
    delete_video,
    edit_video,
    hold,
    lift,
    pass_screening,
    restrict,
    submit_video,
)
from mutoscope.apps.videos.scratch import folder as work_folder
from mutoscope.apps.videos.uploads import (
    end_upload,
    seal_upload,
    start_frames,
    start_upload,
    token_of,
    upload_expired,
)

__all__ = [
    "AUDIENCES",
    "Submission",
    "answer_comment",
    "ask_download",
    "block_hash",
    "came_from_elsewhere",
    "check_counts",
    "count",
    "delete_video",
    "drop_avatar",
    "edit_video",
    "end_upload",
    "erase_with_person",
    "expect_avatar",
    "fail_stuck",
    "hold",
    "keep_bytes",
    "keep_file",
    "lift",
    "look_at_download",
    "pass_screening",
    "restrict",
    "seal_upload",
    "start_frames",
    "start_upload",
    "store",
    "submit_video",
    "token_of",
    "upload_expired",
    "work_folder",
]


def fail_stuck(fact: JobDied) -> None:
    """A job was given up: its video comes to an end with a reason."""
    _fail_stuck(fact)


def erase_with_person(fact: PersonLeft) -> None:
    """Whoever leaves takes their videos along."""
    from mutoscope.apps.videos import tasks  # tasks need these services

    enqueue_once(tasks.erase_person, str(fact.person_id), fact.person_id)


def expect_avatar(fact: AvatarDrawn) -> None:
    """An avatar lies in the store from now on."""
    objects.expect(fact.object_key)


def drop_avatar(fact: AvatarDropped) -> None:
    """The next sweep may delete an avatar, unless something else needs the same bytes."""
    objects.drop(fact.object_key)
