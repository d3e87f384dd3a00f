"""Staff's rooms for reported messages: what the reporter read, and nothing else of a conversation."""

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mutoscope.apps.safety import services
from mutoscope.apps.safety.around import around
from mutoscope.apps.safety.lists import Listed, Reasons
from mutoscope.apps.safety.models import MessageDecision, MessageReport


def said_in(report: MessageReport) -> SafeString:
    """What a report keeps: the reported message stands out among those around it; or a name."""
    lines = (
        (
            "font-weight:700" if line["reported"] else "opacity:.75",
            line["handle"] or gettext("left, or closed"),
            line["text"],
            f" [/v/{line['video']}]" if line["video"] else "",
        )
        for line in report.excerpt
    )
    name = report.group_name if report.of_name else ""
    return format_html(
        "<div>{}{}</div>", name, format_html_join("", '<div style="{}">@{}: {}{}</div>', lines)
    )


@admin.register(MessageReport)
class MessageReportAdmin(Listed):
    list_display = ("what", "name", "author", "said", "why", "details", "state", "when")
    list_filter = ("state", ("reason", Reasons))
    ordering = ("-created_ms",)
    actions = ("take_away", "take_name_away", "dismiss")

    def get_readonly_fields(self, request: HttpRequest, obj: object = None) -> list[str]:
        return [*super().get_readonly_fields(request, obj), "said", "author", "name"]

    @admin.display(description=_("reported"))
    def what(self, row: MessageReport) -> str:
        if row.of_name:
            return gettext("a group's name")
        return gettext("a message") if row.message_id else gettext("a conversation")

    @admin.display(description=_("group"))
    def name(self, row: MessageReport) -> str:
        """What the group was called then."""
        return row.group_name

    @admin.display(description=_("author"))
    def author(self, row: MessageReport) -> SafeString | str:
        return around(row).person_link(row.author_id) if row.author_id else gettext("a group")

    @admin.display(description=_("what was said"))
    def said(self, row: MessageReport) -> SafeString:
        return said_in(row)

    @admin.action(description=_("Take the message away for everybody"), permissions=["change"])
    def take_away(self, request: HttpRequest, rows: QuerySet) -> None:
        ids = set(rows.values_list("message_id", flat=True))
        self.decide(request, services.take_away_messages, ids, gettext("Messages taken away: %(count)s"))

    @admin.action(description=_("Take the group's name away"), permissions=["change"])
    def take_name_away(self, request: HttpRequest, rows: QuerySet) -> None:
        ids = set(rows.values_list("id", flat=True))
        self.decide(request, services.take_away_names, ids, gettext("Names taken away: %(count)s"))

    @admin.action(description=_("Close these reports without doing anything"), permissions=["change"])
    def dismiss(self, request: HttpRequest, rows: QuerySet) -> None:
        services.dismiss_messages(rows.values_list("id", flat=True), int(request.user.pk))


@admin.register(MessageDecision)
class MessageDecisionAdmin(Listed):
    """What was decided about messages and about what groups are called. What was taken away is read where
    another look is asked for, and nowhere else."""

    list_display = ("what", "author", "effect", "rule", "by", "note", "when")
    list_filter = ("effect", ("code", Reasons))
    ordering = ("-made_ms",)

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).filter(Q(message_id__gt=0) | Q(conversation_id__gt=0))

    @admin.display(description=_("about"))
    def what(self, row: MessageDecision) -> str:
        if row.message_id:
            return gettext("a message")
        dismissed = row.effect == "dismissed"
        return gettext("a conversation, or its name") if dismissed else gettext("a group's name")

    @admin.display(description=_("author"))
    def author(self, row: MessageDecision) -> SafeString | str:
        return around(row).person_link(row.creator_id)
