"""`rebuild`: board, alarms and words of search held against the events of every case, and put right."""

from collections.abc import Callable, Sequence
from uuid import UUID

from django.db import connection

from reglament.cli.outside import Tell
from reglament.cli.rebuilt import Rebuilt
from reglament.cli.trouble import Trouble
from reglament.config.connecting import connect_as, database_running
from reglament.config.home import Home
from reglament.config.migrating import pending
from reglament.config.walled import connect_walled
from reglament.config.working import ROLE, open_working_desk
from reglament.desk.content.words import differing_words, rebuild_words
from reglament.desk.record.rebuild import rebuild as rebuild_cases
from reglament.desk.record.rebuild import sample
from reglament.desk.record.transaction import durably, seen_by
from reglament.desk.record.viewer import SYSTEM

_CASES = "select count(*) from stream where kind = 'case' and seq > 0"


def rebuild(
    home: Home, tell: Tell, reached: Callable[[int, int], None], *, write: bool, most: int | None = None
) -> Rebuilt:
    """Go over everything, or so many cases taken at random; without `write` nothing is changed."""
    with database_running(home, tell):
        (connect_walled if write else connect_as)(home, ROLE)
        if lacking := pending():
            raise Trouble("books older", n=len(lacking))
        cases = None if most is None else sample(most)
        total = len(cases) if cases is not None else _one_value(_CASES)
        differing = {}
        looked_at = 0
        going = rebuild_cases(desk=open_working_desk(home), write=write, cases=cases)
        for looked_at, found in enumerate(going, 1):
            if found is not None:
                number = str(_one_value("select name from stream where id = %s", found.case))
                differing[number] = found.keys
            reached(looked_at, int(str(total)))
        return Rebuilt(looked_at, differing, durably(SYSTEM, lambda: _words(cases, write=write)))


def _words(cases: Sequence[UUID] | None, *, write: bool) -> dict[str, int]:
    with connection.cursor() as cursor:
        cursor.execute(
            "set local statement_timeout = 0"
        )  # a page's patience is too short for every text there is
    found = differing_words(cases)
    if write and found:
        rebuild_words()
    return found


def _one_value(statement: str, *values: UUID) -> object:
    with seen_by(SYSTEM), connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchone()[0]
