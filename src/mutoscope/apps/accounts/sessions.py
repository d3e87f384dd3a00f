"""Joining, logging in and out, choosing a new password: django-allauth does it, this says it in our words.

Nothing here tells whether somebody has an account. The one exception is a handle, which is public anyway.
"""

import hashlib
import hmac
import re
from collections.abc import Callable
from datetime import date
from typing import Any, NoReturn

import msgspec
from allauth.account.adapter import get_adapter
from allauth.account.internal import flows
from allauth.core.internal import ratelimit
from allauth.headless.account.inputs import LoginInput, ResetPasswordInput, SignupInput
from django.conf import settings
from django.core.cache import cache
from django.db import IntegrityError
from django.forms import Form
from django.http import HttpRequest
from django.utils import timezone

from mutoscope.apps.accounts import devices, kept_handles, leaving, refusals, second_step
from mutoscope.apps.accounts.contracts import PersonJoined
from mutoscope.apps.accounts.limits import take
from mutoscope.apps.accounts.viewers import anonymous_key, client_key, forget_viewer, learning_answer
from mutoscope.core.policy.ages import age_on, plausible, private_at_first
from mutoscope.core.policy.handles import check_handle, fold
from mutoscope.core.units import Refusal

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
TOO_YOUNG_SECONDS = 3600
SESSION_DAYS = 180
"""Days after which even a session in daily use ends."""


class Wish(msgspec.Struct, frozen=True):
    """What somebody fills in to join."""

    handle: str
    email: str
    password: str
    birth_date: str
    """YYYY-MM-DD"""
    language: str
    keep_learned: bool = False
    """Whether the feed may go on from what it learned of this browser."""


class _Joining(msgspec.Struct, frozen=True):
    """What the adapter saves with a new person."""

    attributes: dict[str, Any]
    fact: Callable[[int], PersonJoined]
    """What became true, of the new person's id."""
    just_before: Callable[[], None]
    """Called in the saving transaction, first; may refuse."""


def join(request: HttpRequest, wish: Wish) -> bool:
    """Make an account and log it in; False when the address must be confirmed before logging in.

    Refuses bad_birth_date, too_young (of whom nothing is kept), bad_handle, handle_reserved, handle_taken,
    bad_email, weak_password, already_in, slow_down.
    """
    take(client_key(request), "join")
    return make_account(request, wish, {}, lambda: None)


def make_account(
    request: HttpRequest, wish: Wish, rights: dict[str, Any], just_before: Callable[[], None]
) -> bool:
    """Make an account with ``rights`` and log it in; ``just_before`` runs in the saving transaction."""
    if request.user.is_authenticated:
        raise Refusal("already_in", "You are logged in already.", status=409)
    today = timezone.now().date()
    birth = _old_enough(request, wish, today)
    handle = check_handle(wish.handle)
    if kept_handles.is_kept(handle):
        raise _handle_taken()
    form = SignupInput({"username": handle, "email": wish.email.strip(), "password": wish.password})
    if not form.is_valid():
        _refuse(form)
    request.joining = _Joining(  # type: ignore[attr-defined]  # read by the adapter
        attributes={
            "birth_date": birth,
            "language": _known_language(wish.language),
            "is_private": (young := private_at_first(birth, today)),
            "suggested": not young,
            "indexed": not young,
            **rights,
        },
        fact=lambda person_id: PersonJoined(
            person_id=person_id,
            anonymous_key=anonymous_key(request) if wish.keep_learned else "",
            unlearned=learning_answer(request) == "no",
        ),
        just_before=just_before,
    )
    try:
        person, _ = form.try_save(request)
    except IntegrityError:  # somebody took the handle between the question and the answer
        raise _handle_taken() from None
    if person is not None:
        flows.signup.complete_signup(request, user=person)
    forget_viewer(request)
    if request.user.is_authenticated:
        flows.login.record_authentication(request, request.user, "password")
        devices.arrive(request)
    return bool(request.user.is_authenticated)


def log_in(request: HttpRequest, login: str, password: str, *, keep: bool = False) -> None:
    """Log in with a handle or an address; with ``keep``, to an account that was to be deleted, and keep it.

    Refuses wrong_login, slow_down, confirm_email_first, account_closed, account_leaving; and second_step,
    with the ways to take it, after which ``log_in_second`` ends the log-in.
    """
    take(client_key(request), "login")
    login = login.strip()
    method = "email" if "@" in login[1:] else "username"
    form = LoginInput({method: login if method == "email" else fold(login), "password": password})
    if not form.is_valid():
        if refusals.tried_too_often(form):
            raise refusals.too_many()
        raise Refusal(
            "wrong_login", "This handle or address and this password don't belong together.", status=401
        )
    person = form.login.user
    leaving.let_in(request, person, keep=keep)
    flows.login.perform_password_login(request, form.cleaned_data, form.login)
    if request.user.pk != person.pk:
        if ways := second_step.pending(request):
            raise Refusal(
                "second_step", "One more step: show that it is you.", fields={"ways": ways}, status=401
            )
        raise refusals.confirm_email_first()
    _arrived(request)


def log_in_second(request: HttpRequest, *, code: str = "", credential: Any = None) -> None:
    """End a log-in with its second step: a code, or a passkey's answer.

    Refuses no_login, wrong_code, slow_down, confirm_email_first.
    """
    if credential is not None:
        second_step.take_by_passkey(request, credential)
    else:
        second_step.take_by_code(request, code)
    if not request.user.is_authenticated:
        raise refusals.confirm_email_first()
    _arrived(request)


def log_in_by_passkey(request: HttpRequest, credential: Any, *, keep: bool = False) -> None:
    """Log in with a passkey alone. Refuses wrong_passkey, account_closed, account_leaving, slow_down,
    confirm_email_first."""
    second_step.log_in_by_passkey(request, credential, keep=keep)
    if not request.user.is_authenticated:
        raise refusals.confirm_email_first()
    _arrived(request)


def _arrived(request: HttpRequest) -> None:
    forget_viewer(request)
    devices.arrive(request)


def log_out(request: HttpRequest) -> None:
    """End the session; the browser starts afresh, as nobody."""
    devices.leave(request)
    get_adapter().logout(request)
    forget_viewer(request)


def keep_fresh(request: HttpRequest) -> None:
    """Somebody who comes back stays logged in; after half a year they log in again, however often they came.

    Writes at most once a day: a session's end moves only when the session is saved.
    """
    if not request.user.is_authenticated:
        return
    today = timezone.now().date().toordinal()
    began, last = request.session.get("days", (today, today))
    if today - began > SESSION_DAYS:
        log_out(request)
    elif "days" not in request.session or last != today:
        request.session["days"] = (began, today)
        devices.seen(request)


def forgot(request: HttpRequest, email: str) -> None:
    """Mail a link to whoever has this address; says nothing about whether anybody has. Refuses slow_down."""
    from mutoscope.apps.accounts.tasks import offer_reset  # tasks load allauth's forms

    take(client_key(request), "reset")
    email = email.strip().lower()
    if not ratelimit.consume(request, app="allauth.account", action="reset_password", key=email):
        raise refusals.too_many()
    offer_reset.enqueue(email)


def reset(request: HttpRequest, key: str, password: str) -> None:
    """Choose a new password with the key from the mail; every session of the account ends.

    Refuses bad_reset_key, weak_password, slow_down.
    """
    take(client_key(request), "reset")
    form = ResetPasswordInput({"key": key, "password": password})
    if not form.is_valid():
        if "key" in form.errors:
            raise Refusal(
                "bad_reset_key", "This link was used already or is too old. Please ask for a new one."
            )
        _refuse(form)
    flows.password_reset.reset_password(form.user, form.cleaned_data["password"])
    flows.password_reset.finalize_password_reset(request, form.user)


def _old_enough(request: HttpRequest, wish: Wish, today: date) -> date:
    """The birth date, of somebody who may join.

    A child's answer is kept nowhere. For an hour the cache holds a keyed hash of the address and of the
    handle, so that trying again with another year gets the same answer.
    """
    try:
        birth = date.fromisoformat(wish.birth_date) if _DATE.fullmatch(wish.birth_date) else None
    except ValueError:
        birth = None
    if birth is None or not plausible(birth, today):
        raise Refusal(
            "bad_birth_date", "This is not a birth date that can be.", fields={"field": "birth_date"}
        )
    traces = [_trace("email", wish.email), _trace(client_key(request), fold(wish.handle))]
    too_young = age_on(birth, today) < settings.CONFIG.minimum_age
    if too_young:
        cache.set_many(dict.fromkeys(traces, 1), TOO_YOUNG_SECONDS)
    if too_young or cache.get_many(traces):
        raise Refusal(
            "too_young",
            "You can't have an account here yet. You can still watch, and we kept nothing of what you typed.",
            status=403,
        )
    return birth


def _trace(where: str, what: str) -> str:
    secret = f"too-young:{settings.SECRET_KEY}".encode()
    text = f"{where}:{what.strip().lower()}".encode()
    return f"too-young:{hmac.new(secret, text, hashlib.sha256).hexdigest()}"


def _known_language(language: str) -> str:
    return language if language in settings.CONFIG.languages else settings.LANGUAGE_CODE


def _refuse(form: Form) -> NoReturn:
    """The first thing that is wrong with a form, as a refusal in our words."""
    errors = form.errors.as_data()
    if "username" in errors:
        raise _handle_taken()
    if "email" in errors:
        raise refusals.bad_email()
    raise refusals.weak_password(errors.get("password", []), "password")


def _handle_taken() -> Refusal:
    return Refusal(
        "handle_taken", "Somebody has this handle already.", fields={"field": "handle"}, status=409
    )
