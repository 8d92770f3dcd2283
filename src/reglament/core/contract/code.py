"""Codes of refusals on a contract, each with the names of the values its sentence needs."""

from collections.abc import Mapping

CONTRACT_CODES: Mapping[str, tuple[str, ...]] = {
    "contact/already-known": ("contact",),
    "contact/role-by-amendment": ("contact", "role"),
    "contact/unknown": ("contact",),
    "contact/unknown-role": ("role",),
    "contract/calendar": ("calendar",),
    "contract/counter": ("counter",),
    "contract/dates": ("from_on", "until_on"),
    "contract/key": ("key",),
    "contract/law": ("what", "ground", "instead"),
    "contract/limit": ("ground", "counter", "limit"),
    "contract/metric": ("metric",),
    "contract/none": (),
    "contract/term": ("term",),
    "contract/term-value": ("term", "value"),
    "contract/tier": ("tier",),
    "period/ground": ("ground",),
    "period/span": ("from_at", "until_at"),
    "team/already-known": ("team",),
    "team/unknown": ("team",),
}
