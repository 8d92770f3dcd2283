"""Tables brought to what this program needs, by the owner, who does nothing else."""

from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from reglament.config.connecting import connect_as
from reglament.config.home import Home
from reglament.config.postgres.roles import OWNER

LOCK = 4_115_201  # of no meaning but to be ours


def pending() -> list[str]:
    """Migrations the connected database still lacks, in order."""
    executor = MigrationExecutor(connection)
    steps = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in steps]


def migrate(home: Home) -> int:
    """Carry out what is pending; give how many. Another command that does the same is waited for."""
    connect_as(home, OWNER)
    lacking = pending()
    if lacking:
        with connection.cursor() as cursor:
            cursor.execute("select pg_advisory_lock(%s)", (LOCK,))
        call_command("migrate", verbosity=0, interactive=False)
    connection.close()
    return len(lacking)
