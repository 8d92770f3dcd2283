"""Django's settings. Whatever differs from place to place is read from the environment, here and nowhere else."""

import os
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

SECRET_KEY = os.environ.get("REGLAMENT_SECRET_KEY", "")
DEBUG = False
USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_CODE = "ru"

# Where people find the desk: links in letters begin with it. Anywhere but on this machine it is reached over TLS alone.
PUBLIC_URL = os.environ.get("REGLAMENT_PUBLIC_URL", "http://localhost:8000")
LOOPBACK = ("localhost", "127.0.0.1", "::1")
PUBLIC_HOST = urlsplit(PUBLIC_URL).hostname or ""
IS_PUBLIC = PUBLIC_HOST not in LOOPBACK
# The address of the one proxy in front of the server, whose word on scheme and client is taken; empty: there is none.
TRUSTED_PROXY = os.environ.get("REGLAMENT_TRUSTED_PROXY", "")
ALLOWED_HOSTS = list(dict.fromkeys([PUBLIC_HOST, "localhost", "127.0.0.1", "[::1]"]))
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_PUBLIC
SECURE_HSTS_SECONDS = 31_536_000 if IS_PUBLIC else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = IS_PUBLIC
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 3600
# Django's own check of a form's origin needs the referrer within the site.
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "allauth",
    "allauth.account",
    "reglament.people",
    "reglament.desk",
]
MIDDLEWARE = [
    "reglament.web.headers.headers",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "reglament.web.limits.limits",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "reglament.web.asked.asking",
]
ROOT_URLCONF = "reglament.config.urls"
APPEND_SLASH = False
CSRF_FAILURE_VIEW = "reglament.web.failing.csrf"
LARGEST_BODY = 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = LARGEST_BODY
DATA_UPLOAD_MAX_NUMBER_FIELDS = 100
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [Path(__file__).resolve().parents[1] / "web" / "templates"],
        "OPTIONS": {
            "environment": "reglament.web.environment.environment",
            "context_processors": ["reglament.web.page.given"],
        },
    }
]

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
# A tenth of a second where Django's first choice takes half of one, and memory that a stolen table is costly to guess with.
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "reglament.web.sign_in.Accounts"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = {"login": "30/m/ip", "login_failed": "10/m/ip,5/5m/key"}
ALLAUTH_TRUSTED_PROXY_COUNT = 0  # the server itself puts the client's address in place, if a proxy is trusted

# Shared by all processes: attempts to sign in are counted in it.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"words": {"class": "logging.StreamHandler"}},
    "loggers": {
        # Strangers who ask for another host are answered, not written about.
        "django.security.DisallowedHost": {"handlers": [], "propagate": False},
        "django": {"handlers": ["words"], "level": "ERROR", "propagate": False},
        "waitress": {"handlers": ["words"], "level": "ERROR", "propagate": False},
    },
}


def database(url: str, limits: Mapping[str, str] | None = None) -> dict[str, object]:
    """Read `postgresql://role:password@host:port/name?sslmode=…`; a host that is a folder is written percent-encoded.

    `limits`: settings of the server's that every connection asks for.
    """
    parts = urlsplit(url)
    asked = {"timezone": "UTC", **(limits or {})}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "ATOMIC_REQUESTS": False,
        "OPTIONS": {
            **dict(parse_qsl(parts.query)),
            "options": " ".join(f"-c {name}={value}" for name, value in asked.items()),
            "server_side_binding": True,
            "prepare_threshold": 3,
        },
    }


# The role whose address this process was given: web, worker, ingest, audit, backup, or owner for migrations.
DATABASES = {"default": database(os.environ.get("REGLAMENT_DATABASE", "postgresql:///reglament"))}
