"""Things of the demo town: products with versions, problems, articles; and what happens to them and to contracts on some day."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from reglament.config.town import DAY, STAFF, read_file
from reglament.config.town_life.cast import LineCast, problems, products
from reglament.config.town_life.happening import Happening
from reglament.core.contract.act import Declare
from reglament.core.contract.contract import Contract as Text
from reglament.core.contract.fold import fold_contract
from reglament.desk.acts.article import add_article, publish_version, write_version
from reglament.desk.acts.banner import lower_banner, raise_banner
from reglament.desk.acts.contact import remove_contact
from reglament.desk.acts.contract import renew, settle
from reglament.desk.acts.fixed import FixedAnswer, publish_fixed, tell_fixed
from reglament.desk.acts.hold import place_hold
from reglament.desk.acts.problem import open_problem
from reglament.desk.acts.product import add_product, end_version, release_version, support_product
from reglament.desk.acts.works import announce_maintenance, put_mode
from reglament.desk.clock.virtual import VirtualWorld
from reglament.desk.ledger.stream import find_streams
from reglament.desk.models import Banner, Contract, Line
from reglament.desk.record.desk import Desk
from reglament.desk.record.transaction import seen_by
from reglament.desk.record.viewer import SYSTEM
from reglament.people.models import Contact, Customer

NINE, HOUR = 6 * 3600, 3600
Deed = Callable[[], None]


def happenings(*, desk: Desk, present_at: int) -> tuple[Happening, ...]:
    """Everything that happens in the town on some day, founded days included; the desk's clock stands at each when it is done."""
    midnight = present_at // DAY * DAY
    found = [Happening(midnight + day * DAY + NINE, _done(deed)) for day, deed in _all(desk, midnight)]
    return tuple(sorted(found, key=lambda one: one.at))


def _done(deed: Deed) -> Callable[[Desk, Mapping[str, LineCast]], None]:
    return lambda _desk, _cast: deed()


def _all(desk: Desk, midnight: int) -> Iterator[tuple[int, Deed]]:
    plain: Mapping[str, Any] = read_file("happenings.yaml")
    for kind, do in KINDS.items():
        for one in plain[kind]:
            yield one["day"], partial(do, desk, one, midnight)
    for one in plain["problems"]:
        if "fixed" in one:
            yield one["fixed"]["day"], partial(_mend, desk, one)
        if "banner" in one:
            yield one["opened"], partial(_banner, desk, one)
    for line in read_file("town.yaml")["lines"]:
        for customer in line["customers"]:
            for contact in customer["contacts"]:
                if "until" in contact:
                    yield contact["until"], partial(_let_go, desk, customer, contact["email"])


def lay_out(*, desk: Desk, world: VirtualWorld, present_at: int) -> None:
    """Have products, what contracts are for, and problems; each is said at its own day, whatever the clock says meanwhile."""
    midnight, stands_at = present_at // DAY * DAY, world.at
    lines = dict(Line.objects.values_list("name", "id"))
    for one in read_file("town.yaml")["products"]:
        world.at = stands_at
        product = add_product(
            desk=desk, viewer=SYSTEM, line=lines[one["line"]], name=one["name"], kind=one.get("kind", "")
        )
        for version in one["versions"]:
            world.at = midnight + version["day"] * DAY + NINE
            release_version(desk=desk, viewer=SYSTEM, product=product, version=version["version"])
            if "until" in version:
                world.at = midnight + version["until"] * DAY + NINE
                end_version(desk=desk, viewer=SYSTEM, product=product, version=version["version"])
        world.at = stands_at
        _supported(desk, lines[one["line"]], product)
    _open_problems(desk, world, midnight, lines)
    world.at = stands_at


def _supported(desk: Desk, line: int, product: UUID) -> None:
    with seen_by(SYSTEM):
        contracts = list(Contract.objects.filter(line=line).order_by("number").values_list("id", flat=True))
    for contract in contracts:
        support_product(desk=desk, viewer=SYSTEM, contract=contract, product=product)


def _open_problems(desk: Desk, world: VirtualWorld, midnight: int, lines: Mapping[str, int]) -> None:
    known, named = products(), problems()
    for one in read_file("happenings.yaml")["problems"]:
        if one["key"] not in named:
            world.at = midnight + one["opened"] * DAY + NINE
            open_problem(
                desk=desk, viewer=SYSTEM, line=lines[one["line"]], title=one["title"], tracker=one["key"],
                product=known[one["product"]],
            )  # fmt: skip


def _mend(desk: Desk, plain: Mapping[str, Any]) -> None:
    problem, fixed = problems()[plain["key"]], plain["fixed"]
    answer = FixedAnswer(fixed["texts"])
    publish_fixed(desk=desk, viewer=SYSTEM, problem=problem, fixed_in=fixed["version"], answer=answer)
    tell_fixed(desk=desk, problem=problem)
    with seen_by(SYSTEM):
        shown = list(Banner.objects.filter(problem=problem, until_at=None).values_list("id", flat=True))
    for banner in shown:
        lower_banner(desk=desk, viewer=SYSTEM, banner=banner)


def _banner(desk: Desk, plain: Mapping[str, Any]) -> None:
    line = Line.objects.get(name=plain["line"]).id
    raise_banner(desk=desk, viewer=SYSTEM, line=line, texts=plain["banner"], problem=problems()[plain["key"]])


def _article(desk: Desk, plain: Mapping[str, Any], _: int) -> None:
    product = products()[plain["product"]] if "product" in plain else None
    line = Line.objects.get(name=plain["line"]).id
    article = add_article(
        desk=desk, viewer=SYSTEM, line=line, public=plain.get("public", False), product=product
    )
    for language in ("ru", "en"):
        if language in plain:
            words = plain[language]
            version = write_version(
                desk=desk, viewer=SYSTEM, article=article, language=language, title=words["title"], body=words["body"]
            )  # fmt: skip
            publish_version(desk=desk, viewer=SYSTEM, version=version)


def _maintain(desk: Desk, plain: Mapping[str, Any], midnight: int) -> None:
    from_at = midnight + plain["from"]["day"] * DAY + (plain["from"]["hour"] - 3) * HOUR
    announce_maintenance(
        desk=desk, viewer=SYSTEM, product=products()[plain["product"]], from_at=from_at,
        until_at=from_at + plain["hours"] * HOUR, document=plain["document"], texts={"ru": plain["ru"]},
    )  # fmt: skip


def _mode(desk: Desk, plain: Mapping[str, Any], _: int) -> None:
    put_mode(
        desk=desk, viewer=SYSTEM, product=products()[plain["product"]], mode=plain["mode"],
        titles={"ru": plain["ru"], "en": plain["en"]},
    )  # fmt: skip


def _renew(desk: Desk, plain: Mapping[str, Any], midnight: int) -> None:
    contract, text = _contract(desk, plain["number"])
    longer = replace(text, from_on=_day(midnight, plain["from"]), until_on=_day(midnight, plain["until"]))
    renew(desk=desk, viewer=SYSTEM, contract=contract, text=longer, by=STAFF)


def _declare(desk: Desk, plain: Mapping[str, Any], midnight: int) -> None:
    contract, _ = _contract(desk, plain["number"])
    from_at, until_at = (midnight + plain[name] * DAY for name in ("from", "until"))
    act = Declare(plain["period"], plain["ground"], from_at, until_at)
    settle(desk=desk, viewer=SYSTEM, contract=contract, act=act, by=STAFF)


def _hold(desk: Desk, plain: Mapping[str, Any], _: int) -> None:
    customer = Customer.objects.get(name=plain["customer"]).id
    place_hold(desk=desk, viewer=SYSTEM, customer=customer, ground=plain["ground"])


def _let_go(desk: Desk, customer: Mapping[str, Any], email: str) -> None:
    contract, _ = _contract(desk, customer["contract"]["number"])
    with seen_by(SYSTEM):
        contact = Contact.objects.get(email=email, until_at=None).id
    remove_contact(desk=desk, viewer=SYSTEM, contract=contract, contact=contact, by=STAFF)


def _contract(desk: Desk, number: str) -> tuple[UUID, Text]:
    with seen_by(SYSTEM):
        row = Contract.objects.select_related("line").get(number=number)
        now = desk.world.now()
        regulation = desk.shelf.in_force(row.line.regulation, now)
        entries = desk.contracts.entries(find_streams([row.id])[row.id])
        standing = fold_contract(entries, regulation, at=now, known_at=now)
    if standing.contract is None:
        raise LookupError(f"contract {number} has no text")
    return row.id, standing.contract


def _day(midnight: int, day: int) -> date:
    return datetime.fromtimestamp(midnight, UTC).date() + timedelta(days=day)


KINDS: Mapping[str, Callable[[Desk, Mapping[str, Any], int], None]] = {
    "articles": _article,
    "maintenance": _maintain,
    "modes": _mode,
    "renewals": _renew,
    "periods": _declare,
    "holds": _hold,
}
