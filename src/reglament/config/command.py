"""The `reglament` command put together: the command line with the outside it needs."""

import os
from importlib import import_module

from reglament.cli.main import main
from reglament.cli.outside import Operations, Outside
from reglament.config.almanac import load_almanac


def run() -> None:
    """Run the command line of this process and leave with its exit code."""
    main(prog_name="reglament", obj=Outside(almanac=load_almanac, operations=_operations))


def _operations() -> Operations:
    """The verbs with a database. The framework is made ready before anything of them is imported."""
    home = import_module("reglament.config.home").home_of_this_process()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "reglament.config.settings")
    if not os.environ.get(
        "REGLAMENT_SECRET_KEY"
    ):  # a supervisor that began in an empty home hands down an empty one
        os.environ["REGLAMENT_SECRET_KEY"] = home.read_secret_key()
    import_module("django").setup()
    made: Operations = import_module("reglament.config.operations").operations()
    return made
