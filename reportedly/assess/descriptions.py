"""What stands behind a description: a name ("his lawyer, Ann Ray"), a place ("two nurses in the town")."""

from __future__ import annotations

import re
from collections.abc import Container

from reportedly.disguise import worn

_BELONGS = re.compile(r"(?:\b(?:of|in|at|from|near|for|on|to|with|and|the|[A-Z]\S*)|&)$")
_TAIL = re.compile(r"^(?P<before>.*?[a-z,])\s+(?P<name>(?:[A-Z][\w'\u2019.-]*\s+)*[A-Z][\w'\u2019.-]*),?$")
_SPOT = (
    "(?:capital|city|town|village|port|camp|area|district|province|region|valley|quarter|neighbou?rhood|country)"
)
_IN_A_PLACE = re.compile(
    rf"\s(?:in|near|around|outside|across|from)\s(?:the|its|their|a)\s(?:[\w-]+\s)?{_SPOT}$"
)
_NEARBY = re.compile(r"\b(?:in|at|near|from)\s[a-z]+$")
_SEATED = re.compile(
    rf"\s(?:in|near|outside)\s(?:the\s{_SPOT},?\s)?(?P<place>(?:[A-Z][\w'\u2019.-]*\s)*[A-Z][\w'\u2019.-]*),?$"
)


_OF_A_BODY = re.compile(r"\s(?:of|at|with)\s(?:the|a|an)\s[a-z]")


def proper(name: str) -> str | None:
    """Return the name that stands behind a description ("his lawyer, Ann Ray", "mayor Ann Ray").

    Not so the name of the place beside its kind ("the committee in the capital, Orsk").
    """
    found = None if worn(name) else _TAIL.match(name)
    if found is None or _IN_A_PLACE.search(found["before"].rstrip(",")) or _NEARBY.search(found["before"]):
        return None
    before = re.sub(r",\s+the$", ",", found["before"])
    return found["name"] if before.endswith(",") or not _BELONGS.search(before) else None


def unplaced(name: str, seats: Container[str]) -> str:
    """Return a description without where its bearer is: "two nurses in the town", "the committee in Orsk".

    `seats`: names of towns that stand for their governments, which nobody in them is by that.
    """
    seated = _SEATED.search(name)
    if seated is not None and _OF_A_BODY.search(name[: seated.start()]):
        return name[: seated.start()]  # "an officer of the air brigade in Orsk"
    if seated is not None and seated["place"] in seats:
        return name[: seated.start()]
    return _IN_A_PLACE.sub("", name)
