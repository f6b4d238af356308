"""Answers the first page while the server is still being imported, and hands everything else over to it.

A request is looked at without being taken: only a plain GET of the first page or of a file it names, by one
of the names of this computer, is answered here, with the same headers as ever. Every other connection is
kept unread until the server is there, which then guards and answers it as if it had just come.
"""

from __future__ import annotations

import re
import selectors
import socket
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Final

from pledgecheck.serve.assets import assets
from pledgecheck.serve.headers import HEADERS, LOCAL, host_of

_LONGEST: Final = 8192  # bytes of a request that is answered here
_MOST: Final = 64  # connections kept
_SECONDS: Final = 2.0  # for one answer to be taken
_LINE: Final = re.compile(rb"GET (/|/static/([a-z.]+)\?[0-9a-f]+) HTTP/1\.1")
# A request that has a body or wants another protocol is not plain.
_NOT_PLAIN: Final = ("content-length", "transfer-encoding", "upgrade", "expect")

Answer = tuple[bytes, str]  # content and type


class Lobby:
    """Answers in a thread of its own from `open` until `leave`."""

    def __init__(self, sock: socket.socket, page: Callable[[], bytes]) -> None:
        self._sock = sock
        self._page = page
        self._kept: list[socket.socket] = []
        self._leaving, self._left = socket.socketpair()
        self._thread = threading.Thread(target=self._run, name="pledgecheck-lobby", daemon=True)

    def open(self) -> None:
        """Answer from now on."""
        self._sock.setblocking(False)
        self._thread.start()

    def leave(self) -> list[socket.socket]:
        """Answer no more; the connections that nothing was read from. Whoever calls closes them."""
        if self._thread.is_alive():
            self._leaving.send(b"x")
            self._thread.join()
        self._leaving.close()
        self._left.close()
        kept, self._kept = self._kept, []
        return kept

    def _run(self) -> None:
        files = assets()
        page = (self._page(), "text/html; charset=utf-8")
        with selectors.DefaultSelector() as waiting:
            waiting.register(self._sock, selectors.EVENT_READ)
            waiting.register(self._left, selectors.EVENT_READ)
            while True:
                ready = [key.fileobj for key, _ in waiting.select()]
                if self._left in ready:
                    return
                for one in ready:
                    assert isinstance(one, socket.socket)
                    if one is self._sock:
                        self._accept(waiting)
                    else:
                        waiting.unregister(one)  # looked at once: what is not whole by now can wait
                        if self._answered(one, page, files):
                            self._kept.remove(one)
                            one.close()

    def _accept(self, waiting: selectors.BaseSelector) -> None:
        try:
            connection, _ = self._sock.accept()
        except OSError:  # gone again
            return
        if len(self._kept) >= _MOST:
            connection.close()
            return
        connection.setblocking(False)
        self._kept.append(connection)
        waiting.register(connection, selectors.EVENT_READ)

    def _answered(self, connection: socket.socket, page: Answer, files: Mapping[str, Answer]) -> bool:
        """Whether the connection is done with."""
        try:
            seen = connection.recv(_LONGEST, socket.MSG_PEEK)
        except OSError:
            return True
        if not seen:
            return True
        name = wanted(seen)
        found = page if name == "" else files.get(name or "?")
        if found is None:
            return False
        with suppress(OSError):
            connection.recv(len(seen))
            connection.settimeout(_SECONDS)
            connection.sendall(response(*found))
            connection.shutdown(socket.SHUT_WR)
        return True


def wanted(request: bytes) -> str | None:
    """The file of /static that a request asks for, "" for the first page; None where it is not that plain."""
    head, end, rest = request.partition(b"\r\n\r\n")
    if not end or rest:
        return None
    line, *fields = head.split(b"\r\n")
    asked = _LINE.fullmatch(line)
    if asked is None:
        return None
    hosts = []
    for field in fields:
        name, colon, value = field.decode("latin-1").partition(":")
        name = name.lower()
        if not colon or not name.isascii() or name != name.strip() or name in _NOT_PLAIN:
            return None
        if name == "host":
            hosts.append(value.strip())
    if len(hosts) != 1 or host_of(hosts[0]) not in LOCAL:
        return None  # refused by the server, in its own words
    return asked[2].decode() if asked[2] else ""


def response(content: bytes, media_type: str) -> bytes:
    """The whole answer."""
    headers = {
        "date": time.strftime("%a, %d %b %Y %H:%M:%S GMT", time.gmtime()),
        "content-type": media_type,
        "content-length": str(len(content)),
        "connection": "close",
        **HEADERS,
    }
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    return f"HTTP/1.1 200 OK\r\n{lines}\r\n".encode("latin-1") + content

