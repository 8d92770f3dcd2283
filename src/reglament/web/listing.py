"""What every page of a list of cases does: reads from where on, tells each row in words, and names the pages around it."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.http import urlencode

from reglament.core.regulation.model.regulation import Regulation
from reglament.desk.queries.cursor import Cursor, read_cursor
from reglament.desk.queries.listed import Listed
from reglament.web.asked import Asked
from reglament.web.told import Due, due_of
from reglament.words.moment import moment
from reglament.words.noun import word


@dataclass(frozen=True, slots=True)
class Shown:
    """A case of a list in words. How it is sorted and who works on it is for staff's list."""

    number: str
    subject: str | None
    confidential: bool
    customer: str
    status: str
    due: Due
    received: str
    axes: tuple[str, ...] = ()
    assignee: str | None = None


def shown(row: Listed, regulation: Regulation, who: Asked) -> Shown:
    """Tell a row to whoever asked."""
    return Shown(
        number=row.number,
        subject=row.subject,
        confidential=row.confidential,
        customer=row.customer_name,
        status=word("status", row.status, who.language),
        due=due_of(row, regulation, who),
        received=moment(row.received_at, who.here, who.language, year=False),
    )


def begins_after(request: HttpRequest, *, keys: int) -> Cursor | None:
    """The row behind which the page asked for begins; None: the first page. Raises CursorUnreadable."""
    text = request.GET.get("after")
    return read_cursor(text, keys=keys) if text else None


def around(
    who: Asked, *, only: str, filters: tuple[str, ...], after: Cursor | None, later: Cursor | None
) -> dict[str, object]:
    """What `list.html` is told beside the rows: the filter in force among all, the moment, and where the next page begins."""
    return {
        "only": only,
        "filters": filters,
        "now": moment(who.now, who.here, who.language),
        "later": urlencode({"only": only, "after": later.text}) if later else "",
        "is_first": after is None,
    }
