"""The scorer of claims: B-cubed by hand, quotes beside spans, the gold as mentions and as perfect claims."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from benchmarks import ledger_dossiers, ledger_flood, ledger_order
from benchmarks.dossiers import ROOT, SPLITS, Dossier, World, dossiers, read, world
from benchmarks.ledger_dossiers import Given, errors, measure, table
from benchmarks.ledger_ecb import Mention as Named
from benchmarks.ledger_ecb import head_lemmas, same_happening
from benchmarks.ledger_fakes import credits
from benchmarks.ledger_gold import item, mentions
from benchmarks.ledger_perfect import copied, perfect
from benchmarks.ledger_scoring import Score, align, b_cubed, score
from reportedly.claim import Claim, Copied, Independent, Mention, Passage, Stance
from reportedly.ingest.inputs import captures
from reportedly.lexicon import load
from reportedly.shapes import Capture, Reading, Span


@pytest.fixture(scope="module")
def known() -> World:
    """The invented world."""
    return world()


@pytest.fixture(scope="module")
def market() -> Dossier:
    """The market's dossier."""
    return read(ROOT / "dev" / "d01-market")


def test_b_cubed_by_hand() -> None:
    """Gold ab|cde against abc|d, e missing: e stands alone."""
    keys = {letter: ("x", "c", n) for n, letter in enumerate("abcde")}
    due = {keys[letter]: 0 if letter in "ab" else 1 for letter in "abcde"}
    given = {keys[letter]: 0 if letter in "abc" else 1 for letter in "abcd"}
    got = b_cubed(due, given)
    assert got.precision == pytest.approx((2 / 3 + 2 / 3 + 1 / 3 + 1 + 1) / 5)
    assert got.recall == pytest.approx((1 + 1 + 1 / 3 + 1 / 3 + 1 / 3) / 5)
    assert got.f1 == pytest.approx(2 * got.precision * got.recall / (got.precision + got.recall))


@pytest.mark.parametrize("split", SPLITS)
def test_perfect_claims_have_full_marks(split: str, known: World) -> None:
    total = Score()
    for dossier in dossiers(split):
        total += score(align(dossier, perfect(dossier, known)), copied(dossier))
    assert set(total.figures().values()) == {1.0}


def test_a_document_has_the_id_that_adding_gives_it() -> None:
    for split in SPLITS:
        for dossier in dossiers(split):
            rows = list(captures([str(ROOT / split / dossier.name / "articles.jsonl")]))
            for article, row in zip(dossier.articles, rows, strict=True):
                assert isinstance(row, Capture)
                assert item(article).published == row.published
                assert article.text.encode() == row.data


def test_every_listed_statement_becomes_a_mention_of_its_words(market: Dossier, known: World) -> None:
    texts = {item(article).id: article.text for article in market.articles}
    for name, rows in mentions(market, known).items():
        claim = next(one for one in market.gold.claims if one.id == name)
        assert [row.stance.value for row in rows] == [said.stance for said in claim.statements]
        assert [tuple(s.name for s in row.chain) for row in rows] == [said.chain for said in claim.statements]
        for row, said in zip(rows, claim.statements, strict=True):
            assert texts[row.document.id][row.span.start : row.span.end] == row.text == said.quote


def _longer(claim: Claim, by: int) -> Claim:
    """Return a claim whose propositions begin so many characters earlier."""
    rows = (replace(s, span=Span(max(0, s.span.start - by), s.span.end)) for s in claim.statements)
    return replace(claim, statements=tuple(rows))


def test_a_span_that_overlaps_finds_a_quote(market: Dossier, known: World) -> None:
    claims = [_longer(claim, 3) for claim in perfect(market, known)]
    assert score(align(market, claims), []).found.value == 1.0


def test_a_proposition_of_another_aspect_finds_nothing(market: Dossier, known: World) -> None:
    first, second, *rest = perfect(market, known)
    assert first.aspect is not second.aspect
    other = replace(first, aspect=second.aspect)
    got = score(align(market, [other]), [])
    assert got.found.right < len(first.statements)
    assert align(market, [other]).best[market.gold.claims[0].id] is None
    assert rest


def test_merging_two_claims_costs_precision_and_keeps_nothing_apart(market: Dossier, known: World) -> None:
    claims = perfect(market, known)
    one, two = (
        next(n for n, row in enumerate(market.gold.claims) if row.id == name)
        for name in market.gold.incidents_apart[0].claims
    )
    joined = replace(claims[one], statements=claims[one].statements + claims[two].statements)
    kept = [claim for n, claim in enumerate(claims) if n not in (one, two)]
    got = score(align(market, [*kept, joined]), [])
    assert got.claims.precision < 1 == got.claims.recall
    assert got.apart.right == got.apart.of - 1


def test_denials_given_as_support_are_missed(market: Dossier, known: World) -> None:
    claims = [
        replace(c, statements=tuple(replace(s, stance=Stance.SUPPORTS) for s in c.statements))
        for c in perfect(market, known)
    ]
    got = score(align(market, claims), [])
    assert got.denials_recall.right == 0 < got.denials_recall.of


def test_wrong_numbers_are_told_with_names(market: Dossier, known: World) -> None:
    none = Independent(for_=9, for_max=9, against=0, against_max=0)
    wrong = [replace(claim, independent_origins=none) for claim in perfect(market, known)]
    aligned = align(market, wrong)
    assert score(aligned, []).origins.right == 0
    text = "\n".join(errors(ledger_dossiers.Measured(Score(), (aligned,)), 5))
    assert "(9, 9, 0, 0), due" in text
    assert market.gold.claims[0].origins[0].name in text


def test_errors_of_the_test_half_are_refused() -> None:
    with pytest.raises(ValueError, match="test split"):
        list(errors(ledger_dossiers.Measured(Score(), (align(next(dossiers("test")), []),)), 1))


def test_a_copy_counts_over_a_common_model(market: Dossier) -> None:
    first, second = (copy for copy in market.gold.copies if copy.of == "a2")
    ids = {article.id: item(article).id for article in market.articles}
    rows = [
        Copied(ids[first.article], None, 1.0, (Passage(0, 9, ids["a2"], 0, 9),)),
        Copied(ids[second.article], None, 1.0, (Passage(0, 9, ids[first.article], 0, 9),)),
    ]
    got = score(align(market, []), rows)
    assert got.copies_recall.right == 2
    assert got.copies_precision.value == 1.0


def test_clusters_are_given_to_assess(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ledger_dossiers, "of_dossier", lambda dossier: [])
    seen: list[int] = []

    def none(groups: Sequence[Sequence[Mention]], world: World) -> list[Claim]:
        seen.append(len(groups))
        return []

    got = measure("dev", program=None, assess=none, copier=None, given=Given.GOLD)
    assert sum(seen) == got.score.standing.of
    assert got.score.found.right == 0
    assert any("statements" in line for line in table("dev", got, each=True))


def test_orders_that_differ_are_seen(monkeypatch: pytest.MonkeyPatch, market: Dossier, known: World) -> None:
    monkeypatch.setattr(ledger_order, "of_dossier", lambda dossier: list(dossier.articles))
    claims = perfect(market, known)

    def first_come(readings: Sequence[Reading], world: World) -> list[Claim]:
        return [replace(claims[0], text=str(hash(tuple(map(repr, readings)))))]

    assert ledger_order.measure(first_come, 2).same == 0
    assert ledger_order.measure(lambda readings, world: claims, 2).same == 2


def test_the_flooded_story_has_three_origins_one_after_another() -> None:
    story, background = ledger_flood._chosen()
    origins = [ledger_flood._origins(article) for article in story]
    assert [len(set().union(*origins[:n])) for n in (1, 2, 3)] == [1, 2, 3]
    assert all(article.incident is not story[0].incident for article in background)


def test_the_baseline_joins_equal_lemmas() -> None:
    rows = [
        Named(("1", "a", n), "a", "It burned .", Span(3, 9), "burned", "ACTION", (), (), (), "e", lemma)
        for n, lemma in enumerate(("burn", "fall", "burn"))
    ]
    assert sorted(map(len, head_lemmas(rows))) == [1, 2]


def test_what_is_of_one_kind_and_means_the_same_is_one_happening() -> None:
    told = (("die", (1.0, 0.0)), ("kill", (0.9, 0.4359)), ("kill", (0.0, 1.0)), ("hum", (1.0, 0.0)))
    rows = [
        Named(
            ("1", "a", n), "a", "So it went .", Span(6, 10), "went", "ACTION", (), (), (), "e", lemma, vector
        )
        for n, (lemma, vector) in enumerate(told)
    ]
    groups = sorted(sorted(row.key[2] for row in own) for own in same_happening(rows))
    assert groups == [[0, 1], [2], [3]]


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("Blast kills two in Kolvar NGO AFP Thursday 6 Mar 2014 Two people died", "Agence France-Presse"),
        ("The road was shut, residents said.-AFP", "Agence France-Presse"),
        ("Nobody was hurt. Source Reuters Related News", "Reuters"),
        ("KOLVAR March 7 (Reuters) - Two people died", "Reuters"),
        ("A street in Kolvar on Monday. (AFP) Two people died", None),
        ("Two people died. (With AFP and Reuters)", None),
        ("Two people died, AFP reported on Monday.", None),
    ],
)
def test_credits_are_found(text: str, agency: str | None) -> None:
    assert [credit.agency for credit in credits("u", "Courier", text, load())] == [agency] * bool(agency)
