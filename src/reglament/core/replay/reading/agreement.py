"""The contract of a story and the acts on it: who may write, until when, with which options, hours and own terms."""

from dataclasses import replace
from datetime import date

from reglament.core.contract.act import AddContact, AddTeam, Amend, Declare, Grant, RemoveContact
from reglament.core.contract.contract import Certificate, Contract
from reglament.core.hours.calendar import Calendar
from reglament.core.regulation.gathering import Gathering
from reglament.core.regulation.grammar.amount import AMOUNT
from reglament.core.regulation.grammar.calendar import CALENDAR
from reglament.core.regulation.grammar.figure import FigureOf
from reglament.core.regulation.model.regulation import NamedCalendar
from reglament.core.regulation.place import Place
from reglament.core.regulation.shape.base import MISSING, Missing, Shape
from reglament.core.regulation.shape.choice import Choice
from reglament.core.regulation.shape.clock import day
from reglament.core.regulation.shape.either import Either, Then
from reglament.core.regulation.shape.many import ListOf, MapOf, OneOrMany
from reglament.core.regulation.shape.scalar import text, yes_no
from reglament.core.replay.reading.form import Form
from reglament.core.replay.reading.keys import Given, Keys
from reglament.core.replay.reading.length import hours
from reglament.core.replay.reading.nouns import Nouns
from reglament.core.replay.reading.wall import Clock, moment
from reglament.core.replay.story import Agreement, Length

NUMBER = "1"


class ContractForm:
    """Shapes of a story's contract and how values are made of them. `zone` is the customer's unless the contract says."""

    def __init__(self, nouns: Nouns, clock: Clock, *, zone: str) -> None:
        self._nouns = nouns
        self._zone = zone
        self._keys: dict[str, Shape[object]] = {
            "tier": nouns.tier_of_a_contract(),
            "from": day(),
            "until": day(),
            "revoked": moment(clock),
            "key": text(wanted="certificate key"),
            "zone": text(wanted="zone"),
            "person": yes_no(),
            "terms": Keys(nouns.term_values(), wanted="terms", closed=nouns.known),
            "hours": Either(value=hours(), mapping=MapOf(nouns.pool(), hours())),
            "figures": MapOf(nouns.metric(), FigureOf(AMOUNT)),
            "calendars": MapOf(nouns.calendar(), Then(CALENDAR, _plain)),
            "certificates": ListOf(_certificate(clock)),
        }
        self._contacts: dict[str, Shape[object]] = {"contacts": MapOf(text(wanted="person"), nouns.role())}
        people: dict[str, Shape[object]] = {**self._contacts, "teams": OneOrMany(text(wanted="team"))}
        self.shape: Shape[object] = Either(
            value=Choice({"none": None}), mapping=Keys({**self._keys, **people}, wanted="contract")
        )

    def agreement(self, given: object) -> Agreement:
        """The agreement that a story's `contract` key says; `given` is what the shape made, or None where it is `none`."""
        if not isinstance(given, Given):
            return Agreement(None, {}, ())
        contacts = given.one("contacts", dict) or {}
        return Agreement(self.contract(given), contacts, given.names("teams"))

    def contract(self, given: Given) -> Contract:
        """The contract itself, with nothing special where nothing is said. With a `key`, dates and hours are its certificate's."""
        granted = self._granted(given.values.get("hours"))
        plain = Contract(
            number=NUMBER,
            tier=given.one("tier", str) or self._nouns.first_tier(),
            zone=given.one("zone", str) or self._zone,
            person=bool(given.values.get("person", False)),
            terms=_terms(given.values.get("terms")),
            figures=given.one("figures", dict) or {},
            calendars=given.one("calendars", dict) or {},
            certificates=given.one("certificates", tuple) or (),
        )
        from_on, until_on, revoked_at = (
            given.one("from", date),
            given.one("until", date),
            given.one("revoked", int),
        )
        key = given.one("key", str)
        if key is None:
            return replace(plain, from_on=from_on, until_on=until_on, revoked_at=revoked_at, granted=granted)
        own = Certificate(key, from_on, until_on, granted=sum(granted.values()), revoked_at=revoked_at)
        return replace(plain, certificates=(own, *plain.certificates))

    def _granted(self, bought: object) -> dict[str, int]:
        if isinstance(bought, dict):
            return {counter: length.number for counter, length in bought.items()}
        pools = self._nouns.pools()
        return {pools[0]: bought.number} if isinstance(bought, Length) and pools else {}

    def acts(self, clock: Clock) -> dict[str, Form]:
        """Act word → form, for acts on the contract."""
        from_the_change: dict[str, Shape[object]] = {"from the change": yes_no()}
        return {
            "grant": Form(lambda given: Grant(self.contract(given)), self._keys),
            "amend": Form(self._amend, {**self._keys, **self._contacts, **from_the_change}),
            **_people(self._nouns),
            "declare": _declaring(self._nouns, clock),
        }

    def _amend(self, given: Given) -> Amend:
        contacts = given.one("contacts", dict) or {}
        at_once = bool(given.values.get("from the change", False))
        return Amend(self.contract(given), from_the_change=at_once, contacts=tuple(contacts.items()))


def _people(nouns: Nouns) -> dict[str, Form]:
    who, team = text(wanted="person"), text(wanted="team")

    def add(given: Given) -> AddContact:
        return AddContact(given.need("contact", str), given.need("role", str), given.one("team", str))

    def remove(given: Given) -> RemoveContact:
        return RemoveContact(given.need("contact", str))

    adding: dict[str, Shape[object]] = {"contact": who, "role": nouns.role(), "team": team}
    return {
        "add contact": Form(add, adding, main="contact", needed=("contact", "role")),
        "remove contact": Form(remove, {"contact": who}, main="contact", needed=("contact",)),
        "add team": Form(
            lambda given: AddTeam(given.need("team", str)), {"team": team}, main="team", needed=("team",)
        ),
    }


def _declaring(nouns: Nouns, clock: Clock) -> Form:
    def declare(given: Given) -> Declare:
        return Declare(
            period=given.need("period", str),
            ground=given.need("ground", str),
            from_at=given.need("from", int),
            until_at=given.one("until", int),
        )

    keys: dict[str, Shape[object]] = {
        "period": text(wanted="period"),
        "ground": nouns.ground(),
        "from": moment(clock),
        "until": moment(clock),
    }
    return Form(declare, keys, main="period", needed=("period", "ground", "from"))


def _plain(named: NamedCalendar, place: Place, gathering: Gathering) -> Calendar | Missing:
    if named.calendar is not None:
        return named.calendar
    gathering.fault("story/combined-calendar", place)
    return MISSING


def _certificate(clock: Clock) -> Shape[Certificate]:
    keys: dict[str, Shape[object]] = {
        "key": text(wanted="certificate key"),
        "from": day(),
        "until": day(),
        "hours": hours(),
        "revoked": moment(clock),
    }
    shape = Keys(keys, wanted="certificate", needed=("key", "from", "until"))
    return Then(shape, lambda given, _place, _gathering: _certified(given))


def _certified(given: Given) -> Certificate:
    granted = given.one("hours", Length)
    return Certificate(
        key=given.need("key", str),
        from_on=given.need("from", date),
        until_on=given.need("until", date),
        granted=granted.number if granted else 0,
        revoked_at=given.one("revoked", int),
    )


def _terms(given: object) -> dict[str, tuple[str, ...]]:
    values = given.values if isinstance(given, Given) else {}
    return {
        term: tuple(str(item) for item in value) if isinstance(value, tuple) else (str(value),)
        for term, value in values.items()
    }
