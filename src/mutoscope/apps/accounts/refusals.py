"""Refusals that several of the ways into an account share, so that they say the same words."""

from django.core.exceptions import ValidationError
from django.forms import Form

from mutoscope.apps.accounts.limits import slow_down
from mutoscope.core.units import Refusal

ALLAUTH_WAIT_S = 300
"""Seconds to wait after allauth's own limits: it does not say how long, and this is its longest."""


def account_closed() -> Refusal:
    return Refusal("account_closed", "This account is closed. Write to us if that is a mistake.", status=403)


def account_leaving(until: str) -> Refusal:
    """``until`` is the day, YYYY-MM-DD, on which the account will be erased."""
    return Refusal(
        "account_leaving",
        "This account is about to be deleted. You can still keep it.",
        fields={"until": until},
        status=403,
    )


def bad_email() -> Refusal:
    return Refusal("bad_email", "This is not an address that mail can reach.", fields={"field": "email"})


def confirm_email_first() -> Refusal:
    return Refusal(
        "confirm_email_first",
        "Please confirm your address first: we sent you a mail with a link.",
        status=403,
    )


def too_many() -> Refusal:
    """One of allauth's limits is reached."""
    return slow_down(ALLAUTH_WAIT_S)


def weak_password(faults: list[ValidationError], field: str) -> Refusal:
    """``faults`` are what the validators of passwords said; ``field`` is the input they are about."""
    why = " ".join(str(message) for fault in faults for message in fault.messages)
    return Refusal(
        "weak_password", "Please choose another password. %(why)s", fields={"field": field, "why": why}
    )


def codes(form: Form) -> set[str]:
    """What is wrong with a form of allauth, as its codes."""
    return {str(error.code) for listed in form.errors.as_data().values() for error in listed}


def tried_too_often(form: Form) -> bool:
    """Whether one of allauth's limits is why the form was refused."""
    return bool(codes(form) & {"too_many_login_attempts", "rate_limited"})
