"""`reglament compare`: what differs between two editions, clause by clause in words."""

import json
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.text import Text

from reglament.cli.editions import load_edition, whole
from reglament.cli.language import language_option
from reglament.cli.outside import Outside
from reglament.core.regulation.model.regulation import Regulation
from reglament.words.catalogue import Language
from reglament.words.compare import Change, Compared, compare_words
from reglament.words.noun import in_language
from reglament.words.wording import Piece

SIGNS = {"added": ("+", "green"), "removed": ("-", "red"), "moved": ("↕", "cyan"), "changed": ("~", "yellow")}
# Both ends of a stretch, for readers without colours.
MARKS = {"same": ("", ""), "gone": ("[-", "-]"), "new": ("{+", "+}")}
STYLES = {"same": "", "gone": "red", "new": "green"}


@click.command(name="compare")
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@language_option
@click.pass_obj
def command(outside: Outside, old: Path, new: Path, *, form: str, language: Language) -> None:
    """Compare two editions of a regulation: the head, what is declared, then clause by clause.

    Changed texts show what went as [-this-] and what came as {+this+}.
    Exit codes: 0 they say the same, 1 they differ, 2 a file cannot be read or has faults.
    """
    almanac = outside.almanac()
    before, after = whole(load_edition(old, almanac)), whole(load_edition(new, almanac))
    compared = compare_words(before, after, language)
    if form == "json":
        click.echo(json.dumps(_plain(before, after, compared), ensure_ascii=False, indent=1))
    else:
        console = Console(highlight=False)
        for line in lines(before, after, compared, language):
            console.print(line, soft_wrap=True)
    raise SystemExit(1 if compared.changes else 0)


def lines(old: Regulation, new: Regulation, compared: Compared, language: Language) -> Iterator[Text]:
    """The comparison in lines: both names, what differs place by place, the sum."""
    names = (f"{in_language(one.title, language)} · {one.edition}" for one in (old, new))
    yield Text(" → ".join(names), "bold")
    for where, changes in groupby(compared.changes, key=lambda change: change.where):
        yield Text()
        yield Text(where, "bold")
        for change in changes:
            yield from _change(change)
    yield Text()
    yield Text(compared.summary)


def _change(change: Change) -> Iterator[Text]:
    sign, style = SIGNS[change.kind]
    line = Text("  ").append(f"{sign} ", style).append(change.what)
    if change.pieces:
        yield line.append(": ").append_text(_wording(change.pieces))
    elif change.before and change.after:
        yield line.append(": ").append(change.before, "red").append(" → ").append(change.after, "green")
    else:
        # A noun that came or went is named by its title already.
        told = change.before or change.after
        yield line if told in ("", change.what) else line.append(": ").append(told, style)


def _wording(pieces: Iterable[Piece]) -> Text:
    told = Text()
    for piece in pieces:
        opened, closed = MARKS[piece.fate]
        told.append(f"{opened}{piece.text}{closed}", STYLES[piece.fate])
    return told


def _plain(old: Regulation, new: Regulation, compared: Compared) -> dict[str, Any]:
    return {
        "old": _edition(old),
        "new": _edition(new),
        "same": not compared.changes,
        "summary": compared.summary,
        "changes": [
            {
                "kind": change.kind,
                "section": change.difference.section,
                "clause": change.difference.clause,
                "rule": change.difference.rule,
                "path": list(change.difference.path),
                "where": change.where,
                "what": change.what,
                "before": change.before,
                "after": change.after,
                "wording": [{"fate": piece.fate, "text": piece.text} for piece in change.pieces],
            }
            for change in compared.changes
        ],
    }


def _edition(regulation: Regulation) -> dict[str, str]:
    return {"regulation": regulation.name, "edition": regulation.edition, "digest": regulation.digest}
