"""News by mail, for whoever asked for it: daily or weekly, at their hour, and nothing when there is none.

    schedule --due--> one transaction: next due time, and the job that mails this span --> mail

A span of time is mailed by one job. A worker killed between the mail server's yes and its own note would mail
it again; both have the same Message-ID, so that mail programs show one.
"""

from datetime import UTC, datetime
from urllib.parse import urlsplit

import msgspec
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.signing import BadSignature, Signer
from django.db.transaction import atomic
from django.template.loader import render_to_string
from django.utils.translation import ngettext, override

from mutoscope.apps.accounts import queries as accounts
from mutoscope.apps.messages import queries as messages
from mutoscope.apps.messages.contracts import Unread
from mutoscope.apps.notices import manner as manners
from mutoscope.apps.notices import queries
from mutoscope.apps.notices.models import Manner
from mutoscope.apps.notices.sentences import Words, in_words
from mutoscope.core.policy.quiet import heard_from
from mutoscope.core.units import DAY_MS

MOST = 30
"""Notices in one mail; the inbox has the rest."""
AT_ONCE = 500
_signer = Signer(salt="mutoscope.digest")


class Digest(msgspec.Struct, frozen=True):
    subject: str
    text: str
    html: str


def make_due(now: int) -> int:
    """Let every mail that is due be made, each once; how many."""
    made = 0
    due = Manner.objects.filter(digest_due_ms__gt=0, digest_due_ms__lte=now).order_by("digest_due_ms")
    while rows := list(due[:AT_ONCE]):
        made += sum(_make(row, now) for row in rows)
    return made


def mail(person_id: int, since_ms: int, until_ms: int, now: int) -> None:
    """Mail what was told in that time and is still unread; nothing when there is nothing."""
    from mutoscope.apps.notices.tasks import mail_digest

    reader, address = accounts.viewer(person_id), accounts.confirmed_address(person_id)
    manner = manners.of(person_id)
    if reader is None or not address or manner.digest == "off":
        return
    here = manners.local(manner, now)
    morning = heard_from(here, (manners.night(reader.age),))
    if morning is not None and morning > here:  # it waited until the night came
        later = datetime.fromtimestamp(morning.timestamp(), UTC)
        mail_digest.using(run_after=later).enqueue(person_id, since_ms, until_ms)
        return
    words = [in_words(one, reader.language) for one in queries.between(reader, since_ms, until_ms, MOST)]
    if "message" not in queries.off(person_id):
        words += _of_talks(messages.unread(reader, since_ms=since_ms), reader.language)
    if not words:
        return
    digest = render(words, reader.language, stop_address(person_id))
    host = urlsplit(settings.CONFIG.web_address).hostname or "localhost"
    letter = EmailMultiAlternatives(
        digest.subject,
        digest.text,
        settings.DEFAULT_FROM_EMAIL,
        [address],
        headers={
            "Message-ID": f"<digest.{person_id}.{until_ms}@{host}>",
            "List-Unsubscribe": f"<{stop_address(person_id)}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "Auto-Submitted": "auto-generated",
        },
    )
    letter.attach_alternative(digest.html, "text/html")
    letter.send()


def render(words: list[Words], language: str, stop: str) -> Digest:
    with override(language):
        n = len(words)
        subject = ngettext("Something new on Mutoscope", "%(n)s new things on Mutoscope", n) % {"n": n}
        scene = {"subject": subject, "words": words, "site": settings.CONFIG.web_address, "stop": stop}
        text = render_to_string("notices/digest.txt", scene)
        return Digest(subject, text, render_to_string("notices/digest.html", scene))


def _of_talks(waiting: Unread, language: str) -> list[Words]:
    """That conversations wait: what is said in them stays there."""
    n = waiting.conversations
    if not n:
        return []
    with override(language):
        if n + waiting.requests < messages.UNREAD_MOST:
            told = ngettext("%(n)s conversation waits for you", "%(n)s conversations wait for you", n)
        else:  # nobody counts further
            told = ngettext(
                "At least %(n)s conversation waits for you", "At least %(n)s conversations wait for you", n
            )
        return [Words(told % {"n": n}, "", "/messages")]


def stop_address(person_id: int) -> str:
    """Where anybody who holds this mail can end it, without logging in."""
    return f"{settings.CONFIG.web_address}/digest/stop/{_signer.sign(str(person_id))}"


def whose(token: str) -> int:
    """Whose mails this token ends; 0: we did not make it."""
    try:
        return int(_signer.unsign(token))
    except (BadSignature, ValueError):
        return 0


def stop(person_id: int) -> None:
    """Mail no more; done twice it is done once."""
    Manner.objects.filter(person_id=person_id).update(digest="off", digest_due_ms=0)


def _make(row: Manner, now: int) -> bool:
    from mutoscope.apps.notices.tasks import mail_digest

    reader = accounts.viewer(row.person_id)
    due = manners.digest_due(row, reader.age, now) if reader is not None else now + DAY_MS  # they may be back
    with atomic():
        mine = Manner.objects.filter(person_id=row.person_id, digest_due_ms=row.digest_due_ms)
        if not mine.update(digest_due_ms=due, digested_ms=now):
            return False  # somebody else was faster, or they changed their mind
        if reader is not None:
            mail_digest.enqueue(row.person_id, row.digested_ms, now)
    return True
