"""What somebody was told, as far as it may still be shown to them.

Who is blocked or muted, whose account is closed and what may no longer be watched is left out when a page is
made: what was true when it was told does not count.
"""

from collections.abc import Sequence

import msgspec
from django.db import connection
from django.db.models import Count, Q, QuerySet

from mutoscope.apps.accounts import queries as accounts
from mutoscope.apps.accounts.contracts import PersonCard, Viewer
from mutoscope.apps.notices.contracts import (
    CommentOnNotice,
    NoticeOut,
    NoticePage,
    PersonOnNotice,
    VideoOnNotice,
    WhyStopped,
)
from mutoscope.apps.notices.exporting import EXPORTED as EXPORTED
from mutoscope.apps.notices.exporting import export_of as export_of
from mutoscope.apps.notices.models import Choices, Group, Notice
from mutoscope.apps.notices.reporting import about_report, why_taken
from mutoscope.apps.relations import queries as relations
from mutoscope.apps.relations.contracts import Mutes, Standing
from mutoscope.apps.safety import queries as safety
from mutoscope.apps.safety.contracts import Answered, Appealed, TakenView
from mutoscope.apps.social import queries as social
from mutoscope.apps.social.contracts import Judged
from mutoscope.apps.videos import queries as videos
from mutoscope.core.policy.notices import FROM_THE_HOUSE, OF_COMMENTS, OF_DECISIONS, Kind
from mutoscope.core.units import cursor_after, read_cursor, to_text

PAGE = 20
UNREAD_MOST = 100
QUOTED = 200
"""Letters of a comment that are shown."""
SHOWN_PEOPLE = 3
_LOOKED_AT = 8
"""People of a group that are looked at; some of them may have closed their accounts."""


def page(viewer: Viewer, cursor: str = "") -> NoticePage:
    """What the viewer was told, the newest first. Refuses ``bad_cursor``."""
    groups = _groups(viewer.person_id, OF_DECISIONS)
    if cursor:
        at_ms, group_id = read_cursor(cursor)
        groups = groups.filter(Q(latest_ms__lt=at_ms) | Q(latest_ms=at_ms, id__lt=group_id))
    rows = list(groups[: PAGE + 1])
    following = cursor_after(rows[PAGE - 1].latest_ms, rows[PAGE - 1].id) if len(rows) > PAGE else ""
    return NoticePage(notices=tuple(shown(rows[:PAGE], viewer)), next=following)


def unread(viewer: Viewer) -> int:
    """How many notices wait to be read; ``UNREAD_MOST`` stands for that many or more."""
    return len(shown(list(_groups(viewer.person_id).filter(unread=True)[:UNREAD_MOST]), viewer))


def fresh(viewer: Viewer, since_ms: int, most: int) -> list[NoticeOut]:
    """What waits to be read and was told after ``since_ms``, the newest first."""
    return shown(list(_groups(viewer.person_id).filter(unread=True, latest_ms__gt=since_ms)[:most]), viewer)


def between(viewer: Viewer, since_ms: int, until_ms: int, most: int) -> list[NoticeOut]:
    """What waits to be read and was told after ``since_ms``, up to ``until_ms``; the newest first."""
    span = {"latest_ms__gt": since_ms, "latest_ms__lte": until_ms}
    return shown(list(_groups(viewer.person_id).filter(unread=True, **span)[:most]), viewer)


def still_unread(viewer: Viewer, group_ids: Sequence[int]) -> list[NoticeOut]:
    """Those of these notices that wait to be read."""
    return shown(list(_groups(viewer.person_id).filter(unread=True, id__in=group_ids)), viewer)


def amounts_of(person_id: int) -> dict[str, int]:
    """How much there is of somebody."""
    return {"notices": Group.objects.filter(recipient_id=person_id, count__gt=0).count()}


def off(person_id: int) -> frozenset[str]:
    """Kinds that somebody does not want to be told of."""
    with connection.cursor() as cursor:  # by hand: whatever happens comes by here, and hardly anybody chose
        cursor.execute("SELECT 1 FROM notices_choices WHERE person_id = %s", [person_id])
        if cursor.fetchone() is None:
            return frozenset()
    return frozenset(Choices.objects.filter(person_id=person_id).values_list("off", flat=True).first() or ())


def shown(groups: Sequence[Group], viewer: Viewer) -> list[NoticeOut]:
    """Groups as their reader may see them now, in the same order; a handful of reads however many."""
    if not groups:
        return []
    scene = _Scene.of(groups, viewer)
    return [notice for notice in map(scene.notice, groups) if notice is not None]


class _Scene(msgspec.Struct, frozen=True):
    """Everything that a page of notices is made from."""

    newest: dict[int, list[tuple[int, int]]]
    """Who did something last in each group, and by which comment; nobody whom the reader may not see."""
    unseen: dict[int, int]
    """How many of each group the reader may not see."""
    people: dict[int, PersonCard]
    standings: dict[int, Standing]
    mutes: Mutes
    cards: dict[str, VideoOnNotice]
    silent: frozenset[str]
    """Videos under which nobody may comment any more: what was said there is not shown."""
    quotes: dict[int, str]
    stopped: dict[int, tuple[VideoOnNotice, WhyStopped]]
    judged: dict[int, Judged]
    """The reader's own comments that our team decided about."""
    appeals: dict[int, Appealed]
    """Where another look at what was decided stands, by the video or comment."""
    taken: dict[int, TakenView]
    """The reader's own words among people that our team took away, by the decision."""
    answered: Answered | None
    """What the reader last heard about what they reported."""

    @staticmethod
    def of(groups: Sequence[Group], viewer: Viewer) -> "_Scene":
        ids, kinds = [group.id for group in groups], {group.kind for group in groups}
        mutes = relations.mutes_of(viewer.person_id)
        hidden = sorted(mutes.people.union(relations.blocked_with(viewer.person_id)))
        newest = _newest(ids, hidden)
        people = accounts.people({one for some in newest.values() for one, _ in some})
        watchable = [group.video_id for group in groups if group.video_id and group.kind != "stopped"]
        stopped = [group.video_id for group in groups if group.kind == "stopped"]
        judged = [group.comment_id for group in groups if group.kind == "judged"]
        taken = [group.decision_id for group in groups if group.kind == "taken"]
        appeals = safety.appeals(stopped, judged, viewer.person_id) if stopped or judged else {}
        cards = videos.cards(watchable, viewer)
        told = {one for some in newest.values() for _, one in some}
        quotes = social.quotes(sorted(told.union(group.comment_id for group in groups) - {0}))
        return _Scene(
            newest=newest,
            unseen=_counted(ids, hidden),
            people=people,
            standings=relations.standing(viewer.person_id, people),
            mutes=mutes,
            cards={
                card.id: VideoOnNotice(card.id, card.caption, card.poster_url, card.creator.handle)
                for card in cards
                if card.viewer.own or not mutes.hides(text=card.caption, tags=card.tags)
            },
            silent=frozenset(card.id for card in cards if card.comments_for == "nobody"),
            quotes={one: text for one, text in quotes.items() if not mutes.hides(text=text)},
            stopped={
                one.video_id: (
                    VideoOnNotice(to_text(one.video_id), one.caption, "", ""),
                    _why(one.state, one.message, appeals.get(one.video_id)),
                )
                for one in videos.stopped(stopped, viewer.person_id)
            },
            judged={one.comment_id: one for one in social.judged(judged, viewer.person_id)},
            appeals=appeals,
            taken=safety.taken_words(taken, viewer.person_id) if taken else {},
            answered=safety.answered(viewer.person_id) if "report" in kinds else None,
        )

    def notice(self, group: Group) -> NoticeOut | None:
        """None: nothing of it may be shown."""
        if group.kind == "comment":
            return self._comments(group)
        people = [self._person(one) for one, _ in self.newest.get(group.id, ()) if one in self.people]
        video, reason = self.cards.get(to_text(group.video_id)), None
        if group.kind == "stopped":
            video, reason = self.stopped.get(group.video_id, (None, None))
        if group.kind == "judged":
            return self._judgement(group, video)
        if group.kind == "report":
            return self._report(group)
        if group.kind == "taken":
            return self._taken(group)
        if (group.video_id and video is None) or not (people or group.kind in FROM_THE_HOUSE):
            return None
        quote = self.quotes.get(group.comment_id)
        if group.comment_id and group.kind in OF_COMMENTS and (quote is None or self._is_silent(group)):
            return None
        few = tuple(people[:SHOWN_PEOPLE])
        return _told(
            group,
            people=few,
            count=max(len(few), group.count - self.unseen.get(group.id, 0)) if few else 0,
            video=video,
            comment=CommentOnNotice(to_text(group.comment_id), quote[:QUOTED]) if quote else None,
            reason=reason,
        )

    def _comments(self, group: Group) -> NoticeOut | None:
        """Whose comments may be shown, by the newest of them; each person once, however often they said."""
        video, looked_at = self.cards.get(to_text(group.video_id)), self.newest.get(group.id, ())
        legible = [(who, one) for who, one in looked_at if who in self.people and one in self.quotes]
        if video is None or not legible or self._is_silent(group):
            return None
        people = list(dict.fromkeys(who for who, _ in legible))
        unseen = self.unseen.get(group.id, 0) + len({who for who, _ in looked_at}.difference(people))
        newest = legible[0][1]
        return _told(
            group,
            people=tuple(map(self._person, people[:SHOWN_PEOPLE])),
            count=max(len(people), group.count - unseen),
            video=video,
            comment=CommentOnNotice(to_text(newest), self.quotes[newest][:QUOTED]),
        )

    def _judgement(self, group: Group, video: VideoOnNotice | None) -> NoticeOut | None:
        """Told whether or not the video may still be watched: it is its author's right to know."""
        about = self.judged.get(group.comment_id)
        if about is None:
            return None
        return _told(
            group,
            video=video,
            comment=CommentOnNotice(to_text(group.comment_id), about.text[:QUOTED]),
            reason=_why(about.state, about.message, self.appeals.get(group.comment_id)),
        )

    def _taken(self, group: Group) -> NoticeOut | None:
        view = self.taken.get(group.decision_id)
        if view is None:
            return None
        return _told(
            group,
            reason=why_taken(view),
            words=view.text[:QUOTED],
            decision=to_text(group.decision_id),
        )

    def _report(self, group: Group) -> NoticeOut | None:
        """What was reported and what became of it, and nothing of whom it was about."""
        if self.answered is None:
            return None
        return _told(
            group,
            count=self.answered.count,
            reason=WhyStopped(self.answered.state, about_report(self.answered)),
        )

    def _is_silent(self, group: Group) -> bool:
        return to_text(group.video_id) in self.silent

    def _person(self, person_id: int) -> PersonOnNotice:
        card, standing = self.people[person_id], self.standings[person_id]
        follows = standing.follows or standing.requested
        return PersonOnNotice(to_text(card.id), card.handle, card.name, card.avatar_url, follows)


def _told(
    group: Group,
    *,
    people: tuple[PersonOnNotice, ...] = (),
    count: int = 0,
    video: VideoOnNotice | None = None,
    comment: CommentOnNotice | None = None,
    reason: WhyStopped | None = None,
    words: str = "",
    decision: str = "",
) -> NoticeOut:
    """A notice with what every one says of its group, and what its kind tells besides."""
    return NoticeOut(
        id=to_text(group.id),
        kind=group.kind,
        people=people,
        count=count,
        video=video,
        comment=comment,
        reason=reason,
        at_ms=group.latest_ms,
        unread=group.unread,
        words=words,
        decision=decision,
    )


def _why(state: str, message: str, appeal: Appealed | None) -> WhyStopped:
    if appeal is None or state not in ("held", "removed", "gone"):
        return WhyStopped(state, message)
    return WhyStopped(state, message, appeal.state, appeal.answer)


def _groups(person_id: int, listed: frozenset[Kind] = frozenset()) -> QuerySet[Group]:
    """What somebody wants to be told of, and what of these kinds they do not."""
    rows = Group.objects.filter(recipient_id=person_id, count__gt=0).exclude(kind__in=off(person_id) - listed)
    return rows.order_by("-latest_ms", "-id")


def _newest(group_ids: Sequence[int], hidden: Sequence[int]) -> dict[int, list[tuple[int, int]]]:
    """Who did something last in each group, and by which comment, the newest first; few are read."""
    marks, blanks = ", ".join(["%s"] * len(group_ids)), ", ".join(["%s"] * len(hidden))
    but = f"AND m.actor_id NOT IN ({blanks})" if hidden else ""
    found: dict[int, list[tuple[int, int]]] = {}
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            SELECT n.group_id, n.actor_id, n.comment_id
              FROM notices_group g JOIN notices_notice n ON n.group_id = g.id
             WHERE g.id IN ({marks}) AND n.actor_id <> 0 AND n.id IN (
               SELECT m.id FROM notices_notice m WHERE m.group_id = g.id AND NOT m.taken_back {but}
                ORDER BY m.id DESC LIMIT {_LOOKED_AT})
             ORDER BY n.id DESC
            """,  # noqa: S608 - only marks and our own words are put in
            [*group_ids, *hidden],
        )
        for group_id, actor_id, comment_id in cursor.fetchall():
            found.setdefault(group_id, []).append((actor_id, comment_id))
    return found


def _counted(group_ids: Sequence[int], actors: Sequence[int]) -> dict[int, int]:
    """How many of these people did something in each group."""
    if not actors:
        return {}
    theirs = Notice.objects.filter(group__in=group_ids, actor_id__in=actors, taken_back=False)
    return dict(theirs.values_list("group_id").annotate(Count("actor_id", distinct=True)).order_by())
