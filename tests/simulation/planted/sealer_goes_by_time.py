"""The log takes what happened since its last checkpoint; what was written down late is left out."""

import pytest

from reglament.desk.ledger import sealer

BY_TIME = """delete from unsealed where id = any(array(
  select u.id from unsealed u join event e on e.customer_id = u.customer_id and e.stream_id = u.stream_id and e.seq = u.first
  where e.known_at >= (select coalesce(max(made_at), 0) from checkpoint) order by u.id limit %s))
returning id, customer_id, stream_id, first, last"""


def plant(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(sealer, "_TAKE", BY_TIME)
