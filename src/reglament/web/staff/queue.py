"""The queue of staff: a page of open cases, the most urgent first."""

from dataclasses import replace

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from reglament.core.regulation.model.regulation import Regulation
from reglament.desk.queries.cursor import CursorUnreadable
from reglament.desk.queries.queue import KEYS, Only, QueueRow, queue
from reglament.web.asked import Asked, asked
from reglament.web.listing import Shown, around, begins_after, shown
from reglament.web.page import page as made
from reglament.web.told import axes_of

ONLY = {
    "": Only(),
    "mine": Only(mine=True),
    "unassigned": Only(unassigned=True),
    "breached": Only(breached=True),
}


@login_required
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Show it; `only` and `after` are read from the address."""
    who = asked(request)
    if not who.is_staff:
        raise Http404
    chosen = request.GET.get("only", "")
    only = chosen if chosen in ONLY else ""
    try:
        after = begins_after(request, keys=KEYS)
    except CursorUnreadable:
        return redirect("queue")
    found = queue(desk=who.desk, viewer=who.viewer, at=who.now, only=ONLY[only], after=after)
    values = {
        **around(who, only=only, filters=tuple(ONLY), after=after, later=found.after),
        "rows": [_shown(row, found.regulations[row.digest], who) for row in found.rows],
    }
    return made(request, "staff/queue.html", values)


def _shown(row: QueueRow, regulation: Regulation, who: Asked) -> Shown:
    return replace(
        shown(row, regulation, who),
        axes=tuple(value for _, value in axes_of(row.axes, regulation, who.language)),
        assignee=row.assignee_name or row.assignee,
    )
