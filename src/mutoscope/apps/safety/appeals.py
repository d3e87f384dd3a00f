"""Another look at a decision: whoever made what it restricts, or reported what it lets be, may ask for one
in their own words, once, for half a year, and our team answers with reasons (Digital Services Act, article
20)."""

from collections.abc import Iterable

from django.db.models import Q

from mutoscope.adapters.clock import now_ms
from mutoscope.apps.accounts import queries as accounts
from mutoscope.apps.accounts.contracts import PersonLeft
from mutoscope.apps.messages import queries as messages
from mutoscope.apps.safety.contracts import TERM_MS, Appealed, TakenView
from mutoscope.apps.safety.models import Appeal, Decision
from mutoscope.apps.safety.standing import RESTRICTS, SAYS, latest_about, same_thing
from mutoscope.apps.social import queries as social
from mutoscope.apps.videos import queries as videos
from mutoscope.core.policy.captions import clean
from mutoscope.core.units import Refusal

WORDS_LENGTH = 1000

_RIGHT = "safety.change_appeal"


def appeal_video(person_id: int, video_id: int, words: str) -> None:
    """Ask our team to look again at what it decided about one's own video.

    Refuses ``nothing_to_appeal``, ``appealed_already``, ``no_words``, ``words_too_long``.
    """
    stopped = any(one.state != "failed" for one in videos.stopped([video_id], person_id))
    appeal(person_id, decided([video_id], [], person_id).get((video_id, 0)) if stopped else None, words)


def appeal_comment(person_id: int, comment_id: int, words: str) -> None:
    """The same for one's own comment."""
    judged = any(one.state in ("held", "gone") for one in social.judged([comment_id], person_id))
    found = decided([], [comment_id], person_id) if judged else {}
    appeal(person_id, next(iter(found.values()), None), words)


def appeal_decision(person_id: int, decision_id: int, words: str) -> None:
    """The same for one's own message, or the name that one gave a group, by the decision that took it."""
    mine = Decision.objects.filter(creator_id=person_id, effect="removed", taken_id__gt=0)
    made = mine.filter(id=decision_id).first()
    there = made is not None and messages.taken([made.taken_id]) and latest_about(made).pk == made.pk
    appeal(person_id, made if there else None, words)


def taken_words(decision_ids: Iterable[int], person_id: int) -> dict[int, TakenView]:
    """What took words away from this person, by the decision; what came of it."""
    mine = Decision.objects.filter(id__in=list(decision_ids), creator_id=person_id, taken_id__gt=0)
    made = list(mine)
    kept, looks = messages.taken([one.taken_id for one in made]), looks_at(made, person_id)
    asked = Appeal.objects.filter(decision__in=made, person_id=person_id, state="reversed")
    back = set(asked.values_list("decision_id", flat=True))
    return {
        one.pk: TakenView(
            about="message" if one.message_id else "name",
            text=kept[one.taken_id].text if one.taken_id in kept else "",
            back=one.pk in back,
            look=looks[one.pk] if one.taken_id in kept else Appealed("late", ""),
        )
        for one in made
    }


def appeals(video_ids: Iterable[int], comment_ids: Iterable[int], person_id: int) -> dict[int, Appealed]:
    """Where another look stands, by the id of the video or comment: of those of this person's that our team
    stopped."""
    found = decided(video_ids, comment_ids, person_id)
    looks = looks_at(found.values(), person_id)
    return {one.comment_id or one.video_id: looks[one.pk] for one in found.values()}


def looks_at(decisions: Iterable[Decision], person_id: int) -> dict[int, Appealed]:
    """Where another look at each of these decisions stands that this person may ask for, by its id."""
    meant = {one.pk: one for one in decisions}
    looks = {key: Appealed("may" if _in_time(one) else "late", "") for key, one in meant.items()}
    for one in Appeal.objects.filter(decision__in=list(meant), person_id=person_id):
        looks[one.decision_id] = Appealed("asked" if one.state == "open" else "kept", one.answer)
    return looks


def decided(
    video_ids: Iterable[int], comment_ids: Iterable[int], person_id: int
) -> dict[tuple[int, int], Decision]:
    """The latest decision about each of these of this person's that restricts it, by (video, comment; 0: of
    the video itself)."""
    of_videos = Q(video_id__in=list(video_ids), comment_id=0)
    of_comments = Q(comment_id__in=list(comment_ids), comment_id__gt=0)
    mine = Decision.objects.filter(of_videos | of_comments, creator_id=person_id, message_id=0)
    rows = mine.filter(conversation_id=0, effect__in=SAYS).order_by("id")
    latest = {(row.video_id, row.comment_id): row for row in rows}
    return {about: row for about, row in latest.items() if row.effect in RESTRICTS}


def carry_over(newer: Decision) -> None:
    """Somebody decided anew about a thing: whoever waits for an answer gets one about that, or has had
    another look: all when it was restored, its reporters when it was held or taken down. In the caller's
    transaction."""
    if newer.effect not in SAYS:
        return
    older = Decision.objects.filter(same_thing(newer)).exclude(id=newer.pk)
    waiting = Appeal.objects.filter(decision__in=older, state="open")
    makers = waiting.filter(decision__effect__in=RESTRICTS)
    had = waiting if newer.effect == "restored" else waiting.exclude(decision__effect__in=RESTRICTS)
    had.update(state="reversed", by_person_id=newer.by_person_id, answered_ms=now_ms())
    if newer.effect in RESTRICTS:
        ids = list(makers.order_by("-id").values_list("id", flat=True))
        if ids and not Appeal.objects.filter(decision=newer).exists():
            Appeal.objects.filter(id=ids.pop(0)).update(decision=newer)
        Appeal.objects.filter(id__in=ids).delete()  # the same person asked again in newer words


def drop_question(decision_id: int, reporter_id: int) -> None:
    """What somebody asked about the answer to their report is over without one: they reported anew, which is
    looked at instead. In the caller's transaction."""
    mine = Appeal.objects.filter(decision=decision_id, person_id=reporter_id, state="open")
    mine.update(state="reversed", answered_ms=now_ms())


def by_reporter(one: Appeal) -> bool:
    """Whether it was asked by somebody who reported the thing, and not by whoever made it."""
    return one.decision.effect not in RESTRICTS


def not_theirs(one: Appeal, staff_id: int) -> Refusal | None:
    """Why this member of our team leaves an answer to others; None: it may be theirs. Nobody judges their own
    cause, nor, where somebody else can, what they decided themselves."""
    if staff_id == one.person_id:
        return Refusal("your_own", "You asked this yourself: somebody else of our team answers.", status=403)
    if staff_id == one.decision.creator_id:
        return about_you()
    if staff_id != one.decision.by_person_id or accounts.holders(_RIGHT) <= {staff_id, one.person_id}:
        return None
    return Refusal("your_decision", "You decided this: somebody else of our team looks again.", status=403)


def about_you() -> Refusal:
    return Refusal("your_own", "This is about you: somebody else of our team answers.", status=403)


def forget_appeals(fact: PersonLeft) -> None:
    """Whoever leaves takes their appeals along; the decisions stay."""
    Appeal.objects.filter(person_id=fact.person_id).delete()


def appeal(person_id: int, decision: Decision | None, words: str) -> None:
    """Keep somebody's question about a decision that they may ask about; None: there is none. Refuses as
    ``appeal_video``."""
    words = clean(words)
    if decision is None or not _in_time(decision):
        raise Refusal(
            "nothing_to_appeal", "There is no decision here that can be looked at again.", status=409
        )
    if not words:
        raise Refusal("no_words", "Please say what we should look at.", fields={"field": "words"}, status=422)
    if len(words) > WORDS_LENGTH:
        raise Refusal(
            "words_too_long",
            "Please keep it to %(limit)s characters.",
            fields={"field": "words", "limit": WORDS_LENGTH},
            status=422,
        )
    _, new = Appeal.objects.get_or_create(
        decision_id=decision.pk, person_id=person_id, defaults={"words": words}
    )
    if not new:
        raise Refusal("appealed_already", "You have asked for another look already.", status=409)


def _in_time(decision: Decision) -> bool:
    return now_ms() - decision.made_ms < TERM_MS
