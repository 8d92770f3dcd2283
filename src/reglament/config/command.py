"""The `reglament` command put together: the command line with the outside it needs."""

from reglament.cli.main import main
from reglament.cli.outside import Outside
from reglament.config.almanac import load_almanac


def run() -> None:
    """Run the command line of this process and leave with its exit code."""
    main(prog_name="reglament", obj=Outside(almanac=load_almanac))
