"""Ringing somebody's devices: together, not too often, never in quiet hours, and only while it is still news.

    something is told --a few seconds--> ring: what is new?  --one job per device--> push: is it still?
                                           | quiet hours: again when they end

What is new is decided once, in the transaction that ends the job; each device is then tried by itself. A push
that comes twice has the same tag, and replaces itself on the screen.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from email.utils import parseaddr
from functools import cache, partial
from hashlib import sha256
from typing import Any

import msgspec
import structlog
from django.conf import settings
from django.db import connection
from django.db.transaction import atomic

from mutoscope.adapters.clock import now_ms
from mutoscope.adapters.webpush import Gone, Message, Refused, Target, VapidKey, deliver
from mutoscope.apps.accounts import queries as accounts
from mutoscope.apps.accounts.contracts import Viewer
from mutoscope.apps.flow import services as flow
from mutoscope.apps.messages import queries as messages
from mutoscope.apps.notices import manner as manners
from mutoscope.apps.notices import queries
from mutoscope.apps.notices.contracts import NoticeOut
from mutoscope.apps.notices.models import Manner, Subscription
from mutoscope.apps.notices.sentences import Words, a_message, in_words, of_message, without_details
from mutoscope.core.units import Refusal, from_text

GATHER_MS = 4_000
"""What happens within this time is told together."""
BETWEEN_MS = 60_000
"""Nobody is rung more often; what happens meanwhile is told together then."""
MOST = 20
"""Notices looked at for one ring."""
TTL_S = 24 * 3600
MOST_REFUSALS = 10

log = structlog.get_logger("mutoscope.push")


class Payload(msgspec.Struct, frozen=True):
    """What our service worker is told: words that are ready to be shown."""

    title: str
    body: str
    path: str
    tag: str
    """A later one of the same tag takes its place on the screen."""
    unread: int
    language: str
    at_ms: int


def soon(person_id: int) -> None:
    """Something is new for somebody: ring them in a moment, if any device of theirs can be rung."""
    if not _has_devices(person_id):
        return
    last = Manner.objects.filter(person_id=person_id).values_list("rung_ms", flat=True).first() or 0
    _ring_at(person_id, max(now_ms() + GATHER_MS, last + BETWEEN_MS))


@atomic
def change_manner(reader: Viewer, wish: Mapping[str, Any]) -> None:
    """Change what is named; what waits for the end of quiet hours that are others now is decided on anew.

    Refuses what ``manner.change`` refuses.
    """
    from mutoscope.apps.notices.tasks import ring as one_ring
    from mutoscope.apps.notices.tasks import ring_for_message as one_message

    manners.change(reader, wish)
    if wish.keys() & {"quiet_from", "quiet_until", "time_zone"}:
        key = _key_of(reader.person_id)
        flow.hasten(one_ring, key)
        flow.hasten(one_message, f"{key}:")


def _has_devices(person_id: int) -> bool:
    """Whether any device of theirs can be rung."""
    if not settings.CONFIG.push_services:
        return False
    with connection.cursor() as cursor:  # by hand: whoever is told anything comes by here
        cursor.execute("SELECT 1 FROM notices_subscription WHERE person_id = %s LIMIT 1", [person_id])
        return cursor.fetchone() is not None


def ring(person_id: int, at_ms: int) -> Callable[[], None] | None:
    """What follows from looking whether there is something to ring for; None: nothing."""
    reader = accounts.viewer(person_id)
    devices = list(Subscription.objects.filter(person_id=person_id).values_list("id", flat=True))
    if reader is None or not devices:
        return None
    manner = manners.of(person_id)
    free = manners.rings_at(reader, manner, at_ms)
    if free is None or free > at_ms:
        return None if free is None else partial(_ring_at, person_id, free)
    new = queries.fresh(reader, manner.rung_ms, MOST)
    return partial(_pass_on, person_id, devices, new) if new else None


def push(subscription_id: int, group_ids: Sequence[int], at_ms: int) -> None:
    """Ring one device for what is still unread of these; raises TryLater."""
    from mutoscope.apps.notices.tasks import push as again

    bell = _bell(subscription_id)
    if bell is None:
        return
    free = manners.rings_at(bell.reader, bell.manner, at_ms)
    if free is not None and free > at_ms:  # the service was away until the night came
        again.using(run_after=_moment(free)).enqueue(subscription_id, list(group_ids))
    elif free is not None and (notices := queries.still_unread(bell.reader, group_ids)):
        _hand_over(bell.device, payload(notices, bell.reader, bell.manner))


def message_soon(person_id: int, conversation_id: int) -> None:
    """Somebody said something to them: ring in a moment, unless they read it meanwhile."""
    if _has_devices(person_id):
        _ring_for_message_at(person_id, conversation_id, now_ms() + GATHER_MS)


def ring_for_message(person_id: int, conversation_id: int, at_ms: int) -> Callable[[], None] | None:
    """What follows from looking whether there is something unread in a conversation; None: nothing."""
    reader = accounts.viewer(person_id)
    if reader is None:
        return None
    free = manners.rings_at(reader, manners.of(person_id), at_ms)
    if free is None or free > at_ms:
        return None if free is None else partial(_ring_for_message_at, person_id, conversation_id, free)
    return partial(_pass_on_message, person_id, conversation_id)


def push_message(subscription_id: int, conversation_id: int, at_ms: int) -> None:
    """Ring one device for what is unread in a conversation; raises TryLater. At night it is let go: what
    comes in the morning rings again."""
    bell = _bell(subscription_id)
    if bell is None or manners.rings_at(bell.reader, bell.manner, at_ms) != at_ms:
        return
    try:
        talk = messages.conversation(conversation_id, bell.reader)
    except Refusal:
        return  # it is not theirs any more
    kind = "message_request" if talk.state == "asked" else "message"
    if not talk.unread or talk.muted or talk.last is None or kind in queries.off(bell.reader.person_id):
        return
    language = bell.reader.language
    words = of_message(talk, language) if bell.manner.details else a_message(language)
    waiting = queries.unread(bell.reader)
    _hand_over(
        bell.device,
        Payload(words.title, words.body, words.path, f"talk-{talk.id}", waiting, language, talk.latest_ms),
    )


class _Bell(msgspec.Struct, frozen=True):
    """A device that may be rung, for whom, and how they want it."""

    device: Subscription
    reader: Viewer
    manner: Manner


def _bell(subscription_id: int) -> _Bell | None:
    """None: nobody is logged in there any more, and it is forgotten."""
    device = Subscription.objects.filter(id=subscription_id).first()
    if device is None:
        return None
    reader = accounts.viewer(device.person_id)
    if reader is None or not accounts.stays_logged_in(device.person_id, device.device_id):
        device.delete()
        return None
    return _Bell(device, reader, manners.of(device.person_id))


def payload(notices: Sequence[NoticeOut], reader: Viewer, manner: Manner) -> Payload:
    """One notice in its own words, several together; without details only that there is something."""
    unread = max(queries.unread(reader), len(notices))
    words = _words(notices, reader.language, details=manner.details)
    tag = notices[0].id if manner.details and len(notices) == 1 else "inbox"
    at_ms = max(one.at_ms for one in notices)
    return Payload(words.title, words.body, words.path, tag, unread, reader.language, at_ms)


def _words(notices: Sequence[NoticeOut], language: str, *, details: bool) -> Words:
    if not details:
        return without_details(len(notices), language)
    if len(notices) == 1:
        return in_words(notices[0], language)
    lines = [in_words(one, language).title for one in notices[:3]]
    return Words(without_details(len(notices), language).title, "\n".join(lines), "/inbox")


def _pass_on(person_id: int, devices: Sequence[int], new: Sequence[NoticeOut]) -> None:
    from mutoscope.apps.notices.tasks import push as one_push

    ids = [from_text(one.id) for one in new]
    newest = max(one.at_ms for one in new)
    Manner.objects.update_or_create(person_id=person_id, defaults={"rung_ms": newest})
    for device in devices:
        one_push.enqueue(device, ids)


def _hand_over(device: Subscription, said: Payload) -> None:
    target = Target(device.endpoint, device.p256dh, device.auth)
    topic = sha256(said.tag.encode()).hexdigest()[:32]
    message = Message(msgspec.json.encode(said), TTL_S, topic=topic)
    services = settings.CONFIG.push_services
    try:
        deliver(target, message, _key(), services=services, subject=_subject(), now_s=now_ms() // 1000)
    except Gone:
        device.delete()
    except Refused as refusal:
        log.warning("push.refused", reason=str(refusal))
        device.refused += 1
        if device.refused >= MOST_REFUSALS:
            device.delete()
        else:
            device.save(update_fields=["refused"])
    else:
        Subscription.objects.filter(id=device.pk, refused__gt=0).update(refused=0)


def _ring_at(person_id: int, at_ms: int) -> None:
    from mutoscope.apps.notices.tasks import ring as one_ring

    flow.enqueue_once(one_ring.using(run_after=_moment(at_ms)), _key_of(person_id), person_id)


def _pass_on_message(person_id: int, conversation_id: int) -> None:
    from mutoscope.apps.notices.tasks import push_message as one_push

    for device in Subscription.objects.filter(person_id=person_id).values_list("id", flat=True):
        one_push.enqueue(device, conversation_id)


def _ring_for_message_at(person_id: int, conversation_id: int, at_ms: int) -> None:
    from mutoscope.apps.notices.tasks import ring_for_message as one_ring

    key = f"{_key_of(person_id)}:{conversation_id}"
    flow.enqueue_once(one_ring.using(run_after=_moment(at_ms)), key, person_id, conversation_id)


def _key_of(person_id: int) -> str:
    """Under which a ring waits; one for a message has its conversation behind it."""
    return f"ring:{person_id}"


def _moment(at_ms: int) -> datetime:
    return datetime.fromtimestamp(at_ms / 1000, UTC)


@cache
def _key() -> VapidKey:
    return VapidKey.of(settings.PUSH_KEY)


def public_key() -> str:
    """What browsers subscribe to; empty where no push service is allowed."""
    return _key().public if settings.CONFIG.push_services else ""


def _subject() -> str:
    """Where a push service finds us when something is wrong."""
    address = settings.CONFIG.web_address
    return (
        address if address.startswith("https://") else f"mailto:{parseaddr(settings.DEFAULT_FROM_EMAIL)[1]}"
    )
