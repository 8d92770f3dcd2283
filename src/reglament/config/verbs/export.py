"""`export`: a case with the evidence of its history, as the log was signed last."""

from pathlib import Path

from reglament.cli.exported import Exported
from reglament.cli.outside import Tell
from reglament.cli.trouble import Trouble
from reglament.config.connecting import database_running
from reglament.config.home import Home
from reglament.config.walled import connect_walled
from reglament.config.working import ROLE, open_working_desk
from reglament.desk.acts.export_case import NotSealedYet, export_case
from reglament.desk.ledger import standalone_verify
from reglament.desk.ledger.log_keys import read_published
from reglament.desk.ledger.stream import named_streams
from reglament.desk.models import Line
from reglament.desk.record.transaction import seen_by
from reglament.desk.record.viewer import SYSTEM, Viewer

BY = "command line"


def export(home: Home, tell: Tell, number: str) -> Exported:
    """Export the case with all that staff may read of it. Raises Trouble: there is none of this number, or nothing to prove yet."""
    with database_running(home, tell):
        connect_walled(home, ROLE)
        key = read_published(folder=home.log_keys)[-1]
        desk = open_working_desk(home)
        with seen_by(SYSTEM):
            found = named_streams("case", [number])
            lines = tuple(Line.objects.values_list("id", flat=True))
        if number not in found:
            raise Trouble("case unknown", number=number)
        viewer = Viewer(BY, lines=lines)
        try:
            text = export_case(viewer=viewer, stream=found[number], key=key, safe=desk.safe, world=desk.world)
        except NotSealedYet:
            raise Trouble("not sealed yet", number=number) from None
    return Exported(text.encode(), Path(standalone_verify.__file__).read_bytes(), key.text)
