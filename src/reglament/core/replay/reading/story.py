"""One story of an examples file: its zone first, because every moment in it is read by that zone."""

from reglament.core.regulation.gathering import Gathering
from reglament.core.regulation.model.regulation import Regulation
from reglament.core.regulation.shape.base import MISSING, Definitions, Missing, Schema, Shape, refuse_form
from reglament.core.regulation.shape.clock import LocalMoment
from reglament.core.regulation.shape.many import OneOrMany
from reglament.core.regulation.shape.scalar import Parsed, Problem, text
from reglament.core.regulation.source.node import Mapping, Node, Scalar
from reglament.core.replay.reading.agreement import ContractForm
from reglament.core.replay.reading.case_acts import case_forms
from reglament.core.replay.reading.course import cases_known, in_order
from reglament.core.replay.reading.expectation import Expectation
from reglament.core.replay.reading.keys import Given, Keys
from reglament.core.replay.reading.line import LineShape
from reglament.core.replay.reading.nouns import Nouns
from reglament.core.replay.reading.term_acts import term_forms
from reglament.core.replay.reading.timed import Timed, TimedList
from reglament.core.replay.reading.wall import Clock, Zones, moment
from reglament.core.replay.story import FIRST_CASE, Agreement, Question, Story


class StoryShape(Shape[Story]):
    """A story told in the nouns of one regulation (None: of any, for the JSON Schema)."""

    wanted = "story"
    says = "a worked example: when this happens, then that is so"

    def __init__(self, regulation: Regulation | None, zones: Zones) -> None:
        self._nouns = Nouns(regulation)
        self._home = regulation.zone if regulation else "UTC"
        self._zones = zones
        self._tellers: dict[str, _Teller] = {}

    def read(self, node: Node, gathering: Gathering) -> Story | Missing:
        if not isinstance(node, Mapping):
            return refuse_form(node, self.wanted, gathering)
        written = next((value for key, value in node.pairs if key.text == "zone"), None)
        zone = written.text if isinstance(written, Scalar) else self._home
        clock = self._zones.clock(zone)
        if clock is None:
            place = written.place if written else node.place
            gathering.fault("story/zone", place, found=zone)
            return MISSING
        return self._teller(zone, clock).read(node, gathering)

    def _teller(self, zone: str, clock: Clock) -> "_Teller":
        home = self._zones.clock(self._home) or clock
        return self._tellers.setdefault(zone, _Teller(self._nouns, zone, clock, home))

    def schema(self, definitions: Definitions) -> Schema:
        return _Teller(self._nouns, "UTC", _epoch, _epoch).schema(definitions)


class _Teller:
    """The shapes of a story whose wall times are read by one clock; days of contracts are the regulation's, by `home`."""

    def __init__(self, nouns: Nouns, zone: str, clock: Clock, home: Clock) -> None:
        self._zone = zone
        self._home = home
        self._contract = ContractForm(nouns, clock, zone=zone)
        case = text(wanted="case")
        forms = {
            **case_forms(nouns, clock, case),
            **term_forms(nouns, clock),
            **self._contract.acts(clock),
        }
        self._expectation = Expectation(nouns, clock)
        lines = TimedList(moment(clock), LineShape(forms, nouns, clock, case))
        keys: dict[str, Shape[object]] = {
            "story": text(wanted="sentence"),
            "covers": OneOrMany(text(wanted="id")),
            "clauses": OneOrMany(text(wanted="clause")),
            "contract": self._contract.shape,
            "zone": text(wanted="zone"),
            "when": lines,
            "then": TimedList(_asked(clock), self._expectation),
        }
        self._keys = Keys(keys, wanted="story", needed=("story", "when", "then"))

    def read(self, node: Mapping, gathering: Gathering) -> Story | Missing:
        given = self._keys.read(node, gathering)
        if isinstance(given, Missing):
            return MISSING
        agreement = self._agreement(given)
        lines = in_order(
            given.need("when", tuple),
            agreement.contract,
            gathering,
            begins_at=lambda day: self._home(LocalMoment(day, 0)),
        )
        if lines is None or not cases_known(lines, gathering):
            return MISSING
        return Story(
            name=given.need("story", str),
            covers=given.names("covers"),
            clauses=given.names("clauses"),
            zone=self._zone,
            agreement=agreement,
            lines=lines,
            questions=tuple(self._question(asked) for asked in given.need("then", tuple)),
            place=given.place,
        )

    def _agreement(self, given: Given) -> Agreement:
        nothing_special = Given({}, {}, given.place)
        return self._contract.agreement(given.values.get("contract", nothing_special))

    def _question(self, asked: Timed[tuple[int, str], Given]) -> Question:
        at, case = asked.key
        known_at = asked.value.one("known at", int)
        checks = self._expectation.checks(asked.value)
        return Question(at, at if known_at is None else known_at, case, checks, asked.place)

    def schema(self, definitions: Definitions) -> Schema:
        return self._keys.schema(definitions)


def _epoch(_wall: LocalMoment) -> int:
    return 0


def _asked(clock: Clock) -> Parsed[tuple[int, str]]:
    """`2026-11-06 00:00` or `2026-11-06 00:00 B`."""
    plain = moment(clock)

    def parse(written: str) -> tuple[int, str] | Problem:
        words = written.split()
        case = words.pop() if words and not words[-1][0].isdigit() else FIRST_CASE
        at = plain.parse(" ".join(words))
        return at if isinstance(at, Problem) else (at, case)

    return Parsed(parse, wanted="moment", says="a moment, with the case's letter behind it if it is not A")
