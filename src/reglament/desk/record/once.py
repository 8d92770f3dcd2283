"""An act asked for twice under one id of the asker's has one effect: the second asker waits for the first and is told so."""

from collections.abc import Callable
from uuid import UUID

from django.db import connection

from reglament.core.case.answer import Accepted
from reglament.desk.record.recorded import Recorded

_CLAIM = "insert into done(id, stream_id, seq) values (%s, %s, 0) on conflict (id) do nothing"
_SETTLE = "update done set seq = %s where id = %s"
_BEFORE = "select s.id, s.name, d.seq from done d join stream s on s.id = d.stream_id where d.id = %s"


class OtherAct(ValueError):  # noqa: N818 - named for what is wrong
    """This id was given to an act on another case before. Take a fresh one."""


def once(act: UUID | None, case: UUID, work: Callable[[], Recorded]) -> Recorded:
    """Do the work unless it was done under this id; to be called inside the transaction. A refused act may be asked for again."""
    if act is None:
        return work()
    with connection.cursor() as cursor:
        cursor.execute(_CLAIM, (act, case))
        if cursor.rowcount == 0:
            cursor.execute(_BEFORE, (act,))
            found = cursor.fetchone()
            if found is None or found[0] != case:
                raise OtherAct(f"the id {act} was given to an act on another case")
            return Recorded(Accepted(()), found[0], found[1], found[2], repeated=True)
        done = work()
        if done.is_refused:
            cursor.execute("delete from done where id = %s", (act,))
        else:
            cursor.execute(_SETTLE, (done.seq, act))
        return done
