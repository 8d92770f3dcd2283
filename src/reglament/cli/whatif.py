"""`reglament whatif`: a regulation tried on past cases, beside what it was before."""

import gc
import json
import signal
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from pathlib import Path

import click
import orjson
from rich.console import Console

from reglament.cli.editions import load_edition, whole
from reglament.cli.files import write_bytes
from reglament.cli.language import language_option
from reglament.cli.outside import Outside
from reglament.cli.past import Heading, Stretch, lines_of, read_heading, stretches
from reglament.cli.progress import Meter
from reglament.cli.trouble import Trouble
from reglament.cli.whatif_chart import chart
from reglament.cli.whatif_report import Report, plain, tell
from reglament.core.hours.almanac import Almanac
from reglament.core.regulation.model.regulation import Regulation
from reglament.core.replay.whatif.tally import Tally
from reglament.core.replay.whatif.trial import Trial
from reglament.words.catalogue import Language

STRETCH = 64 * 1024 * 1024
IN_FLIGHT = 2
SELDOM = (500_000, 50, 100)
AGAINST = "The edition the history is compared with. Default: the one it was made under, if it lies beside."


@click.command(name="whatif")
@click.argument("regulation", type=click.Path(path_type=Path))
@click.argument("history", type=click.Path(path_type=Path))
@click.option("--against", type=click.Path(path_type=Path), help=AGAINST)
@click.option("--svg", type=click.Path(path_type=Path), help="Draw the comparison into this file.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--jobs", type=click.IntRange(1, 64), default=2, show_default=True, help="Processes.")
@language_option
@click.pass_obj
def command(
    outside: Outside,
    regulation: Path,
    history: Path,
    *,
    against: Path | None,
    svg: Path | None,
    form: str,
    jobs: int,
    language: Language,
) -> None:
    """Try REGULATION on the past cases of HISTORY (JSON Lines or Parquet).

    What people did is kept as recorded; what the system does by itself is decided anew. Exit codes: 0 all lines read,
    1 some lines are broken (each is named), 2 a file cannot be read.
    """
    heading = read_heading(history)
    almanac = outside.almanac()
    tried = whole(load_edition(regulation, almanac))
    before = _before(regulation, tried, heading, against, almanac)
    parts = list(stretches(history, heading, STRETCH))
    console = Console(stderr=True, highlight=False)
    found = Tally()
    with Meter(heading.size - heading.begin, console) as meter:
        for part, tally in _tried(parts, (tried, before, outside.almanac, heading.until), jobs):
            found.add(tally)
            meter.reach(part.end - heading.begin)
    report = Report(tried, before, found, header=heading.begin > 0, until=heading.until)
    if svg is not None:
        write_bytes(svg, chart(report, language))
    if form == "json":
        click.echo(json.dumps(plain(report), ensure_ascii=False, indent=1))
    else:
        tell(Console(highlight=False), report, language)
    raise SystemExit(1 if found.broken_lines else 0)


def _before(
    path: Path, tried: Regulation, heading: Heading, against: Path | None, almanac: Almanac
) -> Regulation:
    """The edition to compare with: as told, else the very one tried, else the one of the history beside it."""
    if against is not None:
        found = whole(load_edition(against, almanac))
        return tried if found.digest == tried.digest else found
    if heading.digest == tried.digest:
        return tried
    beside = path.with_name(f"{heading.edition}.yaml")
    if beside.is_file():
        found = whole(load_edition(beside, almanac))
        if found.digest == heading.digest:
            return found
    raise Trouble("no former edition", edition=heading.edition, path=path)


Given = tuple[Regulation, Regulation, Callable[[], Almanac], int]


class _Worker:
    """A process's own trial: what it has decided serves stretch after stretch."""

    trial: Trial | None = None


def _begin(tried: Regulation, before: Regulation, almanac: Callable[[], Almanac], until: int) -> None:
    # What a trial keeps lives as long as its process: looking for garbage in it over and over costs a sixth of the time.
    gc.set_threshold(*SELDOM)
    _Worker.trial = Trial(tried, before, almanac(), until=until, load=orjson.loads)


def _begin_apart(*given: *Given) -> None:
    """Begin in a process of one's own, which a stop from the keyboard ends without a word: the first one speaks."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    _begin(*given)


def _try(stretch: Stretch) -> Tally:
    if _Worker.trial is None:
        raise RuntimeError("a worker begins with its trial")
    return _Worker.trial.of(lines_of(stretch))


def _tried(parts: list[Stretch], given: Given, jobs: int) -> Iterator[tuple[Stretch, Tally]]:
    """Try stretches in the order of the file, a few at a time, so that memory stays bounded."""
    if jobs == 1 or len(parts) < 2:
        _begin(*given)
        yield from ((part, _try(part)) for part in parts)
        return
    with ProcessPoolExecutor(jobs, initializer=_begin_apart, initargs=given) as pool:
        waiting: deque[tuple[Stretch, Future[Tally]]] = deque()
        for part in parts:
            waiting.append((part, pool.submit(_try, part)))
            if len(waiting) >= jobs * IN_FLIGHT:
                first, done = waiting.popleft()
                yield first, done.result()
        for first, done in waiting:
            yield first, done.result()
