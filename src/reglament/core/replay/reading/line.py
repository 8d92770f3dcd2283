"""One line of `when`: the act, who does it, and how the desk must answer."""

from reglament.core.case.act import Doer, Receive
from reglament.core.contract.act import Amend
from reglament.core.regulation.gathering import Gathering
from reglament.core.regulation.shape.base import MISSING, Definitions, Missing, Schema, Shape, refuse_form
from reglament.core.regulation.shape.nearest import nearest
from reglament.core.regulation.shape.scalar import text
from reglament.core.regulation.source.node import Mapping, Node, Scalar
from reglament.core.replay.reading.form import Form
from reglament.core.replay.reading.keys import Given, Keys
from reglament.core.replay.reading.nouns import PARTIES, Nouns
from reglament.core.replay.reading.term_acts import EntryAt
from reglament.core.replay.reading.wall import Clock, moment
from reglament.core.replay.story import FIRST_CASE, Line

Pairs = tuple[tuple[Scalar, Node], ...]


class LineShape(Shape[Line]):
    """Reads an act into a line whose moment (`at`) is still that of its happening; the list of `when` puts it right."""

    wanted = "act"

    def __init__(self, forms: dict[str, Form], nouns: Nouns, clock: Clock, case: Shape[str]) -> None:
        self._forms = forms
        self.says = f"an act; its first key is one of: {', '.join(forms)}"
        word = text(wanted="ground or code")
        self._common: dict[str, Shape[object]] = {
            "case": case,
            "by": nouns.who(),
            "actor": text(wanted="person"),
            "second": text(wanted="person"),
            "happened": moment(clock),
            "refused": word,
            "warned": word,
        }

    def read(self, node: Node, gathering: Gathering) -> Line | Missing:
        if not isinstance(node, Mapping) or not node.pairs:
            return refuse_form(node, self.wanted, gathering)
        word, body = node.pairs[0]
        form = self._forms.get(word.text)
        if form is None:
            hint = None if gathering.full else nearest(word.text, self._forms)
            known = ", ".join(self._forms)
            gathering.fault(
                "shape/unknown-kind",
                word.place,
                hint=hint,
                found=word.text,
                wanted=self.wanted,
                known=known,
                meant="",
            )
            return MISSING
        pairs = self._pairs(word, body, node.pairs[1:], form, gathering)
        if pairs is None:
            return MISSING
        keys = Keys({**self._common, **form.keys}, wanted=word.text, needed=form.needed)
        given = keys.read_pairs(pairs, node.place, gathering)
        return MISSING if isinstance(given, Missing) else _line(given, form)

    def _pairs(
        self, word: Scalar, body: Node, beside: Pairs, form: Form, gathering: Gathering
    ) -> Pairs | None:
        """The act's own pairs, those inside it and those beside it alike."""
        if isinstance(body, Mapping):
            inside: Pairs = body.pairs
        elif isinstance(body, Scalar) and body.empty:
            inside = ()
        elif form.main is not None:
            inside = ((Scalar(form.main, word.place), body),)
        else:
            refuse_form(body, "mapping", gathering)
            return None
        seen = {key.text: key.place for key, _ in inside}
        for key, _ in beside:
            if key.text in seen:
                gathering.fault("source/duplicate-key", key.place, seen[key.text], key=key.text)
                return None
        return inside + beside

    def schema(self, definitions: Definitions) -> Schema:
        keys: Schema = {word: {} for word in self._forms}
        common = {key: shape.schema(definitions) for key, shape in self._common.items()}
        return {"type": "object", "description": self.says, "properties": {**keys, **common}}


def _line(given: Given, form: Form) -> Line:
    act = form.make(given)
    who = given.one("by", str) or form.party
    party, role = (who, None) if who in PARTIES else ("customer", who)
    if isinstance(act, Receive):
        role = act.role
    entry = given.one("entry", EntryAt)
    happened_at = given.one("happened", int)
    return Line(
        at=-1,
        happened_at=-1 if happened_at is None else happened_at,
        case=given.one("case", str) or FIRST_CASE,
        act=act,
        doer=Doer(party, role, given.one("actor", str), given.one("second", str)),
        place=given.place,
        refused=given.one("refused", str),
        warned=given.one("warned", str),
        corrects=entry.known_at if entry else None,
        amends=tuple(given.values) if isinstance(act, Amend) else (),
        without_contract=isinstance(act, Receive) and "contract" in given.values,
    )
