"""What words tell of who bears a name: a person, a man or a woman, an outlet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.annotate.subjects import child
from reportedly.lexicon import Lexicons
from reportedly.shapes import EntityKind, SourceKind

if TYPE_CHECKING:
    from reportedly.annotate.parse import Token

_MALE = {
    "mr", "sir", "king", "prince", "lord", "father", "husband", "brother", "son", "uncle", "grandfather",
    "nephew", "widower", "boy", "man", "fisherman",
}  # fmt: skip
_FEMALE = {
    "mrs", "ms", "miss", "queen", "princess", "lady", "mother", "wife", "sister", "daughter", "aunt",
    "grandmother", "niece", "widow", "girl", "nun", "actress", "midwife",
}  # fmt: skip
_MAN = ("spokesman", "businessman", "policeman", "nobleman", "gunman", "cameraman")
"""A "chairman" may be a woman."""
_PRESS = {
    "news", "times", "post", "herald", "tribune", "gazette", "journal", "chronicle", "telegraph", "observer",
    "radio", "tv", "television", "daily", "wire", "newswire", "guardian", "examiner", "courier", "dispatch",
}  # fmt: skip
"""With these words the names of outlets end."""
_YOUNGEST, _OLDEST = 4, 109
_STOPS = {",", ".", ";", ")"}


def gender(titles: set[str], role: str) -> str | None:
    """Return whether titles (in small letters) or a role tell a man ("male") or a woman, or null."""
    told = {*titles, role}
    if told & _MALE or role.endswith(_MAN):
        return "male"
    return "female" if told & _FEMALE or role.endswith("woman") else None


def lives(named: Token) -> bool:
    """Return whether the words behind a name tell that a person bears it: an age (", 38,"), "who"."""
    after = named.doc[named.i + 1 : named.i + 4]
    aged = (
        len(after) == 3
        and after[0].text == ","
        and after[1].text.isdecimal()
        and _YOUNGEST <= int(after[1].text) <= _OLDEST
        and after[2].text in _STOPS
    )
    return aged or any(c.dep_ == "relcl" and c.left_edge.lower_ == "who" for c in named.children)


def prints(name: str) -> bool:
    """Return whether a name is an outlet's by its last word: "Meridian News", which no lexicon knows."""
    first, _, last = name.rpartition(" ")
    return bool(first) and last.lower() in _PRESS


def kind_of_named(
    head: Token, named: Token, name: str, role_kind: SourceKind | None, role: str | None, lexicons: Lexicons
) -> SourceKind:
    """Return the kind of a source with a name, which no role of a body has told yet."""
    known = lexicons.actors.kinds.get(name)
    if known is not None:
        return SourceKind.PERSON if known is EntityKind.PERSON else SourceKind.ORGANIZATION
    if " " in name and lives(named):
        return SourceKind.PERSON
    if prints(name) and role is None and named.ent_type_ != "PERSON":
        return SourceKind.OUTLET
    beside = named.i != head.i and role_kind is not SourceKind.PERSON
    if named.ent_type_ == "ORG" and beside:
        return SourceKind.ORGANIZATION  # "the contractor, Bravik Construction"
    document = named.lemma_.lower() in lexicons.documents
    if " " in name and role is None and child(named, "det") is not None and not child(named, "amod", "appos"):
        return SourceKind.DOCUMENT if document else SourceKind.ORGANIZATION  # "the Strike Data Project"
    if named.ent_type_ == "PERSON" or role is not None:
        return SourceKind.PERSON
    if document and not (named.ent_type_ == "ORG" and child(named, "det") is None):
        return SourceKind.DOCUMENT
    if named.ent_type_ in ("ORG", "GPE", "NORP", "FAC", "LOC"):
        return SourceKind.ORGANIZATION
    return SourceKind.PERSON if named.tag_ == "NNP" else SourceKind.ORGANIZATION
