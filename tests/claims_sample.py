"""Claims made by hand: a strike that is contested, and an unsourced rumour."""

from __future__ import annotations

from dataclasses import replace

from reportedly.claim import (
    Claim,
    Ground,
    Happening,
    Independent,
    Origin,
    Party,
    Saying,
    Side,
    Stance,
    Standing,
    Tally,
    Where,
)
from reportedly.shapes import Act, Aspect, CountRole, FactualityValue, SourceKind, Span

WORKERS = Origin(
    "or_workers", "two rescue workers", SourceKind.ANONYMOUS, False, Stance.SUPPORTS, Side.THIRD, False, 2, 2,
    "or_workers", grounds=(Ground("same agency", "Harbour Wire's two rescue workers of 3 May"),),
)  # fmt: skip
NURSE = Origin(
    "or_nurse", "Lena Moor", SourceKind.PERSON, True, Stance.SUPPORTS, Side.THIRD, False, 1, 1, "or_nurse"
)
ARMY = Origin(
    "or_army",
    "Velanian army",
    SourceKind.ORGANIZATION,
    True,
    Stance.DENIES,
    Side.ACTOR,
    False,
    1,
    1,
    "or_army",
)


def saying(id: str, outlet: str, day: str, chain: str, origin: str | None, text: str) -> Saying:
    """Return a statement; its document is a letter repeated, the first of its id's last part."""
    document = id[-1] * 64
    return Saying(
        id, f"s_{id}", f"https://{outlet.replace(' ', '').lower()}.example/{id}", document, outlet,
        f"2031-05-{day}", tuple(chain.split(" > ")), origin, Act.ASSERT, Stance.SUPPORTS,
        FactualityValue.CERTAIN, None, text, Span(10, 10 + len(text)), None,
    )  # fmt: skip


FIRST = saying("mn_a", "Harbour Wire", "03T12:00:00Z", "two rescue workers > Harbour Wire", "or_workers",
               "Velanian jets bombed the market in Maruh")  # fmt: skip
COPY = replace(
    saying("mn_b", "Coastal Post", "03T15:00:00Z", "two rescue workers > Harbour Wire > Coastal Post",
           "or_workers", "Velanian jets bombed the market in Maruh"),
    copy_of="a" * 64,
)  # fmt: skip
DENIAL = replace(
    saying("mn_c", "Orsa TV", "04T08:00:00Z", "Velanian army > Orsa TV", "or_army",
           "its aircraft had bombed the market"),
    stance=Stance.DENIES, act=Act.DENY, factuality=FactualityValue.CERTAINLY_NOT,
)  # fmt: skip
SECOND = saying("mn_d", "Daily Lantern", "05T09:00:00Z", "Lena Moor > Daily Lantern", "or_nurse",
                "she had seen two jets drop bombs on the market")  # fmt: skip

STRIKE = Claim(
    "cl_strike", ("cl_older",), Aspect.RESPONSIBILITY, "Velanian jets bombed the market in Maruh",
    Happening("ASSAULT", "airstrike", Party("Velanian army", "vel-mil", None, "VEL"), None,
              Where("Maruh", None, "KES", "Sarhan", 1.0, 2.0, 1), "2031-05-03"),
    Standing.CONTESTED, (Ground("each way", "two origins say so, one denies it"),), (WORKERS, NURSE, ARMY),
    Independent(2, 2, 1, 1), 4, 4, (FIRST, COPY, DENIAL, SECOND),
    (Tally(36, 36, 36, "people", CountRole.KILLED, "or_workers", "2031-05-03T12:00:00Z"),
     Tally(58, None, None, "people", CountRole.KILLED, "or_nurse", "2031-05-05T09:00:00Z")),
    "2031-05-03T12:00:00Z", "2031-05-05T09:00:00Z",
)  # fmt: skip

RUMOUR = Claim(
    "cl_rumour", (), Aspect.OCCURRENCE, "A helicopter was shot down near Talba",
    Happening("ASSAULT", None, None, None, None, None), Standing.UNSOURCED,
    (Ground("no origin", "no known origin"),), (), Independent(0, 0, 0, 0), 1, 1,
    (saying("mn_e", "Radio Sarn", "06", "Radio Sarn", None, "A helicopter was shot down near Talba"),), (),
    "2031-05-06", "2031-05-06",
)  # fmt: skip

CLAIMS = (STRIKE, RUMOUR)
