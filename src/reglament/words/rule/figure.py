"""Figures in words: one value in the sentence, a table of values as a grid in the order in which facts are declared."""

from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from reglament.core.regulation.grammar.vocabulary import ELSE
from reglament.core.regulation.model.figure import Figure, Flat, Table
from reglament.core.regulation.model.regulation import Regulation
from reglament.words.noun import Titled
from reglament.words.rule.speaker import Speaker
from reglament.words.rule.told import Grid
from reglament.words.timeline.happened import titled, titled_value

Value = TypeVar("Value")
Tell = Callable[[Value], str]
# A row for each value of one fact and a column for each of the other.
CROSSED = 2


def flat_value(figure: Figure[Value], tell: Tell[Value], speaker: Speaker) -> str | None:
    """The value in words where there is but one; None for a table."""
    if not isinstance(figure, Flat):
        return None
    return speaker.say("figure none") if figure.value is None else tell(figure.value)


def grid_of(caption: str, table: Table[Value], tell: Tell[Value], speaker: Speaker) -> Grid:
    """A table of values: one row for each combination, or crossed where there are two facts."""
    columns = _keys(table, 1, speaker.regulation) if len(table.by) == CROSSED else []
    if columns not in ([], [ELSE]):
        return _crossed(caption, table, columns, tell, speaker)
    shown = [place for place in range(len(table.by)) if any(row.keys[place] != ELSE for row in table.rows)]
    heads = [_fact_named(table.by[place], speaker) for place in shown]
    rows = [
        (
            *(key_told(table.by[place], row.keys[place], speaker) for place in shown),
            _cell(row.value, tell, speaker),
        )
        for row in sorted(table.rows, key=lambda row: _order(table, row.keys, speaker.regulation))
    ]
    return Grid(caption, (*heads, speaker.say("figure value")), tuple(rows))


def row_told(keys: Iterable[str], table: Table[Value], speaker: Speaker) -> str:
    """The row of a table by the titles of its facts."""
    told = [
        f"{_fact_named(fact, speaker)} — {key_told(fact, key, speaker)}"
        for fact, key in zip(table.by, keys, strict=False)
        if key != ELSE
    ]
    return ", ".join(told) or speaker.say("figure else")


def _crossed(
    caption: str, table: Table[Value], columns: list[str], tell: Tell[Value], speaker: Speaker
) -> Grid:
    down, across = table.by
    rows = []
    for key in _keys(table, 0, speaker.regulation):
        cells = [_found(table, (key, column), tell, speaker) for column in columns]
        rows.append((key_told(down, key, speaker), *cells))
    heads = (_fact_named(down, speaker), *(key_told(across, column, speaker) for column in columns))
    return Grid(caption, heads, tuple(rows))


def _found(table: Table[Value], keys: tuple[str, str], tell: Tell[Value], speaker: Speaker) -> str:
    """The cell for these keys: the exact row, else the nearest one for the rest; a dash where nothing is said."""
    down, across = keys
    for wanted in ((down, across), (down, ELSE), (ELSE, across), (ELSE, ELSE)):
        found = next((row for row in table.rows if row.keys == wanted), None)
        if found is not None:
            return _cell(found.value, tell, speaker)
    return "—"


def _cell(value: Value | None, tell: Tell[Value], speaker: Speaker) -> str:
    return speaker.say("figure none") if value is None else tell(value)


def _fact_named(fact: str, speaker: Speaker) -> str:
    axes = speaker.regulation.axes
    told = titled(axes, fact, speaker.language) if fact in axes else speaker.word("fact", fact)
    return told[:1].upper() + told[1:]


def key_told(fact: str, key: str, speaker: Speaker) -> str:
    """The value of a fact as the head of a row or column, without quotes: its title, or the words for the rest."""
    if key == ELSE:
        return speaker.say("figure else")
    regulation, language = speaker.regulation, speaker.language
    if fact in regulation.axes:
        return titled_value(regulation.axes[fact].values, key, language)
    if fact == "role" and key not in regulation.roles:
        return speaker.word("party", key)
    return titled(_section(fact, regulation), key, language)


def _keys(table: Table[Value], place: int, regulation: Regulation) -> list[str]:
    used = {row.keys[place] for row in table.rows}
    declared = _declared(table.by[place], regulation)
    return [
        *(key for key in declared if key in used),
        *sorted(used - {*declared, ELSE}),
        *([ELSE] if ELSE in used else []),
    ]


def _declared(fact: str, regulation: Regulation) -> list[str]:
    if fact in regulation.axes:
        return list(regulation.axes[fact].values)
    return list(_section(fact, regulation))


def _section(fact: str, regulation: Regulation) -> Mapping[str, Titled]:
    sections: Mapping[str, Mapping[str, Titled]] = {
        "tier": regulation.tiers,
        "channel": regulation.channels,
        "role": regulation.roles,
    }
    return sections.get(fact, {})


def _order(table: Table[Value], keys: tuple[str, ...], regulation: Regulation) -> tuple[int, ...]:
    orders = [_keys(table, place, regulation) for place in range(len(table.by))]
    return tuple(order.index(key) for order, key in zip(orders, keys, strict=True))
