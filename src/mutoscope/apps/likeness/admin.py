"""Staff's room: likenesses that the author of the earlier video asked our team about."""

from collections.abc import Iterable
from functools import partial

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext, pgettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from mutoscope.apps.accounts import queries as accounts
from mutoscope.apps.accounts.contracts import Viewer
from mutoscope.apps.likeness import services
from mutoscope.apps.likeness.models import Suggestion
from mutoscope.apps.safety.rooms import Rows, shown
from mutoscope.apps.videos import queries as videos
from mutoscope.core.units import to_text


class Asked(admin.SimpleListFilter):
    title = _("asked by the author")
    parameter_name = "asked"

    def lookups(self, request: HttpRequest, model_admin: object) -> list[tuple[str, str]]:
        return [("all", gettext("all, also who asked nothing"))]

    def choices(self, changelist: admin.views.main.ChangeList) -> object:
        for choice in super().choices(changelist):
            yield choice | (
                {"display": gettext("asked, not answered")} if choice["display"] == _("All") else {}
            )

    def queryset(self, request: HttpRequest, rows: QuerySet) -> QuerySet:
        if self.value() == "all" or request.resolver_match is None:
            return rows
        return rows.filter(asked_ms__gt=0).exclude(answered_by="team").exclude(state="yes")


@admin.register(Suggestion)
class SuggestionAdmin(Rows):
    list_display = ("when", "later", "earlier", "where", "stands")
    list_filter = (Asked,)
    list_per_page = 30
    ordering = ("-asked_ms", "-id")
    actions = ("is_part", "is_none")

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).exclude(state="past")

    def own_cause(self, staff_id: int) -> Q:
        return Q(person_id=staff_id) | Q(author_id=staff_id)

    def gather(self, rows: Iterable[Suggestion], viewer: Viewer) -> None:
        rows = list(rows)
        ids = [an_id for row in rows for an_id in (row.child_id, row.parent_id)]
        cards = {card.id: card for card in videos.cards(ids, viewer)}
        staff = accounts.people({row.decided_by for row in rows})
        for row in rows:
            handle = staff[row.decided_by].handle if row.decided_by in staff else ""
            both = [cards.get(to_text(an_id)) for an_id in (row.child_id, row.parent_id)]
            row.staff, row.cards = handle, both  # type: ignore[attr-defined]  # for the columns

    def moment_of(self, row: Suggestion) -> int:
        return row.asked_ms or row.found_ms

    @admin.display(description=_("later video"))
    def later(self, row: Suggestion) -> SafeString | str:
        return shown(row.cards[0])  # type: ignore[attr-defined]  # read for the whole page

    @admin.display(description=_("earlier video"))
    def earlier(self, row: Suggestion) -> SafeString | str:
        return shown(row.cards[1])  # type: ignore[attr-defined]  # likewise

    @admin.display(description=_("alike in"))
    def where(self, row: Suggestion) -> str:
        said = [
            f"{name} {_span(part[0], part[2])} ≈ {_span(part[1], part[2])}"
            for name, part in ((pgettext("staff", "picture"), row.seen), (gettext("sound"), row.heard))
            if part
        ]
        mirrored = [gettext("mirrored")] if row.mirrored else []
        return " · ".join([*said, *mirrored, f"{round(row.confidence * 100)} %"])

    @admin.display(description=pgettext_lazy("staff", "state"))
    def stands(self, row: Suggestion) -> str:
        by = {
            "maker": _("the later one's maker"),
            "author": _("the earlier one's author"),
            "team": _("our team"),
        }
        said = {"open": _("nobody answered"), "yes": _("it is a part"), "no": _("it is not")}[row.state]
        who = f" @{row.staff}" if row.staff else ""  # type: ignore[attr-defined]  # read for the whole page
        return f"{said} · {by[row.answered_by]}{who}" if row.answered_by else str(said)

    @admin.action(
        description=_("It is a part: name the earlier video under the later one"), permissions=["change"]
    )
    def is_part(self, request: HttpRequest, rows: QuerySet) -> None:
        self._did(request, rows, is_part=True)

    @admin.action(description=_("It is not, and nobody is asked again"), permissions=["change"])
    def is_none(self, request: HttpRequest, rows: QuerySet) -> None:
        self._did(request, rows, is_part=False)

    def _did(self, request: HttpRequest, rows: QuerySet, *, is_part: bool) -> None:
        act = partial(services.decide, is_part=is_part)
        self.decide(request, act, rows.values_list("id", flat=True), gettext("Answered: %(count)s"))


def _span(first_ms: int, length_ms: int) -> str:
    return f"{_clock(first_ms)}–{_clock(first_ms + length_ms)}"


def _clock(ms: int) -> str:
    return f"{ms // 60_000}:{ms // 1000 % 60:02d}"
