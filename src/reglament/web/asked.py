"""Who asks for a page, of which desk, in which language and on whose wall clock; known before any page is made."""

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import translation

from reglament.desk.acts.who import viewer_of
from reglament.desk.record.desk import Desk
from reglament.desk.record.viewer import Viewer
from reglament.people.models import User
from reglament.web.headers import Answer
from reglament.words.catalogue import Language
from reglament.words.moment import LocalTime

DESK, ASKED = "reglament.desk", "reglament.asked"
NOBODY = Viewer("nobody")


@dataclass(frozen=True, slots=True)
class Asked:
    """`user` None: nobody signed in. `here`: the wall clock of whoever reads."""

    desk: Desk
    user: User | None
    viewer: Viewer
    language: Language
    here: LocalTime

    @property
    def is_staff(self) -> bool:
        return self.user is not None and self.user.contact_id is None

    @property
    def now(self) -> int:
        return self.desk.world.now()


def asked(request: HttpRequest) -> Asked:
    """What the middleware found out."""
    found: Asked = request.META[ASKED]
    return found


def asking(answer: Answer) -> Answer:
    """The middleware that finds it out."""

    def answered(request: HttpRequest) -> HttpResponseBase:
        request.META[ASKED] = found = _asked(request)
        with translation.override(found.language):
            return answer(request)

    return answered


def language_of(request: HttpRequest) -> Language:
    """The language of whoever is signed in, else the one his browser likes better."""
    found = request.META.get(ASKED)
    if isinstance(found, Asked):
        return found.language
    return preferred(request.META.get("HTTP_ACCEPT_LANGUAGE", ""))


def preferred(accepted: str) -> Language:
    """Russian, unless English stands before it."""
    liked: dict[str, float] = {}
    for item in accepted[:500].lower().split(","):
        name, _, weight = item.strip().partition(";q=")
        liked.setdefault(name[:2], _weight(weight))
    return "en" if liked.get("en", 0.0) > liked.get("ru", 0.0) else "ru"


def _weight(text: str) -> float:
    try:
        return float(text or 1)
    except ValueError:
        return 0.0


def _asked(request: HttpRequest) -> Asked:
    desk: Desk = request.META[DESK]
    user = request.user if isinstance(request.user, User) else None
    zone = user.zone if user else "UTC"
    here = LocalTime(zone, desk.shelf.zone(zone))
    if user is None:
        return Asked(desk, None, NOBODY, preferred(request.META.get("HTTP_ACCEPT_LANGUAGE", "")), here)
    spoken: Language = "en" if user.language == "en" else "ru"
    return Asked(desk, user, viewer_of(desk=desk, user=UUID(str(user.pk))), spoken, here)
