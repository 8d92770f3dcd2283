"""Shapes made of shapes: records, lists, mappings and choices between forms."""

from dataclasses import dataclass

import pytest

from reglament.core.regulation.codes import SHAPE_CODES
from reglament.core.regulation.gathering import Gathering
from reglament.core.regulation.place import Place
from reglament.core.regulation.shape.base import MISSING, Shape
from reglament.core.regulation.shape.either import ByFirstKey, Either, Located, Then, located
from reglament.core.regulation.shape.many import ListOf, MapOf, OneOrMany
from reglament.core.regulation.shape.record import Record, optional, required
from reglament.core.regulation.shape.scalar import name, whole_number, yes_no
from reglament.core.regulation.source.read import read_source
from tests.core.regulation.later import Later


@dataclass(frozen=True, slots=True)
class Lamp:
    """A record with a key that is not a Python name, one that is a keyword, a default and a place."""

    lit_by: str
    if_: str | None
    watts: int
    place: Place


@dataclass(frozen=True, slots=True)
class Tree:
    """A record that holds itself."""

    leaf: str | None
    branches: "tuple[Tree, ...]"


LAMP = Record(
    Lamp, {"lit by": required(name()), "if": name(), "watts": optional(whole_number(1, 100), 60)}, name="lamp"
)
TREE: Shape[Tree] = Record(
    Tree, {"leaf": name(), "branches": optional(ListOf(Later(lambda: TREE)), ())}, name="tree"
)
KINDS = ByFirstKey(
    {
        "lit by": LAMP,
        "leaf": TREE,
    },
    wanted="thing",
)

BAD = (
    (LAMP, "watts: 5", [("shape/missing-key", {"key": "lit by", "record": "lamp"}, None)]),
    (LAMP, "[a]", [("shape/wrong-form", {"found": "list", "wanted": "lamp"}, None)]),
    (
        LAMP,
        "{lit-by: hand, wats: 5}",
        [
            ("shape/missing-key", {"key": "lit by", "record": "lamp"}, None),
            (
                "shape/unknown-key",
                {"key": "lit-by", "record": "lamp", "known": "lit by, if, watts"},
                "lit by",
            ),
            ("shape/unknown-key", {"key": "wats", "record": "lamp", "known": "lit by, if, watts"}, "watts"),
        ],
    ),
    (
        KINDS,
        "leef: a",
        [
            (
                "shape/unknown-kind",
                {"found": "leef", "wanted": "thing", "known": "lit by, leaf", "meant": ""},
                "leaf",
            )
        ],
    ),
    (
        KINDS,
        "{branches: [], leaf: a}",
        [
            (
                "shape/kind-not-first",
                {"found": "branches", "wanted": "thing", "known": "lit by, leaf", "meant": "leaf"},
                None,
            )
        ],
    ),
    (KINDS, "{}", [("shape/wrong-form", {"found": "mapping", "wanted": "thing"}, None)]),
    (ListOf(name(), at_least=2), "[a]", [("shape/too-few", {"least": "2", "found": "1"}, None)]),
    (MapOf(name(), name(), at_least=1), "{}", [("shape/too-few", {"least": "1", "found": "0"}, None)]),
    (OneOrMany(name()), "[]", [("shape/too-few", {"least": "1", "found": "0"}, None)]),
    (
        Either(value=name(), mapping=LAMP),
        "[a]",
        [("shape/wrong-form", {"found": "list", "wanted": "name | lamp"}, None)],
    ),
)


def read(shape: Shape[object], written: str) -> tuple[object, Gathering]:
    root, faults = read_source(written.encode())
    assert root is not None
    assert faults == ()
    gathering = Gathering()
    return shape.read(root, gathering), gathering


def value_of(shape: Shape[object], written: str) -> object:
    value, gathering = read(shape, written)
    assert gathering.faults() == ()
    return value


def test_a_record_becomes_the_value_its_maker_makes() -> None:
    place = Place(line=1, column=1, start=0, end=21)
    expected = Lamp(lit_by="hand", if_="dark", watts=60, place=place)
    assert value_of(LAMP, "lit by: hand\nif: dark\n") == expected


def test_a_record_may_hold_itself() -> None:
    expected = Tree(None, (Tree("a", ()), Tree(None, (Tree("b", ()),))))
    assert value_of(TREE, "branches: [{leaf: a}, {branches: [{leaf: b}]}]") == expected


def test_lists_mappings_and_single_values_keep_their_order() -> None:
    assert value_of(OneOrMany(name()), "a") == ("a",)
    assert value_of(OneOrMany(name()), "[b, a]") == ("b", "a")
    mapping = value_of(MapOf(name(), whole_number()), "{b: 1, a: 2}")
    assert isinstance(mapping, dict)
    assert list(mapping.items()) == [("b", 1), ("a", 2)]


def test_the_form_of_a_node_or_its_first_key_chooses_the_shape() -> None:
    assert value_of(Either(value=name(), mapping=TREE), "a") == "a"
    assert value_of(Either(value=name(), mapping=TREE), "leaf: a") == Tree("a", ())
    assert value_of(KINDS, "leaf: a") == Tree("a", ())


def test_a_located_value_keeps_its_place() -> None:
    assert value_of(ListOf(located(name())), "[a]") == (
        Located("a", Place(line=1, column=2, start=1, end=2)),
    )


def test_a_maker_may_refuse_what_was_read() -> None:
    def odd(number: int, place: Place, gathering: Gathering) -> object:
        if number % 2:
            return number
        gathering.fault("shape/out-of-range", place, least="1", most="9")
        return MISSING

    shape = Then(whole_number(), odd)
    assert value_of(shape, "3") == 3
    assert read(shape, "4")[0] is MISSING


@pytest.mark.parametrize(("shape", "written", "expected"), BAD)
def test_a_misshapen_mapping_or_list_tells_every_fault(
    shape: Shape[object], written: str, expected: list[tuple[str, dict[str, str], str | None]]
) -> None:
    value, gathering = read(shape, written)
    found = [(fault.code, dict(fault.values), fault.hint) for fault in gathering.faults()]
    assert (value, found) == (MISSING, expected)
    assert all(tuple(values) == SHAPE_CODES[code] for code, values, _ in found)


def test_the_faults_of_all_parts_are_told_at_once() -> None:
    _, gathering = read(
        ListOf(LAMP), "[{lit by: A}, {lit by: b, watts: 0}, {lit by: c, watts: x, if: no way!}]"
    )
    codes = ["shape/name", "shape/out-of-range", "shape/whole-number", "shape/name"]
    assert [fault.code for fault in gathering.faults()] == codes


def test_a_kind_that_does_not_come_first_shows_both_keys() -> None:
    _, gathering = read(KINDS, "{branches: [], leaf: a}")
    assert [[place.column for place in fault.places] for fault in gathering.faults()] == [[2, 16]]


def test_a_record_whose_maker_does_not_fit_its_keys_is_refused_at_once() -> None:
    with pytest.raises(TypeError, match="does not fit"):
        Record(Lamp, {"lit by": name()}, name="lamp")
    with pytest.raises(TypeError, match="does not fit"):
        Record(Tree, {"leaf": name(), "branches": name(), "bark": yes_no()}, name="tree")
