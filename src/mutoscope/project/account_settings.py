"""Django's and allauth's settings about accounts, kept together because they only make sense together."""

from mutoscope.project.caches import cache_settings
from mutoscope.project.config import Config


def account_settings(config: Config) -> dict[str, object]:
    """Sessions, passwords, sign-up and the rate limits of allauth."""
    return {
        "AUTHENTICATION_BACKENDS": ["allauth.account.auth_backends.AuthenticationBackend"],
        "AUTH_PASSWORD_VALIDATORS": [
            {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
            for name, options in (
                ("UserAttributeSimilarityValidator", {"user_attributes": ("username", "email", "name")}),
                ("MinimumLengthValidator", {"min_length": 12}),
                ("CommonPasswordValidator", {}),
                ("NumericPasswordValidator", {}),
            )
        ],
        "LOGIN_REDIRECT_URL": "/",
        "LOGOUT_REDIRECT_URL": "/",
        "PASSWORD_RESET_TIMEOUT": 2 * 3600,
        "HEADLESS_ONLY": True,
        "ACCOUNT_ADAPTER": "mutoscope.apps.accounts.adapter.Adapter",
        "ACCOUNT_LOGIN_METHODS": {"username", "email"},
        "ACCOUNT_SIGNUP_FIELDS": ["email*", "username*", "password1*"],
        "ACCOUNT_PRESERVE_USERNAME_CASING": False,
        "ACCOUNT_EMAIL_VERIFICATION": "mandatory" if config.verify_email else "optional",
        # joining says nothing about whether an address is known: a second account may be made with it, and
        # only who reads that mailbox can confirm it
        "ACCOUNT_PREVENT_ENUMERATION": "strict",
        "ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS": False,
        "ACCOUNT_EMAIL_SUBJECT_PREFIX": "",
        "ACCOUNT_SESSION_REMEMBER": True,
        "ACCOUNT_CHANGE_EMAIL": True,  # a new address counts, and replaces the old one, once it is confirmed
        "ACCOUNT_EMAIL_NOTIFICATIONS": True,
        "ACCOUNT_REAUTHENTICATION_REQUIRED": True,
        "ACCOUNT_REAUTHENTICATION_TIMEOUT": 600,
        "MFA_ADAPTER": "mutoscope.apps.accounts.adapter.SecondStepAdapter",
        "MFA_SUPPORTED_TYPES": ["totp", "webauthn", "recovery_codes"],
        "MFA_PASSKEY_LOGIN_ENABLED": True,
        "MFA_TOTP_ISSUER": "Mutoscope",
        "MFA_TOTP_TOLERANCE": 1,  # phones' clocks go wrong by half a minute
        # Where nobody must confirm an address, a second step may not depend on it either.
        "MFA_ALLOW_UNVERIFIED_EMAIL": not config.verify_email,
        "ACCOUNT_RATE_LIMITS": {"login_failed": "30/m/ip,8/5m/key", "reset_password": "20/m/ip,3/10m/key"},
        "CACHES": cache_settings(config),
    }
