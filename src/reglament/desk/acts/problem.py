"""Problems: one record for a fault that many cases have. A case says so in its own stream, in the transaction that lists it here."""

from uuid import UUID, uuid5

from reglament.core.case.act import Doer, Link
from reglament.core.case.answer import Accepted, Answer
from reglament.desk.acts.on_line import demand_line, demand_row
from reglament.desk.clock.ids import new_id
from reglament.desk.models import Problem, ProblemCase
from reglament.desk.record.desk import Desk
from reglament.desk.record.enclosed import NOTHING_ENCLOSED
from reglament.desk.record.opened import CaseUnknown
from reglament.desk.record.record import change
from reglament.desk.record.recorded import Recorded
from reglament.desk.record.transaction import seen_by
from reglament.desk.record.unit import Unit
from reglament.desk.record.viewer import Viewer

KIND = "problem"


def open_problem(
    *, desk: Desk, viewer: Viewer, line: int, title: str, tracker: str = "", product: UUID | None = None
) -> UUID:
    """Begin a problem on a line; give its id. `tracker`: its key where developers work on it."""
    demand_line(viewer=viewer, line=line)
    with seen_by(viewer):
        made = Problem.objects.create(
            id=new_id(desk.world), line_id=line, product_id=product, title=title, tracker=tracker,
            made_at=desk.world.now(), made_by=viewer.who,
        )  # fmt: skip
        return made.id


def change_problem(
    *, viewer: Viewer, problem: UUID, title: str | None = None, tracker: str | None = None
) -> None:
    """Word it otherwise, or name its key in the tracker; None: as it was."""
    with seen_by(viewer):
        row = problem_of(viewer, problem)
        row.title = row.title if title is None else title
        row.tracker = row.tracker if tracker is None else tracker
        row.save(update_fields=["title", "tracker"])


def add_case(*, desk: Desk, viewer: Viewer, problem: UUID, case: UUID, by: Doer) -> Recorded:
    """Say that a case has the problem, once however often it is asked. Raises NotThere, and CaseUnknown for a case of another line."""
    with seen_by(viewer):
        row = problem_of(viewer, problem)

    def perform(unit: Unit) -> Answer:
        head = unit.main.head
        if head.line != row.line_id:
            raise CaseUnknown(case)
        answer = unit.perform(
            Link(str(problem), KIND), unit.main, by, happened_at=unit.now, known_at=unit.now
        )
        if isinstance(answer, Accepted):
            ProblemCase.objects.create(
                problem=row, case_id=case, customer_id=head.customer, line_id=head.line
            )
        return answer

    return change(
        desk=desk, viewer=viewer, case=case, also=(), perform=perform, enclosed=NOTHING_ENCLOSED,
        counts=False, act_id=uuid5(problem, f"case {case}"),
    )  # fmt: skip


def problem_of(viewer: Viewer, problem: UUID) -> Problem:
    """Give the problem to change; inside a transaction. Raises NotThere."""
    return demand_row(Problem.objects.filter(id=problem).first(), viewer=viewer, what=f"problem {problem}")
