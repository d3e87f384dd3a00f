"""The door of the administrator's rooms: our own log-in, a recent one, and a second step where wanted."""

import time
from urllib.parse import quote

from allauth.account.internal.flows.login import get_authentication_records
from django.conf import settings
from django.contrib.admin import AdminSite
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from mutoscope.apps.accounts import second_step

STAFF_HOURS = 12
"""Hours after a log-in, or another proof, during which staff may act."""


class Rooms(AdminSite):
    site_header = site_title = "Mutoscope"

    def has_permission(self, request: HttpRequest) -> bool:
        return super().has_permission(request) and _is_recent(request) and _has_stepped(request)

    def login(self, request: HttpRequest, extra_context: object = None) -> HttpResponse:
        """Our own screens do it; whoever must set up a second step first is led there."""
        if self.has_permission(request):
            return HttpResponseRedirect("/admin/")
        user = request.user
        if super().has_permission(request) and _wanted() and not second_step.is_set_up(int(user.pk)):
            return HttpResponseRedirect("/settings/security?staff=1")
        wanted = request.GET.get("next", "/admin/")
        return HttpResponseRedirect(f"/login?next={quote(wanted)}")


def _is_recent(request: HttpRequest) -> bool:
    records = get_authentication_records(request, request.user)
    latest = max((record.get("at", 0) for record in records), default=0)
    return bool(time.time() - latest < STAFF_HOURS * 3600)


def _has_stepped(request: HttpRequest) -> bool:
    return not _wanted() or any(
        record.get("method") == "mfa" for record in get_authentication_records(request, request.user)
    )


def _wanted() -> bool:
    config = settings.CONFIG
    if config.staff_second_step == "auto":
        return config.web_address.startswith("https://") and not config.lan_port
    return bool(config.staff_second_step == "always")
