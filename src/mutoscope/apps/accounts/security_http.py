"""The safety of one's account over HTTP: what guards it, where it is in use, and proving that it is you."""

from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Field, Router, Schema

from mutoscope.apps.accounts import credentials, devices, proofs, second_step
from mutoscope.apps.accounts.viewers import person_of

router = Router(tags=["accounts"])

Line = Annotated[str, Field(max_length=400)]
Text = Annotated[str, Field(max_length=4000)]
Credential = Annotated[dict[str, Any], Field(max_length=20)]


class PasskeyOut(Schema):
    id: int
    name: str
    added: int
    used: int


class SeatOut(Schema):
    id: int
    name: str
    since: str
    seen: str
    here: bool


class SecurityOut(Schema):
    email: str
    email_confirmed: bool
    email_waiting: str
    app: bool
    codes_left: int
    passkeys: list[PasskeyOut]
    devices: list[SeatOut]


class OptionsOut(Schema):
    options: dict[str, Any]
    """For navigator.credentials, as JSON."""


class AppOut(Schema):
    secret: str
    address: str
    picture: str


class CodesOut(Schema):
    codes: list[str]
    """Recovery codes; empty when there were some before."""


class CodeIn(Schema):
    code: Line


class PasswordIn(Schema):
    password: Text


class CredentialIn(Schema):
    credential: Credential


class NewPasskeyIn(Schema):
    name: Line = ""
    credential: Credential


class NameIn(Schema):
    name: Line


class ChangeIn(Schema):
    current: Text
    new: Text


class EmailIn(Schema):
    email: Line


class EndedOut(Schema):
    ended: int


@router.get("/me/security", response=SecurityOut)
def security(request: HttpRequest) -> dict[str, Any]:
    return _security(request)


@router.post("/me/proof/password", response=SecurityOut)
def prove_by_password(request: HttpRequest, given: PasswordIn) -> dict[str, Any]:
    """Show that it is you, for the next ten minutes."""
    proofs.by_password(request, given.password)
    return _security(request)


@router.post("/me/proof/code", response=SecurityOut)
def prove_by_code(request: HttpRequest, given: CodeIn) -> dict[str, Any]:
    proofs.by_code(request, given.code)
    return _security(request)


@router.post("/me/proof/passkey/options", response=OptionsOut)
def proof_options(request: HttpRequest) -> dict[str, Any]:
    return {"options": proofs.passkey_options(request)}


@router.post("/me/proof/passkey", response=SecurityOut)
def prove_by_passkey(request: HttpRequest, given: CredentialIn) -> dict[str, Any]:
    proofs.by_passkey(request, given.credential)
    return _security(request)


@router.put("/me/password", response=SecurityOut)
def change_password(request: HttpRequest, wish: ChangeIn) -> dict[str, Any]:
    credentials.change_password(request, wish.current, wish.new)
    return _security(request)


@router.post("/me/email/confirmation")
def confirm_email_again(request: HttpRequest) -> HttpResponse:
    """The mail that confirms the address, once more."""
    credentials.confirm_again(request)
    return HttpResponse(status=204)


@router.put("/me/email", response=SecurityOut)
def change_email(request: HttpRequest, wish: EmailIn) -> dict[str, Any]:
    credentials.change_email(request, wish.email)
    return _security(request)


@router.post("/me/app/offer", response=AppOut)
def offer_app(request: HttpRequest) -> second_step.AppOffer:
    return second_step.offer_app(request)


@router.put("/me/app", response=CodesOut)
def add_app(request: HttpRequest, given: CodeIn) -> dict[str, Any]:
    return {"codes": second_step.add_app(request, given.code)}


@router.delete("/me/app", response=SecurityOut)
def remove_app(request: HttpRequest) -> dict[str, Any]:
    second_step.remove_app(request)
    return _security(request)


@router.get("/me/recovery-codes", response=CodesOut)
def recovery_codes(request: HttpRequest) -> dict[str, Any]:
    return {"codes": second_step.recovery_codes(request)}


@router.post("/me/recovery-codes", response=CodesOut)
def renew_recovery_codes(request: HttpRequest) -> dict[str, Any]:
    return {"codes": second_step.renew_recovery_codes(request)}


@router.post("/me/passkeys/offer", response=OptionsOut)
def offer_passkey(request: HttpRequest) -> dict[str, Any]:
    return {"options": second_step.offer_passkey(request)}


@router.post("/me/passkeys", response=CodesOut)
def add_passkey(request: HttpRequest, new: NewPasskeyIn) -> dict[str, Any]:
    return {"codes": second_step.add_passkey(request, new.name, new.credential)}


@router.patch("/me/passkeys/{passkey_id}", response=SecurityOut)
def rename_passkey(request: HttpRequest, passkey_id: int, wish: NameIn) -> dict[str, Any]:
    second_step.rename_passkey(request, passkey_id, wish.name)
    return _security(request)


@router.delete("/me/passkeys/{passkey_id}", response=SecurityOut)
def remove_passkey(request: HttpRequest, passkey_id: int) -> dict[str, Any]:
    second_step.remove_passkey(request, passkey_id)
    return _security(request)


@router.delete("/me/devices", response=EndedOut)
def end_other_devices(request: HttpRequest) -> dict[str, int]:
    """Log every device out but the one that asks."""
    return {"ended": devices.end_others(request)}


@router.delete("/me/devices/{device_id}", response=SecurityOut)
def end_device(request: HttpRequest, device_id: int) -> dict[str, Any]:
    devices.end(request, device_id)
    return _security(request)


def _security(request: HttpRequest) -> dict[str, Any]:
    person_id = person_of(request)
    guards = second_step.standing(person_id)
    confirmed, waiting = credentials.addresses(person_id)
    return {
        "email": request.user.email,
        "email_confirmed": confirmed,
        "email_waiting": waiting,
        "app": guards.app,
        "codes_left": guards.codes_left,
        "passkeys": guards.passkeys,
        "devices": devices.seats(request),
    }
