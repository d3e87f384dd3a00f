"""Small pages that work without the client: claiming the first account, confirming an address, staying."""

from allauth.headless.account.inputs import VerifyEmailInput
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import get_language, gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from mutoscope.apps.accounts import claims, leaving, sessions
from mutoscope.core.units import Refusal


@never_cache
@require_http_methods(["GET", "POST"])
def claim(request: HttpRequest, token: str) -> HttpResponse:
    """The form behind the link that the program prints when there is no administrator yet."""
    wrong = ""
    typed = {name: request.POST.get(name, "")[:400] for name in ("handle", "email", "birth_date")}
    if request.method == "POST":
        try:
            wish = sessions.Wish(
                **typed, password=request.POST.get("password", "")[:4000], language=get_language() or "en"
            )
            claims.claim(request, token, wish)
            return HttpResponseRedirect("/")
        except Refusal as refusal:
            wrong = (
                gettext(refusal.sentence) % refusal.fields if refusal.fields else gettext(refusal.sentence)
            )
    is_open = claims.is_open(token)
    status = 200 if is_open and not wrong else 403 if not is_open else 400
    return render(
        request,
        "accounts/claim.html",
        {"is_open": is_open, "wrong": wrong, "typed": typed, "minimum_age": settings.CONFIG.minimum_age},
        status=status,
    )


@never_cache
@require_http_methods(["GET", "POST"])
def keep(request: HttpRequest, token: str) -> HttpResponse:
    """Keeps an account that was to be deleted, by a button behind the link of the mail that said so."""
    good = leaving.of_link(token) is not None
    done = good and request.method == "POST" and leaving.keep_by_link(token)
    status = 200 if good else 403
    return render(request, "accounts/keep.html", {"good": good, "done": done}, status=status)


@never_cache
@require_http_methods(["GET", "POST"])
def verify(request: HttpRequest, key: str) -> HttpResponse:
    """Confirms an address, by a button: programs that open every link in a mail must not do it."""
    asked = VerifyEmailInput({"key": key})
    good = asked.is_valid()
    done = False
    if good and request.method == "POST":
        done = asked.verification.confirm(request) is not None
    email = asked.verification.email_address.email if good else ""
    return render(
        request,
        "accounts/verify.html",
        {"good": good, "done": done, "email": email},
        status=200 if good else 403,
    )
