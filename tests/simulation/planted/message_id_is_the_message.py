"""A message whose Message-ID was seen before is taken for the same message."""

import re

import pytest
from django.db import connection

from reglament.channels import fetch
from reglament.desk.acts.take_in import Taken, take_in
from reglament.desk.clock.world import World
from reglament.desk.record.transaction import seen_by
from reglament.desk.record.viewer import SYSTEM

SEEN = "select id, number from inbound where position(%s::bytea in raw) > 0 limit 1"


def plant(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(fetch, "take_in", by_message_id)


def by_message_id(*, world: World, mailbox: int, source_key: str, raw: bytes) -> Taken:
    named = re.search(rb"Message-ID: [^\n]+", raw)
    if named:
        with seen_by(SYSTEM), connection.cursor() as cursor:
            cursor.execute(SEEN, (named[0],))
            found = cursor.fetchone()
        if found:
            return Taken("repeated", *found)
    return take_in(world=world, mailbox=mailbox, source_key=source_key, raw=raw)
