"""What every template is given: sentences in the reader's language, the style sheet, who is signed in."""

from collections.abc import Mapping
from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from reglament.desk.clock.world import Moved
from reglament.web.asked import ASKED, Asked, language_of
from reglament.web.style import address
from reglament.words.catalogue import Language, sentence
from reglament.words.length import length


def given(request: HttpRequest) -> dict[str, object]:
    """The context processor; it asks no database, for it also serves pages about a database that is away."""
    language = language_of(request)
    found = request.META.get(ASKED)
    user = found.user if isinstance(found, Asked) else None
    return {
        "say": partial(say, language),
        "language": language,
        "style": address(),
        "moved": length(moved, language) if (moved := moved_by(found)) else "",
        "user_name": (user.name or user.email) if user else "",
        "is_staff": user is not None and user.contact_id is None,
    }


def moved_by(found: object) -> int:
    """By how many seconds the desk's clock is not the machine's: a demo's can be moved on."""
    world: object = found.desk.world if isinstance(found, Asked) else None
    return world.moved_by if isinstance(world, Moved) else 0


def say(language: Language, phrase: str, **values: object) -> str:
    """A sentence of the pages."""
    return sentence(f"page {phrase}", language, values)


def page(
    request: HttpRequest, template: str, values: Mapping[str, object], *, status: int = 200
) -> HttpResponse:
    return render(request, template, dict(values), status=status)
