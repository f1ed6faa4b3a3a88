"""The web app in a real browser: a walk from search to judgement, accessibility, hostile words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from benchmarks.hostile_words import hostile
from gates import browser
from reportedly.claim import Claim
from reportedly.errors import LedgerError
from reportedly.ledger import Ledger
from reportedly.shapes import Capture, Reading
from reportedly.web.shelf import Kept
from tests.web import samples

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.skipif(browser.missing() is not None, reason=browser.missing() or "")

STRINGS, A_CLAIM = 1000, 50
SERIOUS = {"serious", "critical"}


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Start the browser."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as tool:
        started = tool.chromium.launch(executable_path=browser.CHROMIUM, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the demo's ledger, as the command does."""
    from reportedly.cli.main import cli

    path = tmp_path_factory.mktemp("demo") / "demo.ledger"
    made = CliRunner().invoke(cli, ["demo", str(path)], catch_exceptions=False)
    assert (made.exit_code, "36 added" in made.output) == (0, True), made.output
    return path


@pytest.fixture(scope="module")
def home(demo: Path) -> Iterator[str]:
    """Serve the demo's ledger."""
    with Ledger(demo) as opened, browser.served(browser.shelf_of(opened, demo), opened) as address:
        yield address


def opened(chromium: Browser, home: str, watch: browser.Watch, **looks: Any) -> Page:
    """Return a tab that has given the token."""
    tab = watch.over(chromium.new_page(**looks))
    tab.set_default_timeout(120_000)
    tab.goto(f"{home}/claims?token={browser.TOKEN}")
    return tab


def test_a_walk_from_search_to_judgement(chromium: Browser, home: str) -> None:
    """Search, a contested claim, its words in the original, the past, two claims judged one and undone."""
    watch = browser.Watch(home)
    tab = opened(chromium, home, watch)
    every = int(tab.locator("h1").inner_text().split()[0].replace(",", ""))
    tab.fill("input[name=q]", "bakery")
    tab.click("form.ask button")
    assert 0 < int(tab.locator("h1").inner_text().split()[0]) < every
    tab.locator("section.facet", has_text="Standing").get_by_text("Contested").click()
    tab.locator("ol.claims h3 a").first.click()
    assert tab.locator(".answer strong").inner_text() == "Contested"

    words = tab.locator("td.said").first.inner_text()
    tab.locator("td.go a", has_text="original").first.click()
    assert " ".join(tab.locator("mark#passage").inner_text().split()) == " ".join(words.split())

    tab.goto(f"{home}/claims?q=bakery&standing=contested")
    contested = [link.get_attribute("href") or "" for link in tab.locator("ol.claims h3 a").all()]
    tab.goto(f"{home}/claims?q=bakery&as_of=2029-06-04")
    told = {(link.get_attribute("href") or "").split("?")[0] for link in tab.locator("ol.claims h3 a").all()}
    contested = [claim for claim in contested if claim in told]
    assert contested, "what was contested in the end was told on the first day"
    then = [stood(tab, home + claim, "2029-06-04") for claim in contested]
    later = [stood(tab, home + claim, "2029-06-20") for claim in contested]
    assert set(later) == {"Contested"}
    assert then != later, "what was contested in the end was not from the first day on"

    tab.goto(f"{home}/review?kind=pair")
    tab.fill("form.who input[name=by]", "L. Karst")
    tab.click("form.who button")
    tab.goto(f"{home}/review?kind=pair")
    one, other = (link.get_attribute("href") or "" for link in tab.locator(".sides .of a").all())
    asked = tab.locator("form.verdict input[name=item]").get_attribute("value")
    tab.keyboard.press("s")
    tab.wait_for_selector("form.undo")
    assert tab.locator("form.verdict input[name=item]").get_attribute("value") != asked
    titles = []
    for address in (one, other):
        tab.goto(home + address)
        titles.append(tab.locator("h1").inner_text())
    assert titles[0] == titles[1], "both ids lead to one claim"
    tab.goto(f"{home}/review?kind=pair")
    tab.keyboard.press("u")
    tab.wait_for_selector("form.undo", state="detached")
    for address in (one, other):
        tab.goto(home + address)
        titles.append(tab.locator("h1").inner_text())
    assert titles[2] != titles[3] or one != other
    tab.goto(f"{home}/judgements")
    assert "withdrawn by L. Karst" in tab.locator("tbody").inner_text()
    assert watch.seen == []


def stood(tab: Page, claim: str, day: str) -> str:
    """Return the standing that a claim's page shows when the date of looking is set on it."""
    tab.goto(claim)
    tab.fill("#as_of", day)
    tab.click("form.asof button")
    assert "As it stood at the end of" in tab.locator(".past").inner_text()
    return tab.locator(".answer strong").inner_text()


def addresses(tab: Page, home: str) -> list[str]:
    """Return an address of every page of the demo: a claim, article, source as the lists lead to them."""
    tab.goto(f"{home}/claims?sort=contested")
    claim = tab.locator("ol.claims h3 a").first.get_attribute("href") or ""
    tab.goto(home + claim)
    article, original, mend = (
        tab.locator("td.go a", has_text=word).first.get_attribute("href")
        for word in ("article", "original", "mend")
    )
    tab.goto(f"{home}/sources")
    source = tab.locator("tbody th a").first.get_attribute("href")
    instead = {"/claim/{id}": claim, "/article/{id}": article, "/original/{id}": original, "/source": source}
    found = [instead.get(path) or path for path in browser.pages(samples.shelf()) if path != "/"]
    assert not any("{" in path for path in found), "say how a page with a new variable part is reached"
    return [*found, mend or "", "/claims?q=nothing-such", "/nowhere"]


@pytest.mark.parametrize("width", [1400, 400])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_has_a_serious_violation(chromium: Browser, home: str, width: int, scheme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    watch = browser.Watch(home)
    tab = opened(chromium, home, watch, viewport={"width": width, "height": 900}, color_scheme=scheme)
    found = []
    for address in addresses(tab, home):
        tab.goto(home + address)
        for fault in Axe().run(tab).response["violations"]:
            if fault["impact"] in SERIOUS:
                found.append((address, fault["id"], fault["nodes"][0]["html"][:200]))
        if tab.evaluate("document.documentElement.scrollWidth > innerWidth"):
            found.append((address, "wider than the window", ""))
    assert found == []


def strange(strings: list[str], n: int) -> tuple[Claim, Reading]:
    """Return a claim and its article in which all that others can write is hostile words."""
    id = f"{n:064x}"
    made = samples.claim(f"h{n}", aliases=(), text=strings[0])
    said = tuple(
        replace(made.statements[k % 4], id=f"h{n}-{k}", document=id, text=words, outlet=words,
                chain=(words, strings[k - 1]), url=words, origin=f"o{k % 5}")
        for k, words in enumerate(strings)
    )  # fmt: skip
    origins = tuple(
        replace(made.origins[k % 2], id=f"o{k}", group=f"o{k}", name=strings[k]) for k in range(5)
    )
    event = replace(
        made.event, mode=strings[1],
        actor=replace(made.event.actor, name=strings[2]),  # type: ignore[type-var]
        recipient=replace(made.event.recipient, name=strings[3]),  # type: ignore[type-var]
        place=replace(made.event.place, name=strings[4], admin1=strings[5]),  # type: ignore[type-var]
    )  # fmt: skip
    reasons = tuple(replace(made.reasons[0], detail=words) for words in strings[:5])
    claim = replace(made, statements=said, origins=origins, event=event, reasons=reasons)
    text = "\n".join(strings).encode("utf-8", "replace").decode()
    reading = samples.reading(samples.DOCUMENT, text)
    document = replace(
        reading.document, id=id, title=" ".join(strings), outlet=strings[6], url=strings[7],
        language=strings[8],
    )  # fmt: skip
    return claim, replace(reading, document=document)


def test_hostile_words_never_act_on_any_page(chromium: Browser) -> None:
    strings = hostile(STRINGS)
    rows = [strange(strings[at : at + A_CLAIM], at) for at in range(0, STRINGS, A_CLAIM)]
    readings = {reading.document.id: reading for _, reading in rows}

    def reading(id: str) -> Reading:
        if id not in readings:
            raise LedgerError(f"no document's id begins with {id!r}")
        return readings[id]

    def original(id: str) -> Capture:
        page = "<html><body>" + readings[id].document.text + "</body></html>"
        return Capture("page.html", page.encode("utf-8", "replace"), "html")

    held = Kept(strings[0], lambda _: [claim for claim, _ in rows], reading, original, lambda: 0)
    seen: list[str] = []
    with browser.served(held, samples.Notes()) as home:
        watch = browser.Watch(home)
        tab = opened(chromium, home, watch)
        visits = [path for path in browser.pages(held) if "{" not in path]
        for claim, own in rows:
            id = own.document.id
            visits += [f"/claim/{claim.id}"]
            visits += [f"/{room}/{id}?start=0&end=30" for room in ("article", "original")]
        one = rows[0][0]
        visits += [f"/review?item={kind}~{one.id}~{one.statements[0].id}" for kind in ("reading", "link")]
        tab.goto(f"{home}/sources")
        visits += [str(link.get_attribute("href")) for link in tab.locator("tbody th a").all()[:20]]
        for path in visits:
            answer = tab.goto(home + path)
            assert answer is not None
            if answer.status != 200 and path not in ("/source", "/pair"):  # these want names
                seen.append(f"{answer.status}: {path}")
            seen += [f"{path}: {element}" for element in tab.evaluate(browser.STRANGE)]
        seen += watch.seen
    assert len(visits) > 80
    assert [what for what in seen if "status of 404" not in what] == []
