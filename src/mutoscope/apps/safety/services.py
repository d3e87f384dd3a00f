"""Verbs of safety: report, screen, decide, ask for another look and answer. Each has its file."""

from mutoscope.apps.safety.answering import answer_appeal
from mutoscope.apps.safety.appeals import appeal_comment, appeal_decision, appeal_video, forget_appeals
from mutoscope.apps.safety.comments import (
    hold_comments,
    note_held_comment,
    put_back_comments,
    restore_comments,
    take_down_comments,
)
from mutoscope.apps.safety.keeping import forget_taken
from mutoscope.apps.safety.kin import learn_kin_from
from mutoscope.apps.safety.messages import (
    dismiss_messages,
    forget_messages_of,
    report_group_name,
    report_message,
    take_away_messages,
    take_away_names,
)
from mutoscope.apps.safety.people import note_account
from mutoscope.apps.safety.reported import appeal_report
from mutoscope.apps.safety.reporting import (
    dismiss,
    dismiss_comments,
    dismiss_people,
    forget_person,
    forget_video,
    forget_words,
    report_comment,
    report_person,
    report_video,
)
from mutoscope.apps.safety.videos import (
    block_files,
    hold,
    note_refused_file,
    rescreen_video,
    restore,
    screen_video,
    take_down,
)

__all__ = [
    "answer_appeal",
    "appeal_comment",
    "appeal_decision",
    "appeal_report",
    "appeal_video",
    "block_files",
    "dismiss",
    "dismiss_comments",
    "dismiss_messages",
    "dismiss_people",
    "forget_appeals",
    "forget_messages_of",
    "forget_person",
    "forget_taken",
    "forget_video",
    "forget_words",
    "hold",
    "hold_comments",
    "learn_kin_from",
    "note_account",
    "note_held_comment",
    "note_refused_file",
    "put_back_comments",
    "report_comment",
    "report_group_name",
    "report_message",
    "report_person",
    "report_video",
    "rescreen_video",
    "restore",
    "restore_comments",
    "screen_video",
    "take_away_messages",
    "take_away_names",
    "take_down",
    "take_down_comments",
]
