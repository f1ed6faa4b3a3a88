"""Who may ask: every request is stopped here unless it comes from this machine's own browser with the token.

A browser can be talked into asking a local server by any page that it shows (DNS rebinding, forms of
strangers). So the name that is asked for must be ours, whoever asks must be ourselves, and the token
that was printed at the start must have been given once; it is kept as a cookie that other sites'
requests do not carry. What goes out is told to load nothing and run nothing but our own files.
"""

from __future__ import annotations

import hmac
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qsl, urlencode

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; frame-src 'none'; object-src 'none'"
)

HEADERS = (
    ("content-security-policy", POLICY),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    # Not "no-referrer": with it browsers say `Origin: null` of our own forms. Other sites are told nothing.
    ("referrer-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("cache-control", "no-store"),
    ("permissions-policy", "camera=(), geolocation=(), microphone=()"),
)

_SAFE = frozenset({"GET", "HEAD"})


class Gate:
    """The outermost layer of the app: refuses strangers, and gives every answer its headers."""

    def __init__(self, app: ASGIApp, *, token: str, port: int) -> None:
        """Guard an app that is reached as 127.0.0.1 or localhost at one port."""
        self._app = app
        self._token = token
        self._hosts = frozenset({f"127.0.0.1:{port}", f"localhost:{port}"})
        # Cookies know no ports: two ledgers served side by side must not put each other out.
        self._cookie = f"reportedly-{port}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or let it through."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            return  # no route of ours speaks anything else, and a socket must not get round the checks
        answer = self._refusal(scope) or self._entry(scope)
        await (answer or self._app)(scope, receive, _with_headers(send))

    def _refusal(self, scope: Scope) -> Response | None:
        """Return the answer to a stranger, or null."""
        headers = Headers(scope=scope)
        hosts = headers.getlist("host")
        if len(hosts) != 1 or hosts[0].lower() not in self._hosts:
            return _no("This address is not the one that `reportedly serve` printed.", 421)
        origins = headers.getlist("origin")
        if origins and origins != [f"http://{hosts[0].lower()}"]:
            return _no("Another site may not ask for this.")
        if headers.get("sec-fetch-site") == "cross-site" and headers.get("sec-fetch-mode") != "navigate":
            return _no("Another site may not ask for this.")
        if scope["method"] not in _SAFE and not origins:
            return _no("A change must come from a page of this ledger.")
        return None

    def _entry(self, scope: Scope) -> Response | None:
        """Turn the token in the address into the cookie; refuse whoever has neither."""
        pairs = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        given = [value for key, value in pairs if key == "token"]
        if given and scope["method"] == "GET" and self._is(given[0]):
            rest = urlencode([(key, value) for key, value in pairs if key != "token"])
            # Only the path's own characters: "//elsewhere" would lead away from here.
            path = "/" + scope["path"].lstrip("/\\")
            response = RedirectResponse(f"{path}?{rest}" if rest else path, 303)
            response.set_cookie(self._cookie, self._token, httponly=True, samesite="strict", path="/")
            return response
        if self._is(_cookie(scope, self._cookie)):
            return None
        return _no("Open the address with its token, as `reportedly serve` printed it.")

    def _is(self, given: str) -> bool:
        return hmac.compare_digest(given.encode(), self._token.encode())


def _cookie(scope: Scope, name: str) -> str:
    try:
        jar = SimpleCookie("; ".join(Headers(scope=scope).getlist("cookie")))
    except CookieError:
        return ""
    return jar[name].value if name in jar else ""


def _no(why: str, status: int = 403) -> Response:
    return PlainTextResponse(f"{why}\n", status)


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS:
                headers.setdefault(name, value)
        await send(message)

    return sending
