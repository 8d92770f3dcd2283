"""The declared nouns of a regulation: tiers, axes, fields, marks, counters, contract terms."""

from dataclasses import dataclass

from reglament.core.regulation.model.title import Title


@dataclass(frozen=True, slots=True)
class Tier:
    """A level of service; `calendar` is what `on: tier` means; `was` are its earlier names."""

    title: Title
    calendar: str | None
    was: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Axis:
    """What a case is sorted by. `values` keep the file's order (most urgent first when `ordered`)."""

    title: Title
    values: dict[str, Title]
    default: str | None
    ordered: bool
    set_by: tuple[str, ...]
    own_order_only: bool
    from_the_change: bool


# Kinds of fields: what is prose, and what is a certificate's key, of which books keep the tag alone.
PROSE = frozenset(("text", "file"))
KEY = "key"


@dataclass(frozen=True, slots=True)
class Field:
    """A piece of information a case may carry. `content`: prose, kept outside the ledger."""

    title: Title
    kind: str
    values: dict[str, Title]
    content: bool


@dataclass(frozen=True, slots=True)
class Mark:
    """A named fact that somebody records, alone or carried by a message (`message`: `out`, `in` or None)."""

    title: Title
    by: tuple[str, ...]
    message: str | None
    asks: bool
    automatic: bool
    needs: tuple[str, ...]
    may_have: tuple[str, ...]
    second_person: bool
    withdrawn_by: str | None


@dataclass(frozen=True, slots=True)
class Counter:
    """Something counted per contract; `of`: cases, contacts, teams, hours or events."""

    title: Title
    of: str


@dataclass(frozen=True, slots=True)
class Term:
    """An option a contract may set; `default` is what holds when it does not."""

    title: Title
    kind: str
    values: dict[str, Title]
    default: tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Noun:
    """A declared noun with nothing but a title: roles, channels, metrics, pauses, grounds."""

    title: Title
