"""The database of one home: an embedded PostgreSQL under our own small supervisor, or the server that DATABASE_URL names."""

from reglament.config.postgres.address import Address, address
from reglament.config.postgres.identity import is_initialised
from reglament.config.postgres.initdb import init
from reglament.config.postgres.starting import running, start
from reglament.config.postgres.stopping import stop
from reglament.config.postgres.trouble import DatabaseTrouble

__all__ = ["Address", "DatabaseTrouble", "address", "init", "is_initialised", "running", "start", "stop"]
