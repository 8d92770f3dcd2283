"""Certificates of a contract: issued with a key that is told once, and revoked."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from reglament.core.case.act import Doer
from reglament.core.contract.answer import ContractAnswer, ContractRefused
from reglament.core.contract.contract import Certificate
from reglament.core.contract.contract import Contract as Text
from reglament.core.contract.key import RANDOM_BYTES, key_tag, new_key
from reglament.desk.acts.contract import amend
from reglament.desk.record.desk import Desk
from reglament.desk.record.viewer import Viewer


@dataclass(frozen=True, slots=True, repr=False)
class Issued:
    """`key` goes to its holder and is kept nowhere; books know the certificate by its `tag`."""

    key: str
    tag: str


def issue_certificate(
    *,
    desk: Desk,
    viewer: Viewer,
    contract: UUID,
    from_on: date | None,
    until_on: date | None,
    by: Doer,
    granted: int = 0,
) -> Issued | ContractRefused:
    """Add a certificate to a contract: days inclusive, in the regulation's zone; `granted` hours in seconds."""
    key = new_key(desk.world.random(RANDOM_BYTES))
    fresh = Certificate(key, from_on, until_on, granted)

    def change(text: Text) -> Text:
        return replace(text, certificates=(*text.certificates, fresh))

    answer = amend(desk=desk, viewer=viewer, contract=contract, change=change, by=by)
    return answer if isinstance(answer, ContractRefused) else Issued(key, key_tag(fresh.key))


def revoke_certificate(*, desk: Desk, viewer: Viewer, contract: UUID, tag: str, by: Doer) -> ContractAnswer:
    """End a certificate from now on; the others stand. One with another tag, or revoked before, stays as it is."""
    now = desk.world.now()

    def ended(one: Certificate) -> Certificate:
        is_it = key_tag(one.key) == tag and one.revoked_at is None
        return replace(one, revoked_at=now) if is_it else one

    return amend(
        desk=desk, viewer=viewer, contract=contract, by=by,
        change=lambda text: replace(text, certificates=tuple(map(ended, text.certificates))),
    )  # fmt: skip
