"""An edition with an error is no edition: its examples are not run, and nobody can be told why a deadline is what it is."""

from pathlib import Path

from tests.cli.run import edition, reglament
from tests.core.replay.small import REGULATION

CONFLICT = REGULATION + "      nothing: {none: [answer], if: {tier: fast}}\n"


def test_the_examples_of_an_edition_that_contradicts_itself_are_not_run(tmp_path: Path) -> None:
    whole = reglament("examples", edition(tmp_path / "whole"))
    torn = reglament("examples", edition(tmp_path / "torn", regulation=CONFLICT))
    assert (whole.exit_code, torn.exit_code) == (0, 1)
    assert "has faults: reglament lint" in torn.output


def test_lint_shows_both_places_of_a_contradiction(tmp_path: Path) -> None:
    told = reglament("lint", edition(tmp_path, regulation=CONFLICT))
    assert told.exit_code == 1
    assert "error[conflict/target-and-none]" in told.output
    lines = {
        CONFLICT[: CONFLICT.index(rule)].count("\n") + 1 for rule in ("answer:\n        target", "nothing:")
    }
    assert {line for line in lines if f"1.yaml:{line}:7" in told.output} == lines
