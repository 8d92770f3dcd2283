"""How often staff are told is read from the environment; what makes no sense there is refused in words."""

import pytest

from reglament.cli.trouble import Trouble
from reglament.config.telling import NAMED_BY, manner_of_this_process


def test_ten_minutes_unless_said_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(NAMED_BY, raising=False)
    assert manner_of_this_process().every == 600
    monkeypatch.setenv(NAMED_BY, "30")
    assert manner_of_this_process().every == 1800
    assert manner_of_this_process().case("P-1").endswith("/cases/P-1")


@pytest.mark.parametrize("found", ["0", "-5", "ten", "1441", "١", "5.5"])
def test_no_number_of_minutes_is_refused(found: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(NAMED_BY, found)
    with pytest.raises(Trouble, match="1440"):
        manner_of_this_process()
