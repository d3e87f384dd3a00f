"""Staff's rooms: the queue of reports, the decision ledger, the word lists."""

from datetime import UTC, datetime

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mutoscope.apps.accounts.contracts import Viewer
from mutoscope.apps.accounts.http import viewer_of
from mutoscope.apps.safety import services
from mutoscope.apps.safety.models import Decision, Report, WordEntry
from mutoscope.apps.safety.reasons import REASONS
from mutoscope.apps.videos import queries as videos
from mutoscope.apps.videos.contracts import VideoCard
from mutoscope.core.units import to_text


class _AboutVideos(admin.ModelAdmin):
    """Rows that are about videos: shown with the video, acted on through the services, never edited."""

    list_per_page = 50
    actions = ("hold", "take_down", "restore", "block_file")
    _cards: dict[int, VideoCard]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        self._viewer: Viewer = viewer_of(request)
        self._cards = {}
        return super().get_queryset(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        # actions need it; the fields themselves are read only
        return super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def get_readonly_fields(self, request: HttpRequest, obj: object = None) -> list[str]:
        return [field.name for field in self.model._meta.fields] + ["video"]

    @admin.display(description=_("video"))
    def video(self, row: Report | Decision) -> SafeString | str:
        card = self._card(row.video_id)
        if card is None:
            return gettext("deleted")
        return format_html(
            '<a href="/v/{}" target="_blank"><img src="{}" alt="" height="120"><br>@{} · {}</a>',
            card.id,
            card.poster_url,
            card.creator.handle,
            card.state,
        )

    @admin.display(description=_("caption"))
    def caption(self, row: Report | Decision) -> str:
        card = self._card(row.video_id)
        return card.caption if card else ""

    @admin.action(description=_("Hold the video"), permissions=["change"])
    def hold(self, request: HttpRequest, rows: QuerySet) -> None:
        self._did(request, services.hold(self._ids(rows), self._by(request)))

    @admin.action(description=_("Take the video down"), permissions=["change"])
    def take_down(self, request: HttpRequest, rows: QuerySet) -> None:
        self._did(request, services.take_down(self._ids(rows), self._by(request)))

    @admin.action(description=_("Restore the video"), permissions=["change"])
    def restore(self, request: HttpRequest, rows: QuerySet) -> None:
        self._did(request, services.restore(self._ids(rows), self._by(request)))

    @admin.action(
        description=_("Take the video down and block its file from coming back"), permissions=["change"]
    )
    def block_file(self, request: HttpRequest, rows: QuerySet) -> None:
        self._did(request, services.block_files(self._ids(rows), self._by(request)))

    def _card(self, video_id: int) -> VideoCard | None:
        if video_id not in self._cards:
            self._cards.update((video_id, card) for card in videos.cards([video_id], self._viewer))
        return self._cards.get(video_id)

    def _did(self, request: HttpRequest, count: int) -> None:
        self.message_user(request, gettext("Videos changed: %(count)s") % {"count": count}, messages.SUCCESS)

    @staticmethod
    def _ids(rows: QuerySet) -> set[int]:
        return set(rows.values_list("video_id", flat=True))

    @staticmethod
    def _by(request: HttpRequest) -> int:
        return int(request.user.pk)


@admin.register(Report)
class ReportAdmin(_AboutVideos):
    list_display = ("video", "caption", "why", "details", "state", "when")
    list_filter = ("state", "reason")
    ordering = ("-created_ms",)
    actions = (*_AboutVideos.actions, "dismiss")

    @admin.display(description=_("reason"))
    def why(self, report: Report) -> str:
        return gettext(REASONS.get(report.reason, report.reason))

    @admin.display(description=_("when"))
    def when(self, report: Report) -> datetime:
        return datetime.fromtimestamp(report.created_ms / 1000, UTC)

    @admin.action(description=_("Close these reports without doing anything"), permissions=["change"])
    def dismiss(self, request: HttpRequest, rows: QuerySet) -> None:
        services.dismiss(self._ids(rows))


@admin.register(Decision)
class DecisionAdmin(_AboutVideos):
    list_display = ("video", "effect", "code", "by", "note", "when")
    list_filter = ("effect", "code")
    ordering = ("-made_ms",)

    @admin.display(description=_("by"))
    def by(self, decision: Decision) -> str:
        return to_text(decision.by_person_id) if decision.by_person_id else gettext("a rule")

    @admin.display(description=_("when"))
    def when(self, decision: Decision) -> datetime:
        return datetime.fromtimestamp(decision.made_ms / 1000, UTC)


@admin.register(WordEntry)
class WordEntryAdmin(admin.ModelAdmin):
    list_display = ("text", "effect", "note")
    list_filter = ("effect",)
    search_fields = ("text",)
