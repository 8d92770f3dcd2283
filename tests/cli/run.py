"""The command line as a test calls it: arguments in; exit code, output and errors out."""

from pathlib import Path

from click.testing import CliRunner, Result

from reglament.cli.main import main
from reglament.cli.outside import Outside
from tests.core.replay.small import REGULATION, almanac

STORY = """\
examples:
  - story: A writer asks in the afternoon
    clauses: ["1"]
    when:
      - 2026-11-03 15:00: {receive: {channel: email}}
    then:
      - 2026-11-03 16:00: {status: open, answer: {due: 2026-11-04 10:00, state: running, left: 3 h}}
"""


def reglament(*arguments: str | Path) -> Result:
    """Run `reglament` with these arguments, in English."""
    environment = {"LANG": "en_US.UTF-8", "LC_ALL": "en_US.UTF-8", "COLUMNS": "120"}
    runner = CliRunner(env=environment)
    return runner.invoke(
        main, [str(one) for one in arguments], obj=Outside(almanac=almanac), prog_name="reglament"
    )


def edition(folder: Path, *, regulation: str = REGULATION, examples: str | None = STORY) -> Path:
    """A regulation file in a folder of its own, with examples beside it."""
    path = folder / "regulations" / "small" / "1.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(regulation, encoding="utf-8")
    if examples is not None:
        path.with_name("1.examples.yaml").write_text(examples, encoding="utf-8")
    return path
