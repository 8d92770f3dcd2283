"""Letters go out though the clock has just jumped."""

import pytest

from reglament.config.simulate import workers
from reglament.desk.record.desk import Desk


def plant(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(workers, "outward_allowed", always)


def always(*, desk: Desk, process: str) -> bool:
    del desk, process
    return True
