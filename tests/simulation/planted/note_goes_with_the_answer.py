"""An answer to the customer quotes the last note among staff."""

from dataclasses import replace
from typing import Any

import pytest
from django.db import connection

from reglament.desk.acts import write
from reglament.desk.content.fresh import NewContent
from reglament.desk.models import Case

BY_STAFF = write._by_staff  # noqa: SLF001 - what is replaced
LAST = "select text from content where stream_id = %s and note and text is not null order by made_at desc, id desc limit 1"


def plant(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(write, "_by_staff", quoting)


def quoting(desk: Any, viewer: Any, row: Case, message: Any, body: NewContent) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(LAST, (row.stream_id,))
        last = cursor.fetchone()
    quoted = replace(body, text=f"{body.text}\n> {last[0]}") if last else body
    return BY_STAFF(desk, viewer, row, message, quoted)
