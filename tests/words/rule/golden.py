"""The rules of `told.txt`: each as written, with the Russian and the English it must come to."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from reglament.core.regulation.model.regulation import Regulation
from reglament.words.catalogue import Language
from reglament.words.rule.tell import rule_told
from reglament.words.rule.told import RuleTold

PATH = Path(__file__).with_name("told.txt")


@dataclass(frozen=True, slots=True)
class Golden:
    """A rule in flow style and what it is told as."""

    written: str
    says: dict[Language, str]


@cache
def goldens() -> tuple[Golden, ...]:
    blocks = PATH.read_text("utf-8").split("\n\n")[1:]
    found = []
    for block in blocks:
        written, russian, english = block.strip().splitlines()
        found.append(
            Golden(
                written,
                {"ru": russian.strip().removeprefix("ru "), "en": english.strip().removeprefix("en ")},
            )
        )
    return tuple(found)


def told(regulation: Regulation, language: Language) -> str:
    """The one rule of a small regulation in one line."""
    return flat(rule_told(regulation.clauses[0].rules[0], regulation, language))


def flat(rule: RuleTold) -> str:
    """Kind, sentences and tables, parted by slashes."""
    tables = [
        f"[{grid.caption}: {' | '.join(grid.heads)}; {'; '.join(' | '.join(row) for row in grid.rows)}]"
        for grid in rule.grids
    ]
    return f"{rule.kind}: {' / '.join((*rule.lines, *tables))}".replace("\u00a0", " ")
