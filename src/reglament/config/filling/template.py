"""Rows as PostgreSQL's COPY writes them, with gaps where ids, numbers and names of their customer stand."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter

UUID = r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
_WORD = r"(?<![\w-]){}(?![\w-])"
_NUMBER = re.compile(r"(?<=-)\d+$")


@dataclass(frozen=True, slots=True)
class Template:
    """A text with gaps; `slots`: which of the values stands in each, in order."""

    text: str
    slots: tuple[int, ...]

    def fill(self, values: Sequence[str]) -> str:
        """Give the text with these values in its gaps."""
        match len(self.slots):
            case 0:
                return self.text % ()
            case 1:
                return self.text % values[self.slots[0]]
            case _:
                filled: str = self.text % itemgetter(*self.slots)(values)
                return filled


class Gaps:
    """Finds in texts what belongs to one customer alone. `places`: by what is found, which value replaces it."""

    def __init__(self, places: Mapping[str, int]) -> None:
        self._places = places
        # Ids and numbers by their shape: a thousand of them, each tried at every place of a text, take minutes.
        names = {_NUMBER.sub("", name) for name in places if not re.fullmatch(UUID, name)}
        told = [
            _WORD.format(re.escape(name.rstrip("-")) + (r"-\d+" if name.endswith("-") else ""))
            for name in sorted(names, key=len, reverse=True)
        ]
        self._pattern = re.compile("|".join([UUID, *told]))

    def template(self, text: str) -> Template:
        """Make a template of a text; what is not of this customer stays as it is."""
        pieces: list[str] = []
        slots: list[int] = []
        after = 0
        for found in self._pattern.finditer(text):
            place = self._places.get(found[0])
            if place is not None:
                pieces += (text[after : found.start()].replace("%", "%%"), "%s")
                slots.append(place)
                after = found.end()
        return Template("".join((*pieces, text[after:].replace("%", "%%"))), tuple(slots))


def joined(parts: Sequence[Template | int], between: str) -> Template:
    """Put templates, and single values, one behind the other."""
    whole = [Template("%s", (part,)) if isinstance(part, int) else part for part in parts]
    return Template(
        between.replace("%", "%%").join(part.text for part in whole),
        tuple(slot for part in whole for slot in part.slots),
    )


def escaped(text: str) -> str:
    """A text as a column of COPY's text format."""
    if "\\" not in text and "\n" not in text and "\t" not in text and "\r" not in text:
        return text
    return text.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t").replace("\r", "\\r")


def octets(value: bytes) -> str:
    """Bytes as such a column."""
    return "\\\\x" + value.hex()
