"""`reglament publish`: an edition brought into force: the plan first, then the deed."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.text import Text

from reglament.cli.compare import lines
from reglament.cli.editions import examples_of, load_edition
from reglament.cli.files import read_bytes
from reglament.cli.language import language_option
from reglament.cli.outside import Outside
from reglament.cli.phrase import counted, say
from reglament.cli.tell import tell
from reglament.cli.trial import try_edition
from reglament.cli.trouble import Trouble
from reglament.core.hours.almanac import Almanac
from reglament.core.regulation.model.regulation import Regulation
from reglament.words.catalogue import Language
from reglament.words.compare import compare_words
from reglament.words.moment import local_time, moment
from reglament.words.noun import in_language

if TYPE_CHECKING:  # the framework of the books is ready only when a verb with a database runs
    from reglament.desk.acts.publish import Plan


@click.command(name="publish")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--effective", type=click.DateTime(["%Y-%m-%d"]), help="First day in force; default: as the file says."
)
@click.option("--plan", "only_plan", is_flag=True, help="Say what it would mean, and do nothing.")
@click.option("--yes", is_flag=True, help="Publish after the plan is told.")
@language_option
@click.pass_obj
def command(
    outside: Outside,
    file: Path,
    *,
    effective: datetime | None,
    only_plan: bool,
    yes: bool,
    language: Language,
) -> None:
    """Bring an edition of a regulation into force, with the examples beside it. First the plan is told: what changes
    clause by clause, for which lines and contracts, which open cases keep the edition they came under, how many letters tell
    of it. With --yes it is published and the letters are queued, at once and once.

    Exit codes: 0 published, or planned as asked, 2 not, and why.
    """
    almanac = outside.almanac()
    regulation, source, examples = _fit(file, almanac)
    console = Console(highlight=False)
    on = effective.toordinal() if effective else None
    with outside.operations().publication(tell) as books:
        plan = books.plan(regulation, on)
        for line in _plan(plan, almanac, language):
            console.print(line, soft_wrap=True)
        if only_plan or plan.is_published:
            return
        if not yes:
            raise Trouble("publish yes")
        books.publish(plan, source, examples)
    console.print(say("published", language), soft_wrap=True)
    if plan.letters:
        console.print(say("published letters", language, n=plan.letters), soft_wrap=True)


def _fit(file: Path, almanac: Almanac) -> tuple[Regulation, bytes, bytes]:
    """The edition, if nothing is wrong with it: no fault, and every worked example holds."""
    edition = load_edition(file, almanac)
    if edition.regulation is None:
        raise Trouble("faults", path=file)
    beside = examples_of(file)
    examples = read_bytes(beside)
    if not try_edition(file, (), almanac).holds:
        raise Trouble("failing examples", path=beside, edition=file)
    return edition.regulation, edition.data, examples


def _plan(plan: "Plan", almanac: Almanac, language: Language) -> Iterator[Text | str]:
    regulation = plan.regulation
    here = local_time(regulation.zone, almanac)
    yield Text(f"{in_language(regulation.title, language)} · {regulation.edition}", "bold")
    if plan.is_published:
        yield say("plan published already", language)
        return
    if here is not None:
        yield say("plan effective", language, moment=moment(plan.effective_at, here, language))
        if plan.earliest_by and plan.effective_at == plan.earliest_at:
            yield say("plan earliest", language, clause=plan.earliest_by)
    if plan.former is None:
        yield say("plan first edition", language)
    else:
        yield from lines(plan.former, regulation, compare_words(plan.former, regulation, language), language)
    named = ", ".join(plan.lines) or say("trouble none", language)
    yield say("plan lines", language, lines=named, contracts=counted(plan.contracts, "contract", language))
    for edition, number in plan.keeping.items():
        yield say("plan keeping", language, edition=edition, n=number)
    if plan.former is not None:
        yield say("plan letters", language, n=plan.letters)
    if plan.unreached:
        yield say("plan unreached", language, n=plan.unreached)
