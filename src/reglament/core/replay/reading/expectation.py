"""One question of `then`: what must be so of a case, read into plain checks."""

from collections.abc import Iterator

from reglament.core.regulation.gathering import Gathering
from reglament.core.regulation.shape.base import Definitions, Missing, Schema, Shape
from reglament.core.regulation.shape.choice import Choice, words
from reglament.core.regulation.shape.either import Either
from reglament.core.regulation.shape.many import OneOrMany
from reglament.core.regulation.shape.scalar import text, whole_number, yes_no
from reglament.core.regulation.source.node import Node
from reglament.core.replay.reading.keys import Given, Keys
from reglament.core.replay.reading.length import length
from reglament.core.replay.reading.nouns import Nouns
from reglament.core.replay.reading.wall import Clock, moment, moment_or
from reglament.core.replay.story import Check, Length, Value

STATES = ("pending", "running", "paused", "ended", "cancelled")
VERDICTS = ("open", "met", "breached", "excused", "deemed")
STATUSES = ("none", "held", "waiting", "open", "closed", "refused")
CONTRACT = ("valid", "expired", "not yet", "revoked", "unknown", "none")


class Expectation(Shape[Given]):
    """A mapping of metrics, axes and words of the case to what they must be."""

    wanted = "expectation"
    says = "what must be so: targets, status, place and so on"

    def __init__(self, nouns: Nouns, clock: Clock) -> None:
        self._nouns = nouns
        target = _target(clock)
        self._of_case = _of_case(nouns)
        rest: dict[str, Shape[object]] = {
            "pool": _pool(nouns),
            "shares": _shares(nouns),
            "fields": Keys(nouns.field_values(), wanted="fields", closed=nouns.known),
            "known at": moment(clock),
        }
        # Words of the grammar win over a metric or axis of the same name.
        self._keys = Keys(
            {**dict.fromkeys(nouns.metrics(), target), **nouns.axes(), **self._of_case, **rest},
            wanted=self.wanted,
            closed=nouns.known,
        )

    def read(self, node: Node, gathering: Gathering) -> Given | Missing:
        return self._keys.read(node, gathering)

    def schema(self, definitions: Definitions) -> Schema:
        return self._keys.schema(definitions)

    def checks(self, given: Given) -> tuple[Check, ...]:
        """The checks of an expectation that was read, in its order."""
        return tuple(check for key in given.values if key != "known at" for check in self._of_key(given, key))

    def _of_key(self, given: Given, key: str) -> Iterator[Check]:
        value, place = given.values[key], given.places[key]
        if isinstance(value, Given) and key == "pool":
            yield from _pool_checks(value)
        elif isinstance(value, Given) and key == "shares":
            yield from _share_checks(value)
        elif isinstance(value, Given) and key == "fields":
            yield from _field_checks(value)
        elif isinstance(value, Given):
            yield from _target_checks(key, value)
        elif key in self._of_case:
            yield Check("case", "", key, _value(value), place)
        elif key in self._nouns.axes():
            yield Check("axis", key, "", _value(value), place)
        else:
            yield Check("target", key, "exists", expected=False, place=place)


def _target(clock: Clock) -> Shape[object]:
    when = moment_or(clock, "none")
    keys: dict[str, Shape[object]] = {
        "due": when,
        "started": when,
        "ended": when,
        "breached": when,
        "state": words(*STATES),
        "verdict": words(*VERDICTS),
        "measured": Choice({"none": None}, otherwise=words(*VERDICTS)),
        "left": Choice({"none": None}, otherwise=length()),
        "rule": text(wanted="rule"),
        "owed by": words("vendor", "customer", "third party"),
        "strength": words("promise", "aim"),
        "calendar": text(wanted="calendar"),
        "by reclassification": yes_no(),
        "instance": whole_number(1),
    }
    return Either(value=Choice({"none": None}), mapping=Keys(keys, wanted="target"))


def _of_case(nouns: Nouns) -> dict[str, Shape[object]]:
    def names(shape: Shape[str]) -> Shape[object]:
        return Either(value=Choice({"none": ()}, otherwise=OneOrMany(shape)), sequence=OneOrMany(shape))

    ground = Choice({"none": None}, otherwise=nouns.ground())
    return {
        "targets": names(nouns.metric()),
        "status": words(*STATUSES),
        "tier": Choice({"none": None}, otherwise=nouns.tier()),
        "place": Choice({"none": None}, otherwise=whole_number(1)),
        "asked": names(nouns.field()),
        "told": names(nouns.ground()),
        "held by": ground,
        "refused by": ground,
        "closed by": ground,
        "closer": Choice({"none": None}, otherwise=nouns.who()),
        "numbered": yes_no(),
        "criteria": names(text(wanted="criterion")),
        "marks": names(nouns.mark()),
        "shared": names(text(wanted="person")),
        "rank": whole_number(),
        "letters": names(nouns.mark()),
        "linked": yes_no(),
        "contract": words(*CONTRACT),
        "access": yes_no(),
        "notices": names(nouns.who()),
    }


POOL_KEYS = ("left", "spent", "reserved")


def _pool(nouns: Nouns) -> Shape[object]:
    figures = {key: length() for key in POOL_KEYS}
    by_counter = {name: Keys(figures, wanted="pool") for name in nouns.pools()}
    return Keys({**by_counter, **figures}, wanted="pool", closed=nouns.known)


def _pool_checks(given: Given, counter: str = "") -> Iterator[Check]:
    for key, value in given.values.items():
        if isinstance(value, Given):
            yield from _pool_checks(value, key)
        else:
            yield Check("pool", counter, key, _value(value), given.places[key])


def _shares(nouns: Nouns) -> Shape[object]:
    keys: dict[str, Shape[object]] = {
        "counted": whole_number(),
        "kept": whole_number(),
        "stands": yes_no(),
    }
    of_metric = Keys(keys, wanted="shares")
    return Keys(dict.fromkeys(nouns.metrics(), of_metric), wanted="shares", closed=nouns.known)


def _share_checks(given: Given) -> Iterator[Check]:
    for metric, asked in given.values.items():
        if isinstance(asked, Given):
            for key, value in asked.values.items():
                yield Check("share", metric, key, _value(value), asked.places[key])


def _field_checks(given: Given) -> Iterator[Check]:
    for field, value in given.values.items():
        yield Check("field", field, "", str(value), given.places[field])


def _target_checks(metric: str, given: Given) -> Iterator[Check]:
    instance = given.one("instance", int)
    for key, value in given.values.items():
        if key != "instance":
            yield Check("target", metric, key, _value(value), given.places[key], instance)
    if given.values.keys() <= {"instance"}:
        yield Check("target", metric, "exists", expected=True, place=given.place, instance=instance)


def _value(value: object) -> Value:
    """What a shape made, as a plain value that can be compared and shown."""
    if isinstance(value, tuple):
        return tuple(str(item) for item in value)
    if value is None or isinstance(value, str | int | bool | Length):
        return value
    raise TypeError(f"a shape made {value!r}")
