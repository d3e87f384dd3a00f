"""Staff's rooms for what people say: reports of comments and of people, decisions about comments."""

from collections.abc import Callable, Iterable

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mutoscope.apps.safety import services
from mutoscope.apps.safety.around import around
from mutoscope.apps.safety.lists import Listed, Reasons
from mutoscope.apps.safety.models import (
    CommentDecision,
    CommentReport,
    Decision,
    PersonDecision,
    PersonReport,
    Report,
)
from mutoscope.core.units import to_text


class _AboutComments(Listed):
    """Rows that are about comments, shown with what they say and what they answer."""

    actions = ("hold", "take_down", "restore")

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).filter(comment_id__gt=0)

    def get_readonly_fields(self, request: HttpRequest, obj: object = None) -> list[str]:
        return [*super().get_readonly_fields(request, obj), "comment", "author", "context"]

    @admin.display(description=_("comment"))
    def comment(self, row: Report | Decision) -> SafeString | str:
        about = around(row).comment(row.comment_id)
        if about is None:
            return row.quote if isinstance(row, Report) else gettext("deleted")
        reported = row.quote if isinstance(row, Report) and row.quote != about.text else ""
        return format_html("{}<br><small>{} {}</small>", about.text, about.state, reported)

    @admin.display(description=_("author"))
    def author(self, row: Report | Decision) -> SafeString | str:
        about = around(row).comment(row.comment_id)
        return around(row).person_link(about.author_id) if about else ""

    @admin.display(description=_("context"))
    def context(self, row: Report | Decision) -> SafeString | str:
        """The video with the comment opened, what it answers, and what it said before."""
        about = around(row).comment(row.comment_id)
        if about is None:
            return ""
        address = f"/v/{to_text(about.video_id)}?comment={to_text(about.comment_id)}"
        answered = [about.answers] if about.answers else []
        lines = [(gettext("answers: %(text)s") % {"text": text},) for text in answered]
        lines += [(gettext("said before: %(text)s") % {"text": text},) for text in about.said_before]
        return format_html(
            '<a href="{}" target="_blank">{}</a>{}',
            address,
            gettext("open the video"),
            format_html_join("", "<br><small>{}</small>", lines),
        )

    @admin.action(description=_("Hold the comment"), permissions=["change"])
    def hold(self, request: HttpRequest, rows: QuerySet) -> None:
        self._did(request, services.hold_comments, rows)

    @admin.action(description=_("Take the comment down"), permissions=["change"])
    def take_down(self, request: HttpRequest, rows: QuerySet) -> None:
        self._did(request, services.take_down_comments, rows)

    @admin.action(description=_("Restore the comment"), permissions=["change"])
    def restore(self, request: HttpRequest, rows: QuerySet) -> None:
        self._did(request, services.restore_comments, rows)

    def _did(self, request: HttpRequest, act: Callable[[Iterable[int], int], int], rows: QuerySet) -> None:
        ids = set(rows.values_list("comment_id", flat=True))
        self.decide(request, act, ids, gettext("Comments changed: %(count)s"))


@admin.register(CommentReport)
class CommentReportAdmin(_AboutComments):
    list_display = ("comment", "author", "context", "why", "details", "state", "when")
    list_filter = ("state", ("reason", Reasons))
    ordering = ("-created_ms",)
    actions = (*_AboutComments.actions, "dismiss")

    @admin.action(description=_("Close these reports without doing anything"), permissions=["change"])
    def dismiss(self, request: HttpRequest, rows: QuerySet) -> None:
        services.dismiss_comments(set(rows.values_list("comment_id", flat=True)), int(request.user.pk))


@admin.register(CommentDecision)
class CommentDecisionAdmin(_AboutComments):
    list_display = ("comment", "author", "context", "effect", "rule", "by", "note", "when")
    list_filter = ("effect", ("code", Reasons))
    ordering = ("-made_ms",)


@admin.register(PersonReport)
class PersonReportAdmin(Listed):
    """Acted on in the account itself: closed, opened, its profile changed."""

    list_display = ("person", "quote", "why", "details", "state", "when")
    list_filter = ("state", ("reason", Reasons))
    ordering = ("-created_ms",)
    actions = ("dismiss",)

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).filter(video_id=0)

    @admin.display(description=_("person"))
    def person(self, report: Report) -> SafeString | str:
        return around(report).person_link(report.person_id)

    @admin.action(description=_("Close these reports without doing anything"), permissions=["change"])
    def dismiss(self, request: HttpRequest, rows: QuerySet) -> None:
        services.dismiss_people(set(rows.values_list("person_id", flat=True)), int(request.user.pk))
        if waiting := rows.filter(state="open").count():
            said = gettext("Left open, as the account is closed or its owner is leaving: %(count)s")
            self.message_user(request, said % {"count": waiting}, messages.WARNING)


@admin.register(PersonDecision)
class PersonDecisionAdmin(Listed):
    """Accounts that were closed and opened, and reports of people without anything against them."""

    list_display = ("person", "effect", "by", "note", "when")
    list_filter = ("effect",)
    ordering = ("-made_ms",)

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        about_nothing_else = {"video_id": 0, "message_id": 0, "conversation_id": 0}
        return super().get_queryset(request).filter(**about_nothing_else)

    @admin.display(description=_("person"))
    def person(self, row: PersonDecision) -> SafeString | str:
        return around(row).person_link(row.creator_id)
