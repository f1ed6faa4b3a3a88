"""The corpus is the same for a seed, says what its truth says, comes in order, and streams."""

from __future__ import annotations

import json
import random
import tracemalloc
from collections import Counter
from collections.abc import Iterator
from itertools import islice, pairwise

import pytest

from benchmarks.corpus import Article, articles, world
from benchmarks.corpus.coverage import days_of
from benchmarks.corpus.history import kinds
from benchmarks.corpus.pieces import Said
from benchmarks.corpus.templates import FATE, TRIGGER, Writer, parsed, phrases, write
from benchmarks.corpus.truth import chain_of, lines, of_article, placed
from reportedly.shapes import Act, Voice

CORPUS = list(articles(1500, seed=3))
BY_ID = {a.id: a for a in CORPUS}


def statements(article: Article) -> Iterator[tuple[int, Said]]:
    """All statements of an article, with the offset of their paragraph."""
    for at, paragraph in placed(article):
        for said in paragraph.said:
            yield at, said


def test_the_same_seed_gives_the_same_corpus() -> None:
    again = [json.dumps([a.row(), of_article(a)]) for a in articles(300, seed=9)]
    assert again == [json.dumps([a.row(), of_article(a)]) for a in articles(300, seed=9)]
    assert again != [json.dumps([a.row(), of_article(a)]) for a in articles(300, seed=10)]


def test_as_many_as_were_asked_for_in_order_of_publication() -> None:
    assert len(CORPUS) == 1500
    assert len(list(articles(7))) == 7
    assert all(a.published <= b.published for a, b in pairwise(CORPUS))
    days = (CORPUS[-1].published - CORPUS[0].published).days
    assert days_of(1500) / 2 < days < days_of(1500) * 2


def test_ids_are_unique_and_urls_come_again_only_in_corrections() -> None:
    assert len(BY_ID) == len(CORPUS)
    urls = Counter(a.url for a in CORPUS if a.corrects is None)
    assert max(urls.values()) == 1
    corrections = [a for a in CORPUS if a.corrects is not None]
    assert len(corrections) > 10
    for article in corrections:
        assert article.url == BY_ID[article.corrects or ""].url
        assert article.text != BY_ID[article.corrects or ""].text


def test_stories_are_of_120_to_600_words() -> None:
    lengths = sorted(len(a.text.split()) for a in CORPUS)
    inside = [n for n in lengths if 110 <= n <= 620]
    assert len(inside) / len(lengths) > 0.97


def test_more_articles_are_of_more_incidents_and_few_get_many() -> None:
    sizes = Counter(a.incident.id for a in CORPUS)
    assert 1500 / 40 < len(sizes) < 1500
    assert sorted(sizes.values())[len(sizes) // 2] <= 4
    assert max(sizes.values()) >= 30


def test_every_genre_and_kind_occurs() -> None:
    assert {a.genre for a in CORPUS} == {
        "report",
        "cite",
        "hearsay",
        "denial",
        "followup",
        "copy",
        "correction",
    }
    assert {a.incident.kind.name for a in CORPUS} == {k.name for k in kinds()[0]}


def test_spans_stand_at_words() -> None:
    for article in CORPUS:
        text = article.text
        for at, said in statements(article):
            for a, b in (*said.content, *said.cue, *said.source):
                words = text[a + at : b + at]
                assert words, article.id
                assert words == words.strip(), article.id
                assert not text[a + at - 1 : a + at].isalnum(), article.id
                assert not text[b + at : b + at + 1].isalnum(), article.id


def test_places_times_and_numbers_are_the_words_of_the_text() -> None:
    tolls = 0
    for article in CORPUS:
        text = article.text
        for at, said in statements(article):
            told = said.told
            if told is None:
                continue
            if told.place is not None:
                assert text[told.place[0] + at : told.place[1] + at] == told.incident.town.name
            if told.count is not None and told.toll is not None:
                tolls += 1
                assert told.toll.words in text[told.count[0] + at : told.count[1] + at].lower()
            for span in (told.trigger, told.fate, told.actor):
                assert span is None or any(a <= span[0] and span[1] <= b for a, b in said.content), article.id
    assert tolls > 1000


def test_a_chain_ends_with_the_publisher_and_a_denial_denies() -> None:
    denials = 0
    for article in CORPUS:
        for _, said in statements(article):
            chain = chain_of(article, said)
            assert chain[-1] is article.outlet
            assert len(set(map(id, chain))) == len(chain)
            denials += said.act is Act.DENY
            assert (said.voice is Voice.SOURCE) == bool(said.chain)
    assert denials > 20


def test_what_is_told_was_known_by_then() -> None:
    for article in CORPUS:
        for _, said in statements(article):
            if said.told is not None and said.told.incident is article.incident:
                assert said.told.incident.happened < article.published


def test_memory_does_not_grow_with_the_number_of_articles() -> None:
    next(articles(1))
    peaks = []
    for n in (1_000, 4_000):
        tracemalloc.start()
        for _ in islice(articles(100_000, seed=1), n):
            pass
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < 1.6 * peaks[0]
    assert peaks[1] < 64 * 1024 * 1024


def test_truth_of_an_incident_names_its_origins() -> None:
    rows = [row for _, due in lines(iter(CORPUS)) for row in due]
    of_articles = [r for r in rows if r["truth"] == "article"]
    of_incidents = {r["incident"]: r for r in rows if r["truth"] == "incident"}
    assert [r["article"] for r in of_articles] == [a.id for a in CORPUS]
    assert of_incidents.keys() == {a.incident.id for a in CORPUS}
    supported = [r["independent_origins"] for r in of_incidents.values()]
    assert max(o["for"] for o in supported) >= 3  # type: ignore[index]
    assert any(o["against"] for o in supported)  # type: ignore[index]


@pytest.mark.parametrize("kind", kinds()[0], ids=lambda k: k.name)
def test_every_clause_names_its_event(kind: object) -> None:
    slots = dict.fromkeys(
        ("force", "target", "town", "when", "toll", "number", "figure", "demonym", "country"), "x"
    )
    for table in ("full", "bare", "act", "deny", "gerund", "noun", "heads", "toll"):
        for template in getattr(kind, table):
            writer = Writer()
            write(writer, parsed(template), slots, random.Random(1))
            assert {label for label, _, _ in writer.marks} & {TRIGGER, FATE}, template
            assert "  " not in writer.text(), template


def test_no_slot_is_left_in_the_text() -> None:
    for article in CORPUS:
        assert not set("{}[]<>|") & set(article.text + article.title), article.text


def test_templates_whose_brackets_do_not_match_are_refused() -> None:
    with pytest.raises(ValueError, match="no \\]"):
        parsed("a [b")
    with pytest.raises(ValueError, match="unbalanced"):
        parsed("a] b")


def test_the_tables_of_phrases_hold_what_speakers_need() -> None:
    used = {s.speaker.quotes for a in CORPUS for s in a.incident.sayings}
    assert used <= phrases("quotes").keys()


def test_the_world_has_a_lexicon_that_loads() -> None:
    from benchmarks.corpus.check import lexicons

    tables = lexicons()
    assert tables.outlets["Harbour Wire"].kind == "agency"
    towns = {p.name for p in tables.places}
    assert {t.name for c in world().countries for t in c.towns} <= towns
