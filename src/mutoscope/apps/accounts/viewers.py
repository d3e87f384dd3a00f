"""Who is asking: a person by their session, or a browser by a signed cookie that says nothing about anybody.

A browser gets its token when something first asks who it is, so pages that don't care set no cookie. Whoever
joins, logs in or logs out leaves the old token behind: nothing leaks between people who share a device.

A sign after the token says what its owner answered when asked whether the feed may learn from what they
watch: + yes, - no, nothing: not asked yet. So the answer is at hand where it counts, and goes with the token.
"""

import ipaddress
import secrets
from datetime import date
from typing import Literal

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation

from mutoscope.apps.accounts.contracts import Viewer
from mutoscope.core.policy.ages import known_age
from mutoscope.core.units import Refusal

COOKIE = "__Host-viewer" if settings.SESSION_COOKIE_SECURE else "viewer"
COOKIE_SECONDS = 180 * 86_400
Answer = Literal["yes", "no", "unasked"]
_SIGNS: dict[str, Answer] = {"+": "yes", "-": "no"}
_signer = Signer(salt="mutoscope.viewer")


def viewer_of(request: HttpRequest) -> Viewer:
    """Who asks; the same answer for the whole request. A browser without a token is given one."""
    known: Viewer | None = getattr(request, "_viewer", None)
    if known is None:
        known = request._viewer = _find(request)  # type: ignore[attr-defined]
    return known


def person_of(request: HttpRequest) -> int:
    """The id of the person who asks; refuses log_in_first."""
    if not request.user.is_authenticated:
        raise Refusal("log_in_first", "Please log in first.", status=401)
    return int(request.user.pk)


def client_key(request: HttpRequest) -> str:
    """The network place a request comes from, as a key of rate limits; one IPv6 household is one place."""
    address = getattr(request, "client_address", "") or request.META.get("REMOTE_ADDR", "")
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return f"c{address}"
    if ip.version == 6:
        ip = ip.ipv4_mapped or ipaddress.ip_network((int(ip) >> 64 << 64, 64)).network_address
    return f"c{ip}"


def asker(request: HttpRequest) -> str:
    """The key under which a request's rate limits count: the person's, or the place it comes from."""
    return f"p{request.user.pk}" if request.user.is_authenticated else client_key(request)


def anonymous_key(request: HttpRequest) -> str:
    """The key of the browser's own token, whoever is logged in; empty when it has none."""
    token, _ = _token_of(request)
    return f"a{token}" if token else ""


def learning_answer(request: HttpRequest) -> Answer:
    """What the browser's owner answered, whoever is logged in."""
    return _token_of(request)[1]


def answer_learning(request: HttpRequest, yes: bool, *, anew: bool = False) -> None:
    """Remember, in the browser's own cookie, whether the feed may learn; ``anew`` under a new token."""
    token, _ = _token_of(request)
    request._viewer = None  # type: ignore[attr-defined]
    request._viewer_token = (_new_token() if anew or not token else token) + ("+" if yes else "-")  # type: ignore[attr-defined]


def forget_viewer(request: HttpRequest) -> None:
    """Leave the browser's token behind: the answer to this request brings a new one.

    A new one rather than none, because not every client hears that a cookie should go.
    """
    request._viewer = None  # type: ignore[attr-defined]
    request._viewer_token = _new_token()  # type: ignore[attr-defined]


def keep_token(request: HttpRequest, response: HttpResponse) -> None:
    """Give the browser the token that this request made, if it made one."""
    token: str = getattr(request, "_viewer_token", "")
    if token:
        response.set_cookie(
            COOKIE,
            _signer.sign(token),
            max_age=COOKIE_SECONDS,
            httponly=True,
            samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE,
        )


def _find(request: HttpRequest) -> Viewer:
    user = request.user
    if user.is_authenticated:
        age = known_age(user.birth_date, _today())
        return Viewer(f"p{user.pk}", int(user.pk), age, user.language, user.is_staff)
    token, answer = _token_of(request)
    if not token:
        token = request._viewer_token = _new_token()  # type: ignore[attr-defined]
    language = translation.get_language() or settings.LANGUAGE_CODE
    return Viewer(f"a{token}", 0, 0, language, learning=answer)


def _new_token() -> str:
    return secrets.token_hex(16)


def _token_of(request: HttpRequest) -> tuple[str, Answer]:
    """The browser's token and its owner's answer; no token when there is none that we signed."""
    value: str = getattr(request, "_viewer_token", "")
    if not value:
        try:
            value = _signer.unsign(request.COOKIES.get(COOKIE, ""))
        except BadSignature:
            return "", "unasked"
    token = value.rstrip("+-")
    return token, _SIGNS.get(value[len(token) :], "unasked")


def _today() -> date:
    return timezone.now().date()
