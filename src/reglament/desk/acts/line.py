"""A service line set up: its name, the regulation it is served under, its counter of numbers, its mailboxes."""

from dataclasses import dataclass

from django.db.models import Max

from reglament.desk.models import Line, Mailbox, Number
from reglament.desk.record.transaction import seen_by
from reglament.desk.record.viewer import Viewer


@dataclass(frozen=True, slots=True)
class NewLine:
    """`prefix` begins its case numbers; `mailboxes`: channel and address on it. `keep_days`: for how long what it gets is kept; a
    confidential one seals it, and stays so.
    """

    name: str
    regulation: str
    prefix: str
    mailboxes: tuple[tuple[str, str], ...] = ()
    confidential: bool = False
    keep_days: int | None = None


def open_line(*, viewer: Viewer, line: NewLine) -> int:
    """Have the line with its mailboxes; give its id. A line of this name is left as it is, mailboxes it lacks are added."""
    with seen_by(viewer):
        found, made = Line.objects.get_or_create(
            name=line.name,
            defaults={
                "id": _next(Line), "regulation": line.regulation, "prefix": line.prefix,
                "confidential": line.confidential, "keep_days": line.keep_days,
            },
        )  # fmt: skip
        if made:
            Number.objects.create(line=found)
        for channel, address in line.mailboxes:
            Mailbox.objects.get_or_create(
                channel=channel, address=address, defaults={"id": _next(Mailbox), "line": found}
            )
        return found.id


def _next(kind: type[Line | Mailbox]) -> int:
    last: int | None = kind._default_manager.aggregate(last=Max("id"))["last"]  # noqa: SLF001 - Django's own way
    return (last or 0) + 1
