"""Proving again that it is still you: asked before anything that could lock somebody out of their account.

A proof holds for a few minutes of this one session (allauth's ACCOUNT_REAUTHENTICATION_TIMEOUT).
"""

from collections.abc import Mapping
from typing import Any

from allauth.account.internal.flows.reauthentication import (
    did_recently_reauthenticate,
    reauthenticate_by_password,
)
from allauth.headless.account.inputs import ReauthenticateInput
from allauth.headless.mfa.inputs import ReauthenticateInput as ReauthenticateByCodeInput
from allauth.headless.mfa.inputs import ReauthenticateWebAuthnInput
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import auth as webauthn
from allauth.mfa.webauthn.internal import flows as webauthn_flows
from django.forms import Form
from django.http import HttpRequest

from mutoscope.apps.accounts import refusals
from mutoscope.apps.accounts.limits import take
from mutoscope.apps.accounts.viewers import client_key, person_of
from mutoscope.core.units import Refusal


def ways(request: HttpRequest) -> list[str]:
    """How whoever is logged in may prove it: password, code (or a recovery code), passkey."""
    kinds = set(Authenticator.objects.filter(user_id=person_of(request)).values_list("type", flat=True))
    found = ["password"] if request.user.has_usable_password() else []
    found += ["code"] if kinds & {Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES} else []
    return found + (["passkey"] if Authenticator.Type.WEBAUTHN in kinds else [])


def by_password(request: HttpRequest, password: str) -> None:
    """Refuses wrong_proof, slow_down."""
    _counted(request)
    form = ReauthenticateInput({"password": password}, user=request.user)
    if not form.is_valid():
        raise _wrong_proof(form, "password")
    reauthenticate_by_password(request)


def by_code(request: HttpRequest, code: str) -> None:
    """With a code of the authenticator app, or a recovery code, which is then used. Refuses wrong_proof."""
    _counted(request)
    form = ReauthenticateByCodeInput({"code": code}, user=request.user)
    if not form.is_valid():
        raise _wrong_proof(form, "code")
    form.save()


def passkey_options(request: HttpRequest) -> Mapping[str, Any]:
    """What the browser's ``navigator.credentials.get`` needs, as JSON."""
    person_of(request)
    return webauthn.begin_authentication(request.user)


def by_passkey(request: HttpRequest, credential: Mapping[str, Any]) -> None:
    """With what the browser answered to ``passkey_options``. Refuses wrong_proof."""
    _counted(request)
    form = ReauthenticateWebAuthnInput({"credential": credential}, user=request.user)
    if not filled(form):
        raise _wrong_proof(form, "passkey")
    webauthn_flows.reauthenticate(request, form.cleaned_data["credential"])


def needed(request: HttpRequest) -> None:
    """Refuses confirm_first, with the ways there are, unless this session was proved a moment ago."""
    # Where there is no way to prove it, allauth would let it pass; such an account waits for a reset.
    if not ways(request) or not did_recently_reauthenticate(request):
        raise Refusal(
            "confirm_first", "Please confirm that it is you.", fields={"ways": ways(request)}, status=403
        )


def filled(form: Form) -> bool:
    """Whether a form with a passkey's answer is valid; allauth stumbles over some answers that no browser
    gives, and they are as wrong as the others."""
    try:
        return bool(form.is_valid())
    except (AttributeError, KeyError, TypeError, ValueError):
        return False


def _counted(request: HttpRequest) -> None:
    person_of(request)
    take(client_key(request), "login")


def _wrong_proof(form: Form, field: str) -> Refusal:
    if refusals.tried_too_often(form):
        return refusals.too_many()
    sentence = {
        "password": "This is not your password.",
        "code": "This code is not right, or was used already.",
        "passkey": "This passkey does not belong to your account.",
    }[field]
    return Refusal("wrong_proof", sentence, fields={"field": field}, status=403)
