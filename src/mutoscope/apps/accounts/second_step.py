"""The second step at logging in: codes of an authenticator app, passkeys, recovery codes for a bad day.

django-allauth does it; this says it in our words. Everything that changes something wants a fresh proof.
"""

from collections.abc import Mapping
from typing import Any

import msgspec
import segno
from allauth.account.internal.stagekit import get_pending_stage
from allauth.account.models import Login
from allauth.headless.mfa.inputs import (
    ActivateTOTPInput,
    AddWebAuthnInput,
    AuthenticateInput,
    AuthenticateWebAuthnInput,
    LoginWebAuthnInput,
)
from allauth.mfa.adapter import get_adapter
from allauth.mfa.internal.flows.add import validate_can_add_authenticator
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal import flows as recovery
from allauth.mfa.stages import AuthenticateStage
from allauth.mfa.totp.internal import auth as totp
from allauth.mfa.totp.internal import flows as totp_flows
from allauth.mfa.webauthn.internal import auth as webauthn
from allauth.mfa.webauthn.internal import flows as webauthn_flows
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpRequest

from mutoscope.apps.accounts import leaving, proofs, refusals
from mutoscope.apps.accounts.limits import take
from mutoscope.apps.accounts.viewers import client_key, person_of
from mutoscope.core.policy.plain_text import clean_text
from mutoscope.core.units import Refusal

MOST_PASSKEYS = 20


class Passkey(msgspec.Struct, frozen=True):
    id: int
    name: str
    added: int
    """Seconds since 1970."""
    used: int
    """Seconds since 1970; 0: never."""


class Standing(msgspec.Struct, frozen=True):
    """What guards an account besides its password."""

    app: bool
    """An authenticator app."""
    codes_left: int
    """Recovery codes not used yet."""
    passkeys: tuple[Passkey, ...]


class AppOffer(msgspec.Struct, frozen=True):
    """What an authenticator app must know, to be read by a camera or typed."""

    secret: str
    address: str
    """otpauth:// address"""
    picture: str
    """The address as a QR code: an SVG image as a data: address."""


def standing(person_id: int) -> Standing:
    app, left, keys = False, 0, []
    for one in Authenticator.objects.filter(user_id=person_id).order_by("id"):
        if one.type == Authenticator.Type.TOTP:
            app = True
        elif one.type == Authenticator.Type.RECOVERY_CODES:
            left = len(one.wrap().get_unused_codes())
        else:
            used = int(one.last_used_at.timestamp()) if one.last_used_at else 0
            keys.append(Passkey(one.pk, one.wrap().name, int(one.created_at.timestamp()), used))
    return Standing(app, left, tuple(keys))


def is_set_up(person_id: int) -> bool:
    """Whether logging in takes a second step."""
    kinds = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
    return Authenticator.objects.filter(user_id=person_id, type__in=kinds).exists()


def offer_app(request: HttpRequest) -> AppOffer:
    """A new secret, kept in the session until a code shows that the app has it. Refuses confirm_first,
    app_there_already, confirm_email_first."""
    proofs.needed(request)
    _may_add_app(request)
    secret = totp.get_totp_secret(regenerate=True)
    address = get_adapter().build_totp_url(request.user, secret)
    picture = segno.make(address, error="m", micro=False).svg_data_uri(scale=5, border=2)
    return AppOffer(secret, address, picture)


def add_app(request: HttpRequest, code: str) -> list[str]:
    """Take the app that was offered, as its first code shows; recovery codes, when these are the first.

    Refuses confirm_first, app_there_already, wrong_code, confirm_email_first.
    """
    proofs.needed(request)
    _may_add_app(request)
    form = ActivateTOTPInput({"code": code}, user=request.user)
    if not form.is_valid():
        raise _wrong_code(form)
    _, codes = totp_flows.activate_totp(request, form)
    return codes.wrap().get_unused_codes() if codes else []


def remove_app(request: HttpRequest) -> None:
    """Without an app nothing changes. Refuses confirm_first."""
    proofs.needed(request)
    app = Authenticator.objects.filter(user_id=person_of(request), type=Authenticator.Type.TOTP).first()
    if app is not None:
        totp_flows.deactivate_totp(request, app)


def recovery_codes(request: HttpRequest) -> list[str]:
    """Those not used yet. Refuses confirm_first."""
    proofs.needed(request)
    kept, _ = recovery.view_recovery_codes(request)
    return kept.get_unused_codes() if kept else []


def renew_recovery_codes(request: HttpRequest) -> list[str]:
    """Ten new ones; the old ones end. Refuses confirm_first, no_second_step."""
    proofs.needed(request)
    if not recovery.can_generate_recovery_codes(request.user):
        raise Refusal("no_second_step", "Set up an authenticator app or a passkey first.", status=409)
    return recovery.generate_recovery_codes(request).wrap().get_unused_codes()


def offer_passkey(request: HttpRequest) -> Mapping[str, Any]:
    """What ``navigator.credentials.create`` needs. Refuses confirm_first, too_many_passkeys."""
    proofs.needed(request)
    _may_add(request)
    mine = Authenticator.objects.filter(user_id=person_of(request), type=Authenticator.Type.WEBAUTHN)
    if mine.count() >= MOST_PASSKEYS:
        raise Refusal(
            "too_many_passkeys", "These are many passkeys. Remove one that you don't use first.", status=409
        )
    return webauthn_flows.begin_registration(request, request.user, True)


def add_passkey(request: HttpRequest, name: str, credential: Mapping[str, Any]) -> list[str]:
    """Keep the passkey that the browser made; recovery codes, when these are the first.

    Refuses confirm_first, wrong_code.
    """
    proofs.needed(request)
    _may_add(request)
    name = clean_text(name, field="name", longest=60) or "Passkey"
    form = AddWebAuthnInput({"name": name, "credential": credential, "passwordless": True}, user=request.user)
    if not proofs.filled(form):
        raise _wrong_code(form)
    _, codes = webauthn_flows.add_authenticator(
        request, name=name, credential=form.cleaned_data["credential"]
    )
    return codes.wrap().get_unused_codes() if codes else []


def rename_passkey(request: HttpRequest, passkey_id: int, name: str) -> None:
    """Refuses confirm_first, no_such_passkey."""
    proofs.needed(request)
    name = clean_text(name, field="name", longest=60) or "Passkey"
    webauthn_flows.rename_authenticator(request, _passkey(request, passkey_id), name)


def remove_passkey(request: HttpRequest, passkey_id: int) -> None:
    """Refuses confirm_first, no_such_passkey."""
    proofs.needed(request)
    webauthn_flows.remove_authenticator(request, _passkey(request, passkey_id))


def pending(request: HttpRequest) -> list[str]:
    """The ways to take the second step of a log-in under way: code, passkey; empty when none is."""
    stage = get_pending_stage(request)
    if stage is None or stage.key != AuthenticateStage.key:
        return []
    kinds = set(Authenticator.objects.filter(user=stage.login.user).values_list("type", flat=True))
    found = ["code"] if kinds & {Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES} else []
    return found + (["passkey"] if Authenticator.Type.WEBAUTHN in kinds else [])


def take_by_code(request: HttpRequest, code: str) -> None:
    """End a log-in with a code of the app or a recovery code. Refuses no_login, wrong_code, slow_down."""
    stage = _stage(request)
    form = AuthenticateInput({"code": code}, user=stage.login.user)
    if not form.is_valid():
        raise _wrong_code(form)
    form.save()
    stage.exit()


def second_passkey_options(request: HttpRequest) -> Mapping[str, Any]:
    """Refuses no_login."""
    return webauthn.begin_authentication(_stage(request).login.user)


def take_by_passkey(request: HttpRequest, credential: Mapping[str, Any]) -> None:
    """End a log-in with a passkey. Refuses no_login, wrong_code, slow_down."""
    stage = _stage(request)
    form = AuthenticateWebAuthnInput({"credential": credential}, user=stage.login.user)
    if not proofs.filled(form):
        raise _wrong_code(form)
    form.save()
    stage.exit()


def passkey_login_options(request: HttpRequest) -> Mapping[str, Any]:
    """For logging in with a passkey alone; says nothing about anybody."""
    take(client_key(request), "login")
    return webauthn.begin_authentication()


def log_in_by_passkey(request: HttpRequest, credential: Mapping[str, Any], *, keep: bool = False) -> None:
    """Log in with a passkey alone: it is two things in one. Refuses wrong_passkey, account_closed,
    account_leaving."""
    take(client_key(request), "login")
    form = LoginWebAuthnInput({"credential": credential})
    if not proofs.filled(form):
        raise Refusal("wrong_passkey", "This passkey is not known here.", status=401)
    key = form.cleaned_data["credential"]
    leaving.let_in(request, key.user, keep=keep)
    webauthn_flows.perform_passwordless_login(request, key, Login(user=key.user))


def _may_add(request: HttpRequest) -> None:
    try:
        validate_can_add_authenticator(request.user)
    except ValidationError:
        raise refusals.confirm_email_first() from None


def _may_add_app(request: HttpRequest) -> None:
    _may_add(request)
    if Authenticator.objects.filter(user_id=person_of(request), type=Authenticator.Type.TOTP).exists():
        raise Refusal("app_there_already", "An authenticator app is set up already.", status=409)


def _passkey(request: HttpRequest, passkey_id: int) -> Authenticator:
    mine = Authenticator.objects.filter(user_id=person_of(request), type=Authenticator.Type.WEBAUTHN)
    key = mine.filter(pk=passkey_id).first() if 0 < passkey_id < 1 << 63 else None
    if key is None:
        raise Refusal("no_such_passkey", "This passkey is not there any more.", status=404)
    return key


def _stage(request: HttpRequest) -> AuthenticateStage:
    take(client_key(request), "login")
    stage = get_pending_stage(request)
    if not isinstance(stage, AuthenticateStage):
        raise Refusal("no_login", "This took too long. Please log in again.", status=401)
    return stage


def _wrong_code(form: Form) -> Refusal:
    if refusals.tried_too_often(form):
        return refusals.too_many()
    field = "credential" if "credential" in form.fields else "code"
    return Refusal(
        "wrong_code", "This code is not right, or was used already.", fields={"field": field}, status=422
    )
