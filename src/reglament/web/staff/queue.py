"""The queue of staff: a page of open cases, the most urgent first."""

from dataclasses import dataclass
from functools import partial

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from reglament.core.regulation.model.regulation import Regulation
from reglament.desk.queries.cursor import CursorUnreadable, read_cursor
from reglament.desk.queries.queue import KEYS, Only, QueueRow, queue
from reglament.web.asked import Asked, asked
from reglament.web.page import page as made
from reglament.web.told import Due, axes_of, due_of
from reglament.words.moment import moment
from reglament.words.noun import word

ONLY = {
    "": Only(),
    "mine": Only(mine=True),
    "unassigned": Only(unassigned=True),
    "breached": Only(breached=True),
}


@dataclass(frozen=True, slots=True)
class Shown:
    """A row of the queue in words."""

    number: str
    subject: str | None
    confidential: bool
    customer: str
    axes: tuple[str, ...]
    status: str
    due: Due
    assignee: str | None
    received: str


@login_required
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Show it; `only` and `after` are read from the address."""
    who = asked(request)
    if not who.is_staff:
        raise Http404
    chosen = request.GET.get("only", "")
    try:
        after = read_cursor(request.GET["after"], keys=KEYS) if request.GET.get("after") else None
    except CursorUnreadable:
        return redirect("queue")
    found = queue(desk=who.desk, viewer=who.viewer, at=who.now, only=ONLY.get(chosen, ONLY[""]), after=after)
    show = partial(_shown, who)
    values = {
        "rows": [show(row, found.regulations[row.digest]) for row in found.rows],
        "only": chosen if chosen in ONLY else "",
        "filters": tuple(ONLY),
        "now": moment(who.now, who.here, who.language),
        "later": urlencode({"only": chosen, "after": found.after.text}) if found.after else "",
        "is_first": after is None,
    }
    return made(request, "staff/queue.html", values)


def _shown(who: Asked, row: QueueRow, regulation: Regulation) -> Shown:
    return Shown(
        number=row.number,
        subject=row.subject,
        confidential=row.confidential,
        customer=row.customer_name,
        axes=axes_of(row.axes, regulation, who.language),
        status=word("status", row.status, who.language),
        due=due_of(row, regulation, who),
        assignee=row.assignee_name or row.assignee,
        received=moment(row.received_at, who.here, who.language, year=False),
    )
