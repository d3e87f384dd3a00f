"""Where staff see what work there is, why something was given up, and let it try again."""

from datetime import UTC, datetime
from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.formats import localize
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from mutoscope.apps.flow import services
from mutoscope.apps.flow.models import Job, OutboxEntry, Schedule


class _ReadOnly(admin.ModelAdmin):
    """The queue is written by the program; people look, and use the actions."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class _Acting(_ReadOnly):
    """Actions need the right to change, though nobody edits rows by hand."""

    def has_act_permission(self, request: HttpRequest) -> bool:
        user: Any = request.user
        return bool(user.has_perm(f"flow.change_{self.opts.model_name}"))


def _moment(at_ms: int) -> str:
    return localize(datetime.fromtimestamp(at_ms // 1000, UTC)) if at_ms else "–"


@admin.register(Job)
class JobAdmin(_Acting):
    list_display = ("short_task", "state", "priority", "tries", "enqueued", "ended", "reason_code", "reason")
    list_filter = ("state", "reason_code", "task", "priority")
    search_fields = ("=id", "task", "reason", "dedupe_key")
    ordering = ("-enqueued_ms",)
    actions = ("replay", "cancel")
    show_full_result_count = False

    @admin.display(description=_("task"), ordering="task")
    def short_task(self, job: Job) -> str:
        return ".".join(job.task.split(".")[-3::2])

    @admin.display(description=_("attempts"), ordering="attempts")
    def tries(self, job: Job) -> str:
        return f"{job.attempts} / {job.max_attempts}"

    @admin.display(description=_("enqueued"), ordering="enqueued_ms")
    def enqueued(self, job: Job) -> str:
        return _moment(job.enqueued_ms)

    @admin.display(description=_("ended"), ordering="finished_ms")
    def ended(self, job: Job) -> str:
        return _moment(job.finished_ms)

    @admin.action(description=_("Let dead jobs try again"), permissions=["act"])
    def replay(self, request: HttpRequest, chosen: QuerySet[Job]) -> None:
        count = sum(services.replay(job_id) for job_id in chosen.values_list("id", flat=True))
        _say_how_many(self, request, count, chosen.count())

    @admin.action(description=_("Cancel jobs that have not ended"), permissions=["act"])
    def cancel(self, request: HttpRequest, chosen: QuerySet[Job]) -> None:
        sentence = gettext("Cancelled by the staff.")
        count = sum(services.cancel(job_id, sentence) for job_id in chosen.values_list("id", flat=True))
        _say_how_many(self, request, count, chosen.count())


@admin.register(OutboxEntry)
class OutboxEntryAdmin(_Acting):
    list_display = ("fact", "listener", "state", "attempts", "recorded", "reason")
    list_filter = ("state", "listener", "fact")
    ordering = ("id",)
    actions = ("deliver_again",)

    @admin.display(description=_("recorded"), ordering="recorded_ms")
    def recorded(self, entry: OutboxEntry) -> str:
        return _moment(entry.recorded_ms)

    @admin.action(description=_("Deliver again"), permissions=["act"])
    def deliver_again(self, request: HttpRequest, chosen: QuerySet[OutboxEntry]) -> None:
        ids = list(chosen.values_list("id", flat=True))
        _say_how_many(self, request, sum(services.deliver_again(one) for one in ids), len(ids))


@admin.register(Schedule)
class ScheduleAdmin(_ReadOnly):
    list_display = ("name", "seconds", "next_time", "fired")

    @admin.display(description=_("seconds between"), ordering="every_ms")
    def seconds(self, schedule: Schedule) -> float:
        return schedule.every_ms / 1000

    @admin.display(description=_("next"), ordering="next_ms")
    def next_time(self, schedule: Schedule) -> str:
        return _moment(schedule.next_ms)

    @admin.display(description=_("last"), ordering="fired_ms")
    def fired(self, schedule: Schedule) -> str:
        return _moment(schedule.fired_ms)


def _say_how_many(page: Any, request: HttpRequest, count: int, of: int) -> None:
    words = ngettext("%(count)s of %(of)s changed.", "%(count)s of %(of)s changed.", count)
    level = messages.SUCCESS if count else messages.WARNING
    page.message_user(request, words % {"count": count, "of": of}, level)
