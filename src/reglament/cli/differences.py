"""What did not come out as an example tells, as a diff with its place; values written as the examples file writes them."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.text import Text

from reglament.core.hours.almanac import Almanac
from reglament.core.regulation.model.regulation import Regulation
from reglament.core.regulation.place import Place
from reglament.core.replay.check import Mismatch
from reglament.core.replay.outcome import Outcome
from reglament.core.replay.story import FIRST_CASE, Length, Value
from reglament.words.catalogue import Language
from reglament.words.moment import LocalTime, local_time
from reglament.words.refusal import refusal_sentence

MOMENTS = frozenset(("due", "started", "ended", "breached"))
UNITS = ((3600, "h"), (60, "min"), (1, "s"))


@dataclass(frozen=True, slots=True)
class Teller:
    """Under which regulation stories are told, where their file lies, and in which language refusals are said."""

    path: Path
    regulation: Regulation
    almanac: Almanac
    language: Language


def draw_outcome(console: Console, outcome: Outcome, teller: Teller) -> None:
    """Print the story's name and everything in it that does not hold."""
    console.print(Text("✗ ", "bold red").append(outcome.story.name, "bold"), soft_wrap=True)
    here = local_time(outcome.story.zone, teller.almanac)
    for line in _lines(outcome, teller, here) if here else ():
        console.print(Text("  ").append(line), soft_wrap=True)
    console.print()


def moment_text(at: int, here: LocalTime) -> str:
    """A moment as stories write it."""
    wall = here.wall(at)
    return wall.strftime("%Y-%m-%d %H:%M:%S" if wall.second else "%Y-%m-%d %H:%M")


def value_text(value: Value, *, key: str, here: LocalTime) -> str:
    """A value as an examples file writes it."""
    if value is None or value == ():
        return "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return f"[{', '.join(value)}]"
    if isinstance(value, Length):
        return f"{value.number} days" if value.unit == "days" else _length(value.number)
    return moment_text(value, here) if isinstance(value, int) and key in MOMENTS else str(value)


def _length(seconds: int) -> str:
    left, parts = abs(seconds), []
    for size, unit in UNITS:
        number, left = divmod(left, size)
        if number:
            parts.append(f"{number} {unit}")
    return ("-" if seconds < 0 else "") + (" ".join(parts) or "0 h")


def _lines(outcome: Outcome, teller: Teller, here: LocalTime) -> Iterator[Text]:
    path = teller.path
    if outcome.trouble is not None:
        yield _at(path, outcome.story.place).append(f"  {outcome.trouble}", "red")
    for surprise in outcome.surprises:
        yield _at(path, surprise.place)
        yield from _diff("", surprise.expected, surprise.actual)
        if surprise.refused is not None:
            told = refusal_sentence(surprise.refused, teller.regulation, teller.language, here)
            yield Text(f"    {told}", "dim")
    last: tuple[int, str] | None = None
    for mismatch in outcome.mismatches:
        if last != (mismatch.at, mismatch.case):
            last = (mismatch.at, mismatch.case)
            case = "" if mismatch.case == FIRST_CASE else f" {mismatch.case}"
            yield _at(path, mismatch.place).append(f"  {moment_text(mismatch.at, here)}{case}", "bold")
        yield from _diff(*_sides(mismatch, here))


def _sides(mismatch: Mismatch, here: LocalTime) -> tuple[str, str, str]:
    key = mismatch.path[-1]
    name = ": ".join(word for word in mismatch.path if word != "exists")
    expected, actual = (
        value_text(value, key=key, here=here) for value in (mismatch.expected, mismatch.actual)
    )
    return f"{name}: ", expected, actual


def _diff(name: str, expected: str, actual: str) -> Iterator[Text]:
    yield Text(f"  - {name}{expected}", "red")
    yield Text(f"  + {name}{actual}", "green")


def _at(path: Path, place: Place) -> Text:
    return Text(f"{path}:{place.line}:{place.column}", "blue")
