"""Summaries of people who have left before they were sent: what stood there is told anew, to whoever is there now."""

from django.db import connection

from reglament.desk.outbox.caseless import unsent_to_staff, withdraw_unsent
from reglament.desk.watch.summary import close_summary

_LEFT = """select s.id from summary s join "user" u on u.id = s.person_id
where s.state = 'ready' and not (u.is_active and u.contact_id is null) order by s.id"""
_UNSENT = """select s.id from summary s join "user" u on u.id = s.person_id
where s.id = any(%s) and not (u.is_active and u.contact_id is null) order by s.id"""
# What nobody else who is there was told, or is about to be.
_ALONE = """from summary s cross join jsonb_array_elements(s.entries) as e(one) where s.id = any(%s)
  and not exists (select from summary o join "user" u on u.id = o.person_id
    where u.is_active and u.contact_id is null and (o.sent_at is null or o.sent_at >= (e.one->>'at')::bigint)
      and o.entries @> jsonb_build_array(e.one))"""
_NOTICES = f"""update notice n set told_at = null from stream c, (select e.one {_ALONE}) as lost
where c.kind = 'case' and c.name = lost.one->>'case' and n.stream_id = c.id and n.kind = lost.one->>'kind'
  and n.rule = lost.one->>'rule' and n.at = (lost.one->>'at')::bigint
  and case when n.role = 'staff' then '' else n.role end = lost.one->>'role'"""  # noqa: S608 - no values in it
_TROUBLES = f"""update trouble t set told_at = null from (select e.one {_ALONE}) as lost
where lost.one->>'case' = '' and t.key = lost.one->>'rule'"""  # noqa: S608 - no values in it


def give_back(*, now: int) -> None:
    """Make untold what lies in such summaries and nowhere else, close them and withdraw their letters, in the open transaction."""
    with connection.cursor() as cursor:
        cursor.execute(_LEFT)
        left = [summary for (summary,) in cursor.fetchall()]
        if unsent := unsent_to_staff():
            cursor.execute(_UNSENT, (unsent,))
            left += withdraw_unsent([summary for (summary,) in cursor.fetchall()])
        if left:
            cursor.execute(_NOTICES, (left,))
            cursor.execute(_TROUBLES, (left,))
    for summary in left:
        close_summary(summary=summary, channel=None, at=now)
