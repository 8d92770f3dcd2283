"""The server of pages: a loop that holds requests until they are whole, and one thread that answers them."""

import socket
import time
from dataclasses import dataclass, field
from typing import Any

from waitress import create_server, wasyncore

from reglament.config.settings import LARGEST_BODY, TRUSTED_PROXY
from reglament.config.wsgi import Application

CONNECTIONS = 1000
SILENCE = 60  # seconds after which a connection that sends nothing is closed
LARGEST_HEADER = 64 * 1024
A_MOMENT = 0.5
PATIENCE = 5.0


@dataclass(slots=True)
class Server:
    """Serves an application on a bound socket, a turn at a time, so that whoever turns it can do other things between."""

    application: Application
    bound: socket.socket
    _channels: dict[int, Any] = field(default_factory=dict)
    _server: Any = None

    def start(self) -> None:
        proxy: dict[str, object] = {"clear_untrusted_proxy_headers": True}
        if TRUSTED_PROXY:
            trusted = {"x-forwarded-for", "x-forwarded-proto"}
            proxy |= {
                "trusted_proxy": TRUSTED_PROXY,
                "trusted_proxy_count": 1,
                "trusted_proxy_headers": trusted,
            }
        self._server = create_server(
            self.application,
            map=self._channels,
            sockets=[self.bound],
            threads=1,
            ident=None,
            connection_limit=CONNECTIONS,
            channel_timeout=SILENCE,
            # A little more than pages take, so that they can say themselves that it is too much.
            max_request_body_size=2 * LARGEST_BODY,
            max_request_header_size=LARGEST_HEADER,
            **proxy,
        )

    def turn(self, seconds: float = A_MOMENT) -> None:
        """Wait so long at most for something to do, and do it."""
        wasyncore.loop(timeout=seconds, use_poll=True, map=self._channels, count=1)

    def stop(self) -> None:
        """Take nothing more, finish what is in hand, send what is answered."""
        self._server.del_channel(self._channels)
        self._server.task_dispatcher.shutdown(cancel_pending=True, timeout=PATIENCE)
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until and any(
            getattr(one, "total_outbufs_len", 0) for one in self._channels.values()
        ):
            self.turn(0.1)
        for one in list(self._channels.values()):
            one.close()
        self.bound.close()
