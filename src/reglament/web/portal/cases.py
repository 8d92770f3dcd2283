"""The cases of a customer's person, newest first."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from reglament.desk.queries.cases_of import KEYS, cases_of
from reglament.desk.queries.cursor import CursorUnreadable
from reglament.web.asked import asked
from reglament.web.listing import around, begins_after, shown
from reglament.web.page import page as made


@login_required
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Show them; staff has its queue."""
    who = asked(request)
    if who.is_staff:
        return redirect("queue")
    only_open = request.GET.get("only") == "open"
    try:
        after = begins_after(request, keys=KEYS)
    except CursorUnreadable:
        return redirect("cases")
    found = cases_of(desk=who.desk, viewer=who.viewer, only_open=only_open, after=after)
    only = "open" if only_open else ""
    values = {
        **around(who, only=only, filters=("", "open"), after=after, later=found.after),
        "rows": [shown(row, found.regulations[row.digest], who) for row in found.rows],
    }
    return made(request, "portal/cases.html", values)
