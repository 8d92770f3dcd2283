"""Until when content is kept: by the line's days, by a rule about its channel or its field, whichever ends first."""

from dataclasses import replace
from functools import cache
from pathlib import Path
from uuid import UUID

import pytest

from reglament.core.contract.terms import Terms
from reglament.core.hours.amount import Amount, AmountKind
from reglament.core.regulation.model.permission import RetainRule
from reglament.core.regulation.model.regulation import Regulation
from reglament.desk.content.fresh import NewContent, NewMessage
from reglament.desk.content.retention import ends_of, kept_until, rule_on
from reglament.desk.models import Content
from reglament.desk.record.desk import Desk
from reglament.desk.record.transaction import seen_by
from reglament.desk.record.viewer import SYSTEM
from tests.books import MONDAY
from tests.channels.house import read
from tests.desk.vault import DAY, open_vault

PRIVATE = "private mailbox"
SUBJECT, BODY, NOTE, LETTER, FILE, RAW = (UUID(int=number) for number in range(1, 7))


@pytest.fixture
def terms(desk: Desk) -> Terms:
    return desk.shelf.terms(regulation(), None, "Europe/Moscow")


@cache
def regulation() -> Regulation:
    return read("monq")[0]


def with_rule(terms: Terms, *, what: str, amount: Amount) -> Terms:
    """The same terms with another rule in the place of the edition's one."""
    (rule,) = terms.regulation.of_kind(RetainRule)
    clauses = tuple(
        replace(clause, rules=(replace(rule, what=what, amount=amount),)) if rule in clause.rules else clause
        for clause in terms.regulation.clauses
    )
    return replace(terms, regulation=replace(terms.regulation, clauses=clauses))


def ends(
    terms: Terms, *, channel: str, party: str, fields: tuple[tuple[str, str], ...] = ()
) -> dict[UUID, int]:
    contents = (
        NewContent(SUBJECT, "subject", "s"),
        NewContent(BODY, "body", "b"),
        NewContent(NOTE, "note", "n", note=True),
    )
    message = NewMessage(LETTER, party, "a", channel, SUBJECT, BODY, MONDAY, inbound=RAW)
    found = ends_of(
        contents=contents, messages=(message,), files=(FILE,), fields=fields, terms=terms, at=MONDAY + 60
    )
    return dict(found)


def test_a_rule_counts_from_receipt_and_takes_all_that_came_with_the_letter_but_no_note(terms: Terms) -> None:
    end = MONDAY + 30 * DAY
    assert ends(terms, channel=PRIVATE, party="customer") == dict.fromkeys((SUBJECT, BODY, FILE, RAW), end)


def test_it_is_about_its_channel_and_about_what_customers_send(terms: Terms) -> None:
    assert ends(terms, channel="portal", party="customer") == {}
    assert ends(terms, channel=PRIVATE, party="staff") == {}


def test_a_rule_about_a_field_takes_the_prose_in_it(terms: Terms) -> None:
    ruled = with_rule(terms, what="steps", amount=Amount(AmountKind.CLOCK_TIME, 5 * DAY))
    filled = (("steps", str(BODY)), ("steps", "a value"), ("other", str(SUBJECT)))
    assert ends(ruled, channel=PRIVATE, party="customer", fields=filled) == {BODY: MONDAY + 60 + 5 * DAY}


def test_days_end_in_the_slowest_calendar(terms: Terms) -> None:
    ruled = with_rule(terms, what=PRIVATE, amount=Amount(AmountKind.WORKING_DAYS, 5))
    end = kept_until(terms=ruled, what=PRIVATE, at=MONDAY)
    assert end is not None
    # From Monday the fifth working day behind is the next Monday at closing, in an office's week.
    assert MONDAY + 6 * DAY < end <= MONDAY + 8 * DAY


def test_no_rule_no_end(terms: Terms) -> None:
    assert (kept_until(terms=terms, what="portal", at=MONDAY), rule_on(terms=terms, what="portal")) == (
        None,
        None,
    )
    assert rule_on(terms=terms, what=PRIVATE) == "1.6/purge"


@pytest.mark.parametrize("confidential", [True, False])
@pytest.mark.parametrize(("days", "end"), [(None, None), (1, DAY), (30, 30 * DAY)])
def test_the_lines_days_count_from_the_making(
    desk: Desk, tmp_path: Path, server: Path, days: int | None, end: int | None, *, confidential: bool
) -> None:
    vault = open_vault(desk, tmp_path, server, confidential=confidential, keep_days=days)
    vault.arrive("первый")
    with seen_by(SYSTEM):
        rows = Content.objects.all()
        assert {row.purge_at and row.purge_at - row.made_at for row in rows} == {end}
