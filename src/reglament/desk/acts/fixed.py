"""A problem is fixed, and every case that has it is answered: each through the door by itself, once, however often it is begun."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid5

from reglament.core.case.act import Act, Doer, Record, Reply
from reglament.core.case.answer import Accepted, Answer, Refused
from reglament.core.regulation.model.regulation import Regulation
from reglament.desk.acts.problem import problem_of
from reglament.desk.clock.fail_point import fail_point
from reglament.desk.clock.ids import new_id
from reglament.desk.content.fresh import NewContent, NewMessage
from reglament.desk.ledger.stream import find_streams
from reglament.desk.models import Case, Problem, ProblemCase
from reglament.desk.outbox.queue import NewLetter
from reglament.desk.outbox.route import Route, find_route, read_by
from reglament.desk.record.desk import Desk
from reglament.desk.record.enclosed import Enclosed
from reglament.desk.record.record import change
from reglament.desk.record.recorded import Recorded
from reglament.desk.record.transaction import Busy, seen_by
from reglament.desk.record.unit import Unit
from reglament.desk.record.viewer import SYSTEM, Viewer

STAFF = "staff"


@dataclass(frozen=True, slots=True)
class FixedAnswer:
    """What the cases are told. `texts`: language → words; `mark`: the declared mark the message carries, with its `fields`."""

    texts: Mapping[str, str]
    mark: str | None = None
    fields: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Told:
    """`told` now; `refused` by the law and left to staff; `busy`: to be told by the next turn."""

    told: tuple[UUID, ...]
    refused: Mapping[UUID, Refused]
    busy: tuple[UUID, ...]


def publish_fixed(*, desk: Desk, viewer: Viewer, problem: UUID, fixed_in: str, answer: FixedAnswer) -> None:
    """Say in which version the problem is fixed and what its cases are told; `tell_fixed` tells them. Another version is told anew."""
    if not answer.texts:
        raise ValueError("an answer has words in at least one language")
    with seen_by(viewer):
        row = problem_of(viewer, problem)
        if row.fixed_in == fixed_in:
            return
        row.fixed_in, row.fixed_at, row.fixed_by = fixed_in, desk.world.now(), viewer.who
        row.answer = {"texts": dict(answer.texts), "mark": answer.mark, "fields": dict(answer.fields)}
        row.save()
        ProblemCase.objects.filter(problem=row).update(told_at=None)


def tell_all_fixed(*, desk: Desk) -> int:
    """Go on with every fix of which a case was not told yet, also those linked after it was published; give how many were told."""
    with seen_by(SYSTEM):
        fixed = Problem.objects.filter(fixed_at__isnull=False, cases__told_at=None).distinct()
        problems = list(fixed.order_by("fixed_at", "id").values_list("id", flat=True))
    return sum(len(tell_fixed(desk=desk, problem=problem).told) for problem in problems)


def tell_fixed(*, desk: Desk, problem: UUID) -> Told:
    """Answer the cases of a fixed problem that were not told yet."""
    with seen_by(SYSTEM):
        row = Problem.objects.get(id=problem)
        untold = ProblemCase.objects.filter(problem=row, told_at=None).order_by("case_id")
        cases = list(untold.values_list("case_id", flat=True)) if row.fixed_at is not None else []
    told: list[UUID] = []
    refused: dict[UUID, Refused] = {}
    busy: list[UUID] = []
    for case in cases:
        fail_point("fixed.before case")
        try:
            done = _tell(desk, row, case)
        except Busy:
            busy.append(case)
            continue
        if isinstance(done.answer, Refused):
            refused[case] = done.answer
        else:
            told.append(case)
    return Told(tuple(told), refused, tuple(busy))


def _tell(desk: Desk, problem: Problem, case: UUID) -> Recorded:
    said: dict[str, Any] = problem.answer or {}
    message = new_id(desk.world)
    act: Act = Reply(str(message))
    if said.get("mark"):
        act = Record(said["mark"], said.get("fields", {}), str(message))

    def perform(unit: Unit) -> Answer:
        by = Doer(STAFF, actor=problem.fixed_by)
        answer = unit.perform(act, unit.main, by, happened_at=unit.now, known_at=unit.now)
        if isinstance(answer, Accepted):
            ProblemCase.objects.filter(problem=problem, case_id=case).update(told_at=unit.now)
        return answer

    return change(
        desk=desk,
        viewer=SYSTEM,
        case=case,
        also=(),
        perform=perform,
        enclosed=_letter(desk, problem, case, message, said["texts"]),
        counts=False,
        act_id=uuid5(problem.id, f"fixed in {problem.fixed_in}: {case}"),
    )


def _letter(desk: Desk, problem: Problem, case: UUID, message: UUID, texts: Mapping[str, str]) -> Enclosed:
    """The answer in its reader's language; where there is no way to him, the case has it all the same."""
    world = desk.world
    with seen_by(SYSTEM):
        row = Case.objects.get(stream_id=case)
        place = find_streams([case])[case]
        route = find_route(place, contact=row.contact_id, arrived=None, at=world.now())
        regulation = desk.shelf.edition(row.digest)
    wanted = (route.language if route else None, *regulation.languages, *texts)
    words = next(texts[one] for one in wanted if one is not None and one in texts)
    body = NewContent(new_id(world), "body", words)
    kept = NewMessage(
        message, STAFF, problem.fixed_by, route.channel if route else "", None, body.id, world.now()
    )
    return Enclosed((body,), (kept,), _queued(desk, message, route, regulation))


def _queued(desk: Desk, message: UUID, route: Route | None, regulation: Regulation) -> tuple[NewLetter, ...]:
    if route is None:
        return ()
    language = read_by(route.language, regulation)
    return (NewLetter(new_id(desk.world), message, route.channel, route.recipient, language=language),)
