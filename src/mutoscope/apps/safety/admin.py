"""Staff's rooms: the queue of reports, the decision ledger, the word lists.

Comments and people have a file of their own, with the same ways.
"""

from collections.abc import Callable, Iterable

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mutoscope.apps.safety import admin_appeals, admin_messages, admin_talk, services
from mutoscope.apps.safety.around import around
from mutoscope.apps.safety.kin_shown import told_of
from mutoscope.apps.safety.lists import Listed, Reasons
from mutoscope.apps.safety.models import Decision, Report, WordEntry
from mutoscope.apps.safety.rooms import shown

__all__ = ["admin_appeals", "admin_messages", "admin_talk"]

ABOUT_VIDEOS = {
    Report: {"comment_id": 0, "video_id__gt": 0},
    Decision: {"comment_id": 0, "video_id__gt": 0},
}


class _AboutVideos(Listed):
    """Rows that are about videos, shown with the video."""

    actions = ("hold", "take_down", "restore", "block_file")

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).filter(**ABOUT_VIDEOS[self.model])

    def get_readonly_fields(self, request: HttpRequest, obj: object = None) -> list[str]:
        return [*super().get_readonly_fields(request, obj), "video", "parts"]

    @admin.display(description=_("video"))
    def video(self, row: Report | Decision) -> SafeString | str:
        return shown(around(row).video(row.video_id))

    @admin.display(description=_("parts"))
    def parts(self, row: Report | Decision) -> SafeString:
        """What follows from an act here is read before it is done."""
        return told_of(around(row).kin(row.video_id), row.video_id)

    @admin.display(description=_("caption"))
    def caption(self, row: Report | Decision) -> str:
        card = around(row).video(row.video_id)
        return card.caption if card else ""

    @admin.action(description=_("Hold the video"), permissions=["change"])
    def hold(self, request: HttpRequest, rows: QuerySet) -> None:
        self._did(request, services.hold, rows)

    @admin.action(description=_("Take the video down"), permissions=["change"])
    def take_down(self, request: HttpRequest, rows: QuerySet) -> None:
        self._did(request, services.take_down, rows)

    @admin.action(description=_("Restore the video"), permissions=["change"])
    def restore(self, request: HttpRequest, rows: QuerySet) -> None:
        self._did(request, services.restore, rows)

    @admin.action(
        description=_("Take the video down and block its file from coming back"), permissions=["change"]
    )
    def block_file(self, request: HttpRequest, rows: QuerySet) -> None:
        self._did(request, services.block_files, rows)

    def _did(self, request: HttpRequest, act: Callable[[Iterable[int], int], int], rows: QuerySet) -> None:
        ids = set(rows.values_list("video_id", flat=True))
        self.decide(request, act, ids, gettext("Videos changed: %(count)s"))


@admin.register(Report)
class ReportAdmin(_AboutVideos):
    list_display = ("video", "caption", "parts", "why", "details", "state", "when")
    list_filter = ("state", ("reason", Reasons))
    ordering = ("-created_ms",)
    actions = (*_AboutVideos.actions, "dismiss")

    @admin.action(description=_("Close these reports without doing anything"), permissions=["change"])
    def dismiss(self, request: HttpRequest, rows: QuerySet) -> None:
        services.dismiss(set(rows.values_list("video_id", flat=True)), int(request.user.pk))


@admin.register(Decision)
class DecisionAdmin(_AboutVideos):
    list_display = ("video", "parts", "effect", "rule", "by", "note", "when")
    list_filter = ("effect", ("code", Reasons))
    ordering = ("-made_ms",)


@admin.register(WordEntry)
class WordEntryAdmin(admin.ModelAdmin):
    list_display = ("text", "effect", "note")
    list_filter = ("effect",)
    search_fields = ("text",)
