"""Serving on this computer only: 127.0.0.1, one process, no log of what is asked."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from pledgecheck.errors import UsageError
from pledgecheck.serve.first import first_page
from pledgecheck.serve.lobby import Lobby

if TYPE_CHECKING:
    from pledgecheck.config import Config

HOST = "127.0.0.1"
PORT = 8377


def run(
    settings: Callable[[], Config],
    lang: str,
    *,
    port: int | None = None,
    browser: bool = True,
    tell: Callable[[str], None] = print,
) -> None:
    """Serve until interrupted. port: None takes the usual one, or a free one where that is taken.

    The first page, in `lang`, is there at once; settings, server and engine are imported and made meanwhile.
    """
    with listening(port) as sock:
        address = f"http://{HOST}:{sock.getsockname()[1]}/"
        lobby = Lobby(sock, partial(first_page, lang))
        lobby.open()
        tell(address)
        if browser:
            # Opening a browser may take seconds; the page must be answering meanwhile.
            threading.Thread(target=_open, args=(address,), daemon=True).start()
        try:
            from pledgecheck.serve.running import server

            server(settings(), lobby).run(sockets=[sock])
        finally:
            for connection in lobby.leave():
                connection.close()


def _open(address: str) -> None:
    import webbrowser

    webbrowser.open(address)


def listening(port: int | None) -> socket.socket:
    """A socket on the loopback address; UsageError when the port that was asked for is taken."""
    for number in (PORT, 0) if port is None else (port,):
        sock = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        try:
            if hasattr(socket, "SO_EXCLUSIVEADDRUSE"):
                sock.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
            else:
                sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            sock.bind((HOST, number))
            sock.listen(64)
            return sock
        except OSError as problem:
            sock.close()
            reason = problem.strerror
    raise UsageError(
        f"không mở được cổng {port} ({reason}). Hãy chọn cổng khác bằng --port.",
        f"cannot use port {port} ({reason}). Choose another one with --port.",
    )
