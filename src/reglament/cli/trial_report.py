"""How a trial went, for people and for machines."""

from collections import Counter
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.text import Text

from reglament.cli.differences import Teller, draw_outcome
from reglament.cli.frames import draw_faults
from reglament.cli.phrase import counted, say
from reglament.cli.trial import Trial
from reglament.core.replay.outcome import Outcome
from reglament.core.replay.story import Length, Value
from reglament.words.catalogue import Language


def tell(console: Console, trial: Trial, language: Language) -> None:
    """Print every failing story as a diff, then a line for the edition."""
    path = trial.edition.path
    if trial.edition.regulation is None:
        console.print(_line(path, say("has faults", language, path=path), "red"), soft_wrap=True)
        return
    if not trial.files:
        console.print(_line(path, say("no examples", language), "yellow"), soft_wrap=True)
        return
    for tried in trial.files:
        draw_faults(console, tried.file.path, tried.file.data, tried.file.faults, language)
        teller = Teller(tried.file.path, trial.edition.regulation, trial.almanac, language)
        for one in tried.outcomes:
            if not one.holds:
                draw_outcome(console, one, teller)
    console.print(_line(path, _summary(trial, language), "green" if trial.holds else "red"), soft_wrap=True)


def _summary(trial: Trial, language: Language) -> str:
    stories = counted(len(trial.outcomes), "example", language)
    checks = sum(len(question.checks) for one in trial.outcomes for question in one.story.questions)
    unread = [tried.file.path for tried in trial.files if tried.file.examples is None]
    failed = sum(not one.holds for one in trial.outcomes)
    verdict = say("fail", language, n=failed) if failed else say("all hold", language)
    if unread:
        verdict = say("has faults", language, path=unread[0])
    return f"{stories}, {counted(checks, 'expectation', language)}: {verdict}"


def tell_hunted(console: Console, trial: Trial, language: Language) -> None:
    """Print what became of the mutants, and name those that were not caught."""
    fates = Counter(one.fate for one in trial.hunted)
    told = [
        counted(len(trial.hunted) - fates["needless"], "mutant", language),
        say("caught", language, n=fates["caught"]),
    ]
    told += [
        say(fate, language, n=fates[fate]) for fate in ("equivalent", "survived", "needless") if fates[fate]
    ]
    style = "red" if trial.survivors else "green"
    console.print(_line(trial.edition.path, ", ".join(told), style), soft_wrap=True)
    for one in trial.hunted:
        if one.fate != "caught":
            reason = f": {one.reason}" if one.reason else ""
            style = "dim" if one.fate == "equivalent" else "red"
            console.print(Text(f"  {one.mutant}{reason}", style), soft_wrap=True)


def _line(path: Path, told: str, style: str) -> Text:
    return Text(str(path), "bold").append(f"  {told}", f"not bold {style}")


def plain(trial: Trial) -> dict[str, Any]:
    """The trial as plain data for JSON."""
    return {
        "file": str(trial.edition.path),
        "holds": trial.holds,
        "stories": [_plain_outcome(one, tried.file.path) for tried in trial.files for one in tried.outcomes],
        "mutants": [
            {"mutant": one.mutant, "fate": one.fate, "caught by": one.caught_by, "reason": one.reason}
            for one in trial.hunted
        ],
    }


def _plain_outcome(one: Outcome, path: Path) -> dict[str, Any]:
    return {
        "file": str(path),
        "line": one.story.place.line,
        "story": one.story.name,
        "holds": one.holds,
        "trouble": None if one.trouble is None else str(one.trouble),
        "surprises": [
            {"line": surprise.place.line, "expected": surprise.expected, "actual": surprise.actual}
            for surprise in one.surprises
        ],
        "mismatches": [
            {
                "line": mismatch.place.line,
                "case": mismatch.case,
                "path": list(mismatch.path),
                "expected": _plain_value(mismatch.expected),
                "actual": _plain_value(mismatch.actual),
            }
            for mismatch in one.mismatches
        ],
    }


def _plain_value(value: Value) -> object:
    if isinstance(value, Length):
        return {value.unit: value.number}
    return list(value) if isinstance(value, tuple) else value
