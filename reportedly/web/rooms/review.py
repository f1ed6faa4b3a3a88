"""The review room: the least sure questions one by one, what people decided, how far two of them agree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from itertools import combinations
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from reportedly.agreement import Agreement, agreement
from reportedly.claim import Claim, Judgement, JudgementKind, ReadingField
from reportedly.errors import LedgerError
from reportedly.export.reading_json import line, plain
from reportedly.judging import made, placed, subject
from reportedly.shapes import FactualityValue, Reading
from reportedly.typed import NOTHING
from reportedly.web import passages
from reportedly.web.addresses import query
from reportedly.web.answer import Answer
from reportedly.web.claimpage import rows
from reportedly.web.desk import Desk, Forms
from reportedly.web.doubts import Doubt, Kind, doubts, named, read_as
from reportedly.web.lists import PAGE, Asked
from reportedly.web.shelf import Shelf

MOST_CLAIMS = 500
"""The queue is of so many claims, those that changed last."""
_MOST_DOCUMENTS = 200
_LISTED = 50
_REASON = "seen in review"
_UNDONE = "undone"

POSTS = ("/review/judge", "/review/undo", "/review/name")

ASKED = {
    Kind.PAIR: "Are these one claim?",
    Kind.LINK: "Is this statement of this claim?",
    Kind.ORIGINS: "Are these one origin?",
    Kind.READING: "Is this read rightly?",
}
NAMED = {
    Kind.PAIR: "pairs of claims",
    Kind.LINK: "links",
    Kind.ORIGINS: "pairs of origins",
    Kind.READING: "readings",
}
HINTS = {
    ReadingField.SOURCE: "who says it first; empty: nobody",
    ReadingField.CHAIN: "origin > agency > outlet",
    ReadingField.ACTOR: "who did it",
    ReadingField.RECIPIENT: "to whom",
    ReadingField.PLACE: "name, or: name, province, country @ latitude, longitude",
    ReadingField.TIME: "2031-05-03, or 2031-05-03/2031-05-05",
    ReadingField.COUNT: "36 killed; at least 20 people wounded",
    ReadingField.FACTUALITY: ", ".join(FactualityValue),
}
_VERDICTS = {
    (Kind.PAIR, "same"): JudgementKind.SAME_CLAIM,
    (Kind.PAIR, "other"): JudgementKind.NOT_SAME_CLAIM,
    (Kind.LINK, "same"): JudgementKind.SAME_CLAIM,
    (Kind.LINK, "other"): JudgementKind.NOT_SAME_CLAIM,
    (Kind.ORIGINS, "same"): JudgementKind.SAME_ORIGIN,
    (Kind.ORIGINS, "other"): JudgementKind.NOT_SAME_ORIGIN,
}


class Review:
    """The room's pages and its three forms, for one run of the app.

    The queue is worked out once and again when asked for, so that deciding is quick however long claims
    take to be made anew; what a reviewer has decided is not asked of him again.
    """

    def __init__(self, shelf: Shelf, desk: Desk, forms: Forms) -> None:
        """Keep where claims come from, where judgements go, and what checks the forms."""
        self._shelf = shelf
        self._desk = desk
        self._forms = forms
        self._found: list[Doubt] | None = None
        self._claims: dict[str, Claim] = {}

    def queue(self, shelf: Shelf, request: Request) -> Answer:
        """One question, or none that is left; which comes next, and how many there are of each kind."""
        asked = request.query_params
        me = self._forms.reviewer(request)
        if self._found is None or "anew" in asked:
            self._work_out()
        mine = _decided_by(me, self._desk.judgements())
        left = [doubt for doubt in self._found or () if not _done(doubt, mine)]
        kind = asked.get("kind", "")
        chosen = [doubt for doubt in left if kind in ("", doubt.kind)]
        doubt = self._asked(asked["item"]) if "item" in asked else _after(chosen, asked.get("after", ""))
        if "item" in asked and doubt is None:
            raise HTTPException(404, "What was to be reviewed is not there, or not any more.")
        shown: dict[str, Any] = {
            "title": "Review",
            "me": me,
            "doubt": doubt,
            "question": ASKED[doubt.kind] if doubt else "",
            "kinds": [(k, NAMED[k], sum(d.kind is k for d in left)) for k in Kind],
            "kind": kind,
            "left": len(chosen),
            "total": len(left),
            "skip": "/review?" + query({"kind": kind, "after": doubt.id}) if doubt else "",
            "last": self._last(me),
            "checks": {path: self._forms.check(path) for path in POSTS},
            "most": MOST_CLAIMS,
            **(self._views(doubt) if doubt else {}),
        }
        items = [
            {"id": d.id, "kind": d.kind.value, "reasons": list(d.reasons), "claims": [c.id for c in d.claims],
             "statements": [s.id for s in d.sayings], "fields": [f.value for f in d.fields]}
            for d in chosen[:_LISTED]
        ]  # fmt: skip
        answer = {"schema": "reportedly/review/1", "open": len(chosen), "items": items}
        return "review.html.jinja", shown, lambda: answer

    def decided(self, shelf: Shelf, request: Request) -> Answer:
        """What people decided, the latest first."""
        self._known()
        judgements = self._desk.judgements()
        told = [(number, row, self._about(row)) for number, row in enumerate(judgements, 1)][::-1]
        shown = {
            "title": "Judgements", "rows": told, "names": sorted({row.by for row in judgements}),
            "me": self._forms.reviewer(request), "check": self._forms.check("/review/undo"),
        }  # fmt: skip
        answer = {"schema": "reportedly/judgements-page/1", "judgements": list(map(plain, judgements))}
        return "judgements.html.jinja", shown, lambda: answer

    def agreement(self, shelf: Shelf, request: Request) -> Answer:
        """How far each two reviewers agree on what both judged, and on what they differ."""
        self._known()
        judgements = self._desk.judgements()
        names = Counter(row.by for row in judgements if row.withdrawn is None)
        found = [agreement(judgements, *pair) for pair in combinations(sorted(names), 2)]
        found.sort(key=lambda row: (-row.both, row.first, row.second))
        shown = {
            "title": "Agreement", "names": names.most_common(),
            "rows": [(row, [(self._words(d.subject), d) for d in row.differences[:200]]) for row in found],
            "share": _share,
        }  # fmt: skip
        answer = {"schema": "reportedly/agreement-page/1", "pairs": list(map(plain, found))}
        return "agreement.html.jinja", shown, lambda: answer

    async def export(self, request: Request) -> Response:
        """All judgements, as `reportedly judge --export` writes them."""
        data = b"".join(line(row) for row in self._desk.judgements())
        named = {"content-disposition": 'attachment; filename="judgements.jsonl"'}
        return Response(data, media_type="application/jsonl", headers=named)

    async def name(self, request: Request) -> Response:
        """Remember who reviews."""
        fields = await self._forms.taken(request)
        answer = RedirectResponse("/review", 303)
        self._forms.remember(answer, fields.get("by", ""))
        return answer

    async def judge(self, request: Request) -> Response:
        """Keep what a reviewer decided, and lead on to the next question."""
        fields = await self._forms.taken(request)
        self._known()
        doubt = self._asked(fields.get("item", ""))
        if doubt is None:
            raise HTTPException(404, "What this was about is not there any more; nothing was kept.")
        try:
            for judgement in self._judgements(doubt, fields, self._who(request)):
                self._desk.keep(judgement)
        except LedgerError as error:
            raise HTTPException(400, f"Nothing was kept: {error}.") from error
        return RedirectResponse("/review?" + query({"kind": fields.get("kind", "")}), 303)

    async def undo(self, request: Request) -> Response:
        """Withdraw a judgement; it stays to be seen."""
        fields = await self._forms.taken(request)
        number = fields.get("number", "")
        if not (number.isascii() and number.isdigit() and len(number) < 10):
            raise HTTPException(400, "No judgement was named; nothing was withdrawn.")
        try:
            self._desk.withdraw(int(number), by=self._who(request), reason=_UNDONE)
        except LedgerError as error:
            raise HTTPException(400, f"Nothing was withdrawn: {error}.") from error
        listed = fields.get("back") == "judgements"
        back = "/review?" + query({"kind": fields.get("kind", "")})
        return RedirectResponse("/judgements" if listed else back, 303)

    def _who(self, request: Request) -> str:
        me = self._forms.reviewer(request)
        if not me:
            raise HTTPException(400, "Say who you are first, on the review page; nothing was kept.")
        return me

    def _judgements(self, doubt: Doubt, fields: dict[str, str], me: str) -> list[Judgement]:
        verdict = fields.get("verdict", "")
        told = {"by": me, "at": self._desk.stamp(), "reason": fields.get("reason", "").strip() or _REASON}
        kind = _VERDICTS.get((doubt.kind, verdict))
        if kind is not None:
            ids = [row.id for row in (doubt.origins or doubt.sayings)]
            left, right = (subject(doubt.claims, kind, id) for id in ids)
            return [made(kind, left, right, None, None, **told)]
        if doubt.kind is not Kind.READING or verdict not in ("right", "mend"):
            raise LedgerError("the form says neither yes nor no")
        values = self._right(doubt) if verdict == "right" else _changed(fields)
        if not values:
            raise LedgerError("no field was changed")
        wrong = JudgementKind.WRONG_READING
        about = subject(doubt.claims, wrong, doubt.sayings[0].id)
        if ReadingField.PLACE in values:
            values[ReadingField.PLACE] = placed(self._claims.values(), values[ReadingField.PLACE])
        return [made(wrong, about, None, field, value, **told) for field, value in values.items()]

    def _right(self, doubt: Doubt) -> dict[ReadingField, str]:
        """What was doubtful, as it was read: a reviewer says that it is right."""
        read = read_as(doubt.sayings[0], self._shelf.reading(doubt.sayings[0].document))
        return {field: read[field] or NOTHING for field in doubt.fields}

    def _work_out(self) -> None:
        latest: list[Claim] = []
        for page in range(1, MOST_CLAIMS // PAGE + 1):
            found = self._shelf.found(Asked(page=page, every="1"), None)
            latest += found.claims
            if page >= found.pages:
                break
        self._claims = {id: claim for claim in latest for id in (claim.id, *claim.aliases)}
        self._found = doubts(latest, self._reader())

    def _known(self) -> None:
        if self._found is None:
            self._work_out()

    def _reader(self) -> Callable[[str], Reading | None]:
        """The readings of the first documents that are asked for, each looked up once."""
        known: dict[str, Reading | None] = {}

        def reading(document: str) -> Reading | None:
            if document not in known and len(known) < _MOST_DOCUMENTS:
                try:
                    known[document] = self._shelf.reading(document)
                except LedgerError:
                    known[document] = None  # taken out since: nothing can be asked of it
            return known.get(document)

        return reading

    def _asked(self, item: str) -> Doubt | None:
        queued = next((doubt for doubt in self._found or () if doubt.id == item), None)
        return queued or named(item, self._claim)

    def _claim(self, id: str) -> Claim | None:
        return self._claims.get(id) or self._shelf.claim(id, None)

    def _last(self, me: str) -> tuple[int, Judgement, str] | None:
        """The reviewer's last judgement that holds: what "undo" withdraws."""
        own = ((n, row) for n, row in enumerate(self._desk.judgements(), 1) if row.by == me)
        held = [(n, row) for n, row in own if row.withdrawn is None]
        return (*held[-1], self._about(held[-1][1])) if held else None

    def _views(self, doubt: Doubt) -> dict[str, Any]:
        sides = []
        for at, saying in enumerate(doubt.sayings):
            try:
                text = self._shelf.reading(saying.document).document.text
                before, after = passages.around(text, saying.span)
            except LedgerError:
                before = after = ""
            claim = doubt.claims[at if len(doubt.claims) > 1 else 0]
            (row,) = rows([saying], "")
            sides.append({"saying": saying, "row": row, "claim": claim, "before": before, "after": after,
                          "origin": doubt.origins[at] if doubt.origins else None})  # fmt: skip
        fields = []
        if doubt.kind is Kind.READING:
            read = read_as(doubt.sayings[0], self._shelf.reading(doubt.sayings[0].document))
            fields = [(field, read[field], HINTS[field], field in doubt.fields) for field in ReadingField]
        places = {claim.event.place.name for claim in self._claims.values() if claim.event.place}
        names = {origin.name for claim in self._claims.values() for origin in claim.origins}
        return {"sides": sides, "fields": fields, "places": sorted(places), "names": sorted(names)[:500]}

    def _about(self, row: Judgement) -> str:
        right = self._words(row.right) if row.right is not None else f"{row.field} is {row.value}"
        return f"{self._words(row.left)} · {right}"

    def _words(self, subject: str) -> str:
        """What a judgement's ids stand for, in words where they are known."""
        sayings = {s.id: f"“{s.text}”" for c in self._claims.values() for s in c.statements}
        origins = {o.id: o.name for c in self._claims.values() for o in c.origins}
        return " ".join(sayings.get(part) or origins.get(part) or part for part in subject.split(" "))


def _changed(fields: dict[str, str]) -> dict[ReadingField, str]:
    """What a reviewer wrote over; an emptied field says that there is nothing."""
    out = {}
    for field in ReadingField:
        now, was = (" ".join(fields.get(f"{which}-{field}", "").split()) for which in ("is", "was"))
        if now != was:
            out[field] = now or NOTHING
    return out


Decided = tuple[set[frozenset[str]], set[str]]


def _decided_by(me: str, judgements: Sequence[Judgement]) -> Decided:
    held = [row for row in judgements if row.by == me and row.withdrawn is None]
    pairs = {frozenset((row.left, row.right)) for row in held if row.right is not None}
    return pairs, {row.left for row in held if row.right is None}


def _done(doubt: Doubt, decided: Decided) -> bool:
    pairs, readings = decided
    if doubt.kind is Kind.READING:
        return doubt.sayings[0].id in readings
    return frozenset(row.id for row in (doubt.origins or doubt.sayings)) in pairs


def _after(chosen: Sequence[Doubt], skipped: str) -> Doubt | None:
    """The first question, or that after the one that was skipped, the first again after the last."""
    at = next((n for n, doubt in enumerate(chosen) if doubt.id == skipped), -1)
    return chosen[(at + 1) % len(chosen)] if chosen else None


def _share(row: Agreement) -> str:
    return "" if row.raw is None else f"{row.raw:.0%}"
