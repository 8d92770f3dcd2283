"""Editions read and terms compiled so far. Both never change under their digest, so the process may keep them."""

from collections import OrderedDict
from collections.abc import Mapping

from reglament.core.contract.compile import Memo, compile_terms
from reglament.core.contract.contract import Contract
from reglament.core.contract.terms import Terms
from reglament.core.hours.almanac import Almanac
from reglament.core.hours.faults import CalendarFault
from reglament.core.hours.production import ProductionYear
from reglament.core.hours.zone import Zone
from reglament.core.regulation.model.regulation import Regulation
from reglament.core.regulation.read import read_regulation
from reglament.desk.models import Edition

ROOM = 4096


class EditionUnknown(LookupError):  # noqa: N818 - named for what happened
    """No edition with this digest, or of this regulation in force, stands in the books: publish it first."""


class TermsUnusable(Exception):  # noqa: N818 - named for what happened
    """A calendar of an edition, or of a contract in its place, cannot be compiled; the message names calendar and fault."""

    def __init__(self, faults: tuple[CalendarFault, ...]) -> None:
        super().__init__("; ".join(f"{'/'.join(map(str, fault.where))}: {fault.code}" for fault in faults))


class Shelf:
    """`almanac`: production calendars and zones this process was started with."""

    def __init__(self, almanac: Almanac) -> None:
        self._almanac = almanac
        self._memo = Memo()
        self._editions: dict[str, Regulation] = {}
        self._zones: dict[str, Zone] = {}
        self._terms: OrderedDict[tuple[str, int, str], tuple[Contract | None, Terms]] = OrderedDict()

    @property
    def years(self) -> Mapping[str, Mapping[int, ProductionYear]]:
        """The production years by country: explanations name their decrees."""
        return self._almanac.years

    def edition(self, digest: str) -> Regulation:
        """Give an edition by the digest of its file."""
        found = self._editions.get(digest)
        if found is None:
            row = Edition.objects.filter(digest=digest).first()
            regulation = read_regulation(bytes(row.source))[0] if row else None
            if regulation is None:
                raise EditionUnknown(f"no edition {digest[:12]} in the books")
            found = self._editions[digest] = regulation
        return found

    def in_force(self, regulation: str, at: int) -> Regulation:
        """Give the edition of a regulation that is in force at `at`, UTC seconds."""
        editions = Edition.objects.filter(regulation=regulation, effective_at__lte=at)
        digest = editions.order_by("-effective_at").values_list("digest", flat=True).first()
        if digest is None:
            raise EditionUnknown(f"no edition of {regulation} is in force: reglament publish brings one")
        return self.edition(digest)

    def zone(self, name: str) -> Zone:
        """Give a zone by its name, UTC where there is none of this name."""
        found = self._zones.get(name)
        if found is None:
            data = self._almanac.zone_bytes(name) or self._almanac.zone_bytes("UTC")
            if data is None:
                raise LookupError("the almanac of this process has no time zones")
            found = self._zones[name] = Zone(data)
        return found

    def terms(self, regulation: Regulation, contract: Contract | None, zone: str) -> Terms:
        """Compile the terms under a text of the contract; `zone` is the customer's where the contract says none."""
        key = (regulation.digest, id(contract), zone)
        kept = self._terms.get(key)
        # The id of a text that is gone may come again; the text itself is kept beside, so an equal id is the same text.
        if kept is not None and kept[0] is contract:
            self._terms.move_to_end(key)
            return kept[1]
        made = compile_terms(regulation, contract, self._almanac, customer_zone=zone, memo=self._memo)
        if not isinstance(made, Terms):
            raise TermsUnusable(made)
        self._terms[key] = (contract, made)
        if len(self._terms) > ROOM:
            self._terms.popitem(last=False)
        return made
