"""`read_regulation`, `read_edition`: all passes from the bytes of a file to a regulation, and the JSON Schema of such files."""

from dataclasses import replace
from hashlib import sha256

from reglament.core.hours.almanac import Almanac
from reglament.core.regulation.check.check import check
from reglament.core.regulation.fault import Fault
from reglament.core.regulation.gathering import Gathering
from reglament.core.regulation.grammar.declarations import tell_undeclared
from reglament.core.regulation.grammar.regulation import REGULATION
from reglament.core.regulation.model.regulation import Regulation
from reglament.core.regulation.shape.base import Missing, Schema, document
from reglament.core.regulation.source.node import Node
from reglament.core.regulation.source.read import read_source

SCHEMA_ADDRESS = "urn:reglament:regulation"


def read_regulation(data: bytes) -> tuple[Regulation | None, tuple[Fault, ...]]:
    """The typed regulation of a file, and every fault of its text, its shape and its references.

    The regulation is None as soon as one fault is an error. Never raises for any bytes.
    """
    gathering = Gathering()
    return _typed(_tree(data, gathering), data, gathering), gathering.faults()


def read_edition(data: bytes, almanac: Almanac | None) -> tuple[Regulation | None, tuple[Fault, ...]]:
    """The same, examined as well: what reads well may still contradict itself or leave a class of cases without a rule.

    An edition with an error is None: it can't be published, and its examples can't be run. Without an almanac calendars
    are taken to be right.
    """
    gathering = Gathering()
    root = _tree(data, gathering)
    regulation = _typed(root, data, gathering)
    if root is None or regulation is None:
        return None, gathering.faults()
    found = check(regulation, root=root, mentions=gathering.mentions, almanac=almanac)
    failed = any(fault.severity == "error" for fault in found)
    return None if failed else regulation, (*gathering.faults(), *found)


def _tree(data: bytes, gathering: Gathering) -> Node | None:
    root, faults = read_source(data)
    gathering.add_all(faults)
    return root


def _typed(root: Node | None, data: bytes, gathering: Gathering) -> Regulation | None:
    if root is None:
        return None
    regulation = REGULATION.read(root, gathering)
    tell_undeclared(root, gathering)
    if isinstance(regulation, Missing) or gathering.failed:
        return None
    return replace(regulation, digest=sha256(data).hexdigest())


def schema() -> Schema:
    """The JSON Schema (2020-12) of regulation files, for completion in editors; it accepts no less than the reader."""
    return document(REGULATION, title="Support regulation", address=SCHEMA_ADDRESS)
