"""The server itself: uvicorn around the application, with what the lobby kept for it."""

from __future__ import annotations

import asyncio
import socket
from contextlib import suppress

import uvicorn

from pledgecheck.config import Config
from pledgecheck.own_folder import known_folder
from pledgecheck.serve.app import application
from pledgecheck.serve.lobby import Lobby
from pledgecheck.serve.service import Service


def server(config: Config, lobby: Lobby) -> uvicorn.Server:
    """What serves the page on sockets that are given to it."""
    return _Server(
        uvicorn.Config(
            application(Service(config, compiled=known_folder())),
            log_level="warning",
            access_log=False,
            server_header=False,
            lifespan="on",
            ws="none",
            limit_concurrency=64,
            timeout_keep_alive=10,
            timeout_graceful_shutdown=2,
        ),
        lobby,
    )


class _Server(uvicorn.Server):
    def __init__(self, config: uvicorn.Config, lobby: Lobby) -> None:
        super().__init__(config)
        self._lobby = lobby

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Take over from the lobby: who comes now waits at the socket, who waits there already is next."""
        kept = self._lobby.leave()
        try:
            await super().startup(sockets)
            while kept and not self.should_exit:
                await self._take(kept.pop(0))
        finally:
            for connection in kept:
                connection.close()

    async def _take(self, connection: socket.socket) -> None:
        """Serve a connection as if the server had accepted it."""

        def protocol() -> asyncio.Protocol:
            made = self.config.http_protocol_class(  # type: ignore[call-arg]
                config=self.config, server_state=self.server_state, app_state=self.lifespan.state, _loop=None
            )
            assert isinstance(made, asyncio.Protocol)
            return made

        try:
            await asyncio.get_running_loop().connect_accepted_socket(protocol, connection)
        except Exception:  # closed meanwhile, or another uvicorn: whoever asked will ask again
            with suppress(OSError):
                connection.close()
