"""`publish`: the plan first, then the deed; what is faulty, past or taken is refused."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from reglament.config.postgres import running
from tests.running.conftest import Made, copied
from tests.running.desk import reglament

SOURCE = Path("regulations/monq/2025-01.yaml")


@pytest.fixture(scope="module")
def served(made: Made, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A home whose database runs, so that no verb has to start and stop it."""
    with copied(made, tmp_path_factory.mktemp("served")) as home, running(home):
        yield home


@pytest.fixture
def edition(tmp_path: Path) -> Path:
    """The next edition of a shipped regulation, with one figure changed, and its examples beside it."""
    path = tmp_path / "2027-01.yaml"
    text = SOURCE.read_text("utf-8").replace('edition: "2025-01"', 'edition: "2027-01"')
    path.write_text(text.replace("effective: 2025-01-15", "effective: 2027-01-15"), encoding="utf-8")
    beside = SOURCE.with_name("2025-01.examples.yaml")
    path.with_name("2027-01.examples.yaml").write_bytes(beside.read_bytes())
    return path


def test_the_plan_is_told_and_only_yes_publishes(served: Path, edition: Path) -> None:
    planned = reglament(served, "publish", edition)
    assert (planned.returncode, "--yes" in planned.stderr) == (2, True)
    for words in ("2025-01", "2027-01", "In force from Fri 15 Jan 2027", "lines: Monq", "contracts."):
        assert words in planned.stdout
    done = reglament(served, "publish", edition, "--yes", "--effective", "2027-02-01")
    assert (done.returncode, "In force from Mon 1 Feb 2027" in done.stdout) == (0, True)
    assert "Published." in done.stdout
    assert "letters are queued." in done.stdout
    assert "published already" in reglament(served, "publish", edition, "--plan").stdout


def test_another_text_under_a_published_name_and_a_day_in_the_past_are_refused(
    served: Path, edition: Path
) -> None:
    edition.write_text(
        edition.read_text("utf-8").replace('edition: "2027-01"', 'edition: "2025-01"'), encoding="utf-8"
    )
    taken = reglament(served, "publish", edition, "--yes")
    assert (taken.returncode, "Give the new edition a new name" in taken.stderr) == (2, True)
    past = reglament(served, "publish", edition, "--yes", "--effective", "2020-01-01")
    assert (past.returncode, "in the past" in past.stderr) == (2, True)


def test_an_edition_whose_examples_fail_is_refused_before_the_books_are_opened(
    tmp_path: Path, edition: Path
) -> None:
    beside = edition.with_name("2027-01.examples.yaml")
    beside.write_text(beside.read_text("utf-8").replace("2026-11-18 15:00", "2026-11-18 15:01"), "utf-8")
    told = reglament(tmp_path / "no home", "publish", edition, "--yes")
    assert (told.returncode, "examples" in told.stderr) == (2, True)
    assert not (tmp_path / "no home").exists()
