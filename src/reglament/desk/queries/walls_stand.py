"""The second wall looked over before anything is served: every table walled or listed, and nobody connected who climbs over."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

# Tables of ours in which no row tells anything of a customer, or which no role of pages may read at all.
OPEN = frozenset({
    "absence", "checkpoint", "done", "edition", "firing", "hold", "leaf", "line", "mailbox", "membership", "notice", "number",
    "occurrence", "pulse", "shift", "stuck", "summary", "team", "tile", "timer", "trouble", "unsealed", "user", "watched_clock",
})  # fmt: skip
# Tables of Django and allauth: sessions, sign-in and its limits, read before anybody is known to be anybody.
FRAMEWORK = frozenset({
    "account_emailaddress", "account_emailconfirmation", "auth_group", "auth_group_permissions", "auth_permission", "cache",
    "django_content_type", "django_migrations", "django_session", "django_site", "mfa_authenticator",
    "socialaccount_socialaccount", "socialaccount_socialapp", "socialaccount_socialapp_sites",
    "socialaccount_socialtoken", "usersessions_usersession",
})  # fmt: skip
ROLES = ("desk_web", "desk_worker", "desk_ingest", "desk_audit")
# Pages are the only ones whose rows depend on who looks; a policy that is always true would show them everything.
FOR_PAGES = "desk_web"
# Functions that read past the policies, and say themselves whose rows they give.
DEFINERS = ("desk_customers_of", "desk_search")


@dataclass(frozen=True, slots=True)
class Breach:
    """Something wrong with the wall: `what` it is, and how to put it right."""

    what: str
    remedy: str


class WallsDown(Exception):  # noqa: N818 - named for what happened
    """The desk must not serve: somebody could see what is not his."""

    def __init__(self, breaches: Sequence[Breach]) -> None:
        self.breaches = tuple(breaches)
        told = "\n".join(f"  {breach.what}. {breach.remedy}." for breach in breaches)
        super().__init__(f"The desk does not serve: the wall between customers is down.\n{told}")


_ROLE = """select r.rolname, r.rolsuper, r.rolbypassrls, exists (select from pg_class t
  where t.relnamespace = 'public'::regnamespace and t.relkind in ('r', 'p') and pg_has_role(r.oid, t.relowner, 'member'))
from pg_roles r where r.rolname = current_user"""
_TABLES = """select relname, relrowsecurity, relforcerowsecurity from pg_class
where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'f') order by relname"""
# What a role may do to a table at all, it must be told for whose rows: one line for each that no policy speaks of.
_UNSPOKEN = """select t.relname, r.rolname, c.command from pg_class t cross join pg_roles r
cross join unnest(array['SELECT', 'INSERT', 'UPDATE', 'DELETE']) as c(command)
where t.relnamespace = 'public'::regnamespace and t.relkind in ('r', 'p') and t.relrowsecurity and t.relname <> all(%s)
and r.rolname = any(%s) and has_table_privilege(r.oid, t.oid, c.command)
and not exists (select from pg_policies p where p.schemaname = 'public' and p.tablename = t.relname
  and p.permissive = 'PERMISSIVE' and p.cmd in ('ALL', c.command) and p.roles && array[r.rolname, 'public']::name[])
order by 1, 2, 3"""
_ALWAYS_TRUE = """select p.tablename, p.policyname from pg_policies p where p.schemaname = 'public'
and p.permissive = 'PERMISSIVE' and p.roles && array[%s, 'public']::name[]
and ('true' in (p.qual, p.with_check) or p.cmd <> 'SELECT' and coalesce(p.with_check, p.qual) is null)
and exists (select from pg_class t join pg_attribute a on a.attrelid = t.oid
  where t.relnamespace = 'public'::regnamespace and t.relname = p.tablename and a.attname in ('customer_id', 'line_id', 'stream_id', 'stream') and not a.attisdropped)
order by 1, 2"""
_VIEWS = """select relname from pg_class where relnamespace = 'public'::regnamespace
and (relkind = 'm' or relkind = 'v' and not coalesce(reloptions && array['security_invoker=true', 'security_invoker=on'], false))
order by relname"""
_DEFINERS = """select proname from pg_proc where pronamespace = 'public'::regnamespace and prosecdef
and (proname <> all(%s) or not coalesce(proconfig::text like '%%search_path=pg_catalog%%', false)) order by proname"""


def check_walls() -> None:
    """Look the wall over as the role this process is connected as. Raises WallsDown with all that is wrong."""
    breaches = [*_role(), *_tables(), *_policies(), *_ways_round()]
    if breaches:
        raise WallsDown(breaches)


def _role() -> Iterator[Breach]:
    name, is_super, bypasses, owns = _rows(_ROLE)[0]
    right = "Connect as desk_web, desk_worker or desk_ingest"
    if is_super:
        yield Breach(f"The role {name} is a superuser, whom no policy binds", right)
    elif bypasses:
        yield Breach(f"The role {name} may bypass row-level security", right)
    if owns and not is_super:
        yield Breach(f"The role {name} owns tables, and could take their walls down", right)


def _tables() -> Iterator[Breach]:
    for name, enabled, forced in _rows(_TABLES):
        if name in OPEN | FRAMEWORK or (enabled and forced):
            continue
        lacks = "not forced on its owner" if enabled else "not enabled"
        yield Breach(
            f"Row-level security of the table {name} is {lacks}",
            "Run the migrations, or give it policies in a migration of its own; a table that tells nothing of customers is listed as open",
        )


def _policies() -> Iterator[Breach]:
    for table, role, command in _rows(_UNSPOKEN, list(OPEN | FRAMEWORK), list(ROLES)):
        yield Breach(
            f"No policy of the table {table} says which rows {role} may {command.lower()}",
            "Run the migrations, or take the right away",
        )
    for table, policy in _rows(_ALWAYS_TRUE, FOR_PAGES):
        yield Breach(
            f"The policy {policy} of the table {table} shows pages every row",
            "Name the viewer's lines and customers in it",
        )


def _ways_round() -> Iterator[Breach]:
    for (view,) in _rows(_VIEWS):
        yield Breach(
            f"The view {view} is read with the rights of its owner", "Make it with security_invoker = true"
        )
    for (function,) in _rows(_DEFINERS, list(DEFINERS)):
        yield Breach(
            f"The function {function} runs with the rights of its owner",
            f"Only {' and '.join(DEFINERS)} may, with their search_path set to pg_catalog",
        )


def _rows(statement: str, *values: Any) -> list[tuple[str, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        rows: list[tuple[str, ...]] = cursor.fetchall()
        return rows
