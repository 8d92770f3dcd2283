"""Happenings: what starts, meets, pauses or ends something."""

from reglament.core.regulation.gathering import Gathering
from reglament.core.regulation.grammar.reference import reference
from reglament.core.regulation.grammar.value_of import value_of
from reglament.core.regulation.grammar.vocabulary import ANY, STAGES
from reglament.core.regulation.model.happening import (
    HAPPENING_WORDS,
    Carried,
    ClassifiedAs,
    ClosedWith,
    DoneBy,
    FirstOf,
    Happening,
    LatestOf,
    MarkRecorded,
    PausedFor,
    Supplied,
    Word,
)
from reglament.core.regulation.shape.base import MISSING, Definitions, Missing, Schema, Shape, refuse_form
from reglament.core.regulation.shape.choice import words
from reglament.core.regulation.shape.many import ListOf
from reglament.core.regulation.source.node import Mapping, Node, Scalar, Sequence

_WORD = reference("happening")
_MARK, _FIELD, _PAUSE, _GROUND = (reference(kind) for kind in ("mark", "field", "pause", "ground"))
_PARTY = reference("party")
_AXIS_VALUE = value_of("axis", "axis value")
_ANY = words(ANY)


class _HappeningShape(Shape[Happening]):
    wanted = "happening"
    says = "a word for something that happens, a declared mark, a mapping, or a list (the first of them)"

    def read(self, node: Node, gathering: Gathering) -> Happening | Missing:
        match node:
            case Scalar():
                found = _WORD.read(node, gathering)
                return MISSING if isinstance(found, Missing) else _plain(found)
            case Sequence():
                parts = _PARTS.read(node, gathering)
                return MISSING if isinstance(parts, Missing) else FirstOf(parts)
            case Mapping():
                return self._mapping(node, gathering)

    def _mapping(self, node: Mapping, gathering: Gathering) -> Happening | Missing:
        by = next((value for key, value in node.pairs if key.text == "by"), None)
        what = [(key, value) for key, value in node.pairs if key.text != "by"]
        if len(what) != 1:
            gathering.fault("happening/one-only", node.place, found=str(len(what)))
            return MISSING
        who = _PARTY.read(by, gathering) if by else None
        happening = _particular(*what[0], gathering)
        if isinstance(happening, Missing) or isinstance(who, Missing):
            return MISSING
        return DoneBy(happening, who) if who else happening

    def schema(self, definitions: Definitions) -> Schema:
        definitions.setdefault(
            self.wanted,
            {
                "description": self.says,
                "type": ["string", "object", "array"],
                "minProperties": 1,
                "minItems": 1,
            },
        )
        return {"$ref": f"#/$defs/{self.wanted}"}


HAPPENING: Shape[Happening] = _HappeningShape()
_PARTS = ListOf(HAPPENING, at_least=1)


def _plain(found: str) -> Happening:
    return Word(found) if found in HAPPENING_WORDS else MarkRecorded(found)


def _particular(key: Scalar, value: Node, gathering: Gathering) -> Happening | Missing:
    """One key with its value: `{delivered: answer}`, `{paused: waiting}`, or any word or mark with `any`."""
    if isinstance(value, Scalar) and value.text == ANY and key.text not in (*STAGES, "supplied", "all"):
        found = _WORD.read(key, gathering)
        return MISSING if isinstance(found, Missing) else _plain(found)
    match key.text:
        case "sent" | "handed over" | "delivered" | "bounced" as stage:
            mark = _MARK.read(value, gathering)
            return MISSING if isinstance(mark, Missing) else Carried(stage, mark)
        case "supplied":
            field = _FIELD.read(value, gathering)
            return MISSING if isinstance(field, Missing) else Supplied(field)
        case "classified":
            named = _AXIS_VALUE.read(value, gathering)
            return MISSING if isinstance(named, Missing) else ClassifiedAs(*named)
        case "paused" | "resumed" as word:
            reason = _PAUSE.read(value, gathering)
            return MISSING if isinstance(reason, Missing) else PausedFor(reason, begins=word == "paused")
        case "closed":
            ground = _GROUND.read(value, gathering)
            return MISSING if isinstance(ground, Missing) else ClosedWith(ground)
        case "all":
            parts = _PARTS.read(value, gathering)
            return MISSING if isinstance(parts, Missing) else LatestOf(parts)
        case _:
            return _with_any(key, value, gathering)


def _with_any(key: Scalar, value: Node, gathering: Gathering) -> Missing:
    """A word or mark that takes no value of its own was given one."""
    _WORD.read(key, gathering)
    _ANY.read(value, gathering) if isinstance(value, Scalar) else refuse_form(value, ANY, gathering)
    return MISSING
