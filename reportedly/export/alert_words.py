"""Alerts in words: for terminals and for a feed's entries."""

from __future__ import annotations

from reportedly.alerts import Alert, AlertKind
from reportedly.export.atom import Item
from reportedly.export.wording import clipped, harmless, web_address

TITLES = {
    AlertKind.CONTESTED: "Contested",
    AlertKind.SECOND_ORIGIN: "A second independent origin",
    AlertKind.REVISED: "Revised",
    AlertKind.WITHDRAWN: "Taken back",
}


def title(alert: Alert) -> str:
    """Return one line: what became of which claim."""
    return f"{TITLES[alert.kind]}: {clipped(harmless(alert.text), 120)}"


def words(alert: Alert) -> str:
    """Return the rest, a line each: what happened and who said so, how the claim stands, where to look."""
    before = "new" if alert.before is None else alert.before.value
    stands = alert.standing.value if alert.before is alert.standing else f"{before} → {alert.standing.value}"
    where = " ".join(part for part in (alert.outlet, alert.url) if part)
    lines = (
        ": ".join(part for part in (alert.who, alert.detail) if part),
        f"{stands}; origins for {alert.for_}, against {alert.against}; claim {alert.claim}",
        where,
    )
    return "\n".join(harmless(line) for line in lines if line)


def item(alert: Alert) -> Item:
    """Return an alert as an entry of a feed."""
    id, link = f"urn:reportedly:alert:{alert.id}", web_address(alert.url)
    return Item(id, alert.at, title(alert), words(alert), link)
