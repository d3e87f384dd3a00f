"""How somebody wants to be told away from the page: which devices ring, when, and what they show."""

import hashlib
import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.transaction import atomic

from mutoscope.adapters.clock import now_ms
from mutoscope.adapters.webpush import Target, is_allowed, well_formed
from mutoscope.apps.accounts import queries as accounts
from mutoscope.apps.accounts.contracts import Viewer
from mutoscope.apps.notices.contracts import MannerOut
from mutoscope.apps.notices.models import Manner, Subscription
from mutoscope.core.policy.ages import LOWER_BOUND
from mutoscope.core.policy.quiet import DAY_MINUTES, Span, heard_from
from mutoscope.core.units import Refusal

MOST_DEVICES = 20
_ZONE = re.compile(r"[A-Za-z0-9_+\-/]{1,64}", re.ASCII)


def of(person_id: int) -> Manner:
    """How they want it; the defaults when they never said."""
    return Manner.objects.filter(person_id=person_id).first() or Manner(person_id=person_id)


def shown(reader: Viewer, device_id: int, push_key: str) -> MannerOut:
    """The same as its owner sees it, on this device."""
    how = of(reader.person_id)
    devices = Subscription.objects.filter(person_id=reader.person_id).values_list("device_id", flat=True)
    dark = night(reader.age)
    return MannerOut(
        push_key=push_key,
        here=device_id in devices,
        devices=len(devices),
        time_zone=how.time_zone,
        quiet_from=how.quiet_from,
        quiet_until=how.quiet_until,
        details=how.details,
        digest=how.digest,  # type: ignore[arg-type]  # one of the three, as it was written
        digest_hour=how.digest_hour,
        digest_day=how.digest_day,
        mailable=bool(accounts.confirmed_address(reader.person_id)),
        night_from=dark.begins,
        night_until=dark.ends,
    )


def change(reader: Viewer, wish: Mapping[str, Any]) -> None:
    """Change what is named. Refuses ``unknown_zone``, ``bad_hour`` and ``no_address``."""
    if wish.get("digest", "off") != "off" and not accounts.confirmed_address(reader.person_id):
        raise Refusal("no_address", "Please confirm your mail address first.", status=409)
    if "time_zone" in wish and not is_zone(wish["time_zone"]):
        raise Refusal("unknown_zone", "We don't know this time zone.", status=422)
    for name in ("quiet_from", "quiet_until"):
        if not 0 <= wish.get(name, 0) < DAY_MINUTES:
            raise Refusal("bad_hour", "This is no time of the day.", status=422)
    with atomic():
        how, _ = Manner.objects.update_or_create(person_id=reader.person_id, defaults=wish)
        if wish.keys() & {"digest", "digest_hour", "digest_day", "time_zone"}:
            if wish.get("digest", "off") != "off":  # what is older than the wish is no news
                how.digested_ms = max(how.digested_ms, now_ms())
            how.digest_due_ms = digest_due(how, reader.age, now_ms())
            how.save(update_fields=["digest_due_ms", "digested_ms"])


def digest_due(how: Manner, age: int, now: int) -> int:
    """When the next mail is to be made, after ``now``; 0: never. Not at night for the young."""
    if how.digest == "off":
        return 0
    here = local(how, now)
    due = here.replace(hour=how.digest_hour, minute=0, second=0, microsecond=0)
    if how.digest == "weekly":
        due += timedelta(days=(how.digest_day - due.weekday()) % 7)
    if due <= here:
        due += timedelta(days=7 if how.digest == "weekly" else 1)
    moment = heard_from(due, (night(age),))
    return 0 if moment is None else int(moment.timestamp() * 1000)


def subscribe(person_id: int, device_id: int, target: Target, time_zone: str) -> None:
    """Ring this device from now on; subscribing again is the same. A browser is rung for one person only.

    Refuses ``no_device``, ``unknown_service``, ``bad_keys``, ``too_many_devices``.
    """
    if not device_id:
        raise Refusal("no_device", "Please log in again on this device first.", status=409)
    if not is_allowed(target.endpoint, settings.CONFIG.push_services):
        raise Refusal(
            "unknown_service",
            "Your browser's notification service is not among those this server may use.",
            status=422,
        )
    if not well_formed(target.p256dh, target.auth):
        raise Refusal("bad_keys", "Your browser sent keys that can't be used.", status=422)
    mine = Subscription.objects.filter(person_id=person_id)
    others = mine.exclude(device_id=device_id).exclude(endpoint_hash=_hash(target.endpoint))
    if others.count() >= MOST_DEVICES:
        raise Refusal(
            "too_many_devices",
            "Notifications are on for too many devices. Turn them off on one first.",
            status=409,
        )
    known, new = Manner.objects.get_or_create(
        person_id=person_id, defaults={"time_zone": _zone_or_none(time_zone), "rung_ms": now_ms()}
    )
    if not new and not mine.exists():  # what waited while nothing could ring is no news
        Manner.objects.filter(person_id=person_id).update(rung_ms=now_ms())
    if not known.time_zone:
        Manner.objects.filter(person_id=person_id).update(time_zone=_zone_or_none(time_zone))
    mine.filter(device_id=device_id).exclude(endpoint_hash=_hash(target.endpoint)).delete()
    Subscription.objects.update_or_create(
        endpoint_hash=_hash(target.endpoint),
        defaults={
            "person_id": person_id,
            "device_id": device_id,
            "endpoint": target.endpoint,
            "p256dh": target.p256dh,
            "auth": target.auth,
            "refused": 0,
        },
    )


def unsubscribe(person_id: int, device_id: int) -> None:
    """Ring this device no more."""
    Subscription.objects.filter(person_id=person_id, device_id=device_id).delete()


def forget(person_id: int) -> None:
    Subscription.objects.filter(person_id=person_id).delete()
    Manner.objects.filter(person_id=person_id).delete()


def is_zone(name: str) -> bool:
    """Whether a clock on some wall goes by this name."""
    if not _ZONE.fullmatch(name):
        return False
    try:
        ZoneInfo(name)
    except (ValueError, LookupError, OSError):  # no such file, a folder, or not a zone
        return False
    return True


def night(age: int) -> Span:
    """When somebody surely ``age`` years old is left in peace, whatever they chose."""
    if age >= LOWER_BOUND["adult"]:
        return Span(0, 0)
    return Span(settings.CONFIG.minors_quiet_from * 60, settings.CONFIG.minors_quiet_until * 60)


def rings_at(reader: Viewer, manner: Manner, now: int) -> int | None:
    """When they may be rung, ``now`` or later, in milliseconds; None: never, as they want it."""
    spans = (Span(manner.quiet_from, manner.quiet_until), night(reader.age))
    moment = heard_from(local(manner, now), spans)
    return None if moment is None else max(now, int(moment.timestamp() * 1000))


def local(manner: Manner, at_ms: int) -> datetime:
    """What the clock on their wall shows."""
    zone = ZoneInfo(manner.time_zone) if is_zone(manner.time_zone) else UTC
    return datetime.fromtimestamp(at_ms / 1000, zone)


def _zone_or_none(name: str) -> str:
    return name if is_zone(name) else ""


def _hash(endpoint: str) -> str:
    return hashlib.sha256(endpoint.encode()).hexdigest()
