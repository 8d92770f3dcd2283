"""Contracts through their door: made for a customer, renewed, ended, changed in part; each under the edition in force."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from uuid import UUID

from reglament.core.case.act import Doer
from reglament.core.contract.act import Amend, Grant
from reglament.core.contract.answer import ContractAnswer, ContractRefused
from reglament.core.contract.contract import Contract as Text
from reglament.core.contract.standing import Standing
from reglament.desk.acts.on_line import NotThere, demand_line, demand_row
from reglament.desk.clock.ids import new_id
from reglament.desk.ledger.stream import open_stream
from reglament.desk.models import Contract, Stream
from reglament.desk.record.agree import Asked, agree
from reglament.desk.record.desk import Desk
from reglament.desk.record.transaction import seen_by
from reglament.desk.record.viewer import Viewer
from reglament.people.models import Customer

PERSON = "person"


class NumberTaken(ValueError):  # noqa: N818 - named for what is wrong
    """Another contract has this number: numbers are unique on the desk. Choose another one."""


@dataclass(frozen=True, slots=True)
class Made:
    """The contract's id, which it has even where the law refuses its text: it may be granted another one."""

    contract: UUID
    answer: ContractAnswer


def make_contract(*, desk: Desk, viewer: Viewer, customer: UUID, line: int, text: Text, by: Doer) -> Made:
    """Make a customer another contract on a line. A person's says that it is one's. Its number is unique on the desk; made twice, it
    is renewed. Raises NotThere, NumberTaken.
    """
    demand_line(viewer=viewer, line=line)
    with seen_by(viewer):
        served = Customer.objects.filter(id=customer).first()
        if served is None:
            raise NotThere(f"customer {customer}")
        contract = enter_contract(desk=desk, customer=customer, line=line, number=text.number)
    return Made(contract, renew(desk=desk, viewer=viewer, contract=contract, text=text, by=by))


def enter_contract(*, desk: Desk, customer: UUID, line: int, number: str) -> UUID:
    """Find the customer's contract of this number, or enter one without a text; inside an open transaction. Raises NumberTaken."""
    found = Contract.objects.filter(customer=customer, line_id=line, number=number).first()
    if found is not None:
        return found.id
    if Stream.objects.filter(kind="contract", name=number).exists():
        raise NumberTaken(number)
    contract = new_id(desk.world)
    Contract.objects.create(id=contract, customer_id=customer, line_id=line, number=number)
    open_stream(id=contract, customer=customer, line=line, kind="contract", name=number)
    return contract


def renew(*, desk: Desk, viewer: Viewer, contract: UUID, text: Text, by: Doer) -> ContractAnswer:
    """Grant the contract this text; ahead of its first day the former governs until then. Whether it is a person's is in the books."""
    with seen_by(viewer):
        kind = Customer.objects.filter(contract__id=contract).values_list("kind", flat=True).first()
    whole = replace(text, person=kind == PERSON)
    return settle(desk=desk, viewer=viewer, contract=contract, act=Grant(whole), by=by)


def amend(
    *,
    desk: Desk,
    viewer: Viewer,
    contract: UUID,
    change: Callable[[Text], Text],
    by: Doer,
    from_the_change: bool = False,
    contacts: tuple[tuple[str, str], ...] = (),
) -> ContractAnswer:
    """Change what stands, whatever others changed meanwhile. `from_the_change`: for open cases too; `contacts`: roles that move."""

    def act(standing: Standing) -> Amend | ContractRefused:
        if standing.contract is None:
            return ContractRefused("contract/none")
        return Amend(change(standing.contract), from_the_change, contacts)

    return settle(desk=desk, viewer=viewer, contract=contract, act=act, by=by)


def revoke(*, desk: Desk, viewer: Viewer, contract: UUID, by: Doer) -> ContractAnswer:
    """End a contract from now on, before its last day."""
    now = desk.world.now()
    return amend(
        desk=desk, viewer=viewer, contract=contract, by=by,
        change=lambda text: replace(text, revoked_at=now),
    )  # fmt: skip


def settle(*, desk: Desk, viewer: Viewer, contract: UUID, act: Asked, by: Doer) -> ContractAnswer:
    """Put an act on the contract under the edition of its line in force now. Raises NotThere."""
    with seen_by(viewer):
        rows = Contract.objects.filter(id=contract).select_related("line")
        row = demand_row(rows.first(), viewer=viewer, what=f"contract {contract}")
        regulation = desk.shelf.in_force(row.line.regulation, desk.world.now())
    return agree(desk=desk, viewer=viewer, contract=contract, regulation=regulation, act=act, by=by)
