"""Maintenance that cites its document, modes with their history, works the regulation lets pass; articles whose words stay."""

from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from django.db import DatabaseError, IntegrityError

from reglament.core.case.act import Receive
from reglament.core.case.event import Marked
from reglament.core.contract.contract import Contract as Text
from reglament.desk.acts.article import add_article, publish_version, withdraw_article, write_version
from reglament.desk.acts.on_line import NotThere
from reglament.desk.acts.product import add_product
from reglament.desk.acts.works import (
    NotWhole,
    announce_maintenance,
    cancel_maintenance,
    plan_work,
    put_mode,
)
from reglament.desk.ledger.stream import find_streams
from reglament.desk.models import Article, ArticleVersion, Contract, Maintenance, ProductMode, Work
from reglament.desk.record.desk import Desk
from reglament.desk.record.recorded import Recorded
from reglament.desk.record.transaction import seen_by
from reglament.desk.record.viewer import SYSTEM, Viewer
from tests.books import AsRole
from tests.desk.vendor import STAFF, Vendor, settle_down

NOBODY = Viewer("a passer-by")


@pytest.fixture
def vendor(desk: Desk) -> Vendor:
    return settle_down(desk, "digit-prokontakt")


@pytest.fixture
def product(vendor: Vendor) -> UUID:
    return add_product(desk=vendor.desk, viewer=vendor.vera, line=vendor.line, name="Acorn")


def customer_of(vendor: Vendor, name: str = "Ash") -> Viewer:
    contract = vendor.take_on(name, Text(name, None, "Europe/Moscow"))
    with seen_by(SYSTEM):
        return Viewer(name, customers=(Contract.objects.get(id=contract).customer_id,))


def announce(vendor: Vendor, product: UUID, document: str, length: int = 3600) -> UUID:
    now = vendor.world.now()
    return announce_maintenance(
        desk=vendor.desk, viewer=vendor.vera, product=product, from_at=now, until_at=now + length,
        document=document, texts={"ru": "Обслуживание", "en": "Maintenance"},
    )  # fmt: skip


@pytest.mark.parametrize(("document", "length"), [("", 3600), ("  ", 3600), ("Guide, 4.2", 0)])
def test_maintenance_without_its_document_or_its_span_is_none(
    vendor: Vendor, product: UUID, document: str, length: int
) -> None:
    with pytest.raises(NotWhole):
        announce(vendor, product, document, length)


@pytest.mark.usefixtures("vendor")
def test_the_books_themselves_keep_no_maintenance_without_a_document(product: UUID) -> None:
    with pytest.raises(IntegrityError), seen_by(SYSTEM):
        Maintenance.objects.create(
            id=product, product_id=product, from_at=0, until_at=1, document="", texts={}, announced_at=0,
            announced_by="vera",
        )  # fmt: skip


def test_announced_maintenance_is_seen_by_those_the_line_serves(
    vendor: Vendor, product: UUID, as_role: AsRole
) -> None:
    customer = customer_of(vendor)
    announced = announce(vendor, product, "Guide, 4.2")
    vendor.world.at += 60
    cancel_maintenance(desk=vendor.desk, viewer=vendor.vera, maintenance=announced)
    with as_role("desk_web"):
        with seen_by(customer):
            seen = [(row.document, row.cancelled_at) for row in Maintenance.objects.all()]
        with seen_by(NOBODY):
            unseen = list(Maintenance.objects.all())
    assert (seen, unseen) == ([("Guide, 4.2", vendor.world.at)], [])


def test_modes_are_only_added_to(vendor: Vendor, product: UUID) -> None:
    begun = vendor.world.at
    for mode in ("regular", "autonomous"):
        put_mode(desk=vendor.desk, viewer=vendor.vera, product=product, mode=mode, titles={"ru": mode})
        vendor.world.at += 60
    with pytest.raises(NotWhole):
        put_mode(
            desk=vendor.desk, viewer=vendor.vera, product=product, mode="x", titles={}, from_at=begun + 60
        )
    with seen_by(SYSTEM):
        history = [(row.mode, row.from_at) for row in ProductMode.objects.order_by("from_at")]
    assert history == [("regular", begun), ("autonomous", begun + 60)]
    with pytest.raises(DatabaseError), seen_by(SYSTEM):
        ProductMode.objects.update(mode="regular")


def plan(vendor: Vendor, case: UUID, start: str, end: str, act_id: UUID | None = None) -> Recorded:
    zone = ZoneInfo("Europe/Moscow")
    from_at, until_at = (
        int(datetime.fromisoformat(text).replace(tzinfo=zone).timestamp()) for text in (start, end)
    )
    return plan_work(
        desk=vendor.desk, viewer=vendor.vera, case=case, mark="technological work", from_at=from_at,
        until_at=until_at, by=STAFF, note="Index rebuilt", act_id=act_id,
    )  # fmt: skip


def test_works_are_planned_only_where_the_regulation_lets_them(vendor: Vendor, product: UUID) -> None:
    """DP-5.7: nights of working days and weekends."""
    contract = vendor.take_on("Ash", Text("1", None, "Europe/Moscow"))
    case = vendor.receive(vendor.sender(contract), Receive("email", "product user")).case
    by_day = plan(vendor, case, "2026-11-23 10:00", "2026-11-23 11:00")
    nights = [plan(vendor, case, "2026-11-23 22:00", "2026-11-24 06:00", product) for _ in range(2)]
    with seen_by(SYSTEM):
        works = [(row.until_at - row.from_at, row.note) for row in Work.objects.all()]
        entries = vendor.desk.cases.entries(find_streams([case])[case])
    assert getattr(by_day.answer, "code", None) == "window/outside"
    assert [done.repeated for done in nights] == [False, True]
    assert (works, sum(isinstance(entry.event, Marked) for entry in entries)) == (
        [(8 * 3600, "Index rebuilt")],
        1,
    )


def test_a_published_version_never_changes_and_the_next_one_has_the_next_number(vendor: Vendor) -> None:
    article = add_article(desk=vendor.desk, viewer=vendor.vera, line=vendor.line, public=True)

    def write(body: str) -> UUID:
        return write_version(
            desk=vendor.desk, viewer=vendor.vera, article=article, language="ru", title="Вход", body=body
        )

    draft, written_over = write("first"), write("second")
    publish_version(desk=vendor.desk, viewer=vendor.vera, version=draft)
    following = write("third")
    with seen_by(SYSTEM):
        versions = [(row.id, row.number, row.body) for row in ArticleVersion.objects.order_by("number")]
    assert draft == written_over
    assert versions == [(draft, 1, "second"), (following, 2, "third")]
    with pytest.raises(DatabaseError), seen_by(SYSTEM):
        ArticleVersion.objects.filter(id=draft).update(body="otherwise")


@pytest.mark.parametrize(("public", "by_nobody"), [(True, ["read"]), (False, [])])
def test_who_reads_an_article(vendor: Vendor, as_role: AsRole, *, public: bool, by_nobody: list[str]) -> None:
    customer = customer_of(vendor)
    article = add_article(desk=vendor.desk, viewer=vendor.vera, line=vendor.line, public=public)
    for body in ("read", "not yet"):
        version = write_version(
            desk=vendor.desk, viewer=vendor.vera, article=article, language="en", title="Sign-in", body=body
        )
        if body == "read":
            publish_version(desk=vendor.desk, viewer=vendor.vera, version=version)
    found = {}
    with as_role("desk_web"):
        for viewer in (vendor.vera, customer, NOBODY):
            with seen_by(viewer):
                found[viewer.who] = [row.body for row in ArticleVersion.objects.order_by("number")]
    assert found == {"vera": ["read", "not yet"], "Ash": ["read"], NOBODY.who: by_nobody}


def test_a_withdrawn_article_is_still_there_for_links(vendor: Vendor) -> None:
    article = add_article(desk=vendor.desk, viewer=vendor.vera, line=vendor.line)
    with pytest.raises(NotThere):
        withdraw_article(desk=vendor.desk, viewer=NOBODY, article=article)
    withdraw_article(desk=vendor.desk, viewer=vendor.vera, article=article)
    with seen_by(SYSTEM):
        assert [row.withdrawn_at for row in Article.objects.all()] == [vendor.world.at]
