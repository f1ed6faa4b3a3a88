"""Our tokens say what spaCy's say, and know the same heads, children and sentences."""

from __future__ import annotations

import pytest
from spacy import tokens as parser

from reportedly.annotate.parse import columns, doc_of, load
from reportedly.annotate.tokens import Doc

TEXTS = (
    'The mayor of Orlen, Ada Brandt, told us that "36 people, all of them civilians, were killed" .',
    "Velania denied it.  Two rescue workers who didn't and won't give names told Harbour Wire otherwise!",
    "U.S. and Velanian jets shelled and burned the 3rd bridge; $5m is lost \n  (the ministry's word).",
    "Days later Isak al-Dorn, who had fled, asked al-Brandt for it; Ada el-Tarn-Orlen refused .",
    "   ",
    "Gone",
    "",
)


@pytest.fixture(params=TEXTS)
def both(request: pytest.FixtureRequest) -> tuple[Doc, parser.Doc]:
    text = str(request.param)
    theirs = load()(text)
    return doc_of(text, columns(theirs)), theirs


PLAIN = (
    "i", "idx", "text", "lower_", "lemma_", "pos_", "tag_", "dep_", "ent_type_", "ent_iob_", "is_punct",
    "is_space", "is_alpha", "is_stop", "like_num",
)  # fmt: skip


@pytest.mark.parametrize("name", PLAIN)
def test_a_token_says_what_the_parsers_says(both: tuple[Doc, parser.Doc], name: str) -> None:
    ours, theirs = both
    assert [getattr(t, name) for t in ours] == [getattr(t, name) for t in theirs]


@pytest.mark.parametrize("name", ["children", "lefts", "rights", "subtree", "ancestors", "conjuncts", "sent"])
def test_a_token_knows_its_relations(both: tuple[Doc, parser.Doc], name: str) -> None:
    ours, theirs = both
    assert [[c.i for c in getattr(t, name)] for t in ours] == [
        [c.i for c in getattr(t, name)] for t in theirs
    ]


@pytest.mark.parametrize("name", ["head", "left_edge", "right_edge"])
def test_a_token_knows_its_head_and_edges(both: tuple[Doc, parser.Doc], name: str) -> None:
    ours, theirs = both
    assert [getattr(t, name).i for t in ours] == [getattr(t, name).i for t in theirs]
    assert [bool(t.is_sent_start) for t in ours] == [bool(t.is_sent_start) for t in theirs]


def test_sentences_and_names_are_the_parsers(both: tuple[Doc, parser.Doc]) -> None:
    ours, theirs = both
    assert ours.text == theirs.text
    assert [(s.start, s.end, s.text, s.root.i) for s in ours.sents] == [
        (s.start, s.end, s.text, s.root.i) for s in theirs.sents
    ]
    assert [(e.start, e.end, e.text, e.label_, e.root.i) for e in ours.ents] == [
        (e.start, e.end, e.text, e.label_, e.root.i) for e in theirs.ents
    ]


def test_there_is_no_neighbour_before_the_first_token() -> None:
    doc = doc_of("Gone now", columns(load()("Gone now")))
    assert doc[1].nbor(-1) is doc[0]
    with pytest.raises(IndexError):
        doc[0].nbor(-1)
    with pytest.raises(IndexError):
        doc[1].nbor()


def test_a_mark_heads_no_name_where_a_word_is_as_near_to_the_top() -> None:
    text = "Isak al-Dorn left"
    found = columns(load()(text))
    assert len(found.heads) == 5
    iobs, kinds = ["B", "I", "I", "I", "O"], ["PERSON"] * 4 + [""]
    (name,) = doc_of(text, found._replace(heads=[3, 3, 4, 4, 4], iobs=iobs, entities=kinds)).ents
    assert (name.text, name.root.text) == ("Isak al-Dorn", "Dorn")
