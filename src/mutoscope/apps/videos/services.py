"""The front door of videos: send a file, publish it, change it, stop it."""

from mutoscope.apps.accounts.contracts import AvatarDrawn, AvatarDropped, PersonLeft
from mutoscope.apps.flow.contracts import JobDied
from mutoscope.apps.flow.services import enqueue_once
from mutoscope.apps.videos import objects
from mutoscope.apps.videos.blocking import block_hash
from mutoscope.apps.videos.changes import hold_still
from mutoscope.apps.videos.counting import check_counts, count
from mutoscope.apps.videos.downloads import ask_download, look_at_download, marked
from mutoscope.apps.videos.holding import hold, hold_for_part, lift, release_for_part, restrict
from mutoscope.apps.videos.making import fail_stuck as _fail_stuck
from mutoscope.apps.videos.objects import ask_before_sweeping, keep_bytes, keep_file, keep_files, store
from mutoscope.apps.videos.objects import forget_soon as forget_objects
from mutoscope.apps.videos.objects import refer as refer_to
from mutoscope.apps.videos.parts import learn_parts_from
from mutoscope.apps.videos.publishing import (
    AUDIENCES,
    Submission,
    answer_comment,
    came_from_elsewhere,
    delete_video,
    edit_video,
    pass_screening,
    submit_video,
)
from mutoscope.apps.videos.remaking import film_changes, give_up, raise_age
from mutoscope.apps.videos.rendered import begin_rendered, film_arrives, film_fails, film_grows
from mutoscope.apps.videos.scratch import folder as work_folder
from mutoscope.apps.videos.sealing import edition as seal_edition
from mutoscope.apps.videos.sealing import says as seal_says
from mutoscope.apps.videos.sealing import seal
from mutoscope.apps.videos.uploads import (
    blocked_file,
    end_upload,
    seal_upload,
    start_frames,
    start_upload,
    token_of,
    upload_expired,
)
from mutoscope.apps.videos.uploads import (
    check_size as check_upload_size,
)

__all__ = [
    "AUDIENCES",
    "Submission",
    "answer_comment",
    "ask_before_sweeping",
    "ask_download",
    "begin_rendered",
    "block_hash",
    "blocked_file",
    "came_from_elsewhere",
    "check_counts",
    "check_upload_size",
    "count",
    "delete_video",
    "drop_avatar",
    "edit_video",
    "end_upload",
    "erase_with_person",
    "expect_avatar",
    "fail_stuck",
    "film_arrives",
    "film_changes",
    "film_fails",
    "film_grows",
    "forget_objects",
    "hold",
    "hold_for_part",
    "hold_still",
    "keep_bytes",
    "keep_file",
    "keep_files",
    "learn_parts_from",
    "lift",
    "look_at_download",
    "marked",
    "pass_screening",
    "raise_age",
    "refer_to",
    "release_for_part",
    "restrict",
    "seal",
    "seal_edition",
    "seal_says",
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
    if fact.task.endswith(".videos.tasks.remake_film") and fact.args:
        give_up(int(fact.args[0]), int(fact.args[1]))


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
