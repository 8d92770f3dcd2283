"""The rest of the books: products and their modes, problems and banners, articles, works. Who sees them, and whom a contact sees."""

from importlib import import_module

import django.db.models.deletion
from django.db import migrations, models

walls = import_module("reglament.desk.migrations.0002_walls")

LINES = "line_id = any((select desk_lines())::smallint[])"
CUSTOMERS = "customer_id = any((select desk_customers())::uuid[])"
SERVED = "exists (select from contract c where c.line_id = {}.line_id)"


def _of(owner: str, *, mine: bool = False) -> str:
    """The row's product, article or contract is one the viewer sees; `mine`: of a line he works on."""
    on_my_line = " and o.line_id = any((select desk_lines())::smallint[])" if mine else ""
    return f"exists (select from {owner} o where o.id = {owner}_id{on_my_line})"


# Table: who reads a row of it, and who of the web's people changes it: staff of the line alone.
SEEN = {
    "product": (f"{LINES} or {CUSTOMERS} or (customer_id is null and {SERVED.format('product')})", LINES),
    "product_version": (_of("product"), _of("product", mine=True)),
    "supported_product": (_of("contract"), _of("contract", mine=True)),
    "problem": (LINES, LINES),
    "problem_case": (LINES, LINES),
    "banner": (f"{LINES} or {SERVED.format('banner')}", LINES),
    "article": (f"{LINES} or public or {SERVED.format('article')}", LINES),
    "article_version": (
        _of("article", mine=True) + " or (published_at is not null and " + _of("article") + ")",
        _of("article", mine=True),
    ),
    "maintenance": (_of("product"), _of("product", mine=True)),
    "product_mode": (_of("product"), _of("product", mine=True)),
    "work": (f"{LINES} or {CUSTOMERS}", LINES),
}
FINAL = """
create trigger product_mode_is_final before update or delete on product_mode for each row
  execute function refuse_change();
create trigger article_version_is_final before update or delete on article_version for each row
  when (old.published_at is not null) execute function refuse_change();
"""
# Whose records a contact sees is asked before it is known whose he sees: the function reads past the policies and gives ids alone.
SCOPE = """
create policy scope on contact for select to current_user using (true);
create policy scope on customer for select to current_user using (true);
create function desk_customers_of(uuid, bigint) returns uuid[]
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select array_agg(c.id order by c.id) from public.contact p
  join public.customer c on c.id = p.customer_id or c.partner_id = p.customer_id
  where p.id = $1 and (p.until_at is null or p.until_at > $2)
$$;
revoke all on function desk_customers_of(uuid, bigint) from public;
grant execute on function desk_customers_of(uuid, bigint) to desk_web, desk_worker;
"""


def statements() -> str:
    """All of it, in order."""
    made = [_policies(table, *conditions) + _rights(table) for table, conditions in SEEN.items()]
    return "\n".join([*made, FINAL, SCOPE])


def _policies(table: str, read: str, changed: str) -> str:
    """The wall of 0002, but what customers may read they may not change."""
    wall: str = walls.policies(table, changed)
    return wall + f'create policy reads on "{table}" for select to desk_web using ({read});'


def _rights(table: str) -> str:
    change = "insert" if table == "product_mode" else "insert, update"
    deletes = (
        "" if table in ("product_mode", "article_version") else f'grant delete on "{table}" to desk_worker;'
    )
    return (
        f'grant select on "{table}" to desk_audit, desk_backup;'
        f'grant select, {change} on "{table}" to desk_web, desk_worker; {deletes}'
        "grant usage on all sequences in schema public to desk_web, desk_worker;"
    )


class Migration(migrations.Migration):
    dependencies = [
        ("desk", "0040_confidential"),
        ("people", "0001_books"),
    ]

    operations = [
        migrations.CreateModel(
            name="Product",
            fields=[
                ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ("name", models.TextField()),
                ("kind", models.TextField(default="")),
                (
                    "customer",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, to="people.customer"
                    ),
                ),
                ("line", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="desk.line")),
            ],
            options={
                "db_table": "product",
            },
        ),
        migrations.CreateModel(
            name="Problem",
            fields=[
                ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ("title", models.TextField()),
                ("tracker", models.TextField(default="")),
                ("made_at", models.BigIntegerField()),
                ("made_by", models.TextField()),
                ("fixed_in", models.TextField(default="")),
                ("fixed_at", models.BigIntegerField(null=True)),
                ("line", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="desk.line")),
                (
                    "product",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, to="desk.product"
                    ),
                ),
            ],
            options={
                "db_table": "problem",
            },
        ),
        migrations.CreateModel(
            name="Maintenance",
            fields=[
                ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ("from_at", models.BigIntegerField()),
                ("until_at", models.BigIntegerField()),
                ("document", models.TextField()),
                ("texts", models.JSONField()),
                ("announced_at", models.BigIntegerField()),
                ("announced_by", models.TextField()),
                ("cancelled_at", models.BigIntegerField(null=True)),
                (
                    "product",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="desk.product"),
                ),
            ],
            options={
                "db_table": "maintenance",
            },
        ),
        migrations.CreateModel(
            name="Article",
            fields=[
                ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ("public", models.BooleanField(default=False)),
                ("made_at", models.BigIntegerField()),
                ("withdrawn_at", models.BigIntegerField(null=True)),
                ("line", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="desk.line")),
                (
                    "product",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, to="desk.product"
                    ),
                ),
            ],
            options={
                "db_table": "article",
            },
        ),
        migrations.CreateModel(
            name="ProductMode",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "product_id", "from_at", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("from_at", models.BigIntegerField()),
                ("mode", models.TextField()),
                ("titles", models.JSONField()),
                ("known_at", models.BigIntegerField()),
                ("by", models.TextField()),
                (
                    "product",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, to="desk.product"
                    ),
                ),
            ],
            options={
                "db_table": "product_mode",
            },
        ),
        migrations.CreateModel(
            name="ProductVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.TextField()),
                ("released_at", models.BigIntegerField()),
                ("until_at", models.BigIntegerField(null=True)),
                (
                    "product",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="versions",
                        to="desk.product",
                    ),
                ),
            ],
            options={
                "db_table": "product_version",
            },
        ),
        migrations.CreateModel(
            name="SupportedProduct",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("from_at", models.BigIntegerField()),
                ("until_at", models.BigIntegerField(null=True)),
                (
                    "contract",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="products",
                        to="desk.contract",
                    ),
                ),
                (
                    "customer",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.PROTECT, to="people.customer"
                    ),
                ),
                (
                    "product",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="desk.product"),
                ),
            ],
            options={
                "db_table": "supported_product",
            },
        ),
        migrations.CreateModel(
            name="Work",
            fields=[
                ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ("from_at", models.BigIntegerField()),
                ("until_at", models.BigIntegerField()),
                ("note", models.TextField(default="")),
                ("planned_at", models.BigIntegerField()),
                ("planned_by", models.TextField()),
                ("case", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="desk.stream")),
                (
                    "customer",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.PROTECT, to="people.customer"
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.PROTECT, to="desk.line"
                    ),
                ),
            ],
            options={
                "db_table": "work",
            },
        ),
        migrations.CreateModel(
            name="ArticleVersion",
            fields=[
                ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ("language", models.TextField()),
                ("number", models.IntegerField()),
                ("title", models.TextField()),
                ("body", models.TextField()),
                ("made_at", models.BigIntegerField()),
                ("made_by", models.TextField()),
                ("published_at", models.BigIntegerField(null=True)),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="versions",
                        to="desk.article",
                    ),
                ),
            ],
            options={
                "db_table": "article_version",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("article", "language", "number"), name="article_version_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Banner",
            fields=[
                ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ("texts", models.JSONField()),
                ("from_at", models.BigIntegerField()),
                ("until_at", models.BigIntegerField(null=True)),
                ("made_by", models.TextField()),
                ("line", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="desk.line")),
                (
                    "problem",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, to="desk.problem"
                    ),
                ),
            ],
            options={
                "db_table": "banner",
                "indexes": [
                    models.Index(condition=models.Q(("until_at", None)), fields=["line"], name="banner_shown")
                ],
            },
        ),
        migrations.CreateModel(
            name="ProblemCase",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("told_at", models.BigIntegerField(null=True)),
                ("case", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="desk.stream")),
                (
                    "customer",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.PROTECT, to="people.customer"
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.PROTECT, to="desk.line"
                    ),
                ),
                (
                    "problem",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="cases", to="desk.problem"
                    ),
                ),
            ],
            options={
                "db_table": "problem_case",
                "constraints": [
                    models.UniqueConstraint(fields=("problem", "case"), name="problem_case_once")
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="product",
            constraint=models.UniqueConstraint(
                fields=("line", "name", "customer"), name="product_once", nulls_distinct=False
            ),
        ),
        migrations.AddIndex(
            model_name="problem",
            index=models.Index(
                condition=models.Q(("fixed_at", None)), fields=["line", "made_at"], name="problem_open"
            ),
        ),
        migrations.AddIndex(
            model_name="maintenance",
            index=models.Index(fields=["product", "until_at"], name="maintenance_until"),
        ),
        migrations.AddConstraint(
            model_name="maintenance",
            constraint=models.CheckConstraint(
                condition=models.Q(("document", ""), _negated=True), name="maintenance_document"
            ),
        ),
        migrations.AddConstraint(
            model_name="maintenance",
            constraint=models.CheckConstraint(
                condition=models.Q(("until_at__gt", models.F("from_at"))), name="maintenance_span"
            ),
        ),
        migrations.AddConstraint(
            model_name="productversion",
            constraint=models.UniqueConstraint(fields=("product", "version"), name="product_version_once"),
        ),
        migrations.AddConstraint(
            model_name="supportedproduct",
            constraint=models.UniqueConstraint(fields=("contract", "product"), name="supported_product_once"),
        ),
        migrations.AddIndex(
            model_name="work",
            index=models.Index(fields=["line", "from_at"], name="work_from"),
        ),
        migrations.AddConstraint(
            model_name="work",
            constraint=models.CheckConstraint(
                condition=models.Q(("until_at__gt", models.F("from_at"))), name="work_span"
            ),
        ),
        migrations.RunSQL(statements()),
    ]
