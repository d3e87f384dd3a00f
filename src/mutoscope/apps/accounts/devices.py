"""Where somebody is logged in: a list they can read and end, and a mail when a new device joins it.

A browser that logs in keeps a random token; under its hash we remember that this person has used it. What
is shown of it is a coarse name («Firefox on Android») and days, no addresses.
"""

import hashlib
import secrets
from datetime import date
from importlib import import_module

import msgspec
from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.base import SessionBase
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext, override

from mutoscope.apps.accounts import mailing
from mutoscope.apps.accounts.contracts import DeviceLeft, NewDevice
from mutoscope.apps.accounts.models import Device, Person
from mutoscope.apps.accounts.viewers import person_of
from mutoscope.apps.flow import services as flow
from mutoscope.core.policy.agents import device_name
from mutoscope.core.units import Refusal

COOKIE = "__Host-device" if settings.SESSION_COOKIE_SECURE else "device"
COOKIE_SECONDS = 400 * 86_400
MOST_DEVICES = 100


class Seat(msgspec.Struct, frozen=True):
    """One device on which somebody is logged in."""

    id: int
    name: str
    since: str
    """Day of the log-in, YYYY-MM-DD."""
    seen: str
    """Day it was last used."""
    here: bool
    """The device that asks."""


def arrive(request: HttpRequest) -> None:
    """Somebody has just logged in here: note the device, and tell them by mail if it is new to them."""
    token = request.COOKIES.get(COOKIE, "")
    if not (24 <= len(token) <= 64 and token.isascii()):
        token = request._device_token = secrets.token_urlsafe(24)  # type: ignore[attr-defined]
    if not request.session.session_key:
        request.session.save()
    person_id, name, today = person_of(request), device_name(request.headers.get("User-Agent", "")), _today()
    with transaction.atomic():
        knows_others = Device.objects.filter(person_id=person_id).exists()
        device, is_new = Device.objects.update_or_create(
            person_id=person_id,
            token_hash=hashlib.sha256(token.encode()).hexdigest(),
            defaults={
                "name": name,
                "session_key": request.session.session_key,
                "since": today,
                "seen": today,
            },
        )
        if is_new and knows_others:
            flow.record(NewDevice(person_id=person_id, name=name))
            _tell(request.user, name)
    _forget_old(person_id, device.pk)


def keep_token(request: HttpRequest, response: HttpResponse) -> None:
    """Give the browser the token that ``arrive`` made, if it made one."""
    token: str = getattr(request, "_device_token", "")
    if token:
        response.set_cookie(
            COOKIE,
            token,
            max_age=COOKIE_SECONDS,
            httponly=True,
            samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE,
        )


def seen(request: HttpRequest) -> None:
    """The device that asks is in use today; written at most once a day."""
    mine = Device.objects.filter(session_key=request.session.session_key or "-", person_id=request.user.pk)
    mine.exclude(seen=_today()).update(seen=_today())


def seats(request: HttpRequest) -> list[Seat]:
    """Every device on which whoever asks is logged in, this one first, then the most recently used."""
    here = request.session.session_key
    mine = Device.objects.filter(person_id=person_of(request)).exclude(session_key="")
    alive = [one for one in mine.order_by("-seen", "-id") if _lives(one.session_key)]
    alive.sort(key=lambda one: one.session_key != here)
    return [
        Seat(one.pk, one.name, one.since.isoformat(), one.seen.isoformat(), one.session_key == here)
        for one in alive
    ]


def end(request: HttpRequest, device_id: int) -> None:
    """Log one device out, at once. Refuses no_such_device, and this_device: for that one logs out."""
    device = None
    if 0 < device_id < 1 << 63:
        device = Device.objects.filter(person_id=person_of(request), pk=device_id).first()
    if device is None or not device.session_key:
        raise Refusal("no_such_device", "This device is not logged in any more.", status=404)
    if device.session_key == request.session.session_key:
        raise Refusal("this_device", "That is this device. Log out instead.", status=409)
    _end(device)


def end_others(request: HttpRequest) -> int:
    """Log every other device out; how many there were."""
    others = Device.objects.filter(person_id=person_of(request)).exclude(session_key="")
    others = others.exclude(session_key=request.session.session_key)
    found = [one for one in others if _lives(one.session_key)]
    for device in others:
        _end(device)
    return len(found)


def end_all(person_id: int) -> None:
    """Log somebody out wherever they are."""
    for device in Device.objects.filter(person_id=person_id).exclude(session_key=""):
        _end(device)


def moved(request: HttpRequest, before: str | None) -> None:
    """The session that asks has a new key (a password was changed): its device stays the same one."""
    if before and request.session.session_key:
        Device.objects.filter(session_key=before).update(session_key=request.session.session_key)


def here(request: HttpRequest) -> int:
    """The device on which whoever asks is logged in; 0: none that we know."""
    mine = Device.objects.filter(person_id=person_of(request), session_key=request.session.session_key or "-")
    return mine.values_list("id", flat=True).first() or 0


def leave(request: HttpRequest) -> None:
    """Whoever asks is about to log out here."""
    for device in Device.objects.filter(session_key=request.session.session_key or "-"):
        _end(device)


def stays(person_id: int, device_id: int) -> bool:
    """Whether this person's session on that device holds, with the password they have now."""
    device = Device.objects.filter(pk=device_id, person_id=person_id).select_related("person").first()
    if device is None or not device.session_key or not device.person.is_active:
        return False
    held = _store(device.session_key)
    hashes = [device.person.get_session_auth_hash(), *device.person.get_session_auth_fallback_hash()]
    return held.get(SESSION_KEY) == str(person_id) and held.get(HASH_SESSION_KEY) in hashes


def _end(device: Device) -> None:
    _store().delete(device.session_key)
    with transaction.atomic():
        Device.objects.filter(pk=device.pk).update(session_key="")
        flow.record(DeviceLeft(person_id=device.person_id, device_id=device.pk))


def _lives(session_key: str) -> bool:
    return _store().exists(session_key)


def _store(session_key: str | None = None) -> SessionBase:
    store: SessionBase = import_module(settings.SESSION_ENGINE).SessionStore(session_key)
    return store


def _tell(person: Person, name: str) -> None:
    if person.email:
        with override(person.language):
            device = name or gettext("An unknown device")
        mailing.send("new_device", person.email, person.language, handle=person.username, device=device)


def _forget_old(person_id: int, newest: int) -> None:
    """Of each person so many devices are remembered; one used longest ago is new when it comes back."""
    old = Device.objects.filter(person_id=person_id).exclude(pk=newest)
    kept = list(old.order_by("-seen", "-id").values_list("pk", flat=True)[: MOST_DEVICES - 1])
    old.exclude(pk__in=kept).delete()


def _today() -> date:
    return timezone.now().date()
