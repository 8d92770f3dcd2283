"""Reads lines of a history, already plain data, into cases. Deeds that say the same share one value: a million cases, few deeds."""

import json
import re
from collections.abc import Callable, Mapping
from operator import le
from typing import Any

from reglament.core.case.act import Doer
from reglament.core.case.codec import decode
from reglament.core.hours.line import FIRST_MOMENT
from reglament.core.regulation.model.declared import KEY, PROSE
from reglament.core.regulation.model.regulation import Regulation
from reglament.core.replay.history.contract_text import BadText, read_contract
from reglament.core.replay.history.deed import ITSELF, act_of, is_alike
from reglament.core.replay.history.past import BrokenLine, Deed, PastCase, PastContract

NO_PIN: Mapping[str, object] = {
    "edition": "",
    "digest": "",
    "tier": None,
    "zone": "",
    "calendars": {},
    "tzdata": "",
}
NEWEST = 1
# A line as `history` writes it. Inside a JSON text every quote is escaped, so none of these can stand there.
HEAD = re.compile(rb'\{"contract":"([^"\\]*)","case":"([^"\\]*)",')
EVENTS, KNOWN = b'"events":[', b'"known":'
AT = re.compile(rb'"at":(-?\d+)')
CARRIED = ("message", "notice", "agreement", "evidence")
GIVEN = "given"
NOT_SHARED = -1
# What is kept of lines already read is thrown away at this number: memory stays bounded whatever the file holds.
MANY = 100_000

Plain = Mapping[str, Any]


class Reader:
    """Reads line after line for the editions that will judge them; keeps what lines have in common."""

    def __init__(
        self,
        editions: tuple[Regulation, ...],
        *,
        asked: frozenset[str],
        until: int,
        load: Callable[[bytes], object] = json.loads,
    ) -> None:
        """`asked`: fields whose value some condition looks at; `until`: the moment (UTC seconds) the history ends.

        `load` reads JSON and raises ValueError for what is none.
        """
        self._load = load
        self._patterns: dict[object, tuple[tuple[Deed, ...], tuple[int, ...], tuple[int, ...]]] = {}
        self._heads: dict[object, PastContract] = {}
        self._places: tuple[int, ...] = ()
        self._editions = editions
        self._asked = asked
        self._until = until
        self._seen: dict[object, Deed | None] = {}
        self._deeds: dict[object, Deed] = {}
        self._contracts: dict[str, PastContract] = {}

    def read(self, line: int, plain: object) -> PastCase | BrokenLine:
        """Read one line. Whatever is wrong with it is said of the line, never raised."""
        try:
            if not isinstance(plain, Mapping):
                return BrokenLine(line, "history/not-a-case", type(plain).__name__)
            return self._case(line, plain)
        except (BadText, ValueError) as wrong:
            return BrokenLine(line, "history/bad-value", str(wrong))
        except KeyError as missing:
            return BrokenLine(line, "history/key-missing", str(missing.args[0]))
        except (TypeError, AttributeError) as wrong:
            return BrokenLine(line, "history/bad-form", str(wrong))

    def read_text(self, line: int, text: bytes) -> PastCase | BrokenLine:
        """Read a line as it stands in the file. What differs from a line read before in its moments alone is not read again."""
        place = text.rfind(EVENTS)
        head = HEAD.match(text)
        if place < 0 or head is None:
            return self._read_anew(line, text)
        parts = AT.split(text[place:])
        pattern = tuple(parts[::2])
        known = self._patterns.get(pattern)
        moments = [*map(int, parts[1::2])]
        if known is not None:
            contract = self._heads.get((head[1], text[head.end() : place]))
            if contract is not None:
                deeds, plot, places = known
                moments = [moments[index] for index in places] if len(places) < len(moments) else moments
                if (
                    moments[0] >= FIRST_MOMENT
                    and moments[-1] <= self._until
                    and all(map(le, moments, moments[1:]))
                ):
                    case = head[2].decode("utf-8", "replace")
                    return PastCase(line, case, contract, deeds, plot, tuple(moments), (), (), odd=False)
        found = self._read_anew(line, text)
        if isinstance(found, PastCase) and not found.odd and KNOWN not in text:
            self._remember(found, pattern, (head[1], text[head.end() : place]), moments)
        return found

    def _remember(self, past: PastCase, pattern: object, head: object, moments: list[int]) -> None:
        for kept in (self._patterns, self._heads):
            if len(kept) > MANY:
                kept.clear()
        places = self._places
        if len(places) == len(past.deeds) and len(moments) > places[-1]:
            self._patterns[pattern] = (past.deeds, past.plot, places)
            self._heads[head] = past.contract

    def _read_anew(self, line: int, text: bytes) -> PastCase | BrokenLine:
        try:
            return self.read(line, self._load(text))
        except ValueError as wrong:
            return BrokenLine(line, "history/not-json", str(wrong))

    def _case(self, line: int, plain: Plain) -> PastCase | BrokenLine:
        messages: dict[str, str] = {}
        deeds: list[Deed] = []
        moments: list[int] = []
        known: list[int] = []
        numbers: list[int] = []
        places: list[int] = []
        odd, last, late = False, -(1 << 62), False
        for number, told in enumerate(plain["events"], 1):
            deed = self._deed(told, messages)
            if deed is None:
                continue
            at = told["at"]
            known_at, seq = told.get("known", at), told.get("seq", number)
            if type(at) is not int or type(known_at) is not int or not FIRST_MOMENT <= at <= known_at:
                return BrokenLine(line, "history/moment", f"event {number}")
            if known_at > self._until:
                return BrokenLine(line, "history/after-the-end", f"event {number}")
            odd = odd or not deed.alike or at < last or known_at != at
            late = late or known_at != at
            last = max(last, at)
            deeds.append(deed)
            places.append(number - 1)
            moments.append(at)
            known.append(known_at)
            numbers.append(seq if isinstance(seq, int) else number)
        if not deeds or type(deeds[0].act).__name__ != "Receive":
            return BrokenLine(line, "history/not-received", str(plain["case"]))
        self._places = tuple(places)
        return PastCase(
            line,
            str(plain["case"]),
            self._contract(plain),
            tuple(deeds),
            tuple([deed.number for deed in deeds]),
            tuple(moments),
            tuple(known) if late else (),
            tuple(numbers) if odd else (),
            odd,
        )

    def _contract(self, plain: Plain) -> PastContract:
        name, text = plain["contract"], plain.get("terms")
        key = f"{name}\n{text!r}"
        found = self._contracts.get(key)
        if found is None:
            contract = None
            if name is not None:
                contract = read_contract(str(name), text or {}, self._editions[0].zone)
            found = PastContract(
                "" if name is None else str(name), "" if name is None else repr(text), contract
            )
            if len(self._contracts) > MANY:
                self._contracts.clear()
            self._contracts[key] = found
        return found

    def _deed(self, told: Plain, messages: dict[str, str]) -> Deed | None:
        by = told["by"]
        if by in ITSELF:
            return None
        facts = told.get("facts")
        if facts:
            for name in CARRIED:
                if name in facts and facts[name] is not None:
                    facts = {**facts, name: messages.setdefault(facts[name], f"m{len(messages) + 1}")}
        key = (told["event"], by, told.get("role"), told.get("second"), told.get("key"), repr(facts))
        if key in self._seen:
            return self._seen[key]
        if len(self._seen) > MANY:
            self._seen.clear()
        found = self._seen[key] = self._new(told, facts or {})
        return found

    def _new(self, told: Plain, facts: Plain) -> Deed | None:
        """Make the deed; one that differs in prose alone from another is the same."""
        plain = dict(facts)
        if isinstance(plain.get("fields"), Mapping):
            plain["fields"] = {name: self._value(name, value) for name, value in plain["fields"].items()}
        if told["event"] == "received":
            plain = {"contract": "", "pinned": NO_PIN, **plain}
        if told["event"] == "classified" and isinstance(plain.get("brought"), Mapping):
            plain["brought"] = {name: GIVEN if value else "" for name, value in plain["brought"].items()}
        if told["event"] == "assigned" and plain.get("to"):
            plain["to"] = GIVEN
        act = act_of(decode(told["event"], told.get("version", NEWEST), plain), told.get("key"))
        if act is None:
            return None
        doer = Doer(told["by"], told.get("role"), None, told.get("second"))
        if not is_alike(act):
            return Deed(NOT_SHARED, doer, act, alike=False)
        same = (doer, repr(act))
        known = self._deeds.get(same)
        if known is None:
            known = self._deeds[same] = Deed(len(self._deeds), doer, act, alike=True)
        return known

    def _value(self, name: str, value: object) -> object:
        if name in self._asked or not value or not isinstance(value, str):
            return value
        kinds = {one.fields[name].kind for one in self._editions if name in one.fields}
        return GIVEN if kinds <= {*PROSE, KEY} else value
