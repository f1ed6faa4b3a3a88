"""Reviewers decide from forms that only our own pages make; what they decide is kept, shown and undone."""

from __future__ import annotations

import io
import json
from dataclasses import replace

import pytest
from lxml import html
from starlette.testclient import TestClient

from reportedly.claim import Claim, Ground, JudgementKind, ReadingField, Stance
from reportedly.judgement_json import rows as judgement_rows
from reportedly.shapes import Span
from reportedly.web.app import routes
from reportedly.web.desk import Forms
from reportedly.web.doubts import Kind, doubts, named
from tests.web.samples import DOCUMENT, HOST, PORT, TEXT, TOKEN, Notes, claim, client, origin, saying, shelf

OURS = {"origin": f"http://{HOST}"}
FORM = {**OURS, "content-type": "application/x-www-form-urlencoded"}
POSTS = [route.path for route in routes(shelf(), token=TOKEN, port=PORT) if "POST" in (route.methods or ())]


def strikes() -> tuple[Claim, Claim]:
    """Return the sample's claim and one of the same place, day and words, and a loose statement in it."""
    first = claim()
    other = saying("m9", ("Ann Ray", "Coastal Post"), "o9", 19, text="Rockets fell on the market in Talba")
    second = claim(
        "cl_rockets", aliases=(), text="Rockets fell on the market in Talba", statements=(other,),
        origins=(origin("o9", "Ann Ray"),),
    )  # fmt: skip
    return first, second


def reviewer(desk: Notes, *claims: Claim, name: str = "L. Karst") -> TestClient:
    """Return a browser in which a reviewer has given a name."""
    browser = client(*(claims or strikes()), desk=desk)
    check = Forms(TOKEN, PORT).check("/review/name")
    answer = browser.post("/review/name", data={"by": name, "check": check}, headers=OURS)
    assert answer.status_code == 200
    assert name in answer.text
    return browser


def send(browser: TestClient, page: str, verdict: str, form: str = "verdict", **written: str) -> str:
    """Fill in the form of a page as a browser would, press a button; return the page that follows."""
    (found,) = html.fromstring(browser.get(page).text).xpath(f"//form[@class='{form}']")
    fields = {str(i.get("name")): str(i.get("value") or "") for i in found.xpath(".//input[@name]")}
    data = {**fields, **written, **({"verdict": verdict} if verdict else {})}
    answer = browser.post(found.get("action"), data=data, headers=OURS)
    assert answer.status_code == 200, answer.text
    return answer.text


def test_two_claims_are_judged_one_and_it_is_undone() -> None:
    desk = Notes()
    browser = reviewer(desk)
    page = send(browser, "/review?kind=pair", "same", reason="one market")
    (kept,) = desk.kept
    assert (kept.kind, {kept.left, kept.right}) == (JudgementKind.SAME_CLAIM, {"m1", "m9"})
    assert (kept.by, kept.reason) == ("L. Karst", "one market")
    assert kept.left_at is not None
    assert kept.left_at.document == DOCUMENT
    assert "Your last judgement, 1: same claim" in page
    assert browser.get("/review.json?kind=pair").json()["open"] == 0
    send(browser, "/review", "", form="undo")
    assert desk.kept[0].withdrawn is not None
    assert browser.get("/review.json?kind=pair").json()["open"] == 1


def test_another_reviewer_is_asked_the_same() -> None:
    desk = Notes()
    send(reviewer(desk), "/review?kind=pair", "same")
    other = reviewer(desk, name="Ada Moll")
    assert other.get("/review.json?kind=pair").json()["open"] == 1
    send(other, "/review?kind=pair", "other")
    page = html.fromstring(other.get("/agreement").text)
    (cells,) = [[" ".join(td.text_content().split()) for td in tr] for tr in page.xpath("//tbody/tr")]
    assert cells[:3] == ["Ada Moll and L. Karst", "1", "0 (0%)"]
    assert "Ada Moll: not same · L. Karst: same" in " ".join(page.text_content().split())


def test_a_reading_is_put_right_field_by_field() -> None:
    desk = Notes()
    address = "/review?item=reading~cl_strike~m1"
    written = {"is-place": "Talba", "is-count": "36 killed", "is-chain": "A > B"}
    send(reviewer(desk), address, "mend", **written)
    assert {row.field: row.value for row in desk.kept} == {
        ReadingField.CHAIN: "A > B",
        ReadingField.COUNT: "36 killed",
        ReadingField.PLACE: "Talba, North, XTB @ 36.2, -39 / 2",
    }
    assert {row.left for row in desk.kept} == {"m1"}


def test_a_statement_is_taken_out_of_a_claim() -> None:
    desk = Notes()
    send(reviewer(desk), "/review?item=link~cl_strike~m4", "other")
    (kept,) = desk.kept
    assert kept.kind is JudgementKind.NOT_SAME_CLAIM
    assert "m4" in (kept.left, kept.right)


def test_origins_are_held_to_be_one() -> None:
    desk = Notes()
    send(reviewer(desk), "/review?item=origins~cl_strike~o1~o2", "same")
    (kept,) = desk.kept
    assert (kept.kind, kept.left, kept.right) == (JudgementKind.SAME_ORIGIN, "o1", "o2")


@pytest.mark.parametrize(
    ("item", "data", "status", "told"),
    [
        ("pair~cl_strike~cl_rockets", {"verdict": "maybe"}, 400, "neither yes nor no"),
        ("pair~cl_strike~nowhere", {"verdict": "same"}, 404, "not there any more"),
        ("pair~cl_strike~cl_strike", {"verdict": "same"}, 404, "not there any more"),
        ("<script>~x", {"verdict": "same"}, 404, "not there any more"),
        ("reading~cl_strike~m1", {"verdict": "mend"}, 400, "no field was changed"),
        ("reading~cl_strike~m1", {"verdict": "mend", "is-time": "soon", "was-time": ""}, 400, "is no time"),
    ],
)
def test_what_says_nothing_is_not_kept(item: str, data: dict[str, str], status: int, told: str) -> None:
    desk = Notes()
    browser = reviewer(desk)
    check = Forms(TOKEN, PORT).check("/review/judge")
    answer = browser.post("/review/judge", data={"item": item, "check": check, **data}, headers=OURS)
    assert (answer.status_code, told in answer.text, desk.kept) == (status, True, [])


@pytest.mark.parametrize("path", POSTS)
def test_a_change_needs_the_check_of_its_own_form(path: str) -> None:
    desk = Notes()
    browser = reviewer(desk)
    send(browser, "/review?kind=pair", "same")
    forms = Forms(TOKEN, PORT)
    fields = {"item": "pair~cl_strike~cl_rockets", "verdict": "other", "number": "1", "by": "x"}
    for check in ("", "0" * 64, *(forms.check(other) for other in POSTS if other != path),
                  Forms("another", PORT).check(path)):  # fmt: skip
        answer = browser.post(path, data={**fields, "check": check}, headers=OURS)
        assert answer.status_code == 403
    right = forms.check(path)
    assert browser.post(path, content=b"x" * 70000, headers=FORM).status_code == 413
    assert browser.post(path, content=b"\xff=\xff", headers=FORM).status_code == 400
    assert browser.post(path, json={**fields, "check": right}, headers=OURS).status_code == 400
    assert [row.withdrawn for row in desk.kept] == [None]


def test_nobody_judges_without_a_name_or_where_nothing_is_open_for_review() -> None:
    desk = Notes()
    forms = Forms(TOKEN, PORT)
    check = forms.check("/review/judge")
    data = {"item": "pair~cl_strike~cl_rockets", "verdict": "same", "check": check}
    answer = client(*strikes(), desk=desk).post("/review/judge", data=data, headers=OURS)
    assert (answer.status_code, desk.kept) == (400, [])
    assert "Say who you are" in answer.text
    closed = client(*strikes())
    closed.post("/review/name", data={"by": "x", "check": forms.check("/review/name")}, headers=OURS)
    answer = closed.post("/review/judge", data=data, headers=OURS)
    assert answer.status_code == 400
    assert "only looked at" in answer.text


def test_judgements_are_listed_and_saved_as_the_command_writes_them() -> None:
    desk = Notes()
    browser = reviewer(desk)
    send(browser, "/review?kind=pair", "same", reason="<b>one</b>")
    page = browser.get("/judgements").text
    assert "&lt;b&gt;one&lt;/b&gt;" in page
    saved = browser.get("/judgements.jsonl")
    assert "attachment" in saved.headers["content-disposition"]
    assert list(judgement_rows(io.BytesIO(saved.content), "x")) == desk.kept
    assert json.loads(saved.text)["by"] == "L. Karst"


def test_a_name_is_one_line_and_not_endless() -> None:
    desk = Notes()
    browser = client(*strikes(), desk=desk)
    check = Forms(TOKEN, PORT).check("/review/name")
    browser.post("/review/name", data={"by": "Ä\nb\x00; c" + "d" * 500, "check": check}, headers=OURS)
    send(browser, "/review?kind=pair", "same")
    assert desk.kept[0].by == ("Ä b; c" + "d" * 500)[:80]


def test_what_has_most_reasons_comes_first_and_all_reasons_are_told() -> None:
    first, second = strikes()
    loose = saying(
        "m8", ("Ann Ray", "Coastal Post"), "o1", 20, text="nobody came", stance=Stance.DENIES,
        span=Span(31, 42),
        grounds=(Ground("place", "Talba, in focus"), Ground("time", "2031-05-03, in focus")),
    )  # fmt: skip
    both = [replace(first, statements=(*first.statements[:3], loose)), second]
    found = doubts(both, lambda _: None)
    assert [doubt.kind for doubt in found] == [Kind.PAIR, Kind.LINK]
    assert found[1].reasons == (
        "it names no place; Talba is that of the story", "it names no day; 3 May 2031 is that of the story",
        "it shares no telling word with the claim’s other statements", "it is the only one that denies it",
    )  # fmt: skip
    assert "both in Talba" in found[0].reasons
    assert [len(doubt.reasons) for doubt in found] == sorted((len(d.reasons) for d in found), reverse=True)
    by_id = {claim.id: claim for claim in both}
    for doubt in found:
        again = named(doubt.id, by_id.get)
        assert again == replace(doubt, reasons=())


def test_claims_of_other_places_are_not_asked_about() -> None:
    first, second = strikes()
    assert second.event.place is not None
    away = replace(second, event=replace(second.event, place=replace(second.event.place, name="Orsa")))
    assert [doubt for doubt in doubts([first, away], lambda _: None) if doubt.kind is Kind.PAIR] == []


def test_the_words_around_a_statement_are_shown() -> None:
    page = html.fromstring(client(*strikes(), desk=Notes()).get("/review?item=reading~cl_strike~m1").text)
    (passage,) = page.xpath("//p[@class='passage']")
    assert passage.text_content() == TEXT
    assert passage.xpath("string(mark)") == TEXT[:30]
