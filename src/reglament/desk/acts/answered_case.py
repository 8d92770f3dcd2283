"""Which case a message answers: the one its letter or number names, if the sender is already in it. Else it is a new request."""

from uuid import UUID

from django.db import connection

from reglament.desk.acts.identify import Identified
from reglament.desk.acts.inbound_message import InboundMessage
from reglament.desk.models import Case

_BY_LETTER = "select stream_id from letter where stable_id = %s"
_BY_NUMBER = "select id from stream where kind = 'case' and name = upper(%s)"
_WROTE = "select exists (select from message where stream_id = %s and party = 'customer' and author = %s)"
_FOLLOWS = "select exists (select from participant where case_id = %s and who = %s)"


def answered_case(*, message: InboundMessage, known: Identified) -> Case | None:
    """Find the case. A number or a letter's id alone opens nothing: both can be read over a shoulder."""
    for statement, word in ((_BY_LETTER, message.answers), (_BY_NUMBER, message.number)):
        found = _one(statement, (word,)) if word else None
        case = Case.objects.filter(stream_id=found).first() if isinstance(found, UUID) else None
        if case is not None and _is_in(case, message, known):
            return case
    return None


def _is_in(case: Case, message: InboundMessage, known: Identified) -> bool:
    """The case's own contact, whoever follows it, whom its contract names, and whoever wrote in it from this address."""
    contact = known.sender.contact
    if contact is not None and (contact == case.contact_id or _one(_FOLLOWS, (case.stream_id, str(contact)))):
        return True
    if known.is_named and case.contract_id == known.sender.contract:
        return True
    return bool(_one(_WROTE, (case.stream_id, message.address)))


def _one(statement: str, values: tuple[UUID | str, ...]) -> object:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        row = cursor.fetchone()
        return row[0] if row else None
