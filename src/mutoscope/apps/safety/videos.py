"""What is decided about videos: screened by the word lists, held, taken down, restored. A decision and its
effect are one transaction."""

from collections.abc import Iterable

from django.db.transaction import atomic

from mutoscope.apps.safety import ledger
from mutoscope.apps.safety.wording import hit_of
from mutoscope.apps.videos import queries as videos_seen
from mutoscope.apps.videos import services as videos
from mutoscope.apps.videos.contracts import VideoChanged, VideoPlayable, VideoRefused
from mutoscope.core.policy.words import Hit
from mutoscope.core.units import Refusal

HELD_BY_WORDS = Refusal(
    "held_for_review",
    "Somebody from our team looks at this video before it is shown: its caption needs a second look.",
)
BLOCKED_BY_WORDS = Refusal("caption_not_allowed", "This caption contains words that are not allowed here.")
HELD_BY_STAFF = Refusal("held", "Our team holds this video while it is looked at.")
REMOVED_BY_STAFF = Refusal("taken_down", "Our team took this video down because it breaks the rules.")


def screen_video(fact: VideoPlayable) -> None:
    """A submitted video waits: let it through, hold it for staff, or take it down for its words."""
    if not videos_seen.is_there(fact.video_id):
        return
    hit = _hit(fact.video_id)
    if hit is None:
        videos.pass_screening(fact.video_id)
    else:
        _stop_for_words(fact.video_id, hit)


def rescreen_video(fact: VideoChanged) -> None:
    """The words of a published video changed: the lists count for them too."""
    hit = _hit(fact.video_id)
    if hit is not None:
        _stop_for_words(fact.video_id, hit)


def note_refused_file(fact: VideoRefused) -> None:
    """A blocked file came back and was refused: that is a decision too."""
    _write(fact.video_id, "file_refused", "blocked_file", 0, f"{fact.kind}: {fact.reason}")


def hold(video_ids: Iterable[int], by_person_id: int, note: str = "") -> int:
    """Hold videos; how many were not held before."""
    return sum(_restrict(one, "held", HELD_BY_STAFF, by_person_id, note) for one in _each(video_ids))


def take_down(video_ids: Iterable[int], by_person_id: int, note: str = "") -> int:
    """Take videos down, which closes their reports; how many were not down before."""
    return sum(_restrict(one, "removed", REMOVED_BY_STAFF, by_person_id, note) for one in _each(video_ids))


def restore(video_ids: Iterable[int], by_person_id: int, note: str = "") -> int:
    """Let held or removed videos back and close their reports; how many came back."""
    return sum(_restore(one, by_person_id, note) for one in _each(video_ids))


def block_files(video_ids: Iterable[int], by_person_id: int, note: str = "") -> int:
    """Take videos down, with every other made of the same file, and keep the files from coming back."""
    taken = 0
    for video_id in _each(video_ids):
        with atomic():
            same = videos.block_hash(video_id, note, by_person_id)
            _write(video_id, "file_blocked", "blocked_file", by_person_id, note)
            taken += take_down({video_id, *same}, by_person_id, note)
    return taken


def _hit(video_id: int) -> Hit | None:
    return hit_of(videos_seen.caption_of(video_id))


def _stop_for_words(video_id: int, hit: Hit) -> None:
    level, why = ("held", HELD_BY_WORDS) if hit.effect == "hold" else ("removed", BLOCKED_BY_WORDS)
    _restrict(video_id, level, why, 0, f"list entry: {hit.entry}", code="words")


def _restrict(
    video_id: int, level: str, why: Refusal, by_person_id: int, note: str, code: str = "staff"
) -> bool:
    with atomic():
        if not videos.restrict(video_id, level, why):  # type: ignore[arg-type]  # two values, both levels
            return False
        _write(video_id, level, code, by_person_id, note)
        return True


def _restore(video_id: int, by_person_id: int, note: str) -> bool:
    with atomic():
        if not videos.lift(video_id):
            return False
        _write(video_id, "restored", "staff", by_person_id, note)
        return True


def _write(video_id: int, effect: str, code: str, by_person_id: int, note: str) -> None:
    about = {"video_id": video_id, "creator_id": videos_seen.creator_of(video_id)}
    ledger.write(effect, by_person_id, note, code=code, **about)


def _each(video_ids: Iterable[int]) -> list[int]:
    return sorted(set(video_ids))
