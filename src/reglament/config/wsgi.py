"""The pages as a WSGI application: every request carries the desk of this process."""

from collections.abc import Callable, Iterable
from typing import Any

from django.core.wsgi import get_wsgi_application

from reglament.desk.record.desk import Desk
from reglament.web.asked import DESK

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def application_of(desk: Desk) -> Application:
    """Give the application that serves this desk."""
    pages: Application = get_wsgi_application()

    def application(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        environ[DESK] = desk
        return pages(environ, start)

    return application
