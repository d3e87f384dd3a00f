"""The door of the administrator's rooms: our own log-in, a recent one, and a second step where wanted."""

import time
from urllib.parse import quote

from allauth.account.internal.flows.login import get_authentication_records
from django.conf import settings
from django.contrib.admin import AdminSite, site
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from mutoscope.apps.accounts import second_step
from mutoscope.apps.accounts.viewers import person_of
from mutoscope.core.units import Refusal

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


def staff_of(request: HttpRequest, *permissions: str) -> int:
    """Who of our team asks, elsewhere than in the rooms, for what one of these permissions allows there.

    Refuses ``log_in_first``, ``not_staff``, and ``rooms_closed`` for whoever the rooms would not let in now.
    """
    person_id = person_of(request)
    if not _has_right(request, permissions):
        raise Refusal("not_staff", "Only our team can do this.", status=403)
    if not site.has_permission(request):
        raise Refusal(
            "rooms_closed",
            "Our team acts only soon after logging in, with a second step where one is asked for.",
            status=403,
        )
    return person_id


def acts(request: HttpRequest, *permissions: str) -> bool:
    """Whether ``staff_of`` would let them."""
    return _has_right(request, permissions) and bool(site.has_permission(request))


def _has_right(request: HttpRequest, permissions: tuple[str, ...]) -> bool:
    return bool(request.user.is_staff) and any(request.user.has_perm(one) for one in permissions)


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
