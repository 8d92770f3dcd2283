"""The socket on which pages are asked for: bound once, shared by all processes that serve."""

import os
import socket

from reglament.cli.trouble import Trouble
from reglament.config.settings import IS_PUBLIC, PUBLIC_URL

NAMED_BY = "REGLAMENT_LISTEN"
USUAL = "127.0.0.1:8000"
LAST_PORT = 65_535


def listening(wanted: str | None = None) -> socket.socket:
    """Bind `HOST:PORT`, that of the environment, or the usual one; instead of a usual one that is taken any free one.

    Raises Trouble for an address that is none, or is taken.
    """
    asked = wanted or os.environ.get(NAMED_BY)
    try:
        return _bound(asked or USUAL)
    except OSError as trouble:
        if asked:
            raise Trouble("listen", address=asked, reason=trouble.strerror) from None
    return _bound("127.0.0.1:0")


def inherited(number: int) -> socket.socket:
    """The socket that a supervisor left open under this number."""
    return socket.socket(fileno=number)


def pages_at(bound: socket.socket) -> str:
    """Where people find what is served on this socket."""
    if IS_PUBLIC:
        return PUBLIC_URL
    host, port = bound.getsockname()[:2]
    return f"http://{f'[{host}]' if ':' in host else host}:{port}/"


def _bound(address: str) -> socket.socket:
    host, colon, port = address.rpartition(":")
    if not colon or not port.isdecimal() or int(port) > LAST_PORT:
        raise Trouble("listen form", address=address)
    host = host.strip("[]") or "127.0.0.1"
    made = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    try:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind((host, int(port)))
    except OSError:
        made.close()
        raise
    return made
