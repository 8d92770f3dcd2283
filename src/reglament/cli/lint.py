"""`reglament lint`: are these regulations in order? Faults as code frames, then a line for each file."""

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from textwrap import shorten
from typing import Any

import click
from rich.console import Console
from rich.text import Text

from reglament.cli.editions import (
    EditionFile,
    ExamplesFile,
    edition_of,
    is_examples,
    load_edition,
    load_examples,
)
from reglament.cli.files import read_bytes
from reglament.cli.frames import draw_faults
from reglament.cli.language import language_option
from reglament.cli.outside import Outside
from reglament.cli.phrase import counted, say
from reglament.core.hours.almanac import Almanac
from reglament.core.regulation.check.check import readings_of
from reglament.core.regulation.fault import Fault
from reglament.core.regulation.model.regulation import Regulation
from reglament.core.regulation.model.rule import Reading
from reglament.words.catalogue import Language
from reglament.words.fault import fault_sentence
from reglament.words.noun import in_language

File = EditionFile | ExamplesFile
SHORT = 110
READING = "reading/chosen"  # a reading is listed below the file's line, not drawn as a frame


@click.command(name="lint")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--readings", is_flag=True, help="List every reading of an ambiguous clause in full.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@language_option
@click.pass_obj
def command(
    outside: Outside, files: Sequence[Path], *, readings: bool, form: str, language: Language
) -> None:
    """Check regulation files, and examples files in the nouns of the regulation beside them.

    Exit codes: 0 in order, 1 some file has an error, 2 a file cannot be read.
    """
    almanac = outside.almanac()
    loaded = [_load(path, almanac) for path in dict.fromkeys(files)]
    if form == "json":
        click.echo(
            json.dumps({"files": [_plain(file, language) for file in loaded]}, ensure_ascii=False, indent=1)
        )
    else:
        console = Console(highlight=False)
        for file in loaded:
            shown = [fault for fault in file.faults if fault.code != READING]
            draw_faults(console, file.path, file.data, shown, language)
        for file in loaded:
            _summary(console, file, language, in_full=readings)
    failed = any(_failed(file) for file in loaded)
    raise SystemExit(1 if failed else 0)


def _failed(file: File) -> bool:
    """An error, or examples that could not be looked at because their regulation has errors."""
    unread = isinstance(file, ExamplesFile) and file.examples is None
    return unread or any(fault.severity == "error" for fault in file.faults)


def _load(path: Path, almanac: Almanac) -> File:
    if not is_examples(path):
        return load_edition(path, almanac)
    edition = load_edition(edition_of(path), almanac)
    if edition.regulation is None:
        return ExamplesFile(path, read_bytes(path), None, ())
    return load_examples(path, edition.regulation, almanac)


def _summary(console: Console, file: File, language: Language, *, in_full: bool) -> None:
    told = [
        counted(number, severity, language)
        for severity in ("error", "warning", "note")
        if (number := sum(fault.severity == severity and fault.code != READING for fault in file.faults))
    ]
    readings: tuple[Reading, ...] = ()
    if isinstance(file, EditionFile) and file.regulation is not None:
        readings = readings_of(file.regulation)
        told.insert(0, _census(file.regulation, readings, language))
    elif isinstance(file, ExamplesFile) and file.examples is not None:
        told.insert(0, counted(len(file.examples.stories), "example", language))
    elif not file.faults:
        told.insert(0, say("not examined", language, path=edition_of(file.path)))
    console.print(Text(str(file.path), "bold").append(f"  {' · '.join(told)}", "not bold"), soft_wrap=True)
    for line in _in_full(readings, language) if in_full else _in_short(readings, language):
        console.print(Text("  ").append(line), soft_wrap=True)


def _census(regulation: Regulation, readings: Sequence[Reading], language: Language) -> str:
    executed = sum(bool(clause.rules or clause.carried_by) for clause in regulation.clauses)
    parts = (
        say("executed", language, n=executed),
        say("prose", language, n=len(regulation.clauses) - executed),
        counted(len(readings), "reading", language),
    )
    return f"{counted(len(regulation.clauses), 'clause', language)}: {', '.join(parts)}"


def _in_full(readings: Iterable[Reading], language: Language) -> Iterator[Text]:
    for reading in readings:
        yield Text(f"{reading.place.line}: {reading.of} — {in_language(reading.says, language)}")
        if reading.instead is not None:
            yield Text(f"    {say('instead', language)}: {reading.instead}", "dim")


def _in_short(readings: Iterable[Reading], language: Language) -> Iterator[Text]:
    """A line for each choice; one made the same way in several rules is told once, with their number."""
    lines: dict[str, list[int]] = {}
    for reading in readings:
        lines.setdefault(f"{reading.of} — {in_language(reading.says, language)}", []).append(
            reading.place.line
        )
    for told, places in lines.items():
        times = f" (×{len(places)})" if len(places) > 1 else ""
        yield Text(shorten(f"{places[0]}{times}: {told}", SHORT, placeholder="…"), "dim")


def _plain(file: File, language: Language) -> dict[str, Any]:
    told: dict[str, Any] = {
        "file": str(file.path),
        "faults": [_plain_fault(one, language) for one in file.faults],
    }
    if isinstance(file, ExamplesFile):
        return told | {"examples": len(file.examples.stories) if file.examples else None}
    if file.regulation is None:
        return told
    regulation = file.regulation
    executed = [clause.number for clause in regulation.clauses if clause.rules or clause.carried_by]
    return told | {
        "regulation": regulation.name,
        "edition": regulation.edition,
        "clauses": len(regulation.clauses),
        "executed": len(executed),
        "prose": len(regulation.clauses) - len(executed),
        "readings": [
            {
                "line": reading.place.line,
                "of": reading.of,
                "says": {"ru": reading.says.ru, "en": reading.says.en},
                "instead": reading.instead,
            }
            for reading in readings_of(regulation)
        ],
    }


def _plain_fault(fault: Fault, language: Language) -> dict[str, Any]:
    return {
        "code": fault.code,
        "severity": fault.severity,
        "message": fault_sentence(fault, language),
        "hint": fault.hint,
        "values": dict(fault.values),
        "places": [
            {"line": place.line, "column": place.column, "start": place.start, "end": place.end}
            for place in fault.places
        ],
    }
