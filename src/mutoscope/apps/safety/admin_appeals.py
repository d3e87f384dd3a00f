"""Staff's room for appeals: what was decided, what its maker or reporter says to that, and our answer."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib import messages as sayings
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mutoscope.apps.safety import services
from mutoscope.apps.safety.admin_messages import said_in
from mutoscope.apps.safety.appeals import by_reporter, not_theirs
from mutoscope.apps.safety.around import around, of_name
from mutoscope.apps.safety.lists import Listed, in_words
from mutoscope.apps.safety.models import Appeal
from mutoscope.core.units import to_text

_SHOWN = ("about", "decided", "asked_by", "person", "words", "when", "state")


class AnswerForm(forms.ModelForm):
    outcome = forms.ChoiceField(
        label=_("outcome"),
        choices=[("kept", _("The decision stays")), ("reversed", _("Take the decision back"))],
        widget=forms.RadioSelect,
    )

    class Meta:
        model = Appeal
        fields = ("answer",)

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        if said.get("outcome") == "kept" and not (said.get("answer") or "").strip():
            raise ValidationError(
                {"answer": gettext("Please say why the decision stays: whoever asked will read it.")}
            )
        return said


@admin.register(Appeal)
class AppealAdmin(Listed):
    """One is opened, read and answered; what was answered stands."""

    form = AnswerForm
    list_display = ("words", "about", "decided", "asked_by", "person", "state", "when")
    list_display_links = ("words", "when")
    list_filter = ("state",)
    ordering = ("answered_ms", "created_ms")  # what waits first, and longest, is at the top

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related("decision")

    def has_change_permission(self, request: HttpRequest, obj: Appeal | None = None) -> bool:
        may = super().has_change_permission(request, obj)
        if obj is None or not may:
            return may
        return obj.state == "open" and not_theirs(obj, int(request.user.pk)) is None

    def get_fields(self, request: HttpRequest, obj: Appeal | None = None) -> list[str]:
        if obj is None or obj.state != "open":
            return [*_SHOWN, "answer"]
        return [*_SHOWN, *(["answer", "outcome"] if self.has_change_permission(request, obj) else ["closed"])]

    def get_readonly_fields(self, request: HttpRequest, obj: object = None) -> list[str]:
        return [*_SHOWN, "closed"]

    def save_model(self, request: HttpRequest, obj: Appeal, form: AnswerForm, change: bool) -> None:
        kept = form.cleaned_data["outcome"] == "kept"
        if not services.answer_appeal(obj.pk, kept, form.cleaned_data["answer"], int(request.user.pk)):
            said = gettext(
                "Nothing was answered: meanwhile somebody answered, decided anew, or took their words back."
            )
            self.message_user(request, said, sayings.WARNING)

    @admin.display(description=_("answer"))
    def closed(self, row: Appeal) -> str:
        """Why whoever looks at it cannot answer."""
        refusal = not_theirs(row, around(row).viewer.person_id)
        return gettext(refusal.sentence) if refusal else gettext("You may read this, and not answer it.")

    @admin.display(description=_("about"))
    def about(self, row: Appeal) -> SafeString | str:
        """The video, the comment with what it says, the person, or what a report keeps of a conversation."""
        video_id, comment_id = row.decision.video_id, row.decision.comment_id
        if not video_id:
            return self._among_people(row)
        if not comment_id:
            return format_html(
                '<a href="/v/{}" target="_blank">{}</a>', to_text(video_id), gettext("a video")
            )
        address = f"/v/{to_text(video_id)}?comment={to_text(comment_id)}"
        comment = around(row).comment(comment_id)
        text = (comment.text if comment else "") or gettext("deleted")
        return format_html('<a href="{}" target="_blank">{}</a>: {}', address, gettext("a comment"), text)

    def _among_people(self, row: Appeal) -> SafeString | str:
        made, beside = row.decision, around(row)
        maker = beside.person_link(made.creator_id) if made.creator_id else ""
        if not (made.message_id or made.conversation_id):
            return maker
        words = beside.taken(made)
        kept = None if of_name(made) and words else beside.reported(made)
        said = said_in(kept) if kept is not None else words.text if words else gettext("deleted")
        return format_html("{}{}", said, maker)

    @admin.display(description=_("asked by"))
    def asked_by(self, row: Appeal) -> str:
        return gettext("who reported it") if by_reporter(row) else gettext("who made it")

    @admin.display(description=_("decision"))
    def decided(self, row: Appeal) -> SafeString:
        made = row.decision
        by = around(row).person_link(made.by_person_id) if made.by_person_id else gettext("a rule")
        effect, rule = made.get_effect_display(), in_words(made.code)
        return format_html("{} ({}) · {}<br>{}", effect, rule, by, made.note)

    @admin.display(description=_("person"))
    def person(self, row: Appeal) -> SafeString | str:
        return around(row).person_link(row.person_id)
