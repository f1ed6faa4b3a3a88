"""Strangers get nothing: other hosts, other origins, no token; and what goes out may load and run nothing."""

from __future__ import annotations

from itertools import product

import pytest
from starlette.testclient import TestClient

from reportedly.web.app import app, routes
from tests.web.samples import DOCUMENT, HOST, PORT, TOKEN, client, shelf

IDS = {
    "/claim/{id}": "cl_strike", "/article/{id}": DOCUMENT, "/original/{id}": DOCUMENT,
    "/static/{name}": "app.css",
}  # fmt: skip
"""What stands for the variable part of a path, by the path's beginning."""


def _paths() -> list[str]:
    """Return an address for each route that the app has, and one that it has not."""
    found = ["/nowhere"]
    for route in routes(shelf(), token=TOKEN, port=PORT):
        beginning = next((known for known in IDS if route.path.startswith(known)), None)
        filled = route.path if beginning is None else route.path.replace("{id}", IDS[beginning])
        found.append(filled.replace("{name}", IDS["/static/{name}"]))
    assert not any("{" in path for path in found), "say in IDS what stands for a new variable part"
    return found


PATHS = _paths()
OURS = (HOST, f"localhost:{PORT}")
STRANGE_HOSTS = (
    "evil.example", f"evil.example:{PORT}", "127.0.0.1", f"127.0.0.1:{PORT + 1}",
    f"127.0.0.1.evil.example:{PORT}", f"{HOST}@evil.example", "", "0.0.0.0:8765",
)  # fmt: skip
STRANGE_ORIGINS = (
    "null", "http://evil.example", f"https://{HOST}", f"http://127.0.0.1:{PORT + 1}",
    f"http://{HOST}.evil.example",
)  # fmt: skip


def fresh() -> TestClient:
    return TestClient(app(shelf(), token=TOKEN, port=PORT), base_url=f"http://{HOST}", follow_redirects=False)


def cookie() -> dict[str, str]:
    return {"cookie": f"reportedly-{PORT}={TOKEN}"}


@pytest.mark.parametrize("path", PATHS)
def test_no_combination_of_strange_host_or_origin_gets_data(path: str) -> None:
    browser = fresh()
    combinations = [
        *product(STRANGE_HOSTS, (None, f"http://{HOST}", *STRANGE_ORIGINS)),
        *product(OURS, STRANGE_ORIGINS),
    ]
    assert len(combinations) >= 20
    for (host, origin), method in product(combinations, ("GET", "POST")):
        headers = {**cookie(), "host": host, **({"origin": origin} if origin is not None else {})}
        answer = browser.request(method, path, headers=headers)
        assert answer.status_code in (403, 421), (host, origin, method)
        assert "Talba" not in answer.text
        assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("host", OURS)
def test_our_own_pages_get_through(host: str) -> None:
    browser = fresh()
    for origin in (None, f"http://{host}"):
        headers = {**cookie(), "host": host, **({"origin": origin} if origin else {})}
        assert browser.get("/claims", headers=headers).status_code == 200


@pytest.mark.parametrize("path", PATHS)
def test_without_the_token_nothing_is_told(path: str) -> None:
    for given in ({}, {"cookie": f"reportedly-{PORT}=wrong"}, {"cookie": "a=b; ;=;"}):
        answer = fresh().get(path, headers=given)
        assert answer.status_code == 403
        assert "Talba" not in answer.text
    assert fresh().get(path, params={"token": "wrong"}).status_code == 403


def test_the_token_becomes_a_cookie_that_other_sites_do_not_carry() -> None:
    answer = fresh().get(f"/claims?q=market&token={TOKEN}")
    assert (answer.status_code, answer.headers["location"]) == (303, "/claims?q=market")
    kept = answer.headers["set-cookie"]
    assert "HttpOnly" in kept
    assert "samesite=strict" in kept.lower()


def test_the_way_in_does_not_lead_to_another_host() -> None:
    for path in ("//evil.example/", "/\\evil.example", "///evil.example"):
        answer = fresh().get(f"http://{HOST}{path}?token={TOKEN}")
        assert not answer.headers["location"].startswith(("//", "/\\", "http"))


def test_another_site_cannot_embed_what_we_serve() -> None:
    headers = {**cookie(), "sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors"}
    assert fresh().get("/claims.json", headers=headers).status_code == 403


@pytest.mark.parametrize("path", PATHS)
def test_a_change_needs_our_origin(path: str) -> None:
    for origin in ({}, {"origin": "null"}, {"origin": "http://evil.example"}):
        assert fresh().post(path, headers={**cookie(), **origin}).status_code == 403


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_forbids_to_load_or_run_what_is_not_ours(path: str) -> None:
    for answer in (client().get(path), fresh().get(path)):
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["referrer-policy"] == "same-origin"
