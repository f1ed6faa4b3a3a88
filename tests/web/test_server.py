"""The server listens at this machine's own address alone, says where, and says so where it cannot."""

from __future__ import annotations

import http.client
import re
import socket
import threading
import webbrowser
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import uvicorn

from reportedly.errors import ReportedlyError
from reportedly.web import server
from reportedly.web.server import HOST, serve
from tests.web.samples import shelf


def free_port() -> int:
    with socket.socket() as found:
        found.bind((HOST, 0))
        return int(found.getsockname()[1])


@contextmanager
def running(port: int, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[list[str], list[str]]]:
    """Serve the sample in a thread; yield what was told and what the browser was sent to."""
    told: list[str] = []
    shown: list[str] = []
    begun = threading.Event()
    made: list[uvicorn.Server] = []
    start = uvicorn.Server.startup

    async def startup(self: uvicorn.Server, sockets: list[socket.socket] | None = None) -> None:
        made.append(self)
        await start(self, sockets)

    def tell(address: str) -> None:
        told.append(address)
        begun.set()

    monkeypatch.setattr(uvicorn.Server, "startup", startup)
    monkeypatch.setattr(webbrowser, "open", shown.append)
    thread = threading.Thread(target=lambda: serve(shelf(), port=port, browser=True, tell=tell), daemon=True)
    thread.start()
    assert begun.wait(30)
    try:
        yield told, shown
    finally:
        made[0].should_exit = True
        thread.join(30)


def test_it_tells_its_address_with_a_token_and_opens_it(monkeypatch: pytest.MonkeyPatch) -> None:
    port = free_port()
    with running(port, monkeypatch) as (told, shown):
        (address,) = told
        assert re.fullmatch(rf"http://127\.0\.0\.1:{port}/claims\?token=[\w-]{{43}}", address)
        path = address.removeprefix(f"http://{HOST}:{port}")
        connection = http.client.HTTPConnection(HOST, port, timeout=30)
        connection.request("GET", path)
        assert connection.getresponse().status == 303
        connection.close()
        connection = http.client.HTTPConnection(HOST, port, timeout=30)
        connection.request("GET", "/claims")
        assert connection.getresponse().status == 403
        connection.close()
    assert shown == told


def test_it_listens_at_loopback_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []

    def run(self: uvicorn.Server) -> None:
        asked.append((self.config.host, self.config.access_log, self.config.ws))

    monkeypatch.setattr(uvicorn.Server, "run", run)
    serve(shelf(), port=8321, browser=False, tell=lambda address: None)
    assert asked == [("127.0.0.1", False, "none")]


def test_each_start_has_a_token_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    tokens: list[str] = []

    def noted(*given: object, token: str, **told: object) -> object:
        tokens.append(token)
        return lambda *scope: None

    monkeypatch.setattr(server, "app", noted)
    monkeypatch.setattr(uvicorn.Server, "run", lambda self: None)
    for _ in range(2):
        serve(shelf(), port=8321, browser=False, tell=lambda address: None)
    assert len(set(tokens)) == 2
    assert all(len(token) >= 43 for token in tokens)


def test_a_port_that_is_taken_is_named() -> None:
    with socket.socket() as holder:
        holder.bind((HOST, 0))
        holder.listen()
        port = holder.getsockname()[1]
        with pytest.raises(ReportedlyError, match=f"port {port} cannot be listened at.*--port"):
            serve(shelf(), port=port, browser=False, tell=lambda address: None)


def test_no_option_lets_it_listen_elsewhere() -> None:
    """There is no way to ask for another address, so none needs a password."""
    from reportedly.cli.serve import serve as command

    options = {name for parameter in command.params for name in parameter.opts}
    assert options.isdisjoint({"--host", "--bind", "--address", "--password"})
