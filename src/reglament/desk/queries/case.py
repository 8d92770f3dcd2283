"""One case for a viewer: the row, its messages, files and prose, its entries, how it stands, every target with its explanation."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from uuid import UUID

from reglament.core.case.event import Entries
from reglament.core.case.fold import fold
from reglament.core.case.message import MessageState
from reglament.core.case.state import CaseState
from reglament.core.case.visible import visible
from reglament.core.contract.terms import Terms
from reglament.core.regulation.model.regulation import Regulation
from reglament.core.target.target import Target
from reglament.desk.queries.correspondence import FileRow, MessageRow, files_of, messages_of
from reglament.desk.queries.fetch import rows
from reglament.desk.queries.opening import note_opening
from reglament.desk.queries.participants import Participant, participants_of
from reglament.desk.queries.read import CaseRow, read
from reglament.desk.queries.scope import scope, walled
from reglament.desk.queries.shown import named_cases, shown_entries, shown_state, shown_target
from reglament.desk.queries.texts import Prose, texts_of
from reglament.desk.record.desk import Desk
from reglament.desk.record.opened import CaseUnknown
from reglament.desk.record.transaction import seen_by
from reglament.desk.record.viewer import Viewer


@dataclass(frozen=True, slots=True)
class CaseView:
    """A case at `at` as known at `known_at`, UTC seconds. `entries` in the order they happened, corrections applied.

    `texts`: all prose of the case by id; a message, a refusal or a pause names its pieces. `terms` is what explanations are
    told by.
    """

    row: CaseRow
    at: int
    known_at: int
    regulation: Regulation = field(repr=False)
    terms: Terms = field(repr=False)
    state: CaseState
    entries: Entries
    targets: tuple[Target, ...]
    messages: tuple[MessageRow, ...]
    files: tuple[FileRow, ...]
    texts: Mapping[UUID, Prose]
    participants: tuple[Participant, ...]

    def course(self, message: MessageRow) -> MessageState | None:
        """How far a message got, as far as the case's events tell."""
        return self.state.messages.get(str(message.id))

    def text(self, content: UUID | None) -> str | None:
        """A piece of prose, where it is there to be read."""
        prose = self.texts.get(content) if content is not None else None
        return prose.text if prose is not None else None


_NUMBERED = walled("""select c.id from "case" c where c.number = %(number)s and seen(c)""")
_NAMED = walled(
    "select s.name from stream s where s.kind = 'case' and s.name = any(%(names)s::text[]) and seen(s)"
)


def read_case(
    *,
    desk: Desk,
    viewer: Viewer,
    case: UUID,
    at: int,
    known_at: int | None = None,
) -> CaseView:
    """Open a case for a viewer; the desk's safe opens sealed prose. On a confidential line it is written down that he opened it.

    Raises CaseUnknown: there is no such case, or not for him.
    """
    known = at if known_at is None else known_at
    with seen_by(viewer):
        found = read(desk=desk, viewer=viewer, case=case, at=at, known_at=known)
        entries = visible(found.entries, at=at, known_at=known)
        texts = texts_of(viewer=viewer, case=case, safe=desk.safe)
        view = CaseView(
            row=found.row,
            at=at,
            known_at=known,
            regulation=found.regulation,
            terms=found.terms,
            state=fold(entries, found.regulation),
            entries=entries,
            targets=found.targets(at=at, known_at=known),
            messages=messages_of(viewer=viewer, case=case),
            files=files_of(viewer=viewer, case=case),
            texts=texts,
            participants=participants_of(viewer=viewer, case=case),
        )
        if found.row.confidential:
            note_opening(world=desk.world, viewer=viewer, row=found.row)
        return view if viewer.is_staff else _for_customer(viewer, view)


def find_case(*, viewer: Viewer, number: str) -> UUID:
    """Find a case by its number as people write it. Raises CaseUnknown: there is none, or not for him."""
    with seen_by(viewer):
        found = rows(_NUMBERED, {"number": number.strip().upper(), **scope(viewer)})
    if not found:
        raise CaseUnknown(number)
    case: UUID = found[0][0]
    return case


def _for_customer(viewer: Viewer, view: CaseView) -> CaseView:
    messages = {str(message.id) for message in view.messages}
    cases = _seen_of(viewer, named_cases(view.entries))
    return replace(
        view,
        row=replace(view.row, rank=None, snoozed_until=None, assignee=None, assignee_name=None),
        state=shown_state(view.state, messages=messages, cases=cases),
        entries=shown_entries(view.entries, messages=messages, cases=cases),
        targets=tuple(map(shown_target, view.targets)),
    )


def _seen_of(viewer: Viewer, names: Collection[str]) -> frozenset[str]:
    """Those of the named cases that the viewer may know of."""
    if not names:
        return frozenset()
    return frozenset(name for (name,) in rows(_NAMED, {"names": list(names), **scope(viewer)}))
