"""Changing what one logs in with: the password and the address."""

from allauth.account.internal.flows import email_verification, password_change
from allauth.account.models import EmailAddress
from allauth.headless.account.inputs import AddEmailInput, ChangePasswordInput
from django.db.transaction import atomic
from django.http import HttpRequest

from mutoscope.apps.accounts import devices, proofs, refusals
from mutoscope.apps.accounts.limits import take
from mutoscope.apps.accounts.viewers import client_key, person_of
from mutoscope.core.units import Refusal


def change_password(request: HttpRequest, current: str, new: str) -> None:
    """Choose another password; every other session ends. Refuses wrong_proof, weak_password, slow_down."""
    person_of(request)
    take(client_key(request), "login")
    form = ChangePasswordInput({"current_password": current, "new_password": new}, user=request.user)
    if not form.is_valid():
        if "current_password" in form.errors:
            raise Refusal(
                "wrong_proof", "This is not your password.", fields={"field": "current"}, status=403
            )
        raise refusals.weak_password(form.errors.as_data().get("new_password", []), "new")
    before = request.session.session_key
    password_change.change_password(request.user, form.cleaned_data["new_password"])
    password_change.finalize_password_change(request, request.user)
    request.session.save()
    devices.moved(request, before)
    devices.end_others(request)


def change_email(request: HttpRequest, email: str) -> None:
    """Mail a link to the new address; it counts once the link was opened, and the old one is told.

    Refuses confirm_first, bad_email, same_email, slow_down.
    """
    proofs.needed(request)
    take(client_key(request), "reset")
    form = AddEmailInput(request.user, {"email": email.strip()})
    if not form.is_valid():
        if "duplicate_email" in refusals.codes(form):
            raise Refusal("same_email", "This is your address already.", fields={"field": "email"})
        raise refusals.bad_email()
    _mail_to_new(request, form.cleaned_data["email"])


def _mail_to_new(request: HttpRequest, email: str) -> None:
    """By hand: allauth's own way takes the present address away at once, if nobody confirmed it yet."""
    with atomic():
        EmailAddress.objects.filter(user=request.user, verified=False, primary=False).delete()
        address = EmailAddress.objects.create(user=request.user, email=email)
    email_verification.send_verification_email_to_address(request, address)


def confirm_again(request: HttpRequest) -> None:
    """Mail once more the link that confirms the address: of the new one that waits, or else the present one.

    Refuses nothing_to_confirm, slow_down.
    """
    person_id = person_of(request)
    take(client_key(request), "reset")
    open_ones = EmailAddress.objects.filter(user_id=person_id, verified=False)
    address = open_ones.order_by("primary").first()
    if address is None:
        raise Refusal("nothing_to_confirm", "Your address is confirmed already.", status=409)
    if not email_verification.send_verification_email_to_address(request, address):
        raise Refusal(
            "slow_down", "A mail is on its way already. Please look again in a few minutes.", status=429
        )


def addresses(person_id: int) -> tuple[bool, str]:
    """(whether the present address is confirmed, the new one that waits to be, or nothing)."""
    confirmed, waiting = False, ""
    for one in EmailAddress.objects.filter(user_id=person_id):
        if one.primary:
            confirmed = one.verified
        elif not one.verified:
            waiting = one.email
    return confirmed, waiting
