"""The lines of a story as a course of events: moments in order, cases opened before use, changes on top of what stood."""

from collections.abc import Callable, Mapping
from collections.abc import Sequence as Many
from dataclasses import replace
from datetime import date

from reglament.core.case.act import Receive, SplitOff
from reglament.core.contract.act import Amend, ContractAct, Grant
from reglament.core.contract.contract import Contract
from reglament.core.contract.renewal import carried
from reglament.core.regulation.gathering import Gathering
from reglament.core.replay.reading.timed import Timed
from reglament.core.replay.story import Line
from reglament.core.replay.with_key import with_key

# Key of a story's contract → what it sets. Mappings are laid over what stood, all else replaces it.
SETS: Mapping[str, str] = {
    "tier": "tier",
    "from": "from_on",
    "until": "until_on",
    "revoked": "revoked_at",
    "zone": "zone",
    "person": "person",
    "terms": "terms",
    "hours": "granted",
    "figures": "figures",
    "calendars": "calendars",
    "certificates": "certificates",
    "key": "certificates",
}


def in_order(
    timed: Many[Timed[int, Line]],
    contract: Contract | None,
    gathering: Gathering,
    *,
    begins_at: Callable[[date], int],
) -> tuple[Line, ...] | None:
    """The lines with their moments; a line that comes before the one above it is a fault.

    A customer whose role is not told has that of whoever sent the case. A change of the contract keeps what it does not name;
    `begins_at` gives the moment from which a contract with this first day governs.
    """
    texts = _Texts(contract, begins_at)
    lines: list[Line] = []
    roles: dict[str, str] = {}
    for one in timed:
        if lines and one.key < lines[-1].at:
            gathering.fault("story/order", one.place, lines[-1].place)
            return None
        line = one.value
        if isinstance(line.act, Receive):
            roles.setdefault(line.case, line.act.role)
        line = texts.through(line, one.key)
        doer = line.doer
        if doer.party == "customer" and doer.role is None:
            doer = replace(doer, role=roles.get(line.case))
        happened_at = one.key if line.happened_at < 0 else line.happened_at
        lines.append(replace(line, at=one.key, happened_at=happened_at, doer=doer, place=one.place))
    return tuple(lines)


class _Texts:
    """What the contract says along the lines: a renewal made ahead displaces nothing before its first day."""

    def __init__(self, contract: Contract | None, begins_at: Callable[[date], int]) -> None:
        self._now = contract
        self._ahead: dict[int, Contract] = {}
        self._begins_at = begins_at

    def through(self, line: Line, at: int) -> Line:
        """The line with the whole text of what it grants or amends."""
        for from_at in sorted(moment for moment in self._ahead if moment <= at):
            self._now = self._ahead.pop(from_at)
        former = self._now
        if isinstance(line.act, Amend) and former is not None:
            line = replace(line, act=replace(line.act, contract=_amended(former, line)))
        if isinstance(line.act, Amend):
            self._amend(former, line.act.contract)
        elif isinstance(line.act, Grant):
            self._grant(line.act.contract, at)
        return line

    def _grant(self, text: Contract, at: int) -> None:
        from_at = at if text.from_on is None else self._begins_at(text.from_on)
        if self._now is None or from_at <= at:
            self._now = text
        else:
            self._ahead[from_at] = text

    def _amend(self, former: Contract | None, text: Contract) -> None:
        if former is not None:
            laid = {at: carried(one, former=former, amended=text) for at, one in self._ahead.items()}
            self._ahead = laid
        self._now = text


def _amended(contract: Contract, line: Line) -> Contract:
    if not isinstance(line.act, Amend):
        return contract
    for key in line.amends:
        name = SETS.get(key)
        if name is not None:
            new, former = getattr(line.act.contract, name), getattr(contract, name)
            laid = {**former, **new} if isinstance(new, Mapping) else new
            contract = with_key(contract, name, laid)
    return contract


def cases_known(lines: Many[Line], gathering: Gathering) -> bool:
    """Whether every case is opened before something is done with it. A follow-up of case A is called A2."""
    opened: set[str] = set()
    for line in lines:
        if isinstance(line.act, Receive):
            opened.add(line.case)
        elif isinstance(line.act, ContractAct):
            continue
        elif line.case not in opened and line.case.rstrip("0123456789") not in opened:
            gathering.fault(
                "story/no-such-case", line.place, found=line.case, known=", ".join(sorted(opened))
            )
            return False
        if isinstance(line.act, SplitOff):
            opened.add(line.act.into)
    return True
