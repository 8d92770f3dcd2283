"""What a contract's text may not say under an edition: the first thing in it that the edition does not know."""

from collections.abc import Iterator

from reglament.core.contract.answer import ContractRefused
from reglament.core.contract.contract import Contract
from reglament.core.contract.key import NO_KEY, key_tag
from reglament.core.contract.known import tier_of
from reglament.core.regulation.model.declared import Term
from reglament.core.regulation.model.regulation import Regulation

YES_OR_NO = ("yes", "no")


def wrong_in(contract: Contract, regulation: Regulation) -> ContractRefused | None:
    """Give the first thing the edition does not know, or that makes no sense; None where all is well."""
    return next(_faults(contract, regulation), None)


def _faults(contract: Contract, regulation: Regulation) -> Iterator[ContractRefused]:
    spans = [
        (contract.from_on, contract.until_on),
        *((one.from_on, one.until_on) for one in contract.certificates),
    ]
    for from_on, until_on in spans:
        if from_on and until_on and until_on < from_on:
            yield ContractRefused("contract/dates", values={"from_on": from_on, "until_on": until_on})
    if contract.tier is not None and tier_of(regulation, contract) is None:
        yield ContractRefused("contract/tier", values={"tier": contract.tier})
    yield from _terms(contract, regulation)
    for metric in contract.figures:
        if metric not in regulation.metrics:
            yield ContractRefused("contract/metric", values={"metric": metric})
    for name in contract.calendars:
        if name not in regulation.calendars or not regulation.calendars[name].replaceable:
            yield ContractRefused("contract/calendar", values={"calendar": name})
    yield from _hours(contract, regulation)


def _terms(contract: Contract, regulation: Regulation) -> Iterator[ContractRefused]:
    for name, values in contract.terms.items():
        declared = regulation.terms.get(name)
        if declared is None:
            yield ContractRefused("contract/term", values={"term": name})
            continue
        if len(values) != 1 and declared.kind != "list":
            yield ContractRefused("contract/term-value", values={"term": name, "value": ", ".join(values)})
        for value in values:
            if not _is_value(value, declared):
                yield ContractRefused("contract/term-value", values={"term": name, "value": value})


def _is_value(value: str, declared: Term) -> bool:
    match declared.kind:
        case "yes no":
            return value in YES_OR_NO
        case "number":
            return value.isdecimal()
        case _:
            return value in declared.values


def _hours(contract: Contract, regulation: Regulation) -> Iterator[ContractRefused]:
    for name, seconds in contract.granted.items():
        declared = regulation.counters.get(name)
        if declared is None or declared.of != "hours" or seconds < 0:
            yield ContractRefused("contract/counter", values={"counter": name})
    seen: set[str] = set()
    for certificate in contract.certificates:
        if certificate.key in {NO_KEY, *seen} or certificate.granted < 0:
            yield ContractRefused("contract/key", values={"key": key_tag(certificate.key)})
        seen.add(certificate.key)
