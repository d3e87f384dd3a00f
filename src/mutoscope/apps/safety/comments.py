"""What is decided about comments, as with videos: a decision and its effect are one transaction, and the
author reads why."""

from collections.abc import Iterable

from django.db.transaction import atomic

from mutoscope.apps.safety import ledger
from mutoscope.apps.safety.wording import hit_of
from mutoscope.apps.social import queries as social_seen
from mutoscope.apps.social import services as social
from mutoscope.apps.social.contracts import CommentHeld
from mutoscope.core.units import Refusal

HELD_BY_WORDS = Refusal(
    "held_for_review",
    "Somebody from our team looks at this comment before it is shown: its words need a second look.",
)
HELD_BY_STAFF = Refusal("held", "Our team holds this comment while it is looked at.")
REMOVED_BY_STAFF = Refusal("taken_down", "Our team took this comment down because it breaks the rules.")
RESTORED = Refusal("restored", "Our team looked at this comment: it is shown (again).")
WAITS_AGAIN = Refusal(
    "restored", "Our team looked at this comment: it waits for the video's creator (again)."
)


def note_held_comment(fact: CommentHeld) -> None:
    """The lists held a comment back while it was written: that is a decision, and its author reads why."""
    about = social_seen.in_context([fact.comment_id]).get(fact.comment_id)
    hit = hit_of(about.text) if about else None
    if about and about.state == "held" and hit:
        _judge(fact.comment_id, "held", HELD_BY_WORDS, 0, f"list entry: {hit.entry}", code="words")


def hold_comments(comment_ids: Iterable[int], by_person_id: int, note: str = "") -> int:
    """Hold comments; how many were not held before."""
    return sum(_judge(one, "held", HELD_BY_STAFF, by_person_id, note) for one in sorted(set(comment_ids)))


def take_down_comments(comment_ids: Iterable[int], by_person_id: int, note: str = "") -> int:
    """Take comments down and close their reports; how many were not down before."""
    return sum(_judge(one, "gone", REMOVED_BY_STAFF, by_person_id, note) for one in sorted(set(comment_ids)))


def restore_comments(comment_ids: Iterable[int], by_person_id: int, note: str = "") -> int:
    """Let held or removed comments be read and close their reports; how many came back."""
    return sum(_judge(one, "shown", RESTORED, by_person_id, note) for one in sorted(set(comment_ids)))


def put_back_comments(comment_ids: Iterable[int], by_person_id: int) -> int:
    """Undo a take-down: what was held or waited before is no more public after it, and what somebody deleted
    stays deleted; how many came back."""
    return sum(_put_back(one, by_person_id) for one in sorted(set(comment_ids)))


def _put_back(comment_id: int, by_person_id: int) -> bool:
    with atomic():
        stood = social.taken_down_from(comment_id)
        return stood in _BACK and _judge(comment_id, stood, _BACK[stood], by_person_id, "")


def let_back(comment_id: int, by_person_id: int, note: str) -> bool:
    """Take back what was decided, after another look: what waited for the video's creator before it was taken
    down waits for them again; all else is shown, what was only held for a look included."""
    with atomic():
        to = "waiting" if social.taken_down_from(comment_id) == "waiting" else "shown"
        return _judge(comment_id, to, _BACK[to], by_person_id, note)


_BACK = {"shown": RESTORED, "waiting": WAITS_AGAIN, "held": HELD_BY_STAFF}
_EFFECTS = {"held": "held", "gone": "removed", "shown": "restored", "waiting": "restored"}


def _judge(comment_id: int, to: str, why: Refusal, by_person_id: int, note: str, code: str = "staff") -> bool:
    one = social_seen.in_context([comment_id]).get(comment_id)
    if one is None:
        return False
    with atomic():
        if not social.judge(comment_id, to, why):
            return False
        about = {"video_id": one.video_id, "comment_id": comment_id, "creator_id": one.author_id}
        ledger.write(_EFFECTS[to], by_person_id, note, code=code, **about)
        return True
