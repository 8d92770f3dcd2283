"""The cases of a customer's person, newest first."""

from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from reglament.core.regulation.model.regulation import Regulation
from reglament.desk.queries.cases_of import KEYS, ListedCase, cases_of
from reglament.desk.queries.cursor import CursorUnreadable, read_cursor
from reglament.web.asked import Asked, asked
from reglament.web.page import page as made
from reglament.web.told import Due, due_of
from reglament.words.moment import moment
from reglament.words.noun import word


@dataclass(frozen=True, slots=True)
class Shown:
    """A case of the list in words."""

    number: str
    subject: str | None
    confidential: bool
    customer: str
    status: str
    due: Due
    received: str


@login_required
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Show them; staff has its queue."""
    who = asked(request)
    if who.is_staff:
        return redirect("queue")
    only_open = request.GET.get("only") == "open"
    try:
        after = read_cursor(request.GET["after"], keys=KEYS) if request.GET.get("after") else None
    except CursorUnreadable:
        return redirect("cases")
    found = cases_of(desk=who.desk, viewer=who.viewer, only_open=only_open, after=after)
    only = "open" if only_open else ""
    values = {
        "rows": [_shown(who, row, found.regulations[row.digest]) for row in found.rows],
        "only": only,
        "filters": ("", "open"),
        "now": moment(who.now, who.here, who.language),
        "later": urlencode({"only": only, "after": found.after.text}) if found.after else "",
        "is_first": after is None,
    }
    return made(request, "portal/cases.html", values)


def _shown(who: Asked, row: ListedCase, regulation: Regulation) -> Shown:
    return Shown(
        number=row.number,
        subject=row.subject,
        confidential=row.confidential,
        customer=row.customer_name,
        status=word("status", row.status, who.language),
        due=due_of(row, regulation, who),
        received=moment(row.received_at, who.here, who.language, year=False),
    )
