"""A filled town is a desk like any other: its proofs hold, what is derived is as events say, and it goes on living."""

from pathlib import Path
from typing import Any

import psycopg
import pytest

from reglament.channels.console.parse import parse
from reglament.cli.filled import Filled
from reglament.config.filling.pattern import AFTERWARDS, OWNED, read_columns
from reglament.config.home import Home
from reglament.desk.acts.open_inbound import open_inbound, pick_inbound
from reglament.desk.acts.seal import WITNESS
from reglament.desk.acts.take_in import find_mailbox, take_in
from reglament.desk.acts.verify import verify
from reglament.desk.clock.virtual import VirtualWorld
from reglament.desk.content.safe import Safe
from reglament.desk.content.words import differing_words
from reglament.desk.ledger.audit import Audit
from reglament.desk.ledger.log_keys import read_published
from reglament.desk.ledger.witness import Witness
from reglament.desk.queries.queue import queue
from reglament.desk.queries.search import search
from reglament.desk.record.desk import Desk
from reglament.desk.record.rebuild import rebuild, sample
from reglament.desk.record.transaction import seen_by
from reglament.desk.record.viewer import SYSTEM, Viewer
from reglament.desk.watch.tick import rung, tick
from tests.books import TEMPLATE, connect
from tests.filling.small import CASES

FLIPPED = "update leaf set hash = set_byte(hash, 0, get_byte(hash, 0) # 1) where index = {}"
A_PERSON = """select k.customer_id, c.email, n.last from contract k join contact c on c.customer_id = k.customer_id
join number n on n.line_id = k.line_id where k.line_id = 1 and k.number like 'T-%%/%%' order by k.number, c.email limit 1"""
AN_ALARM = """select t.due_at, t.stream_id from timer t join "case" c on c.id = t.stream_id
join contract k on k.id = c.contract_id
where t.state = 'armed' and k.number like 'T-%%/%%' order by t.due_at, t.stream_id limit 1"""
COUNTED = 'select count(*) from "{}" where {} {}'
ORPHANED = (
    "select count(*) from {0} t left join {1} o on o.{3} = t.{2} where t.{2} is not null and o.{3} is null"
)
_ORPHANS = """select c.conname, c.conrelid::regclass::text, c.confrelid::regclass::text, a.attname, b.attname
from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
join pg_attribute b on b.attrelid = c.confrelid and b.attnum = c.confkey[1]
where c.contype = 'f' and c.connamespace = 'public'::regnamespace"""


def ask(superuser: psycopg.Connection, asked: str, *values: object) -> list[tuple[Any, ...]]:
    return superuser.execute(asked.encode(), values).fetchall()


def audited(server: Path) -> Audit:
    home = Home(server)
    connect(server, "desk_audit", TEMPLATE)
    try:
        return verify(
            keys=read_published(folder=home.log_keys), witness=Witness(home.witness / WITNESS), safe=Safe()
        )
    finally:
        connect(server, "desk_worker", TEMPLATE)


def test_it_has_as_many_still_open_as_were_wanted_in_many_states(
    town: Filled, superuser: psycopg.Connection
) -> None:
    assert town.still_open >= CASES
    states = ask(superuser, 'select distinct status, breached, paused from "case"')
    assert {"open", "held"} <= {status for status, _, _ in states}
    assert {(True, False), (False, True), (False, False)} <= {(late, paused) for _, late, paused in states}
    assert len(ask(superuser, 'select distinct digest from "case"')) == 5
    assert town.armed > CASES / 3


def test_every_chain_every_text_and_the_log_hold(town: Filled, server: Path) -> None:
    found = audited(server)
    assert found.holds, found.flaws[:3]
    assert (found.events, found.waiting, found.leaves) == (town.events, 0, town.events)


def test_board_alarms_and_words_are_as_the_events_say(desk: Desk) -> None:
    assert [one for one in rebuild(desk=desk, write=False) if one] == []
    with seen_by(SYSTEM):
        assert differing_words() == {}


def test_every_row_that_names_another_finds_it(town: Filled, superuser: psycopg.Connection) -> None:
    assert town.cases
    for name, *named in ask(superuser, _ORPHANS):
        assert ask(superuser, ORPHANED.format(*named)) == [(0,)], name


def test_a_copy_has_as_many_rows_in_every_table_as_the_one_it_is_like(
    town: Filled, superuser: psycopg.Connection
) -> None:
    assert town.customers > 20
    ((first, copy),) = ask(
        superuser,
        "select (select customer_id from contract where number = 'T-MQ-0'), (select customer_id from contract where number = 'T-MQ-0/10')",
    )
    columns = read_columns(superuser)
    counted = 0
    for table in [*columns.of, *(AFTERWARDS - {"leaf", "tile"})]:
        owner = columns.owner(table) if table in columns.of else "customer_id"
        if owner is None:
            continue
        asked = COUNTED.format(table, owner, OWNED.get(owner, "= %(customer)s")).encode()
        ((lived,),), ((copied,),) = (
            superuser.execute(asked, {"customer": one}).fetchall() for one in (first, copy)
        )
        assert lived == copied, table
        counted += copied
    assert counted > 50


def test_no_two_customers_share_an_id_a_number_or_an_address(
    town: Filled, superuser: psycopg.Connection
) -> None:
    emails = ask(superuser, "select count(*), count(distinct email) from contact")[0]
    assert emails[0] == emails[1] > town.customers
    numbers = ask(superuser, 'select count(*), count(distinct number) from "case"')[0]
    assert numbers[0] == numbers[1] == town.cases
    texts = ask(superuser, "select count(distinct salt), count(*), count(distinct commitment) from content")[
        0
    ]
    assert len(set(texts)) == 1


def test_a_page_of_the_queue_is_the_most_urgent_of_all(desk: Desk, superuser: psycopg.Connection) -> None:
    viewer = Viewer("somebody", lines=(1, 2, 3, 4, 5))
    found = queue(desk=desk, viewer=viewer, at=desk.world.now())
    expected = ask(
        superuser,
        """select number from "case" where status in ('open', 'held', 'waiting') and (snoozed_until is null or snoozed_until <= %s)
        order by rank, due_at nulls last, id limit 50""",
        desk.world.now(),
    )
    assert [row.number for row in found.rows] == [number for (number,) in expected]
    assert not queue(desk=desk, viewer=Viewer("nobody"), at=desk.world.now()).rows


def test_a_word_is_found_wherever_somebody_wrote_it(desk: Desk, superuser: psycopg.Connection) -> None:
    node = ask(
        superuser,
        r"select substring(text from 'srv\d+') as node from content where text ~ 'srv\d+' order by id limit 1",
    )[0][0]
    expected = ask(
        superuser,
        r'select distinct c.number from content t join "case" c on c.id = t.stream_id where t.text ~ (%s || %s)',
        node,
        r"\M",
    )
    found = search(viewer=Viewer("somebody", lines=(1, 2, 3, 4, 5)), asked=node)
    assert {row.number for row in found.found} == {number for (number,) in expected}
    assert desk.world.now() > 0


def test_a_letter_of_a_copied_customer_becomes_his_case(desk: Desk, superuser: psycopg.Connection) -> None:
    ((customer, email, last),) = ask(superuser, A_PERSON)
    raw = f"From: {email}\nTo: monq@desk.example.com\nSubject: Снова\n\nНе открывается отчёт.\n".encode()
    mailbox = find_mailbox(channel="console", address="monq@desk.example.com")
    assert mailbox is not None
    taken = take_in(world=desk.world, mailbox=mailbox, source_key="one", raw=raw)
    assert taken.number == f"MQ-{last + 1}"
    (leased,) = pick_inbound(desk=desk, channels=["console"])
    opened = open_inbound(desk=desk, leased=leased, parse=parse)
    assert opened.outcome == "received"
    assert ask(superuser, 'select customer_id, number from "case" where id = %s', opened.case) == [
        (customer, taken.number)
    ]


def test_an_alarm_of_a_copied_case_rings(desk: Desk, superuser: psycopg.Connection) -> None:
    ((due, case),) = ask(superuser, AN_ALARM)
    world = desk.world
    assert isinstance(world, VirtualWorld)
    world.at = due
    assert case in rung(at=due, limit=10_000)
    before = ask(superuser, "select count(*) from firing where stream_id = %s", case)
    while case in rung(at=due, limit=10_000):
        tick(desk=desk)
    assert ask(superuser, "select count(*) from firing where stream_id = %s", case) > before


def test_what_was_lived_and_rung_since_then_holds_as_well(desk: Desk, server: Path) -> None:
    found = audited(server)
    assert found.holds, found.flaws[:3]
    assert desk.world.now() > 0


# A change by hand, and what takes it back.
CHANGES = {
    "a text": (
        "update content set text = text || '!' where id = {}",
        "update content set text = left(text, -1) where id = {}",
    ),
    "a head": (
        "update stream set seq = seq - 1 where id = {}",
        "update stream set seq = seq + 1 where id = {}",
    ),
    "a leaf": (FLIPPED, FLIPPED),
}
WHICH = {
    "a text": "(select id from content where text is not null order by id limit 1)",
    "a head": "(select id from stream where kind = 'case' order by id limit 1)",
    "a leaf": "(select index from leaf order by index limit 1)",
}


@pytest.mark.parametrize("what", CHANGES)
def test_one_changed_field_shows(
    town: Filled, server: Path, superuser: psycopg.Connection, what: str
) -> None:
    assert town.cases
    superuser.execute("set session_replication_role = replica")
    change, back = (one.format(WHICH[what]).encode() for one in CHANGES[what])
    superuser.execute(change)
    assert not audited(server).holds
    superuser.execute(back)
    assert audited(server).holds


def test_a_row_of_the_board_that_was_moved_is_found_by_a_sample(
    desk: Desk, superuser: psycopg.Connection
) -> None:
    moved = ask(
        superuser,
        'update "case" set rank = rank + 1 where id = (select id from "case" order by id limit 1) returning id',
    )[0][0]
    assert len(sample(40)) == 40
    (found,) = [one for one in rebuild(desk=desk, write=True, cases=[moved]) if one]
    assert set(found.keys) == {"rank"}
