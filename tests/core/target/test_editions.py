"""A revised calendar governs what had not ended when the revision was known; the rest keeps the one it was counted over."""

from dataclasses import replace
from datetime import date

from reglament.core.case.event import CalendarRevised, Entries, Entry, Received
from reglament.core.hours.calendar import DateException
from reglament.core.target.code import Code
from reglament.core.target.evaluate import targets
from reglament.core.target.target import Target
from tests.core.hours.cast import compiled, hours, office
from tests.core.target.built import regulation, target, terms
from tests.core.target.told import PINNED, at, story

OLD = hours("office")
NEW = compiled(replace(office(), exceptions=(DateException(date(2026, 11, 18)),)))
NEWER = compiled(
    replace(office(), exceptions=(DateException(date(2026, 11, 18)), DateException(date(2026, 11, 19))))
)
ARCHIVE = {one.digest: one for one in (OLD, NEW)}
RULE = target("fix", "fix", met_by="fixed", within="9 working hours")
RECEIVED = "2026-11-17 12:00 received"


def revised(text: str, *changes: tuple[str, str, str]) -> Entries:
    """A story received under the old calendar, with revisions known at their moments: (moment, old digest, new digest)."""
    entries = story(text)
    pinned = replace(PINNED, calendars={"office": OLD.digest})
    first = replace(entries[0], event=Received("mail", "contact", "valid", pinned))
    revisions = tuple(
        Entry(len(entries) + number, at(moment), at(moment), "system", CalendarRevised("office", old, new))
        for number, (moment, old, new) in enumerate(changes, 1)
    )
    return (first, *entries[1:], *revisions)


def evaluated(entries: Entries, moment: str, *, now: object = NEW, archive: object = ARCHIVE) -> Target:
    of = terms(regulation([RULE]), calendars={"office": now})  # type: ignore[dict-item]
    (found,) = targets(of, entries, at=at(moment), known_at=at(moment), archive=archive)  # type: ignore[arg-type]
    return found


KNOWN = ("2026-11-17 15:00", OLD.digest, NEW.digest)


def test_an_open_target_is_counted_over_the_new_calendar() -> None:
    found = evaluated(revised(RECEIVED, KNOWN), "2026-11-17 16:00")
    assert found.due_at == at("2026-11-19 12:00")
    assert [step.values for step in found.steps if step.code == Code.REVISED] == [
        ("office", OLD.digest, at("2026-11-17 15:00"))
    ]


def test_before_the_revision_is_known_the_pinned_calendar_counts() -> None:
    found = evaluated(revised(RECEIVED, KNOWN), "2026-11-17 14:59")
    assert found.due_at == at("2026-11-18 12:00")
    assert not [step for step in found.steps if step.code == Code.REVISED]


def test_what_had_ended_keeps_its_calendar() -> None:
    ended = f"{RECEIVED}; 2026-11-18 11:00 fixed"
    later = ("2026-11-18 11:00", OLD.digest, NEW.digest)
    assert evaluated(revised(ended, later), "2026-11-20 10:00").due_at == at("2026-11-18 12:00")
    sooner = ("2026-11-18 10:59", OLD.digest, NEW.digest)
    assert evaluated(revised(ended, sooner), "2026-11-20 10:00").due_at == at("2026-11-19 12:00")


def test_what_was_breached_stays_breached() -> None:
    breached = ("2026-11-18 12:00:01", OLD.digest, NEW.digest)
    found = evaluated(revised(RECEIVED, breached), "2026-11-18 14:00")
    assert (found.verdict, found.due_at) == ("breached", at("2026-11-18 12:00"))
    in_time = ("2026-11-18 12:00", OLD.digest, NEW.digest)
    assert evaluated(revised(RECEIVED, in_time), "2026-11-18 14:00").verdict == "open"


def test_each_revision_counts_from_its_own_moment() -> None:
    entries = revised(RECEIVED, KNOWN, ("2026-11-17 17:00", NEW.digest, NEWER.digest))
    assert evaluated(entries, "2026-11-17 16:00", now=NEWER).due_at == at("2026-11-19 12:00")
    assert evaluated(entries, "2026-11-17 17:00", now=NEWER).due_at == at("2026-11-20 12:00")


def test_without_the_archive_the_calendar_of_the_terms_counts_for_all() -> None:
    found = evaluated(revised(RECEIVED, KNOWN), "2026-11-17 14:59", archive={})
    assert found.due_at == at("2026-11-19 12:00")
