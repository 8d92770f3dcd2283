"""A contract and its stream: what the tests of standing and of decisions on a contract speak of."""

from dataclasses import replace
from datetime import date

from reglament.core.contract.contract import Contract
from reglament.core.contract.event import ContractEntry, ContractEvent
from reglament.core.contract.standing import Standing

OURS = Contract("17", "plain", "Asia/Irkutsk", from_on=date(2026, 1, 1), until_on=date(2026, 12, 31))
NOTHING = Standing(None, {}, {}, {}, {}, frozenset(), {})


def ours(**changes: object) -> Contract:
    return replace(OURS, **changes)  # type: ignore[arg-type]


def stream(*events: ContractEvent) -> tuple[ContractEntry, ...]:
    """Entries ten seconds apart: the first at 10, the second at 20 …"""
    return tuple(
        ContractEntry(seq, seq * 10, seq * 10, "staff", event) for seq, event in enumerate(events, 1)
    )
