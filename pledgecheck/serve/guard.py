"""What stands before every request: who may ask, how much, how long; and what every answer carries.

Foreign host names are refused (a page elsewhere could point its own name at this computer), foreign origins
may send nothing, and no answer may be kept, framed or made to load anything from elsewhere.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Awaitable, Callable, Iterable
from typing import Any

import anyio
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pledgecheck.serve.headers import HEADERS, LOCAL, host_of
from pledgecheck.serve.limits import MAX_BODY_BYTES, RECEIVE_SECONDS
from pledgecheck.serve.messages import FAULTS, Fault

_READING = frozenset({"GET", "HEAD", "OPTIONS"})
_log = logging.getLogger("pledgecheck.serve")

Refuse = Callable[[Request, Fault], Awaitable[Response]]


class _RefusedError(Exception):
    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.code)
        self.fault = fault


class Guard:
    """ASGI middleware around the whole application. hosts: names by which it may be called."""

    def __init__(self, app: ASGIApp, *, refuse: Refuse, hosts: Iterable[str] = LOCAL) -> None:
        self._app = app
        self._refuse = refuse
        self._hosts = frozenset(hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            return  # websockets: not here
        begun = False

        async def sending(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
            await send(message)

        fault = self._fault(scope)
        if fault is None:
            try:
                await self._app(scope, _bounded(receive), sending)
                return
            except _RefusedError as refused:
                fault = refused.fault
            except Exception as problem:  # the kind and the place, never a value: it could be text of a pledge
                _log.error("%s, %s", type(problem).__name__, place(problem))
                fault = FAULTS["internal"]
        if not begun:
            response = await self._refuse(Request(scope, receive), fault)
            response.headers["connection"] = "close"
            await response(scope, receive, sending)

    def _fault(self, scope: Scope) -> Fault | None:
        headers = Headers(scope=scope)
        given = headers.getlist("host")
        if len(given) != 1:
            return FAULTS["no_host"]
        if host_of(given[0]) not in self._hosts:
            return FAULTS["foreign_host"]
        if scope["method"] not in _READING and not _same_origin(headers, given[0]):
            return FAULTS["foreign_origin"]
        size = headers.get("content-length")
        if size is not None and (not size.isdecimal() or int(size) > MAX_BODY_BYTES):
            return FAULTS["too_large"]
        return None


def _same_origin(headers: Headers, host: str) -> bool:
    """Whether this page itself, or a program without a page, asks."""
    origins = headers.getlist("origin")
    if origins and [origin.lower() for origin in origins] != [f"http://{host.lower()}"]:
        return False
    return headers.get("sec-fetch-site", "none") in ("none", "same-origin")


def _bounded(receive: Receive) -> Receive:
    """`receive` that stops a body which is too long or too slow."""
    size = 0
    deadline = time.monotonic() + RECEIVE_SECONDS
    done = False

    async def receiving() -> Message:
        nonlocal size, done
        if done:
            return await receive()
        try:
            with anyio.fail_after(max(0.0, deadline - time.monotonic())):
                message = await receive()
        except TimeoutError:
            raise _RefusedError(FAULTS["too_late"]) from None
        if message["type"] == "http.request":
            size += len(message.get("body", b""))
            done = not message.get("more_body", False)
            if size > MAX_BODY_BYTES:
                raise _RefusedError(FAULTS["too_large"])
        else:
            done = True
        return message

    return receiving


def place(problem: BaseException) -> str:
    """Where an exception came from: file and line."""
    at: Any = problem.__traceback__
    while at is not None and at.tb_next is not None:
        at = at.tb_next
    return f"{at.tb_frame.f_code.co_filename}:{at.tb_lineno}" if at else "?"
