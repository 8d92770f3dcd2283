"""What is answered by itself: the cases of fixed problems nobody told yet, after a process died or where a case was linked late."""

from reglament.config.keeping import hourly
from reglament.desk.acts.fixed import tell_all_fixed
from reglament.desk.record.desk import Desk
from reglament.desk.watch.schedule import Job


def answering_jobs() -> tuple[Job, ...]:
    """The jobs; whoever says that a problem is fixed need not wait for them."""

    def fixed(desk: Desk, _at: int) -> None:
        tell_all_fixed(desk=desk)

    return (hourly("fixed problems", fixed),)
