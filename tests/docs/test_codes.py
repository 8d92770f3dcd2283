"""The page of refusal codes lists every code with its sentence."""

from tests.architecture.tree import ROOT
from tests.docs.codes_page import page


def test_the_page_of_refusal_codes_is_what_the_program_says() -> None:
    assert (ROOT / "docs/regulation/codes.md").read_text("utf-8") == page()
