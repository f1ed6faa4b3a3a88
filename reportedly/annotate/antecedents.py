"""Whom words without a name stand for: pronouns, members of a group, descriptions, and names told later.

In come a mention and the sources met so far, the latest first; out comes the one that is meant, or null.
Every rule asks for number and kind, the rules for descriptions for the noun besides. Nobody is better than
the wrong one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from reportedly.annotate.entry import BODIES, Entry
from reportedly.annotate.mentions import PRESS, Mention
from reportedly.lexicon import Lexicons
from reportedly.shapes import SourceKind

BACK = 4
"""How many paragraphs back a pronoun looks for whom it means."""
_WIRES = ("agency", "wire", "newswire")
_ANYBODY = {"man", "woman", "person", "people", "pair", "duo"}
_NEAR = 3
"""How many paragraphs after a description its bearer's name may come."""


def by_pronoun(pronoun: str, latest: Sequence[Entry], paragraph: int) -> Entry | None:
    """Return the latest source that a pronoun can stand for."""
    near = [e for e in latest if not e.seen or paragraph - e.seen[-1] <= BACK]
    near.sort(key=lambda e: e.passing)
    if pronoun in ("male", "female"):
        other = {"male": "female", "female": "male"}[pronoun]
        found = next((e for e in near if e.person and e.gender != other), None)
        if found is not None:
            found.gender = pronoun
        return found
    if pronoun == "thing":
        near = [e for e in near if not e.passing]
        things = (e for e in near if e.kind is SourceKind.UNKNOWN and not e.plural and not e.vague and e.head)
        return next((e for e in near if e.body), None) or next(things, None)
    if pronoun == "plural":
        several = next((e for e in near if e.group or e.kind is SourceKind.GROUP), None)
        return several or next((e for e in latest if e.kind in BODIES and not e.passing), None)
    return None


def group_of(m: Mention, latest: Sequence[Entry], paragraph: int) -> Entry | None:
    """Return the group of which a mention means one or some: "one of them", "both"."""
    for entry in latest:
        if entry.seen and paragraph - entry.seen[-1] > BACK:
            continue
        enough = entry.count is None or m.count is None or entry.count >= m.count
        if entry.group and entry.kind not in BODIES and enough:
            return entry
    return None


def by_description(m: Mention, latest: Sequence[Entry], lexicons: Lexicons) -> Entry | None:
    """As in "the analyst", "the sources", "one of the unnamed sources", "the charity"."""
    for entry in sorted(latest, key=lambda e: not e.spoke):
        if entry.vague or m.vague:
            if entry.vague and m.vague and entry.head == m.head:
                return entry
            continue
        anybody = m.definite and m.plural and m.head in _ANYBODY and _plain(m) and entry.spoke and entry.group
        described = (anybody and entry.kind not in BODIES) or _describes(m, entry)
        if described and (m.definite or _same_group(m, entry)):
            return entry
    return by_kind(m, latest, lexicons) if m.definite and not m.vague else None


def by_kind(m: Mention, latest: Iterable[Entry], lexicons: Lexicons) -> Entry | None:
    """Return the latest named body that a noun for its kind may mean: "the group", "the paper"."""
    if m.plural or m.owner is not None or not _plain(m):
        return None
    press = [e for e in latest if e.kind in PRESS and e.named and not e.vague]
    if m.head in _WIRES:
        agencies = [e for e in press if e.kind is SourceKind.AGENCY or e.head in _WIRES]
        press = agencies or ([] if m.head == "agency" else press)
    if m.head in lexicons.press_nouns and press:
        return press[0]
    company = m.head in lexicons.company_nouns
    if not company and m.head not in lexicons.body_nouns:
        return None
    bodies = (e for e in latest if e.named and e.body and e.kind not in PRESS and not _state(e, lexicons))
    return next((e for e in bodies if e.kind is not SourceKind.DOCUMENT
                 and not (_words(e) & (lexicons.body_nouns if company else lexicons.company_nouns))), None)


def _plain(m: Mention) -> bool:
    """Whether a description is a noun alone: "the agency", "the Orsk-based agency"; not "the aid agency"."""
    return len([word for word in m.core.split() if not word.endswith("-based")]) <= 2


def _state(entry: Entry, lexicons: Lexicons) -> bool:
    """Whether a body is a state's: a ministry, an army, a government."""
    return entry.country is not None or bool(_words(entry) & lexicons.state_nouns)


def _words(entry: Entry) -> frozenset[str]:
    """The words of a source's name and of what it is called besides."""
    return frozenset(re.findall(r"[^\W_]+", f"{entry.name} {entry.role or ''}".lower()))


def told_later(m: Mention, latest: Sequence[Entry], paragraph: int, lexicons: Lexicons) -> Entry | None:
    """Return the description whose bearer a name met for the first time tells.

    The head of a story describes ("a surgeon who treated the wounded", "a medical charity"), the next
    paragraphs name. A name that no word introduces has been introduced so; a person needs his full name.
    """
    if m.name is None or m.metonym is not None or m.outlet is not None:
        return None
    posts = lexicons.actors.posts(m.name)
    if lexicons.actors.official(m.name) and not posts:
        return None
    near = [e for e in latest if e.spoke and not (e.named or e.silent or e.vague) and e.head
            and paragraph - e.seen[-1] <= _NEAR and e.sentence < m.sentence]  # fmt: skip
    if m.kind is SourceKind.PERSON:
        post = (m.role or "").lower().split()[-1:]
        if posts:
            return next((e for e in near if e.person and e.head in posts and _home(e, m, lexicons)), None)
        people = [e for e in near if e.person and not (e.gender and m.gender and e.gender != m.gender)]
        if post and m.definite:
            return next((e for e in people if e.head == post[0]), None)
        full = m.alone and " " in m.name
        return people[0] if full and people else None
    if m.kind not in (SourceKind.ORGANIZATION, SourceKind.GROUP) or m.plural:
        return None
    # "A monitor", "a watchdog" may be a person by its noun; the name says that it is a body.
    # "The hospital in Orsk" is told from others already: the next name is another's.
    bodies = [e for e in near if (e.body or e.head in lexicons.body_nouns) and not e.plural
              and e.kind is not SourceKind.DOCUMENT and e.affiliation is None]  # fmt: skip
    last = m.name.lower().split()[-1]
    stately = bool(set(m.name.lower().split()) & lexicons.state_nouns)
    fitting = (e for e in bodies if e.head == last or not (stately or _state(e, lexicons)))
    found = next(fitting, None)
    if found is None or not (m.alone or "which" in m.words.lower().split()):
        return None
    return found if found.head in (last, *lexicons.body_nouns, *lexicons.company_nouns) else None


def called(name: str, latest: Iterable[Entry]) -> Entry | None:
    """Return the unnamed body that a name's words describe: "the bakers' union", "Union of Orsk Bakers"."""
    whole = _stems(name)
    bodies = (e for e in latest if e.body and not e.named and e.kind is not SourceKind.DOCUMENT)
    return next((e for e in bodies if len(_stems(e.name)) > 1 and _stems(e.name) <= whole), None)


def _stems(name: str) -> frozenset[str]:
    return frozenset(w.removesuffix("s") for w in re.findall(r"[^\W_]{3,}", name.lower()) if w != "the")


def _home(entry: Entry, m: Mention, lexicons: Lexicons) -> bool:
    """Whether a described official may be the known one, by the state that the description names."""
    said = _words(entry) | set(_low((entry.affiliation or "").split()))
    named = {lexicons.demonyms.get(w) or w for w in said}
    state = lexicons.actors.nation(m.name or "")
    states = {a.lower() for a in lexicons.actors.states}
    told = {w.lower() for w in named} & states
    return state is None or not told or state.lower() in told


def _describes(m: Mention, entry: Entry) -> bool:
    if entry.named:
        role = (entry.role or "").lower().split()
        if m.plural != entry.plural and entry.kind is SourceKind.PERSON:
            return False
        if entry.kind is SourceKind.PERSON:
            return m.head in role
        return not m.plural and (m.head in entry.name.lower().split() or m.head in role[-1:])
    if m.head != entry.head:
        return False
    if entry.plural and not m.plural and not entry.count:
        return False
    return _compatible(m, entry)


def _same_group(m: Mention, entry: Entry) -> bool:
    """Whether an indefinite phrase describes a group spoken of before, not another one."""
    if entry.named or m.head != entry.head or entry.kind is not SourceKind.ANONYMOUS:
        return False
    if part(m):
        return entry.plural
    return m.plural and entry.plural and bool(set(_low(m.descriptors)) & set(_low(entry.descriptors)))


def part(m: Mention) -> bool:
    """As in "one of the sources", "another source", "the second source": a member of a group."""
    return bool(re.match(r"(?:one|two|three|another|both|some|several)\b.*\bof\b", m.words.lower())) or bool(
        re.match(r"(?:the )?(?:first|second|third|fourth|other)\b|another\b", m.words.lower())
    )


def _compatible(m: Mention, entry: Entry) -> bool:
    if m.plural and entry.plural and m.count and entry.count and m.count != entry.count and not part(m):
        return False
    if m.affiliation and entry.affiliation and m.affiliation != entry.affiliation:
        return False
    ordinal = {"first", "second", "third", "fourth", "other", "unnamed", "anonymous"}
    new, old = set(_low(m.descriptors)) - ordinal, set(_low(entry.descriptors)) - ordinal
    return not new or not old or bool(new & old)


def _low(words: Sequence[str]) -> list[str]:
    return [word.lower() for word in words]
