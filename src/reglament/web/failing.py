"""Pages of what did not work out. None of them asks the database, and none tells what is behind a closed door."""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse

from reglament.desk.record.transaction import Busy
from reglament.web.page import page

RETRY_AFTER = "5"  # seconds


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 - Django's signature
    return _page(request, 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 - Django's signature
    return _page(request, 403)


def csrf(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - the reason is no reader's affair
    return _page(request, 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 - Django's signature
    return _page(request, 404)


def too_large(request: HttpRequest) -> HttpResponse:
    return _page(request, 413)


def too_many(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 - Django's signature
    response = _page(request, 429)
    response["Retry-After"] = "60"
    return response


def failed(request: HttpRequest) -> HttpResponse:
    """A bug of ours, or a database that is away or busy: then it is worth trying again. Called while the exception is handled."""
    if isinstance(sys.exception(), Busy | OperationalError | InterfaceError):
        response = _page(request, 503)
        response["Retry-After"] = RETRY_AFTER
        return response
    return _page(request, 500)


def _page(request: HttpRequest, status: int) -> HttpResponse:
    return page(request, "failed.html", {"status": status}, status=status)
