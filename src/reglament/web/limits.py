"""How much may be sent to a page. The server in front holds the whole body before a thread is taken."""

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from reglament.web.failing import too_large
from reglament.web.headers import Answer


def limits(answer: Answer) -> Answer:
    """The middleware: what is too large is refused before it is read."""

    def answered(request: HttpRequest) -> HttpResponseBase:
        size = request.META.get("CONTENT_LENGTH") or "0"
        if not size.isascii() or not size.isdigit() or int(size[:18]) > settings.LARGEST_BODY:
            return too_large(request)
        return answer(request)

    return answered
