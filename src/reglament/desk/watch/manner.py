"""How staff are told on this desk: how often at most, and where the pages are that letters point to."""

from dataclasses import dataclass

from reglament.desk.watch.quiet import PERIOD


@dataclass(frozen=True, slots=True)
class Manner:
    """`every`: seconds between two summaries of a person who has no period of his own. `pages`: what addresses of the desk's
    pages begin with; empty: letters point to none.
    """

    every: int = PERIOD
    pages: str = ""

    def case(self, number: str) -> str:
        """The address of a case's page."""
        return f"{self.pages.rstrip('/')}/cases/{number}" if self.pages else ""


PLAIN = Manner()
