"""What the command line needs of the world besides files named by the user: given by the composition root."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from reglament.core.hours.almanac import Almanac

if TYPE_CHECKING:  # what lies in the books is known without asking for the framework they are kept with
    from reglament.cli.exported import Exported
    from reglament.cli.filled import Filled, Wanted
    from reglament.cli.finding import Finding
    from reglament.cli.kept import Kept, Restored, Since
    from reglament.cli.peopled import Peopled
    from reglament.cli.rebuilt import Rebuilt
    from reglament.cli.sight import Sight
    from reglament.cli.simulated import Simulated
    from reglament.core.regulation.model.regulation import Regulation
    from reglament.desk.acts.publish import Plan
    from reglament.desk.ledger.audit import Audit

Tell = Callable[[str], None]


class Attended(Protocol):
    """A desk that runs while somebody attends to it."""

    def turn(self) -> None:
        """Start what is not running and should be."""

    def look(self) -> Sight:
        """Say how the desk stands."""

    def wait(self) -> bool:
        """Wait a moment; False: somebody wants it to stop."""


class Publication(Protocol):
    """An edition on its way into the books. Days are ordinals in the regulation's zone, None: as soon as its text says."""

    def plan(self, regulation: Regulation, on: int | None) -> Plan:
        """Say what it would mean."""

    def publish(self, plan: Plan, source: bytes, examples: bytes) -> bool:
        """Do it; False: it was published before."""


@dataclass(frozen=True, slots=True)
class Operations:
    """What verbs do with the books, a field a verb. Each connects as its own role, has the database running meanwhile,
    and raises `Trouble` for what the person can put right. To add a verb: a field here, its function in
    `config.operations`, a thin module in `cli`, a line in `cli.main`.
    """

    init: Callable[[Tell], Path]
    up: Callable[[Tell, bool], AbstractContextManager[Attended]]
    watch: Callable[[Tell], int]
    fetch: Callable[[Tell], int]
    post: Callable[[Tell], int]
    serve: Callable[[Tell, str | None, int | None], int]
    publication: Callable[[Tell], AbstractContextManager[Publication]]
    demo: Callable[[Tell, int | None, int, Callable[[int, int], None]], Peopled]
    move_clock: Callable[[Tell, int, int | None], int]
    doctor: Callable[[Tell], Sequence[Finding]]
    verify: Callable[[Tell, str | None, Sequence[str], Callable[[int, int], None]], Audit]
    export: Callable[[Tell, str], Exported]
    renew_key: Callable[[Tell], int]
    renew_log_key: Callable[[Tell], str]
    rebuild: Callable[[Tell, bool, int | None, Callable[[int, int], None]], Rebuilt]
    town: Callable[[Tell, Path | None, Wanted, Callable[[int, int], None]], Filled]
    backup: Callable[[Tell, Path, bool, bool], Kept]
    restore: Callable[[Tell, Path, Path, Path | None, Since | None], Restored]
    tail: Callable[[Tell, bool], int]
    sending: Callable[[Tell, str | None], None]
    simulate: Callable[[Tell, range, int, bool, bool], Iterable[Simulated]]


def _none() -> Operations:
    raise LookupError("this command line was put together without a desk")


@dataclass(frozen=True, slots=True)
class Outside:
    """`almanac` loads production calendars and zones; called by verbs that need them, once. `operations` makes the framework ready first."""

    almanac: Callable[[], Almanac]
    operations: Callable[[], Operations] = _none
