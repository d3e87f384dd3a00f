"""What staff's rooms show beside their rows: read for a whole page at once, when the first row asks."""

from collections.abc import Iterable
from functools import cached_property

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from mutoscope.apps.accounts import queries as accounts
from mutoscope.apps.accounts.contracts import PersonCard, Viewer
from mutoscope.apps.messages import queries as messages
from mutoscope.apps.messages.contracts import TakenWords
from mutoscope.apps.safety.contracts import Kin
from mutoscope.apps.safety.kin import kin
from mutoscope.apps.safety.models import Appeal, Decision, MessageReport, Report
from mutoscope.apps.safety.standing import RESTRICTS
from mutoscope.apps.social import queries as social
from mutoscope.apps.social.contracts import CommentInContext
from mutoscope.apps.videos import queries as videos
from mutoscope.apps.videos.contracts import VideoCard
from mutoscope.core.units import to_text

Row = Report | MessageReport | Decision | Appeal

_PEOPLE = ("person_id", "author_id", "creator_id", "by_person_id")


class Around:
    """Around some rows, for the member of our team who looks at them."""

    def __init__(self, rows: Iterable[Row], viewer: Viewer) -> None:
        self.viewer = viewer
        self._rows = list(rows)
        for row in self._rows:
            row._around = self  # type: ignore[union-attr]  # Django's displays are given the row alone

    def person_link(self, person_id: int) -> SafeString | str:
        """Somebody in one of the rows, leading to their account among staff's rooms."""
        card = self._people.get(person_id)
        if card is None:
            return gettext("left, or closed")
        return format_html('<a href="/admin/accounts/person/{}/change/">@{}</a>', person_id, card.handle)

    def video(self, video_id: int) -> VideoCard | None:
        return self._videos.get(to_text(video_id))

    def kin(self, video_id: int) -> Kin:
        """What it was made of, and what was made of it."""
        return self._kin.get(video_id, Kin())

    def comment(self, comment_id: int) -> CommentInContext | None:
        return self._comments.get(comment_id)

    def taken(self, decision: Decision) -> TakenWords | None:
        """What it took away, while that is kept."""
        return self._taken.get(decision.taken_id)

    def reported(self, decision: Decision) -> MessageReport | None:
        """The oldest report about people's talk that it answered; of a name, if a name was taken away."""
        return self._reported.get(decision.pk)

    @cached_property
    def _about(self) -> list[Report | MessageReport | Decision]:
        return [row.decision if isinstance(row, Appeal) else row for row in self._rows]

    @cached_property
    def _decisions(self) -> list[Decision]:
        return [one for one in self._about if isinstance(one, Decision)]

    @cached_property
    def _people(self) -> dict[int, PersonCard]:
        meant = {getattr(one, name, 0) for one in (*self._rows, *self._about) for name in _PEOPLE}
        return accounts.people({*meant, *(one.author_id for one in self._comments.values())} - {0})

    @cached_property
    def _videos(self) -> dict[str, VideoCard]:
        ids = [video_id for one in self._about if (video_id := getattr(one, "video_id", 0))]
        return {card.id: card for card in videos.cards(ids, self.viewer)}

    @cached_property
    def _kin(self) -> dict[int, Kin]:
        ids = {video_id for one in self._about if (video_id := getattr(one, "video_id", 0))}
        return kin(sorted(ids), self.viewer)

    @cached_property
    def _comments(self) -> dict[int, CommentInContext]:
        ids = {getattr(one, "comment_id", 0) for one in self._about} - {0}
        return social.in_context(sorted(ids)) if ids else {}

    @cached_property
    def _taken(self) -> dict[int, TakenWords]:
        ids = {one.taken_id for one in self._decisions} - {0}
        return messages.taken(ids) if ids else {}

    @cached_property
    def _reported(self) -> dict[int, MessageReport]:
        of_talk = {one.pk: one for one in self._decisions if one.message_id or one.conversation_id}
        found = MessageReport.objects.filter(decision__in=list(of_talk)).order_by("-id")
        meant = (one for one in found if one.of_name or not of_name(of_talk[one.decision_id]))
        return {one.decision_id: one for one in meant}


def of_name(made: Decision) -> bool:
    """Whether it took a group's name away: nothing that was said is asked about."""
    return bool(made.conversation_id) and made.effect in RESTRICTS


def around(row: Row) -> Around:
    """What a room gathered around its rows, this one among them."""
    found = row._around  # type: ignore[union-attr]  # see Around
    assert isinstance(found, Around)
    return found
