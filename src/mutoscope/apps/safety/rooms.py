"""What the lists in staff's rooms have in common: rows are acted on through the services, never edited, and
nobody finds their own cause among them."""

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from mutoscope.apps.accounts.http import viewer_of
from mutoscope.apps.safety.around import Around, Row
from mutoscope.apps.safety.models import Appeal, Decision, MessageReport, Report
from mutoscope.apps.safety.reasons import REASONS
from mutoscope.apps.social import queries as social
from mutoscope.apps.videos import queries as videos
from mutoscope.core.units import to_text


class Reasons(admin.AllValuesFieldListFilter):
    """Choose among the rules that something was reported or decided by, in words."""

    def choices(self, changelist: Any) -> Iterator[dict[str, Any]]:
        for choice in super().choices(changelist):
            yield {**choice, "display": in_words(str(choice["display"]))}


_ALL = 1 << 31


class Rows(admin.ModelAdmin):
    list_per_page = 50
    list_display_links = ("when",)
    """The first column often leads elsewhere: to the video, say."""

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        mine = _about(viewer_of(request).person_id, self.model)
        return super().get_queryset(request).exclude(mine)

    def get_changelist_instance(self, request: HttpRequest) -> ChangeList:
        page = super().get_changelist_instance(request)
        Around(page.result_list, viewer_of(request))
        return page

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Row | None:
        row: Row | None = super().get_object(request, object_id, from_field)
        if row is not None:
            Around([row], viewer_of(request))
        return row

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def get_readonly_fields(self, request: HttpRequest, obj: object = None) -> list[str]:
        return [field.name for field in self.model._meta.fields]

    @admin.display(description=_("when"))
    def when(self, row: Report | MessageReport | Appeal | Decision) -> datetime:
        made_ms = row.made_ms if isinstance(row, Decision) else row.created_ms
        return datetime.fromtimestamp(made_ms / 1000, UTC)

    @admin.display(description=_("reason"))
    def why(self, report: Report | MessageReport) -> str:
        return in_words(report.reason)

    @admin.display(description=_("rule"))
    def rule(self, decision: Decision) -> str:
        return in_words(decision.code)

    @admin.display(description=_("by"))
    def by(self, decision: Decision) -> str:
        return to_text(decision.by_person_id) if decision.by_person_id else gettext("a rule")

    def decide(
        self, request: HttpRequest, act: Callable[[Iterable[int], int], int], ids: Iterable[int], said: str
    ) -> None:
        """Let staff's act happen to what the chosen rows are about, and say to how many of it."""
        count = act(ids, int(request.user.pk))
        self.message_user(request, said % {"count": count}, messages.SUCCESS)


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
