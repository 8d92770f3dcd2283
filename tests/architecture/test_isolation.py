"""What pytest itself is set to refuse: a warning passes for an error, and no test leaves the machine."""

import socket
import warnings

import pytest
from pytest_socket import SocketConnectBlockedError


def test_a_warning_is_an_error() -> None:
    with pytest.raises(DeprecationWarning, match="old"):
        warnings.warn("old", DeprecationWarning, stacklevel=1)


def test_no_socket_reaches_beyond_the_machine() -> None:
    # The plugin warns before it refuses, and a warning is an error here.
    with (
        socket.socket() as wire,
        pytest.raises((SocketConnectBlockedError, UserWarning), match=r"192\.0\.2\.1"),
    ):
        wire.connect(("192.0.2.1", 9))


def test_loopback_stays_open() -> None:
    with socket.socket() as door, socket.socket() as wire:
        door.bind(("127.0.0.1", 0))
        door.listen()
        wire.connect(door.getsockname())
        assert wire.getpeername() == door.getsockname()
