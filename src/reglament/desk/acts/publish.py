"""An edition brought into the books, and before that the plan: whom it concerns, who is written to, which open cases keep their text."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import connection

from reglament.core.hours.due import due
from reglament.core.regulation.model.regulation import Regulation
from reglament.desk.acts.addressees import Addressees, find_addressees, publish_rule
from reglament.desk.clock.fail_point import fail_point
from reglament.desk.clock.ids import new_id
from reglament.desk.library.shelf import EditionUnknown
from reglament.desk.models import Edition, Line
from reglament.desk.outbox.caseless import CaselessLetter, queue_caseless
from reglament.desk.record.desk import Desk
from reglament.desk.record.transaction import seen_by
from reglament.desk.record.viewer import Viewer
from reglament.words.compare import compare_words
from reglament.words.moment import LocalTime
from reglament.words.new_edition import NewEdition, edition_letter

# One publisher at a time: whoever comes second finds what the first has brought.
_ALONE = "select pg_advisory_xact_lock(hashtextextended('reglament publish', 0))"
_CONTRACTS = """select count(*) from contract c join line l on l.id = c.line_id where l.regulation = %s"""
_KEEPING = """select e.edition, count(*) from "case" c join edition e on e.digest = c.digest
where e.regulation = %s and c.status in ('open', 'held', 'waiting') and c.digest <> %s group by e.edition order by 1"""


class EditionTaken(Exception):  # noqa: N818 - named for what happened
    """An edition of this name stands in the books with another text: what is published is never changed."""


@dataclass(frozen=True, slots=True)
class Plan:
    """`former`: the edition in force at that moment without this one. `earliest_at`: the first moment its rule allows, by the clause
    `earliest_by`. `keeping`: open cases that stay under an older edition, by its name. `letters`: how many go out; `unreached`: people
    without an address.
    """

    regulation: Regulation
    former: Regulation | None
    effective_at: int
    earliest_at: int
    earliest_by: str
    is_published: bool
    lines: tuple[str, ...]
    contracts: int
    keeping: Mapping[str, int]
    letters: int
    unreached: int


def first_moment(*, desk: Desk, regulation: Regulation, on: int) -> int:
    """Give the first second of a day (its ordinal) in the regulation's own zone, UTC seconds."""
    return desk.shelf.terms(regulation, None, regulation.zone).home.instant(on, 0)


def plan(*, desk: Desk, viewer: Viewer, regulation: Regulation, effective_at: int) -> Plan:
    """Say what publishing the edition would mean; nothing is changed. Raises EditionTaken."""
    with seen_by(viewer):
        published = _published(regulation)
        now = desk.world.now()
        former = _former(desk, regulation, effective_at)
        earliest_at, clause = _earliest(desk, former, now)
        # What cannot be at that moment is told for the first at which it can.
        at = max(effective_at, earliest_at)
        told = None if published else _addressees(desk, former, regulation, effective_at=at, now=now)
        lines = Line.objects.filter(regulation=regulation.name).order_by("id").values_list("name", flat=True)
        with connection.cursor() as cursor:
            cursor.execute(_CONTRACTS, (regulation.name,))
            (contracts,) = cursor.fetchone()
            cursor.execute(_KEEPING, (regulation.name, regulation.digest))
            keeping = dict(cursor.fetchall())
        return Plan(
            regulation=regulation,
            former=former,
            effective_at=at,
            earliest_at=earliest_at,
            earliest_by=clause,
            is_published=published,
            lines=tuple(lines),
            contracts=contracts,
            keeping=keeping,
            letters=len(told.reached) if told else 0,
            unreached=told.unreached if told else 0,
        )


def publish(
    *,
    desk: Desk,
    viewer: Viewer,
    regulation: Regulation,
    source: bytes,
    examples: bytes | None,
    effective_at: int,
) -> bool:
    """Put the edition in the books, in force from `effective_at`, UTC seconds, and queue the letters that tell of it, in one
    transaction; False: it stood there already, and nobody is told twice.

    Cases received before keep the edition they were received under. Raises EditionTaken.
    """
    with seen_by(viewer):
        with connection.cursor() as cursor:
            cursor.execute(_ALONE)
        if _published(regulation):
            return False
        now = desk.world.now()
        former = _former(desk, regulation, effective_at)
        Edition.objects.create(
            digest=regulation.digest,
            regulation=regulation.name,
            edition=regulation.edition,
            source=source,
            examples=examples,
            effective_at=effective_at,
            published_at=now,
            published_by=viewer.who,
        )
        told = _addressees(desk, former, regulation, effective_at=effective_at, now=now)
        fail_point("publish.edition written")
        if former is not None and told is not None:
            queue_caseless(_letters(desk, former, regulation, told, effective_at), at=now)
        return True


def _former(desk: Desk, regulation: Regulation, effective_at: int) -> Regulation | None:
    try:
        return desk.shelf.in_force(regulation.name, effective_at)
    except EditionUnknown:
        return None


def _earliest(desk: Desk, former: Regulation | None, now: int) -> tuple[int, str]:
    """The first moment at which an edition published now may come into force, and the clause that says so."""
    rule = publish_rule(former) if former else None
    if former is None or rule is None:
        return now, ""
    hours = desk.shelf.terms(former, None, former.zone).calendars[rule.on]
    reached = due(hours=hours, amount=rule.earliest, start=now).due_at
    return now if reached is None else reached, rule.clause


def _addressees(
    desk: Desk, former: Regulation | None, regulation: Regulation, *, effective_at: int, now: int
) -> Addressees | None:
    """None: it is the first edition, and changes nothing for anybody."""
    if former is None:
        return None
    from_on = _home(desk, regulation).wall(effective_at).date()
    return find_addressees(desk=desk, former=former, regulation=regulation, from_on=from_on, now=now)


def _home(desk: Desk, regulation: Regulation) -> LocalTime:
    return LocalTime(regulation.zone, desk.shelf.zone(regulation.zone))


def _letters(
    desk: Desk, former: Regulation, regulation: Regulation, told: Addressees, effective_at: int
) -> list[CaselessLetter]:
    home = _home(desk, regulation)
    editions = {
        language: NewEdition(
            former, regulation, compare_words(former, regulation, language), effective_at, home
        )
        for language in {one.language for one in told.reached}
    }
    letters = []
    for one in told.reached:
        words = edition_letter(
            editions[one.language], tiers=one.tiers, cases=one.cases, language=one.language
        )
        letters.append(
            CaselessLetter(
                new_id(desk.world),
                one.customer,
                one.line,
                one.channel,
                one.address,
                words.subject,
                words.body,
            )
        )
    return letters


def _published(regulation: Regulation) -> bool:
    found = Edition.objects.filter(regulation=regulation.name, edition=regulation.edition)
    digest = found.values_list("digest", flat=True).first()
    if digest is not None and digest != regulation.digest:
        raise EditionTaken(f"{regulation.name} {regulation.edition}")
    return digest is not None
