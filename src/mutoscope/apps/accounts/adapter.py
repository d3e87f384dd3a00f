"""How django-allauth is told about our people: where they are saved, what is mailed, who a client is."""

import base64
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse

from mutoscope.apps.accounts import leaving, mailing
from mutoscope.apps.accounts.models import Person
from mutoscope.apps.accounts.viewers import client_key
from mutoscope.apps.flow import services as flow

_MAILS = {
    "account/email/email_confirmation_signup": "confirm",
    "account/email/email_confirmation": "confirm_new",
    "account/email/account_already_exists": "already_here",
    "account/email/password_reset_key": "reset",
    "account/email/password_changed": "password_changed",
    "account/email/password_reset": "password_changed",
    "account/email/email_changed": "email_changed",
    "mfa/email/totp_activated": "second_step_changed",
    "mfa/email/totp_deactivated": "second_step_changed",
    "mfa/email/webauthn_added": "second_step_changed",
    "mfa/email/webauthn_removed": "second_step_changed",
    "mfa/email/recovery_codes_generated": "second_step_changed",
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
            flow.record(joining.fact(user.pk))
        return user

    def pre_login(self, request: HttpRequest, user: Person, **hook: Any) -> HttpResponse | None:
        """``leaving.let_in`` has decided about closed accounts: whoever keeps theirs may go on here."""
        if leaving.is_keeping(request, user):
            return None
        return super().pre_login(request, user, **hook)

    def login(self, request: HttpRequest, user: Person) -> None:
        """Every proof was given; an account that its owner came back to keep is open from here on."""
        leaving.arrived(request, user)
        super().login(request, user)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        words = _MAILS.get(template_prefix)
        if words is None:
            return
        person = context.get("user")
        if words.startswith("confirm") and _is_shared(email, person):
            words = "confirm_shared"
        mailing.send(
            words,
            email,
            getattr(person, "language", settings.LANGUAGE_CODE),
            handle=getattr(person, "username", ""),
            link=context.get("password_reset_url") or context.get("activate_url") or "",
            new=context.get("to_email", ""),
        )

    def send_notification_mail(
        self, template_prefix: str, user: Person, context: dict[str, Any] | None = None, email: str = ""
    ) -> None:
        super().send_notification_mail(
            template_prefix, user, {**(context or {}), "user": user}, email or None
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


class SecondStepAdapter(DefaultMFAAdapter):
    """Secrets of apps and recovery codes are kept encrypted, under a key made of the server's own."""

    def encrypt(self, text: str) -> str:
        return _safe().encrypt(text.encode()).decode("ascii")

    def decrypt(self, encrypted_text: str) -> str:
        return _safe().decrypt(encrypted_text.encode("ascii")).decode()

    def get_totp_label(self, user: Person) -> str:
        return f"@{user.username}"

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {**super().get_public_key_credential_rp_entity(), "name": "Mutoscope"}

    def get_public_key_credential_user_entity(self, user: Person) -> dict[str, Any]:
        return {**super().get_public_key_credential_user_entity(user), "name": f"@{user.username}"}


def _safe() -> MultiFernet:
    """Writes with today's secret key, reads with the former ones too."""
    keys = []
    for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        derived = HKDF(SHA256(), 32, salt=None, info=b"mutoscope second step").derive(secret.encode())
        keys.append(Fernet(base64.urlsafe_b64encode(derived)))
    return MultiFernet(keys)


def _is_shared(email: str, person: Person | None) -> bool:
    """Whether somebody else joined with this address before."""
    return EmailAddress.objects.filter(email=email.lower()).exclude(user=person).exists()
