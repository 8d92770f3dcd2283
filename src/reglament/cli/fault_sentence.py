"""Stand-in."""

from reglament.cli.language import Language
from reglament.core.regulation.fault import Fault


def fault_sentence(fault: Fault, language: Language) -> str:
    return ", ".join(f"{key} {value}" for key, value in fault.values.items()) or fault.code
