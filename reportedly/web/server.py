"""The door to the network that listens: one address of this machine, one token, one app.

A shelf goes in; nothing comes out until the user stops it. It binds to the loopback address alone.
"""

from __future__ import annotations

import secrets
import webbrowser
from collections.abc import Callable
from contextlib import suppress

import uvicorn

from reportedly.errors import ReportedlyError
from reportedly.web.app import app
from reportedly.web.desk import Desk
from reportedly.web.shelf import Shelf

HOST = "127.0.0.1"


class _Server(uvicorn.Server):
    """A server that tells when it has begun to listen."""

    def __init__(self, config: uvicorn.Config, begun: Callable[[], None]) -> None:
        super().__init__(config)
        self._begun = begun

    async def startup(self, sockets: list[object] | None = None) -> None:  # type: ignore[override]
        await super().startup(sockets)  # type: ignore[arg-type]
        if self.started:
            self._begun()


def serve(
    shelf: Shelf, *, port: int, browser: bool, tell: Callable[[str], None], desk: Desk | None = None
) -> None:
    """Show a shelf at a port of this machine until interrupted; `tell` gets the address with its token.

    Reviewers write at the desk; without one nothing can be judged.

    Raises `ReportedlyError` where the port is taken.
    """
    token = secrets.token_urlsafe(32)
    address = f"http://{HOST}:{port}/claims?token={token}"

    def begun() -> None:
        tell(address)
        if browser:
            webbrowser.open(address)

    config = uvicorn.Config(
        app(shelf, token=token, port=port, desk=desk), host=HOST, port=port, log_level="error",
        access_log=False, server_header=False, ws="none", lifespan="off",
    )  # fmt: skip
    with suppress(KeyboardInterrupt):
        try:
            _Server(config, begun).run()
        except SystemExit:
            raise ReportedlyError(
                f"port {port} cannot be listened at, perhaps another program does; give one with --port"
            ) from None
