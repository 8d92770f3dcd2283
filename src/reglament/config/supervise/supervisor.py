"""The supervisor: a database that must run, children that must live, a page that says so, and an orderly end."""

import os
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from reglament.config.home import Home
from reglament.config.supervise.child import Child, reap_strangers
from reglament.config.supervise.place import write_page

PATIENCE = 15.0  # seconds a child is given to finish what it does
DATABASE_EVERY = 2.0


@dataclass(slots=True)
class Supervisor:
    """`have_database` starts the database if it is not running; it may take long and may be interrupted."""

    home: Home
    children: Sequence[Child]
    have_database: Callable[[], None]
    tell: Callable[[str], None]
    _looked: float = field(default=0.0)
    _written: dict[str, object] = field(default_factory=dict)

    def turn(self) -> None:
        """Look after everything once."""
        now = time.monotonic()
        if now - self._looked >= DATABASE_EVERY:
            self.have_database()
            self._looked = now
        for child in self.children:
            for line in child.attend(now):
                self.tell(line)
        reap_strangers([child.pid for child in self.children])
        self._tell_page(self._page())

    def stop(self) -> None:
        """End every child, all at once and then the last ones, those that do not listen by force."""
        for last in (False, True):
            leaving = [child for child in self.children if child.last is last]
            for child in leaving:
                child.ask_to_stop()
            until = time.monotonic() + PATIENCE
            for child in leaving:
                child.stop(until)

    def _tell_page(self, page: dict[str, object]) -> None:
        """Write what runs, when it changes. A full disk is told and no reason to end."""
        if page == self._written:
            return
        self._written = page
        try:
            write_page(self.home, page)
        except OSError as trouble:
            self.tell(f"{trouble.filename}: {trouble.strerror}")

    def _page(self) -> dict[str, object]:
        living = [
            {"name": child.name, "pid": child.pid, "restarts": child.restarts} for child in self.children
        ]
        return {"pid": os.getpid(), "children": living}
