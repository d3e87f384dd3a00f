"""Mail, sent where nobody waits for it."""

from allauth.headless.account.inputs import RequestPasswordResetInput
from django.conf import settings
from django.core.mail import EmailMessage
from django_tasks import task

from mutoscope.apps.flow.contracts import INTERACTIVE


@task(priority=INTERACTIVE, queue_name="default")
def deliver(subject: str, body: str, to: str) -> None:
    """Hand one mail to the configured backend; a refusing server means trying again later."""
    EmailMessage(subject, body, settings.DEFAULT_FROM_EMAIL, [to]).send()


@task(priority=INTERACTIVE, queue_name="default")
def offer_reset(email: str) -> None:
    """Mail a link to whoever has an account with this address.

    A job of its own, so that asking takes as long for an address that nobody has.
    """
    asked = RequestPasswordResetInput({"email": email})
    if asked.is_valid():
        asked.save(None)
