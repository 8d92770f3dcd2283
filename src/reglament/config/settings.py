"""Django's settings. Whatever differs from place to place is read from the environment, here and nowhere else."""

import os
from urllib.parse import parse_qsl, unquote, urlsplit

SECRET_KEY = os.environ.get("REGLAMENT_SECRET_KEY", "")
DEBUG = False
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_CODE = "ru"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "reglament.people",
    "reglament.desk",
]
AUTH_USER_MODEL = "people.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
MIDDLEWARE: list[str] = []


def database(url: str) -> dict[str, object]:
    """Read `postgresql://role:password@host:port/name?sslmode=…`; a host that is a folder is written percent-encoded."""
    parts = urlsplit(url)
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
            "options": "-c timezone=UTC",
            "server_side_binding": True,
            "prepare_threshold": 3,
        },
    }


# The role whose address this process was given: web, worker, ingest, audit, backup, or owner for migrations.
DATABASES = {"default": database(os.environ.get("REGLAMENT_DATABASE", "postgresql:///reglament"))}
