"""`read_regulation`: all passes from the bytes of a file to a typed regulation, and the JSON Schema of such files."""

from dataclasses import replace
from hashlib import sha256

from reglament.core.regulation.fault import Fault
from reglament.core.regulation.gathering import Gathering
from reglament.core.regulation.grammar.declarations import tell_undeclared
from reglament.core.regulation.grammar.regulation import REGULATION
from reglament.core.regulation.model.regulation import Regulation
from reglament.core.regulation.shape.base import Missing, Schema, document
from reglament.core.regulation.source.read import read_source

SCHEMA_ADDRESS = "urn:reglament:regulation"


def read_regulation(data: bytes) -> tuple[Regulation | None, tuple[Fault, ...]]:
    """The typed regulation of a file, and every fault of its text, its shape and its references.

    The regulation is None as soon as one fault is an error. Never raises for any bytes.
    """
    root, faults = read_source(data)
    if root is None:
        return None, faults
    gathering = Gathering()
    gathering.add_all(faults)
    regulation = REGULATION.read(root, gathering)
    tell_undeclared(root, gathering)
    if isinstance(regulation, Missing) or gathering.failed:
        return None, gathering.faults()
    return replace(regulation, digest=sha256(data).hexdigest()), gathering.faults()


def schema() -> Schema:
    """The JSON Schema (2020-12) of regulation files, for completion in editors that read YAML 1.2."""
    return document(REGULATION, title="Support regulation", address=SCHEMA_ADDRESS)
