"""Serving on this computer only: 127.0.0.1, one process, no log of what is asked."""

from __future__ import annotations

import socket
import threading
import webbrowser
from collections.abc import Callable

import uvicorn

from pledgecheck.config import Config
from pledgecheck.errors import UsageError
from pledgecheck.serve.app import application
from pledgecheck.serve.service import Service

HOST = "127.0.0.1"
PORT = 8377


def run(config: Config, *, port: int | None = None, browser: bool = True, tell: Callable[[str], None] = print) -> None:
    """Serve until interrupted. port: None takes the usual one, or a free one where that is taken."""
    sock = listening(port)
    address = f"http://{HOST}:{sock.getsockname()[1]}/"

    def started() -> None:
        tell(address)
        if browser:
            # Opening a browser may take seconds; the page must be answering meanwhile.
            threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()

    server = uvicorn.Server(
        uvicorn.Config(
            application(Service(config), started=started),
            log_level="warning",
            access_log=False,
            server_header=False,
            lifespan="on",
            ws="none",
            limit_concurrency=64,
            timeout_keep_alive=10,
            timeout_graceful_shutdown=2,
        )
    )
    with sock:
        server.run(sockets=[sock])


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
