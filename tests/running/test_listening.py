"""The address pages are asked for at: what is none is refused with the way to write it, before a socket is made."""

import pytest

from reglament.cli.trouble import Trouble
from reglament.config.listening import listening


@pytest.mark.parametrize(
    "address", ["1.2.3.4", "127.0.0.1:", "127.0.0.1:http", "127.0.0.1:65536", "127.0.0.1:²"]
)
def test_an_address_without_a_port_that_can_be_is_refused_by_name(address: str) -> None:
    with pytest.raises(Trouble, match=r"127\.0\.0\.1:8000") as told:
        listening(address)
    assert address in str(told.value)


def test_any_free_port_is_an_address() -> None:
    with listening("127.0.0.1:0") as bound:
        assert bound.getsockname()[1] > 0
