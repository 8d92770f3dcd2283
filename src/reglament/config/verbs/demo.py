"""`demo`: the town moves into a home that is there, or its clock is moved; a move that was cut short is made anew."""

from collections.abc import Callable

from reglament.cli.outside import Tell
from reglament.cli.peopled import Peopled
from reglament.config.connecting import database_running
from reglament.config.demo_clock import ahead_of, move_ahead
from reglament.config.home import Home
from reglament.config.town_books import FULL, have_town, wants_town
from reglament.config.verbs.init import bring_up_to_date
from reglament.config.walled import connect_walled
from reglament.config.working import ROLE
from reglament.desk.clock.world import Machine

TENTHS = 10


def demo(
    home: Home, tell: Tell, present_at: int | None, cases: int, reached: Callable[[int, int], None]
) -> Peopled:
    """Have the whole town; give its figures."""
    home.make()
    with database_running(home, tell):
        bring_up_to_date(home, tell)
        connect_walled(home, ROLE)
        return have_town(home, tell, present_at=present_at, cases=cases, reached=reached)


def begin_with_town(home: Home, tell: Tell) -> None:
    """Let the town move into empty books, or begin one anew that was cut short."""
    if not wants_town(home):
        return
    tell("the demo town moves in")
    told = 0

    def reached(done: int, total: int) -> None:
        nonlocal told
        tenth = done * TENTHS // max(total, 1)
        if told < tenth < TENTHS:
            tell(f"the demo town lives its half year: {tenth * 100 // TENTHS} %")
            told = tenth

    found = have_town(home, tell, present_at=None, cases=FULL, reached=reached)
    tell(
        f"the demo town has moved in: {found.customers} customers, {found.cases} cases,"
        f" {found.open} of them open, {found.breached} with a broken term"
    )


def move_clock(home: Home, ahead: int, moment: int | None) -> int:
    """Move the clock of a demo home on, by so many seconds or to a moment; give where it stands then. UTC seconds."""
    now = Machine().now()
    return move_ahead(home, ahead if moment is None else moment - now - ahead_of(home), now=now)
