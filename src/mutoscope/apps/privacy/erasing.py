"""The end of an account whose days of grace are over, and the receipt.

    due --erase--> person gone, every app forgets --settle--> proved that nothing is left: receipt

Each step is one transaction and may be repeated; a step that was killed did not happen.
"""

import logging

from django.conf import settings
from django.db.transaction import atomic
from django.utils import translation
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_noop as _

from mutoscope.apps.accounts import queries as accounts
from mutoscope.apps.accounts import services as people
from mutoscope.apps.accounts.contracts import PersonLeft
from mutoscope.apps.flow import queries as queue
from mutoscope.apps.flow import services as flow
from mutoscope.apps.messages import queries as messages
from mutoscope.apps.notices import queries as notices
from mutoscope.apps.privacy import traces
from mutoscope.apps.privacy.models import Erasure
from mutoscope.apps.relations import queries as relations
from mutoscope.apps.safety import queries as safety
from mutoscope.apps.social import queries as social
from mutoscope.apps.studio import queries as studio
from mutoscope.apps.videos import queries as videos
from mutoscope.core.units import DAY_MS, to_text

LONG_MS = DAY_MS
"""After so long something that is left is our fault, and said aloud."""

log = logging.getLogger(__name__)

LABELS = {
    "videos": _("Videos"),
    "drafts": _("Drafts"),
    "materials": _("Files you brought to the studio"),
    "projects": _("Projects of the studio"),
    "films": _("Films you had made in the studio"),
    "comments": _("Comments"),
    "messages": _("Messages"),
    "likes": _("Likes"),
    "saves": _("Saved videos"),
    "collections": _("Collections"),
    "reposts": _("Reposts"),
    "following": _("People you followed"),
    "followers": _("Followers"),
    "blocks": _("People you blocked"),
    "mutes": _("Mutes"),
    "notices": _("Notifications"),
    "reports": _("Reports you made"),
}
AMOUNT = _("%(what)s: %(count)s")
ALWAYS = _("Your profile, address, birth date, password, passkeys, devices, and what the feed had learned")
STAYS = (
    _("Decisions of our team about videos of yours: which rule and which day, while the law wants it."),
    _("Notes of finished work on the server, such as that this mail was sent: one day."),
    _("Backups made before today, until newer ones replace them."),
)


def amounts_of(person_id: int) -> dict[str, int]:
    """How much there is of somebody, by kind."""
    amounts: dict[str, int] = {}
    for app in (videos, social, studio, messages, relations, notices, safety):
        amounts |= app.amounts_of(person_id)
    return amounts


def erase_due(now_ms: int) -> None:
    """Set going the erasure of every account whose days of grace are over."""
    from mutoscope.apps.privacy import tasks  # tasks need what is here

    for person_id in accounts.leavers_due(now_ms):
        flow.enqueue_once(tasks.erase, str(person_id), person_id)


def erase(person_id: int, amounts: dict[str, int], now_ms: int) -> None:
    """In the caller's transaction the account goes; everybody who keeps something of it hears so."""
    leaver = people.erase_leaver(person_id, now_ms)
    if leaver is None:
        return
    Erasure.objects.create(
        person_id=person_id,
        handle=leaver.handle,
        email=leaver.email,
        language=leaver.language,
        amounts=amounts,
        asked_ms=leaver.asked_ms,
        erased_ms=now_ms,
    )


def settle(now_ms: int) -> int:
    """Send the receipt of each erasure of which nothing is left to do; how many were not ready."""
    waiting = 0
    for row in Erasure.objects.order_by("erased_ms")[:100]:
        left = traces.remaining(row.person_id)
        if not queue.is_told(PersonLeft(person_id=row.person_id)):
            left["flow: PersonLeft"] = 1  # the engine, say, has still to forget them
        if left:
            waiting += 1
            if now_ms - row.erased_ms > LONG_MS:
                log.error("an erased account is still named: %s", left)
            continue
        with atomic():
            if Erasure.objects.filter(person_id=row.person_id).delete()[0]:
                flow.forget_words([str(row.person_id), to_text(row.person_id), *filter(None, [row.email])])
                _send_receipt(row)
    return waiting


def _send_receipt(row: Erasure) -> None:
    if not row.email:
        return
    with translation.override(row.language):
        erased = [gettext(ALWAYS)]
        line = gettext(AMOUNT)
        erased += [
            line % {"what": gettext(label), "count": row.amounts[name]}
            for name, label in LABELS.items()
            if row.amounts.get(name)
        ]
        kept = [gettext(one) for one in (STAYS if row.amounts.get("decisions") else STAYS[1:])]
        handle_line = _handle_line(settings.CONFIG.handle_kept_days)
    people.send_mail(
        "erased",
        row.email,
        row.language,
        handle=row.handle,
        erased=_listed(erased),
        kept=_listed(kept),
        handle_line=handle_line,
    )


def _handle_line(days: int) -> str:
    """What is said of the handle, up to the next sentence; nothing when it is free at once."""
    if not days:
        return ""
    line = ngettext(
        "Nobody else can take your handle for %(days)s day.",
        "Nobody else can take your handle for %(days)s days.",
        days,
    )
    return line % {"days": days} + " "


def _listed(lines: list[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)
