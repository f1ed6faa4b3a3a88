"""Claims of an invented strike, and a shelf that holds them: what the web app's tests look at."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from starlette.testclient import TestClient

from reportedly.claim import (
    Claim,
    Ground,
    Happening,
    Independent,
    Judgement,
    Origin,
    Party,
    Saying,
    Side,
    Stance,
    Standing,
    Tally,
    Where,
    Withdrawal,
)
from reportedly.errors import LedgerError
from reportedly.shapes import (
    Act,
    Aspect,
    Capture,
    CountRole,
    Document,
    FactualityValue,
    MadeBy,
    Reading,
    Segment,
    SegmentKind,
    SourceKind,
    Span,
)
from reportedly.web.app import app
from reportedly.web.shelf import Kept

TOKEN, PORT = "a-token", 8765
HOST = f"127.0.0.1:{PORT}"

TEXT = "At least 20 people were killed in the market, the council told Harbour Wire."
PAGE = f"<html><head><script>alert(1)</script></head><body><p>{TEXT}</p></body></html>"
DOCUMENT = "d" * 64


def origin(id: str, name: str, stance: Stance = Stance.SUPPORTS, **changes: object) -> Origin:
    """Return an origin who is named and of no known side."""
    made = Origin(id, name, SourceKind.ORGANIZATION, True, stance, Side.UNKNOWN, False, 1, 1, id)
    return replace(made, **changes)  # type: ignore[arg-type]


def saying(id: str, chain: tuple[str, ...], origin: str | None, hour: int, **changes: object) -> Saying:
    """Return a statement of the sample's document at an hour of the day of the strike."""
    moment = datetime(2031, 5, 3) + timedelta(hours=hour)
    made = Saying(
        id, "st1", "https://news.example/1", DOCUMENT, chain[-1], f"{moment:%Y-%m-%dT%H:%M:00Z}", chain,
        origin, Act.ASSERT, Stance.SUPPORTS, FactualityValue.CERTAIN, None, TEXT[:30], Span(0, 30), None,
    )  # fmt: skip
    return replace(made, **changes)  # type: ignore[arg-type]


def claim(id: str = "cl_strike", **changes: object) -> Claim:
    """Return a contested claim: a council through an agency, two copies, and a ministry that denies."""
    denies = {"act": Act.DENY, "stance": Stance.DENIES, "factuality": FactualityValue.CERTAINLY_NOT}
    told = ("Talba council", "Harbour Wire")
    sayings = (
        saying("m1", told, "o1", 12),
        saying("m2", (*told, "Coastal Post"), "o1", 13, document="e" * 64, copy_of=DOCUMENT),
        saying("m3", (*told, "Daily Star"), "o1", 15, document="f" * 64, copy_of=DOCUMENT),
        saying("m4", ("defence ministry", "Harbour Wire"), "o2", 18, **denies),
    )
    made = Claim(
        id=id,
        aliases=("cl_old",),
        aspect=Aspect.OCCURRENCE,
        text="A strike on the market in Talba killed 20 people",
        event=Happening(
            "ASSAULT", "aerial", Party("defence ministry"), Party("civilians"),
            Where("Talba", None, "XTB", "North", 36.2, -39.0, 2), "2031-05-03",
        ),
        standing=Standing.CONTESTED,
        reasons=(Ground("both_ways", "one origin says so, one denies"),),
        origins=(origin("o1", "Talba council"), origin("o2", "defence ministry", Stance.DENIES)),
        independent_origins=Independent(1, 1, 1, 1),
        documents=3,
        outlets=3,
        statements=sayings,
        counts=(Tally(20, None, None, "people", CountRole.KILLED, "o1", "2031-05-03T12:00:00Z"),),
        first_reported=sayings[0].published,
        last_reported=sayings[-1].published,
    )  # fmt: skip
    return replace(made, **changes)  # type: ignore[arg-type]


def flood(statements: int) -> Claim:
    """Return a claim that an agency's customers reprint over and over."""
    told = ("Talba council", "Harbour Wire")
    copied = {"copy_of": DOCUMENT}
    copies = tuple(
        saying(f"m{n}", (*told, f"Outlet {n % 700}"), "o1", n // 40, document=f"{n:064}", **copied)
        for n in range(1, statements)
    )
    first = saying("m0", told, "o1", 0)
    return claim("cl_flood", statements=(first, *copies), outlets=701, documents=statements)


def shelf(*claims: Claim) -> Kept:
    """Return a shelf with the claims (or the one sample) and the one document."""
    held = claims or (claim(),)

    def as_of(day: str | None) -> list[Claim]:
        return [one for one in held if day is None or (one.first_reported or "") <= f"{day}~"]

    return Kept("test.ledger", as_of, reading, original, lambda: 0)


def reading(document: str, text: str = TEXT) -> Reading:
    """Return the reading of the one document."""
    if document != DOCUMENT:
        raise LedgerError(f"no document's id begins with {document!r}")
    made = Document(
        DOCUMENT, "0" * 64, "https://news.example/1", "Harbour Wire", "Market struck", (),
        "2031-05-03T12:00:00Z", "en", text,
    )  # fmt: skip
    segment = Segment(SegmentKind.PARAGRAPH, None, 0, len(text))
    return Reading(MadeBy("1", "", ""), made, (segment,), (), ())


def original(document: str) -> Capture:
    """Return the one document's page."""
    reading(document)
    return Capture("page.html", PAGE.encode(), "html")


class Notes:
    """A desk that keeps judgements in memory."""

    def __init__(self) -> None:
        self.kept: list[Judgement] = []

    def judgements(self) -> list[Judgement]:
        """Return all."""
        return list(self.kept)

    def stamp(self) -> str:
        """Return the same day at a later minute each time."""
        return f"2031-05-09T10:{len(self.kept):02}:00Z"

    def keep(self, judgement: Judgement) -> tuple[int, bool]:
        """Keep one more."""
        self.kept.append(judgement)
        return len(self.kept), True

    def withdraw(self, number: int, *, by: str, reason: str) -> None:
        """Mark one as withdrawn; raise where there is none."""
        if not 0 < number <= len(self.kept):
            raise LedgerError(f"has no judgement {number}")
        gone = Withdrawal(by, self.stamp(), reason)
        self.kept[number - 1] = replace(self.kept[number - 1], withdrawn=gone)


def client(*claims: Claim, held: Kept | None = None, desk: Notes | None = None) -> TestClient:
    """Return a browser that has opened the address with its token."""
    made = TestClient(
        app(held or shelf(*claims), token=TOKEN, port=PORT, desk=desk), base_url=f"http://{HOST}"
    )
    assert made.get(f"/claims?token={TOKEN}").status_code == 200
    return made
