"""The door of contracts: made, renewed, changed, its people and declared periods. Cases under it are woken to look anew."""

from collections.abc import Callable
from uuid import UUID

from django.db import connection

from reglament.core.case.act import Doer
from reglament.core.contract.act import ContractAct
from reglament.core.contract.amend import decide_contract
from reglament.core.contract.answer import ContractAccepted, ContractAnswer, ContractRefused
from reglament.core.contract.event import Amended, Granted
from reglament.core.contract.key import key_tag
from reglament.core.contract.standing import Standing
from reglament.core.regulation.model.regulation import Regulation
from reglament.desk.board.write import ring
from reglament.desk.clock.ids import new_id
from reglament.desk.ledger.append import append
from reglament.desk.ledger.stored import store_contract_entry
from reglament.desk.record.books import ContractBook
from reglament.desk.record.desk import Desk
from reglament.desk.record.opened import CaseUnknown, open_contract
from reglament.desk.record.present import present
from reglament.desk.record.transaction import durably
from reglament.desk.record.viewer import Viewer

# An act, or what makes one of how the contract stands under its lock: whoever changes a part of a text loses no other's change.
Asked = ContractAct | Callable[[Standing], ContractAct | ContractRefused]
_OPEN = """select id from "case" where contract_id = %s and status in ('open', 'held', 'waiting', 'refused') order by id"""
# Another text may mean something for a case that is over too: until when its people have access, what survives its end.
_ALL = """select id from "case" where contract_id = %s order by id"""
_KEY = """insert into certificate_key(tag, customer_id, contract_id) values (%s, %s, %s)
on conflict (tag) do update set contract_id = excluded.contract_id where certificate_key.customer_id = excluded.customer_id"""


def agree(
    *,
    desk: Desk,
    viewer: Viewer,
    contract: UUID,
    regulation: Regulation,
    act: Asked,
    by: Doer,
    happened_at: int | None = None,
) -> ContractAnswer:
    """Put an act on a contract through its decision, under the edition in force. Raises CaseUnknown for one not to be seen."""

    def work() -> ContractAnswer:
        book = open_contract(desk, contract, lock=True)
        if book is None:
            raise CaseUnknown(contract)
        now = present(desk.world, [book])
        moment = now if happened_at is None else min(happened_at, now)
        latest = book.known_until(now)
        standing = book.standing(regulation, at=latest, known_at=latest)
        terms = desk.shelf.terms(regulation, standing.contract, regulation.zone)
        asked = act(standing) if callable(act) else act
        if isinstance(asked, ContractRefused):
            return asked
        answer = decide_contract(asked, terms=terms, standing=standing, at=moment)
        if isinstance(answer, ContractAccepted):
            book.enter(answer.events, by, happened_at=moment, known_at=now)
            _write_down(desk, book, now)
        return answer

    return durably(viewer, work)


def _write_down(desk: Desk, book: ContractBook, now: int) -> None:
    act = new_id(desk.world)
    book.head = append(book.head, [store_contract_entry(entry, act=act) for entry in book.fresh])
    with connection.cursor() as cursor:
        texts = [entry.event for entry in book.fresh if isinstance(entry.event, Granted | Amended)]
        for text in texts:
            for certificate in text.contract.certificates:
                cursor.execute(_KEY, (key_tag(certificate.key), book.head.customer, book.head.id))
        cursor.execute(_ALL if texts else _OPEN, (book.head.id,))
        ring([id for (id,) in cursor.fetchall()], now)  # noqa: A001 - it is one
