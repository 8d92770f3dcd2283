"""Fields that come with an act: declared ones, with values of their kind."""

import math
from collections.abc import Mapping
from datetime import date, datetime

from reglament.core.case.answer import Refused
from reglament.core.case.decide.deny import deny
from reglament.core.contract.key import told_key
from reglament.core.hours.zone import EPOCH_ORDINAL, Zone
from reglament.core.regulation.model.declared import KEY, Field
from reglament.core.regulation.model.permission import RetainRule
from reglament.core.regulation.model.regulation import Regulation

DAY = 86_400
FIRST_YEAR, LAST_YEAR = 1900, 2299


def bad_field(fields: Mapping[str, str], regulation: Regulation) -> Refused | None:
    """Say no to the first field that is not declared, whose value is not of its kind, or that may not be copied into a case."""
    for name, value in fields.items():
        declared = regulation.fields.get(name)
        if declared is None:
            return deny("field/undeclared", field=name)
        if not _fits(value, declared):
            return deny("field/bad-value", field=name, kind=declared.kind)
        rule = kept_apart(name, regulation)
        if rule is not None:
            return deny("field/not-copied", rule, field=name)
    return None


def kept(fields: Mapping[str, str], key: str | None, regulation: Regulation) -> Mapping[str, str]:
    """Give fields as books keep them: of a certificate's key its tag alone.

    A key that came with the act, in whatever place of it, fills the field that asks for one, unless that was given otherwise.
    """
    asking = [name for name, declared in regulation.fields.items() if declared.kind == KEY]
    if not asking:
        return fields
    told = {name: told_key(fields[name]) for name in asking if name in fields}
    found = {name: told_key(key) for name in asking if key and kept_apart(name, regulation) is None}
    return {**fields, **found, **told}


def kept_apart(name: str, regulation: Regulation) -> RetainRule | None:
    """The rule that lets nothing of this channel or field be copied into a case."""
    rules = regulation.of_kind(RetainRule)
    return next((rule for rule in rules if rule.what == name and rule.copy_refused), None)


def _fits(value: str, declared: Field) -> bool:
    match declared.kind:
        case "choice":
            return value in declared.values
        case "yes no":
            return value in ("yes", "no")
        case "number":
            return _is_number(value)
        case "date":
            return _is_date(value)
        case "moment":
            return wall_of(value) is not None
        case _:
            return value != ""


def _is_number(text: str) -> bool:
    try:
        return math.isfinite(float(text))
    except ValueError:
        return False


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def wall_of(text: str) -> datetime | None:
    """Read a moment as ISO 8601 writes it, with an offset or as wall time; calendars know no other years than these."""
    try:
        wall = datetime.fromisoformat(text)
    except ValueError:
        return None
    return wall if FIRST_YEAR <= wall.year <= LAST_YEAR else None


def moment_of(text: str, zone: Zone) -> int | None:
    """Give UTC seconds of a written moment; wall time without an offset is read in `zone`."""
    wall = wall_of(text)
    if wall is None:
        return None
    offset = wall.utcoffset()
    day, second = wall.toordinal(), (wall.hour * 60 + wall.minute) * 60 + wall.second
    if offset is None:
        return zone.instant(day, second)
    return (day - EPOCH_ORDINAL) * DAY + second - int(offset.total_seconds())
