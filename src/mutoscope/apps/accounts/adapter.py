"""How django-allauth is told about our people: where they are saved, what is mailed, who a client is."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest

from mutoscope.apps.accounts import mailing
from mutoscope.apps.accounts.contracts import PersonJoined
from mutoscope.apps.accounts.models import Person
from mutoscope.apps.accounts.viewers import client_key
from mutoscope.apps.flow import services as flow

_MAILS = {
    "account/email/email_confirmation_signup": "confirm",
    "account/email/email_confirmation": "confirm",
    "account/email/account_already_exists": "already_here",
    "account/email/password_reset_key": "reset",
}
"""What allauth wants to send, and our own words for it; anything else is not sent."""


class Adapter(DefaultAccountAdapter):
    def save_user(self, request: HttpRequest, user: Person, form: Any, commit: bool = True) -> Person:
        """Save a new person with what joining gathered (``request.joining``), and record that they joined.

        The password is hashed before the transaction begins: a slow hash must not hold the writers' lock.
        """
        super().save_user(request, user, form, commit=False)
        joining = request.joining
        for name, value in joining.attributes.items():
            setattr(user, name, value)
        with transaction.atomic():
            joining.just_before()
            user.save()
            flow.record(PersonJoined(person_id=user.pk, anonymous_key=joining.anonymous_key))
        return user

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        words = _MAILS.get(template_prefix)
        if words is None:
            return
        person = context.get("user")
        if words == "confirm" and _is_shared(email, person):
            words = "confirm_shared"
        mailing.send(
            words,
            email,
            getattr(person, "language", settings.LANGUAGE_CODE),
            handle=getattr(person, "username", ""),
            link=context.get("password_reset_url") or context.get("activate_url") or "",
        )

    def get_reset_password_from_key_url(self, key: str) -> str:
        return f"{settings.CONFIG.web_address}/reset/{key}"

    def get_email_confirmation_url(self, request: HttpRequest, emailconfirmation: Any) -> str:
        return f"{settings.CONFIG.web_address}/verify/{emailconfirmation.key}"

    def send_account_already_exists_mail(self, email: str) -> None:
        self.send_mail("account/email/account_already_exists", email, {})

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Nothing: our own screens say what happened."""

    def get_client_ip(self, request: HttpRequest) -> str:
        return client_key(request)


def _is_shared(email: str, person: Person | None) -> bool:
    """Whether somebody else joined with this address before."""
    return EmailAddress.objects.filter(email=email.lower()).exclude(user=person).exists()
