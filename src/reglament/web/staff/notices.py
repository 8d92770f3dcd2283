"""What somebody of staff was told: for those who take no letters the only place, for all others a second look."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from reglament.desk.queries.told import ToldRow, told
from reglament.web.asked import asked
from reglament.web.page import page as made
from reglament.words.catalogue import Language, sentence
from reglament.words.moment import moment


@login_required
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Show the last of it."""
    who = asked(request)
    if who.user is None or not who.is_staff:
        raise Http404
    rows = [
        {
            "moment": moment(row.told_at, who.here, who.language),
            "number": row.case,
            "what": sentence(f"digest {row.kind}", who.language) if row.case else row.kind,
            "cited": _cited(row, who.language),
        }
        for row in told(viewer=who.viewer)
    ]
    return made(request, "staff/notices.html", {"rows": rows})


def _cited(row: ToldRow, language: Language) -> str:
    """The clause of the rule by its id; a trouble of the desk has none."""
    number = row.rule.rpartition("/")[0] if row.case else ""
    return sentence("cited", language, {"number": number}) if number else ""
