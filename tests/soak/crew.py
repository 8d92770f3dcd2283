"""The kinds of process, each under its role, going round until it finds nothing to do: intake in two, engineers, watch, post."""

from collections.abc import Callable, Mapping, Sequence

from django.db import connection

from reglament.channels.fetch import fetch, open_arrived
from reglament.channels.post import post
from reglament.config.working import ROLE
from reglament.core.case.act import Assign, Close, Doer
from reglament.desk.acts.seal import seal_turn
from reglament.desk.acts.write import write
from reglament.desk.record.desk import Desk
from reglament.desk.record.record import record
from reglament.desk.record.recorded import Recorded
from reglament.desk.record.transaction import Busy
from reglament.desk.record.viewer import Viewer
from reglament.desk.watch.clock_guard import outward_allowed
from reglament.desk.watch.schedule import Job
from reglament.desk.watch.turn import turn
from tests.soak.estate import Estate
from tests.soak.load import Demand
from tests.soak.peer import add_line

HOURLY = 3600
# Gives how much was done.
Turn = Callable[[Estate, Sequence[Demand]], int]


def take(estate: Estate, _demands: Sequence[Demand]) -> int:
    found = [fetch(world=estate.world, channel=channel) for channel in estate.channels.values()]
    return sum(one.new + one.repeated for one in found)


def open_all(estate: Estate, _demands: Sequence[Demand]) -> int:
    return len(open_arrived(desk=estate.desk, channels=estate.channels))


def engineer(estate: Estate, demands: Sequence[Demand]) -> int:
    """Do what was asked for; the client is told once it is done. A client who is not told asks again."""
    done = 0
    for demand in demands:
        try:
            answer = do(estate, demand)
        except Busy:
            continue
        if answer.is_refused:
            raise AssertionError(f"{demand}: {answer.answer}")
        add_line(estate.told, str(demand.id))
        done += 1
    return done


def do(estate: Estate, demand: Demand) -> Recorded:
    viewer, desk = Viewer("ann", lines=(estate.line,)), estate.desk
    if demand.deed == "answer":
        return write(desk=desk, viewer=viewer, case=demand.case, text=demand.token, act_id=demand.id)
    act = Assign(demand.token) if demand.deed == "assign" else Close("done")
    by = Doer("staff", actor="ann")
    return record(desk=desk, viewer=viewer, case=demand.case, act=act, by=by, act_id=demand.id)


def watch(estate: Estate, _demands: Sequence[Demand]) -> int:
    done = turn(desk=estate.desk, jobs=JOBS)
    return done.carried_out + done.occurrences + seal_turn(desk=estate.desk, signer=estate.signer)


def poster(estate: Estate, _demands: Sequence[Demand]) -> int:
    outward = outward_allowed(desk=estate.desk, process="post")
    return int(post(desk=estate.desk, channels=estate.channels, outward=outward) is not None)


def _once(desk: Desk, at: int) -> None:
    """Twice in one moment is refused by the table."""
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into pulse(name, at, detail) values (%s, %s, '')",
            (f"tidied {at}", desk.world.now()),
        )


JOBS = (
    Job("tidy", every=HOURLY, work=_once),
    Job("sweep", every=HOURLY, work=lambda _desk, _at: None, own_transactions=True),
)
CREW: Mapping[str, Turn] = {
    "fetch": take,
    "open": open_all,
    "engineer": engineer,
    "watch": watch,
    "post": poster,
}
ROLES: Mapping[str, str] = {
    "fetch": "desk_ingest",
    "open": ROLE,
    "engineer": "desk_web",
    "watch": ROLE,
    "post": ROLE,
}
