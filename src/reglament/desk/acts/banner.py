"""Banners: what everybody on a line is told at once, mostly of a mass incident, so that nobody need ask."""

from collections.abc import Mapping
from uuid import UUID

from reglament.desk.acts.on_line import demand_line, demand_row
from reglament.desk.acts.problem import problem_of
from reglament.desk.clock.ids import new_id
from reglament.desk.models import Banner
from reglament.desk.record.desk import Desk
from reglament.desk.record.transaction import seen_by
from reglament.desk.record.viewer import Viewer


def raise_banner(
    *, desk: Desk, viewer: Viewer, line: int, texts: Mapping[str, str], problem: UUID | None = None
) -> UUID:
    """Show a banner from now on until it is lowered; give its id. `texts`: language → sentence."""
    demand_line(viewer=viewer, line=line)
    with seen_by(viewer):
        if problem is not None:
            problem_of(viewer, problem)
        made = Banner.objects.create(
            id=new_id(desk.world), line_id=line, problem_id=problem, texts=dict(texts),
            from_at=desk.world.now(), made_by=viewer.who,
        )  # fmt: skip
        return made.id


def lower_banner(*, desk: Desk, viewer: Viewer, banner: UUID) -> None:
    """Show it no longer, from now on."""
    with seen_by(viewer):
        row = demand_row(Banner.objects.filter(id=banner).first(), viewer=viewer, what=f"banner {banner}")
        Banner.objects.filter(id=row.id, until_at=None).update(until_at=desk.world.now())
