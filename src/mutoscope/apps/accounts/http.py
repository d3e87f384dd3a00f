"""Accounts over HTTP: thin routes over ``sessions``, ``claims``, ``services`` and ``pictures``.

Every write of the API, of every app, must carry the token that only our own pages can read
(``from_our_pages``, which the API asks before anything else).
"""

from typing import Annotated, Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from ninja import Field, Router, Schema
from ninja.utils import check_csrf
from pydantic import ConfigDict, StrictBool, model_validator

from mutoscope.apps.accounts import claims, pictures, queries, second_step, services, sessions
from mutoscope.apps.accounts.answers import answers, encoded
from mutoscope.apps.accounts.devices import here as device_of
from mutoscope.apps.accounts.limits import take
from mutoscope.apps.accounts.proofs import needed as proof_needed
from mutoscope.apps.accounts.rooms import acts, staff_of
from mutoscope.apps.accounts.security_http import CodeIn, CredentialIn, OptionsOut
from mutoscope.apps.accounts.security_http import router as security
from mutoscope.apps.accounts.sessions import log_out
from mutoscope.apps.accounts.viewers import answer_learning, asker, client_key, person_of, viewer_of
from mutoscope.core.policy.comments import CommentsFor
from mutoscope.core.policy.downloads import may_offer
from mutoscope.core.policy.reuse import Reuse
from mutoscope.core.units import Refusal, to_text

__all__ = [
    "ClientId",
    "acts",
    "answer_learning",
    "answers",
    "asker",
    "client_key",
    "device_of",
    "encoded",
    "from_our_pages",
    "log_out",
    "person_of",
    "proof_needed",
    "router",
    "staff_of",
    "viewer_of",
]

router = Router(tags=["accounts"])
router.add_router("", security)

Line = Annotated[str, Field(max_length=400)]
Text = Annotated[str, Field(max_length=4000)]
ClientId = Annotated[str, Field(min_length=1, max_length=100, pattern=r"^[^\x00]+$")]
"""What a client calls something, so that asking twice is asking once. PostgreSQL keeps no NUL in a text."""


def from_our_pages(request: HttpRequest) -> bool:
    """Refuse a write that another site's page may have sent in somebody's name: csrf."""
    if request.method not in ("GET", "HEAD", "OPTIONS") and check_csrf(request):
        raise Refusal("csrf", "Please reload the page and try again.", status=403)
    return True


class QuotaOut(Schema):
    used: int
    limit: int


class MyselfOut(Schema):
    id: str
    handle: str
    name: str
    bio: str
    avatar_url: str
    email: str
    language: str
    is_private: bool
    is_staff: bool
    allow_downloads: bool
    allows: list[Reuse]
    """What others may make of their new videos, unless they say otherwise of one."""
    comments_for: CommentsFor
    """Who may comment on their new videos."""
    may_offer_downloads: bool
    """Whether they are old enough to, and to let others make something of their videos."""
    quota: QuotaOut


class ConfigOut(Schema):
    media_url: str
    stream_url: str
    """Where news are streamed from."""
    upload_max_bytes: int
    upload_max_seconds: int
    minimum_age: int
    languages: list[str]


class MeOut(Schema):
    person: MyselfOut | None
    viewer_key: str
    csrf: str
    config: ConfigOut
    confirm_email: bool = False
    """Joined, but the address must be confirmed before logging in."""


class JoinIn(Schema):
    handle: Line
    email: Line
    password: Text
    birth_date: Line
    language: Line = "en"
    keep_learned: StrictBool = False


class ClaimIn(Schema):
    token: Line
    handle: Line
    email: Line
    password: Text
    birth_date: Line
    language: Line = "en"


class LoginIn(Schema):
    login: Line
    password: Text
    keep: StrictBool = False
    """Keep an account that was to be deleted."""


class PasskeyLoginIn(CredentialIn):
    keep: StrictBool = False


class ForgotIn(Schema):
    email: Annotated[str, Field(max_length=400, pattern=r"^[^\x00]*$")]


class ResetIn(Schema):
    key: Line
    password: Text


class ProfileIn(Schema):
    """What is left out stays as it is; what is not named here is refused, not overheard."""

    model_config = ConfigDict(extra="forbid")

    name: Text | None = None
    bio: Text | None = None
    language: Line | None = None
    handle: Line | None = None

    @model_validator(mode="before")
    @classmethod
    def _of_this_version(cls, wish: Any) -> Any:
        """Pages that were open before sent more with every save, which has a place of its own now."""
        if isinstance(wish, dict) and {"is_private", "allow_downloads"} & wish.keys():
            raise Refusal(
                "old_page", "This page is older than the server. Please reload it and try again.", status=409
            )
        return wish


class DoneOut(Schema):
    done: bool = True


@router.get("/me", response=MeOut)
def me(request: HttpRequest) -> MeOut:
    """Who I am, or that nobody knows me; and what the client must know of this server."""
    sessions.keep_fresh(request)
    return _me(request)


@router.post("/join", response=MeOut)
def join(request: HttpRequest, response: HttpResponse, wish: JoinIn) -> MeOut:
    logged_in = sessions.join(request, sessions.Wish(**wish.dict()))
    answer = _me(request)
    answer.confirm_email = not logged_in
    return _in_their_language(answer, response)


@router.post("/claim", response=MeOut)
def claim(request: HttpRequest, response: HttpResponse, wish: ClaimIn) -> MeOut:
    """Become the administrator, once, with the token that the program printed when it started."""
    filled_in = wish.dict()
    claims.claim(request, filled_in.pop("token"), sessions.Wish(**filled_in))
    return _in_their_language(_me(request), response)


@router.post("/login", response=MeOut)
def login(request: HttpRequest, response: HttpResponse, who: LoginIn) -> MeOut:
    sessions.log_in(request, who.login, who.password, keep=who.keep)
    return _in_their_language(_me(request), response)


@router.post("/login/code", response=MeOut)
def login_code(request: HttpRequest, response: HttpResponse, given: CodeIn) -> MeOut:
    """The second step of a log-in: a code of the app, or a recovery code."""
    sessions.log_in_second(request, code=given.code)
    return _in_their_language(_me(request), response)


@router.post("/login/second-passkey/options", response=OptionsOut)
def login_second_options(request: HttpRequest) -> OptionsOut:
    return OptionsOut(options=second_step.second_passkey_options(request))


@router.post("/login/second-passkey", response=MeOut)
def login_second_passkey(request: HttpRequest, response: HttpResponse, given: CredentialIn) -> MeOut:
    """The second step of a log-in: a passkey."""
    sessions.log_in_second(request, credential=given.credential)
    return _in_their_language(_me(request), response)


@router.post("/login/passkey/options", response=OptionsOut)
def login_passkey_options(request: HttpRequest) -> OptionsOut:
    return OptionsOut(options=second_step.passkey_login_options(request))


@router.post("/login/passkey", response=MeOut)
def login_passkey(request: HttpRequest, response: HttpResponse, given: PasskeyLoginIn) -> MeOut:
    """Log in with a passkey alone."""
    sessions.log_in_by_passkey(request, given.credential, keep=given.keep)
    return _in_their_language(_me(request), response)


@router.post("/logout", response=MeOut)
def logout(request: HttpRequest) -> MeOut:
    sessions.log_out(request)
    return _me(request)


@router.post("/password/forgot", response=DoneOut)
def password_forgot(request: HttpRequest, who: ForgotIn) -> DoneOut:
    """The same answer whether or not anybody has the address."""
    sessions.forgot(request, who.email)
    return DoneOut()


@router.post("/password/reset", response=DoneOut)
def password_reset(request: HttpRequest, new: ResetIn) -> DoneOut:
    sessions.reset(request, new.key, new.password)
    return DoneOut()


@router.patch("/me", response=MeOut)
def change_me(request: HttpRequest, response: HttpResponse, wish: ProfileIn) -> MeOut:
    person_id = person_of(request)
    take(asker(request), "profile")
    services.change_profile(person_id, **wish.dict())
    request.user.refresh_from_db()
    return _in_their_language(_me(request), response)


@router.put("/me/avatar", response=MeOut)
def put_avatar(request: HttpRequest) -> MeOut:
    """The body is the picture itself: JPEG, PNG or WebP, at most 8 MB."""
    person_id = person_of(request)
    take(asker(request), "avatar")
    if int(request.META.get("CONTENT_LENGTH") or 0) > pictures.MAX_BYTES:
        raise pictures.too_large()
    pictures.set_avatar(person_id, request.read(pictures.MAX_BYTES + 1))
    request.user.refresh_from_db()
    return _me(request)


@router.delete("/me/avatar", response=MeOut)
def delete_avatar(request: HttpRequest) -> MeOut:
    pictures.remove_avatar(person_of(request))
    request.user.refresh_from_db()
    return _me(request)


@router.get("/avatars/{key}", response={200: None})
def avatar(request: HttpRequest, key: str) -> HttpResponse:
    """A picture by its hash, which never changes; only avatars can be had here, whatever else is stored."""
    picture = pictures.read_avatar(key)
    if picture is None:
        raise Http404
    answer = HttpResponse(picture, content_type="image/webp")
    answer["Cache-Control"] = "public, max-age=31536000, immutable"
    answer["Content-Disposition"] = "inline; filename=avatar.webp"
    return answer


def _me(request: HttpRequest) -> MeOut:
    config = settings.CONFIG
    user = request.user
    person = None
    if user.is_authenticated:
        quota = queries.quota(user.pk)
        person = MyselfOut(
            id=to_text(user.pk),
            handle=user.username,
            name=user.name,
            bio=user.bio,
            avatar_url=queries.avatar_url(user.avatar_object),
            email=user.email,
            language=user.language,
            is_private=user.is_private,
            is_staff=user.is_staff,
            allow_downloads=user.allow_downloads,
            allows=list(queries.allows(user.pk)),
            comments_for=queries.comments_for(user.pk),
            may_offer_downloads=may_offer(viewer_of(request).age),
            quota=QuotaOut(used=quota.used, limit=quota.limit),
        )
    return MeOut(
        person=person,
        viewer_key=viewer_of(request).key,
        csrf=get_token(request),
        config=ConfigOut(
            media_url=config.media_address,
            stream_url=f"{config.stream_address}/api/stream",
            upload_max_bytes=config.upload_max_bytes,
            upload_max_seconds=config.upload_max_seconds,
            minimum_age=config.minimum_age,
            languages=list(config.languages),
        ),
    )


def _in_their_language(answer: MeOut, response: HttpResponse) -> MeOut:
    """From the next request on, what the server says comes in the person's language."""
    if answer.person is not None:
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            answer.person.language,
            max_age=365 * 86_400,
            samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE,
        )
    return answer
