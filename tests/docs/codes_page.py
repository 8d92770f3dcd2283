"""The page of refusal codes, made of the lists of codes and their English sentences: `python -m tests.docs.codes_page` prints it."""

from collections.abc import Iterable

from reglament.core.case.code import CAUTION_CODES, REFUSAL_CODES
from reglament.core.contract.code import CONTRACT_CODES
from reglament.words.catalogue import catalogue

HEAD = """\
# Refusal codes

What a story may expect with `refused:` or `warned:`, besides the ground that a rule names. In the sentence, `{…}` stands for what is known of the case. Printed by `python -m tests.docs.codes_page`; a test keeps it so.
"""


def page() -> str:
    """The whole page."""
    return "\n".join(
        (
            HEAD,
            *_table("Acts on a case: `refused:`", "refusal", REFUSAL_CODES),
            *_table("Acts on the contract: `refused:`", "refusal", CONTRACT_CODES),
            *_table("Done, and staff are cautioned: `warned:`", "caution", CAUTION_CODES),
        )
    )


def _table(title: str, kind: str, codes: Iterable[str]) -> Iterable[str]:
    yield from (f"## {title}", "", "| code | says |", "| --- | --- |")
    for code in sorted(codes):
        forms = dict.fromkeys(catalogue("en").entries[f"{kind} {code}"].forms)
        yield f"| `{code}` | {' / '.join(forms).replace('|', chr(92) + '|')} |"
    yield ""


if __name__ == "__main__":
    print(page(), end="")  # noqa: T201 - it is what it is for
