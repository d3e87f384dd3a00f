"""What the lists in staff's rooms have in common, here and above: rows are acted on through the services,
never edited, and nobody finds their own cause among them. A front door of safety, for admin code alone."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from mutoscope.apps.accounts.contracts import Viewer
from mutoscope.apps.accounts.http import viewer_of
from mutoscope.apps.videos.contracts import VideoCard


class Rows(admin.ModelAdmin):
    list_per_page = 50
    list_display_links = ("when",)
    """The first column often leads elsewhere: to the video, say."""

    def own_cause(self, staff_id: int) -> Q:
        """Which rows are about this member of our team."""
        raise NotImplementedError

    def gather(self, rows: Iterable[Any], viewer: Viewer) -> None:
        """Read what the columns show beside these rows: for a whole page at once."""
        raise NotImplementedError

    def moment_of(self, row: Any) -> int:
        raise NotImplementedError

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).exclude(self.own_cause(viewer_of(request).person_id))

    def get_changelist_instance(self, request: HttpRequest) -> ChangeList:
        page = super().get_changelist_instance(request)
        self.gather(page.result_list, viewer_of(request))
        return page

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        row = super().get_object(request, object_id, from_field)
        if row is not None:
            self.gather([row], viewer_of(request))
        return row

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def get_readonly_fields(self, request: HttpRequest, obj: object = None) -> list[str]:
        return [field.name for field in self.model._meta.fields]

    @admin.display(description=_("when"))
    def when(self, row: Any) -> datetime:
        return datetime.fromtimestamp(self.moment_of(row) / 1000, UTC)

    def decide(
        self, request: HttpRequest, act: Callable[[Iterable[int], int], int], ids: Iterable[int], said: str
    ) -> None:
        """Let staff's act happen to what the chosen rows are about, and say to how many of it."""
        count = act(ids, int(request.user.pk))
        self.message_user(request, said % {"count": count}, messages.SUCCESS)


def shown(card: VideoCard | None) -> SafeString | str:
    """A video, as a list shows it: its picture, whose it is and how it stands."""
    if card is None:
        return gettext("deleted")
    return format_html(
        '<a href="/v/{}" target="_blank"><img src="{}" alt="" height="120"><br>@{} · {}</a>',
        card.id,
        card.poster_url,
        card.creator.handle,
        pgettext("staff", card.state),
    )
