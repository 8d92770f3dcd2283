"""What an exported case is: the evidence, the verifier that goes with it, and the key it is checked with."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Exported:
    """`evidence` is the file for an auditor, `verifier` the program that checks it with Python alone, `key` the published one."""

    evidence: bytes
    verifier: bytes
    key: str
