"""The style sheet: one file a component, served as one under a name that changes with it."""

from functools import cache
from hashlib import sha256
from importlib.resources import files

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe


@cache
def _sheet() -> bytes:
    folder = files("reglament.web") / "components"
    parts = sorted((one for one in folder.iterdir() if one.name.endswith(".css")), key=lambda one: one.name)
    return b"\n".join(part.read_bytes() for part in parts)


@cache
def _digest() -> str:
    return sha256(_sheet()).hexdigest()[:16]


def address() -> str:
    return f"/style-{_digest()}.css"


@require_safe
def sheet(_request: HttpRequest, digest: str) -> HttpResponse:
    """Serve it; whoever has it under this name may keep it for ever."""
    if digest != _digest():
        raise Http404
    return HttpResponse(
        _sheet(),
        content_type="text/css; charset=utf-8",
        headers={"Cache-Control": "public, max-age=31536000, immutable"},
    )
