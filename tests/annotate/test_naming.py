"""Mentions gathered into sources: names, descriptions, pronouns, members of a group."""

from __future__ import annotations

from reportedly import lexicon
from reportedly.annotate.mentions import Mention, mention
from reportedly.annotate.naming import Naming
from reportedly.annotate.parse import parse
from reportedly.annotate.subjects import phrase
from reportedly.shapes import Segment, SegmentKind, SourceKind

LEXICONS = lexicon.load()


def _subject(text: str) -> Mention:
    """Read the subject of a sentence as a source phrase."""
    (paragraph,) = parse(text, [Segment(SegmentKind.PARAGRAPH, None, 0, len(text))])
    head = next(t for t in paragraph.tokens if t.dep_ == "nsubj")
    return mention(text, paragraph, head, paragraph.span(phrase(head)), LEXICONS)


def test_a_surname_and_a_pronoun_join_the_full_name() -> None:
    naming = Naming(LEXICONS)
    full = naming.resolve(_subject("Patrick Vell, an analyst with the Orin Institute, said it was over."), 0)
    assert full is not None
    assert (full.name, full.role, full.affiliation) == ("Patrick Vell", "analyst", "Orin Institute")
    assert naming.resolve(_subject("Vell said more."), 1) is full
    assert naming.resolve(_subject("He said more."), 1) is full


def test_one_of_the_sources_is_the_group() -> None:
    naming = Naming(LEXICONS)
    group = naming.resolve(_subject("Two anonymous port sources said the ship had left."), 0)
    assert group is not None
    assert (group.kind, group.count, group.named) == (SourceKind.ANONYMOUS, 2, False)
    assert naming.resolve(_subject("One of the unnamed sources said more."), 1) is group
    assert naming.resolve(_subject("The sources said more."), 2) is group
    assert group.name == "two anonymous port sources"


def test_a_capital_is_a_government_by_the_lexicon_only() -> None:
    naming = Naming(LEXICONS)
    moscow = naming.resolve(_subject("Moscow said it would not."), 0)
    assert moscow is not None
    assert moscow.name == LEXICONS.metonyms["Moscow"].name
    assert naming.resolve(_subject("Another analyst said no."), 0) is not moscow


def test_a_pronoun_with_nobody_to_stand_for_is_nobody() -> None:
    assert Naming(LEXICONS).resolve(_subject("He said more."), 0) is None


def test_a_name_goes_on_behind_for_and_without() -> None:
    circle = _subject("The Circle for Truth and Memory makes the names public.")
    assert circle.name == "Circle for Truth and Memory"
    assert _subject("Bakers Without Ovens said it was over.").name == "Bakers Without Ovens"
    assert _subject("The workshop for girls and boys said it was over.").name is None


def test_the_ministry_is_the_one_named_more_fully_below() -> None:
    naming = Naming(LEXICONS)
    ministry = naming.resolve(_subject("The ministry said it was over."), 0)
    assert ministry is not None
    assert naming.introduce(_subject("The health ministry counts the dead."), 1) is ministry
    assert ministry.name == "health ministry"
