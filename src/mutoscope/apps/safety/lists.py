"""What safety's own lists have in common: the rules that something was reported or decided by, in words, and
whose cause a row is."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib import admin
from django.db.models import Model, Q
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from mutoscope.apps.accounts.contracts import Viewer
from mutoscope.apps.safety.around import Around, Row
from mutoscope.apps.safety.models import Appeal, Decision, MessageReport, Report
from mutoscope.apps.safety.reasons import REASONS
from mutoscope.apps.safety.rooms import Rows
from mutoscope.apps.social import queries as social
from mutoscope.apps.videos import queries as videos
from mutoscope.core.units import to_text


class Reasons(admin.AllValuesFieldListFilter):
    """Choose among the rules that something was reported or decided by, in words."""

    def choices(self, changelist: Any) -> Iterator[dict[str, Any]]:
        for choice in super().choices(changelist):
            yield {**choice, "display": in_words(str(choice["display"]))}


_ALL = 1 << 31


class Listed(Rows):
    def own_cause(self, staff_id: int) -> Q:
        return _about(staff_id, self.model)

    def gather(self, rows: Iterable[Row], viewer: Viewer) -> None:
        Around(rows, viewer)

    def moment_of(self, row: Row) -> int:
        return row.made_ms if isinstance(row, Decision) else row.created_ms

    @admin.display(description=_("reason"))
    def why(self, report: Report | MessageReport) -> str:
        return in_words(report.reason)

    @admin.display(description=_("rule"))
    def rule(self, decision: Decision) -> str:
        return in_words(decision.code)

    @admin.display(description=_("by"))
    def by(self, decision: Decision) -> str:
        return to_text(decision.by_person_id) if decision.by_person_id else gettext("a rule")


def in_words(code: str) -> str:
    """A report's reason, or the rule of a decision."""
    return gettext(REASONS[code]) if code in REASONS else pgettext("staff", code)


def _about(staff_id: int, model: type[Model]) -> Q:
    """Rows about this member of our team, or about what they made: nobody looks into their own cause, and so
    nobody reads here who reported them. What they asked themselves they may read."""
    if issubclass(model, Appeal):
        return Q(decision__creator_id=staff_id) & ~Q(person_id=staff_id)
    if issubclass(model, Decision):
        return Q(creator_id=staff_id)
    if issubclass(model, MessageReport):
        return Q(author_id=staff_id)
    of_videos = Q(video_id__in=videos.ids_by_creator(staff_id, 0, _ALL), comment_id=0)
    return Q(person_id=staff_id) | Q(comment_id__in=social.ids_by_author(staff_id)) | of_videos
