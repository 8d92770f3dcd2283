"""Reads the tables of docs/algorithms/targets.md that are marked *runs*."""

import re
from collections.abc import Iterator
from pathlib import Path

PAGE = Path(__file__).parents[3] / "docs/algorithms/targets.md"
Row = dict[str, str]


def rows(first_column: str) -> Iterator[Row]:
    """The rows of the tables below headings marked *runs* whose first column is named so."""
    for section in re.split(r"^#+ ", PAGE.read_text("utf-8"), flags=re.MULTILINE):
        if not section.partition("\n")[0].endswith("*runs*"):
            continue
        for block in re.findall(r"(?:^\|.*\n)+", section, flags=re.MULTILINE):
            cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in block.splitlines()]
            if cells[0][0] == first_column:
                yield from (dict(zip(cells[0], line, strict=True)) for line in cells[2:])
