"""Django's settings, derived from the operator's configuration."""

from pathlib import Path
from urllib.parse import unquote, urlsplit

from mutoscope.adapters.fonts import FOLDER
from mutoscope.adapters.webpush import new_key
from mutoscope.project import config as _config
from mutoscope.project.account_settings import account_settings
from mutoscope.project.client_files import add_headers, is_immutable
from mutoscope.project.keys import kept_key, secret_key
from mutoscope.project.logs import django_logging
from mutoscope.project.mail import email_settings
from mutoscope.project.translations import compile_catalogues
from mutoscope.project.wiring import LISTENERS

CONFIG = _config.read()
HOME = CONFIG.home_path
HOME.mkdir(parents=True, exist_ok=True)


def _former_keys() -> list[str]:
    """Keys that still open what they once signed: one a line in secret.key.former, newest first."""
    path = HOME / "secret.key.former"
    return path.read_text("utf-8").split() if path.exists() else []


SECRET_KEY = secret_key(HOME)
"""Signs sessions and addresses."""
SECRET_KEY_FALLBACKS = _former_keys()
PUSH_KEY = kept_key(HOME, "push.key", new_key)
"""Says to push services who we are: browsers subscribe to it, so a new one ends every subscription."""
LOGGING = django_logging(CONFIG)
DEBUG = CONFIG.debug
_public = urlsplit(CONFIG.web_address)
_media = urlsplit(CONFIG.media_address)
ALLOWED_HOSTS = sorted(
    {_public.hostname or "localhost", "localhost", "127.0.0.1", "[::1]", *CONFIG.extra_hosts}
)
_port = f":{_public.port}" if _public.port else ""
CSRF_TRUSTED_ORIGINS = sorted({f"{_public.scheme}://{host}{_port}" for host in ALLOWED_HOSTS})
CSRF_FAILURE_VIEW = "mutoscope.project.errors.forbidden"

INSTALLED_APPS = [
    "mutoscope.apps.accounts.apps.RoomsConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.headless",
    "allauth.mfa",
    "django_tasks",
    "mutoscope.apps.flow",
    "mutoscope.apps.accounts",
    "mutoscope.apps.relations",
    "mutoscope.apps.videos",
    "mutoscope.apps.social",
    "mutoscope.apps.messages",
    "mutoscope.apps.safety",
    "mutoscope.apps.studio",
    "mutoscope.apps.likeness",
    "mutoscope.apps.search",
    "mutoscope.apps.notices",
    "mutoscope.apps.feed",
    "mutoscope.apps.sharing",
    "mutoscope.apps.insights",
    "mutoscope.apps.privacy",
    "mutoscope.project.demo",
]

MIDDLEWARE = [
    "mutoscope.project.middleware.RequestContext",
    "mutoscope.project.middleware.SecurityHeaders",
    "django.middleware.security.SecurityMiddleware",
    "mutoscope.project.client_files.Files",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "mutoscope.project.middleware.UnheardBodies",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "mutoscope.apps.accounts.middleware.PersonMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "mutoscope.apps.accounts.middleware.ViewerMiddleware",
]

ROOT_URLCONF = "mutoscope.project.urls"
WSGI_APPLICATION = "mutoscope.project.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [Path(__file__).parent / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]


def _database(url: str) -> dict[str, object]:
    if not url:
        return {
            "ENGINE": "mutoscope.project.sqlite",
            "NAME": HOME / "mutoscope.sqlite3",
            "TEST": {"NAME": HOME / "test.sqlite3"},  # a file: tests meet the same locks as people do
            "CONN_MAX_AGE": None,  # the last one to close a database folds its log away, which costs fsyncs
            "OPTIONS": {
                "timeout": 20,
                "transaction_mode": "IMMEDIATE",
                # commits are synced after their turn: project.sqlite.keeping
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;"
                "PRAGMA wal_autocheckpoint=0;",
            },
        }
    parts = urlsplit(url)
    if parts.scheme not in ("postgres", "postgresql"):
        raise _config.ConfigError("database must be a postgres:// address, or empty for SQLite")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),  # %2Ffolder: a socket's folder
        "PORT": parts.port or "",
        "CONN_MAX_AGE": 60,
    }


DATABASES = {"default": _database(CONFIG.database)}
AUTH_USER_MODEL = "accounts.Person"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
TASKS = {"default": {"BACKEND": "mutoscope.apps.flow.backend.LeaseBackend", "QUEUES": []}}
FLOW_LISTENERS = LISTENERS

LANGUAGE_CODE = "en"
LANGUAGES = [(code, code) for code in CONFIG.languages]
LOCALE_PATHS = [Path(__file__).parent / "locale"]
compile_catalogues(LOCALE_PATHS[0])
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
CLIENT = Path(__file__).parent / "client"
"""The web client as Vite built it for /static/client/; its index.html answers every address of a screen."""
STATICFILES_DIRS = [
    *([("client", CLIENT)] if CLIENT.is_dir() else []),
    Path(__file__).parent / "static",
    ("fonts", FOLDER),  # the browser sets words with the same files as the render
]
WHITENOISE_USE_FINDERS = True  # files are served from where they are: nothing to collect
WHITENOISE_AUTOREFRESH = False
WHITENOISE_MAX_AGE = 60
WHITENOISE_IMMUTABLE_FILE_TEST = is_immutable
WHITENOISE_ALLOW_ALL_ORIGINS = False
WHITENOISE_ADD_HEADERS_FUNCTION = add_headers

_https = _public.scheme == "https"
SESSION_COOKIE_NAME = "__Host-session" if _https else "session"
SESSION_ENGINE = "mutoscope.apps.accounts.session_store"
SESSION_COOKIE_AGE = 30 * 24 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _https
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if _https and not CONFIG.lan_port else 0
# A header that anybody can send is believed only where a proxy was declared that overwrites it.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if CONFIG.trusted_proxies else None
ALLAUTH_TRUSTED_PROXY_COUNT = CONFIG.trusted_proxies
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024  # the largest body is an avatar; films never come this way
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000
DATA_UPLOAD_MAX_NUMBER_FILES = 10

DEFAULT_FROM_EMAIL = SERVER_EMAIL = CONFIG.mail_from
globals().update(email_settings(CONFIG.mail))
globals().update(account_settings(CONFIG))
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
