"""What the alarms of the trial's policy must have done, reckoned by hand: a case with nothing done on it rings four times."""

from collections.abc import Iterator

from tests.desk.lab import HOUR
from tests.soak.books import rows

# Two warnings and the promise of an answer, until somebody answers; the aim of a solution, until it is closed.
UNTIL_ANSWERED = (2 * HOUR, 3 * HOUR + 720, 4 * HOUR + 1)
UNTIL_CLOSED = (12 * HOUR + 1,)
_CASES = """select s.id, i.received_at,
  (select known_at from event e where e.stream_id = s.id and e.type = 'received'),
  (select min(known_at) from event e where e.stream_id = s.id and e.type = 'replied' and e.party = 'staff'),
  (select min(known_at) from event e where e.stream_id = s.id and e.type = 'closed'),
  array(select at from firing f where f.stream_id = s.id order by at),
  array(select at from notice n where n.stream_id = s.id order by at)
from inbound i join stream s on s.id = i.stream and s.name = i.number where s.kind = 'case'"""


def due(received_at: int, known_at: int, answered_at: int | None, closed_at: int | None) -> list[int]:
    """The moments at which something fell due on a case; what was over before the case was known belongs to that moment."""
    ends = [moment for moment in (answered_at, closed_at) if moment is not None]
    answered = min(ends, default=None)
    first = [received_at + after for after in UNTIL_ANSWERED]
    if first[-1] <= known_at:
        first = [known_at]  # whoever is late already is not warned
    rang = [moment for moment in first if answered is None or moment < answered]
    aims = [max(received_at + after, known_at) for after in UNTIL_CLOSED]
    return rang + [moment for moment in aims if closed_at is None or moment < closed_at]


def wrong_alarms() -> Iterator[str]:
    """Each must have rung once, with its own moment, however late the watch looked; all are past by now."""
    found = rows(_CASES)
    for case, received_at, known_at, answered_at, closed_at, fired, told in found:
        wanted = due(received_at, known_at, answered_at, closed_at)
        if wanted != list(fired) or wanted != list(told):
            acts = [at for at in (answered_at, closed_at) if at is not None]
            moments = [[at - received_at for at in series] for series in (wanted, fired, told, acts)]
            yield "case {}: due {}, done {}, told {}; answered, closed {}".format(case, *moments)
    if not found:
        yield "no case was ever opened"
