"""Who or what is meant to have done it: the frames of a story in, a party or a cause for each that tells it.

Which parties and causes are in dispute is worked out from the clauses that plainly accuse, claim or deny, a
story at a time; then clauses in which such a party acts, whose words are its denial, or which tell of such a
cause, are read as saying who did it, too: beside what happened, or instead of it where they only answer who.

A party is named by its lexicon id (bodies of one state are one), by its own name where the lexicon lacks
it, or by what the story tells: "the army" is the army that is blamed, "we" are those who speak, and where a
clause names nobody, who was named before it in its article is meant. A cause is named by its noun.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import groupby, pairwise

from reportedly.claim import Mention, Stance
from reportedly.ids import row_id
from reportedly.link.accused import MARKS, Accused, commonest
from reportedly.link.blame import Phrase, agents, causes, charged, contrast, heads
from reportedly.link.kinds import SURE, Kinds
from reportedly.link.mentions import Frame
from reportedly.shapes import Act, Aspect, EntityKind, Event, EventType, Span

_SELF = re.compile(r"\b(?:we|our|ours|us|my|its|his|her|their)\b", re.IGNORECASE)
_BY_US = re.compile(r"\bby (?:us|ourselves)\b", re.IGNORECASE)
_NOBODY = re.compile(
    r"^(?:that |and |but )*(?:nobody|no one|no-one|none of (?:us|them)|not one)\b", re.IGNORECASE
)
_AWAY = re.compile(
    r"\b(?:nowhere|not|no|nobody|none|never|\w+n['’]t)\b.{0,60}?\b(?:near|there|present|left|flown|flying|involved|"
    r"taken off|took off|in the (?:area|air|town|village|region|vicinity))\b|\b(?:silent|elsewhere)\b",
    re.IGNORECASE,
)
"""How somebody denies that he was where it happened."""
_IDENTIFIES = re.compile(
    r"^(?:that |and |but )*(?:it|this|that|these|those|they|somebody|someone) "
    r"(?:was|were|is|are|came|(?:had|has|have) (?:come|been))\b",
    re.IGNORECASE,
)
_RELATIVE = re.compile(r"(?:which|that|who)\b", re.IGNORECASE)
_THEIRS = re.compile(r"\b(?:theirs|his work|her work|their work|their doing)\b", re.IGNORECASE)
_THERE = re.compile(r"\bthere (?:was|were|is|are|had been|has been|have been)\b", re.IGNORECASE)
_SUFFERED = re.compile(r"\b(?:was|were|is|are|been|being)\b", re.IGNORECASE)
_USES = {"fire", "use", "launch", "fly", "shoot", "drop", "leave", "involve", "operate"}
"""What somebody does with weapons, who may deny it."""
_BRINGS = {
    "send", "launch", "fire", "place", "put", "plant", "lay", "drop", "bring", "leave", "fly", "aim", "leak",
    "spread", "start", "cause", "order", "plan", "organise", "organize", "stage", "commit",
}  # fmt: skip
"""With a phrase of "by" these say whose doing something was: "the drone was sent by"."""
_SUFFERS = {"die", "perish", "drown", "suffocate", "survive", "suffer", "fall", "lose", "disappear"}
"""What happens to somebody: that it did so to nobody denies no doer."""
_SABOTAGE = {"sabotage", "saboteur", "arson", "arsonist", "terrorism", "perpetrator", "culprit"}
"""Words for a happening that make it somebody's doing: to deny it denies that anybody did it."""
_HARM = {EventType.ASSAULT, EventType.COERCE}
_ACCIDENT = "accident"
_COMMON = 0.25
"""A noun in more than this share of a story's clauses is what it is about, and no sign of a cause."""
ByKey = dict[str, str | None]


class Clause:
    """The mentions of one clause, of one aspect each, and what is made of it."""

    def __init__(self, frames: Iterable[Frame], kinds: Kinds) -> None:
        """Take the frames of one clause."""
        self.frames = list(frames)
        self.frame = self.frames[0]
        self.mention: Mention = self.frame.mention
        self._kinds = kinds
        self.told = any(f.mention.aspect is Aspect.RESPONSIBILITY for f in self.frames)
        self.topic: str | None = None

    @cached_property
    def weights(self) -> Mapping[str, float]:
        """The kinds of happening that it may tell of."""
        return self._kinds.of(self.mention)

    @cached_property
    def causes(self) -> tuple[Phrase, ...]:
        """What it gives as a cause, in its own words."""
        found = tuple(causes(self.mention.text))
        accused = self.mention.statement.act is Act.ACCUSE and self.told
        accused = accused and not isinstance(self.mention.event, Event)  # else it is told what was done
        whole = self.mention.text
        return found or ((Phrase(charged(whole), 0),) if accused and self.mention.actor is None else ())

    @property
    def armed(self) -> bool:
        """Whether it tells of what harm is done with."""
        return any(map(self._kinds.weapon, self.mention.words))

    @property
    def denies(self) -> bool:
        """Whether it denies what it tells."""
        return self.mention.stance is Stance.DENIES


def doers(documents: Sequence[Sequence[Frame]], kinds: Kinds) -> tuple[list[Sequence[Frame]], ByKey]:
    """Return the frames of a story with those that say who did it, and whom or what each of these means."""
    clauses = [
        [
            Clause(own, kinds)
            for _, own in groupby(frames, key=lambda f: (f.mention.statement.id, f.mention.span))
        ]
        for frames in documents
    ]
    if not any(clause.told or clause.causes for own in clauses for clause in own):
        return list(documents), {}
    story = _Story(clauses, kinds)
    out = [[frame for clause in own for frame in story.frames(clause)] for own in clauses]
    return list(out), story.topics


class _Story:
    """The parties and causes of a story, and what each clause says of them."""

    def __init__(self, documents: Sequence[Sequence[Clause]], kinds: Kinds) -> None:
        self._kinds = kinds
        every = [clause for own in documents for clause in own]
        self.accused = Accused([c.frame for c in every if c.told], kinds)
        for clause in every:
            clause.told = clause.told or self._harmed_by(clause)
        told = [clause for clause in every if clause.told]
        self._matter: dict[str, frozenset[str]] = {}
        self._cause = self._causes(every)
        self.topics: ByKey = {}
        for clause in told:
            clause.topic = self._doer(clause)
        for own in documents:
            _from_relative(own)
        self.accused.blamed.update(c.topic for c in told if c.topic is not None)
        self._about = self._kinds_of(told)
        self._most = commonest(Counter(c.topic for c in told if c.topic is not None))
        for own in documents:
            self._article(own)

    def _harmed_by(self, clause: Clause) -> bool:
        """Whether a clause tells by whom harm was done, who need not be a party: "murdered by inmates"."""
        event = clause.mention.event
        if not isinstance(event, Event) or event.type not in _HARM:
            return False
        return any(
            a.by and self.accused.phrase(a.words, clause.frame) is not None
            for a in agents(clause.mention.text)
        )

    def _causes(self, clauses: Sequence[Clause]) -> dict[str, str]:
        """The nouns of what is given as a cause in a story, each with the one by which its cause is known."""
        often = Counter(word for clause in clauses for word in set(clause.mention.words))
        few = max(3.0, _COMMON * len(clauses))
        name: dict[str, str] = {}
        found: list[tuple[str, ...]] = []
        total: Counter[str] = Counter()
        for clause in clauses:
            charge = clause.mention.statement.act is Act.ACCUSE
            for phrase in clause.causes if self._tells(clause) else ():
                if self.accused.phrase(phrase.words, clause.frame) is None:
                    nouns = heads(phrase.words, clause.mention.words)
                    own = tuple(
                        w for w in nouns if often[w] <= few and (charge or self._kinds.of_word(w) is None)
                    )
                    if own:
                        found.append(own)
                        total.update(own)
        for own in found:
            known = {name.get(word, word) for word in own}
            chief = max(sorted(known), key=lambda word: total[word])
            for word in [*own, *(w for w, n in name.items() if n in known)]:
                name[word] = chief
        if name and _ACCIDENT not in name:
            name[_ACCIDENT] = commonest(Counter({n: total[n] for n in set(name.values())})) or _ACCIDENT
        return name

    def _tells(self, clause: Clause) -> bool:
        """Whether what a clause gives a cause of is a happening."""
        return clause.told or any(weight >= SURE for weight in clause.weights.values())

    def _kinds_of(self, told: Sequence[Clause]) -> dict[str, set[str]]:
        """Of which kinds of happening each party or cause is said to be the doer."""
        out: dict[str, set[str]] = defaultdict(set)
        for clause in told:
            if clause.topic is not None:
                out[clause.topic].update(k for k, weight in clause.weights.items() if weight >= SURE)
        return out

    def _doer(self, clause: Clause) -> str | None:
        """Whom or what a clause that says who did it means, as far as it tells itself."""
        frame, mention = clause.frame, clause.mention
        for phrase in clause.causes:
            party = self.accused.phrase(phrase.words, frame)
            if party is not None:
                return party
            for word in heads(phrase.words, mention.words):
                if word in self._cause:
                    return self._cause[word]
        told = self.accused.phrase(mention.text, frame) if _IDENTIFIES.search(mention.text) else None
        found = told or self.accused.named(mention.actor, frame)
        if found is not None:
            return found
        for phrase in agents(mention.text):
            apart = phrase.denied and not clause.denies
            party = None if apart else self.accused.phrase(phrase.words, frame)
            if party is not None:
                return party
        found = self.accused.things(mention)
        if found is not None:
            return found
        if _IDENTIFIES.search(mention.text):
            found = next((self._cause[w] for w in mention.words if w in self._cause), None)
            if found is not None:
                return found
        if (clause.denies and mention.actor is None) or _SELF.search(mention.text):
            found = self.accused.speaker(frame)
        return found or self.accused.by_words(mention)

    def _article(self, clauses: Sequence[Clause]) -> None:
        """Say of each clause of an article whom or what it means, where it says who did it."""
        last = next((c.topic for c in clauses if c.topic is not None), self._most)
        held: dict[str, str] = {}
        twins: dict[tuple[str, tuple[str, ...]], str] = {}
        for clause in clauses:
            mention = clause.mention
            same = (mention.predicate, mention.words)
            if clause.told:
                clause.topic = clause.topic or twins.get(same) or last
            else:
                clause.topic = twins.get(same) or self._extended(clause, held, last)
            if clause.topic is not None:
                last = clause.topic
                held[mention.statement.id] = last
                if mention.words:
                    twins.setdefault(same, last)

    def _extended(self, clause: Clause, held: Mapping[str, str], last: str | None) -> str | None:
        """Whom or what a clause means of which it is not plain that it says who did it."""
        mention, frame = clause.mention, clause.frame
        if mention.aspect is Aspect.INTENT and not (mention.predicate == "be" and _identifies(clause)):
            return None
        if clause.causes and self._tells(clause):
            found = self._doer(clause)
            if found in self._about or found in self._cause.values():
                return found
        for word in mention.words:
            if word in self._cause:
                return self._cause[word]
        party = self.accused.acting(frame)
        if clause.denies and mention.predicate in _SUFFERS:
            party = None
        if party is not None and (self._fits(clause, party) or _identifies(clause)):
            return party
        if mention.predicate in _BRINGS and (party := self._by(clause)) in self.accused.blamed:
            return party
        if _BY_US.search(mention.text):
            return self._known(self.accused.speaker(frame))
        if clause.denies:
            return self._denied(clause, held)
        party = held.get(mention.statement.id) or last
        somebody = mention.actor is not None and mention.actor.kind is EntityKind.PEOPLE
        generic = somebody and self.accused.named(mention.actor, frame) is None
        if party is not None and generic and self._fits(clause, party):
            return party
        return last if _THEIRS.search(mention.text) and mention.predicate == "be" else None

    def _denied(self, clause: Clause, held: Mapping[str, str]) -> str | None:
        """Who is meant by a clause that denies: the speaker's own side, or whoever is accused."""
        text, frame = clause.mention.text, clause.frame
        if clause.mention.statement.act is Act.DENY and self._kinds.account(clause.mention.predicate):
            party = self._known(self.accused.speaker(frame))
            if party is not None and not any(weight >= SURE for weight in clause.weights.values()):
                return party  # "called their version a fairy tale": that it was the speaker
        armed = clause.armed and clause.mention.predicate in _USES
        if (_SELF.search(text) and clause.mention.predicate != "have") or armed:
            party = self._known(self.accused.speaker(frame) or held.get(clause.mention.statement.id))
            if party is not None and (self._fits(clause, party) or armed or _AWAY.search(text)):
                return party
        made = _SABOTAGE & set(clause.mention.words)
        nobody = _NOBODY.search(text) and not _SUFFERED.search(text)
        if made or (nobody and clause.mention.predicate not in _SUFFERS):
            return next((p for p, _ in self.accused.counted if made or self._fits(clause, p)), None)
        return None

    def _by(self, clause: Clause) -> str | None:
        """The party by which a clause says that something was brought about."""
        by = (a for a in agents(clause.mention.text) if a.by and not a.denied)
        return next((p for a in by if (p := self.accused.phrase(a.words, clause.frame)) is not None), None)

    def _known(self, party: str | None) -> str | None:
        return party if party in self._about else None

    def _fits(self, clause: Clause, party: str) -> bool:
        """Whether a clause tells, or hints at, what a party is said to have done."""
        return bool(self._about.get(party, set()) & clause.weights.keys())

    def frames(self, clause: Clause) -> Iterator[Frame]:
        """Yield the frames of a clause: what happened, who did it, or both."""
        who = [f for f in clause.frames if f.mention.aspect is Aspect.RESPONSIBILITY]
        for frame in who:
            self.topics[frame.mention.key] = clause.topic
        if clause.topic is None:
            yield from clause.frames
            return
        rest = [f for f in clause.frames if f not in who]
        if not who:
            who = [_as_responsibility(clause.frame)]
            told = any(weight >= SURE for weight in clause.weights.values())
            event = clause.mention.event
            decreed = isinstance(event, Event) and event.type is EventType.COERCE
            if not told or (clause.denies and not decreed and not _THERE.search(clause.mention.text)):
                rest = []
        apart = self._contrasted(clause, who[0]) if not clause.denies else None
        yield from (*rest, *who)
        self.topics[who[0].mention.key] = clause.topic
        if apart is not None:
            yield apart

    def _contrasted(self, clause: Clause, who: Frame) -> Frame | None:
        """What a clause denies in a contrast: "and not by a drone of Estria"."""
        found = contrast(clause.mention.text)
        span = clause.mention.span
        if found is None or span.end - span.start != len(clause.mention.text):
            return None
        start, words = found
        party = next((p for a in agents(words) if (p := self.accused.phrase(a.words, who))), None)
        noun = next((self._cause[w] for w in heads(words, clause.mention.words) if w in self._cause), None)
        topic = party or noun
        if topic is None or topic == clause.topic:
            return None
        part = Span(span.start + start, span.start + start + len(words))
        mention = replace(who.mention, span=part, text=words, stance=Stance.DENIES, actor=None)
        frame = _keyed(replace(who, mention=mention))
        self.topics[frame.mention.key] = topic
        return frame


def _identifies(clause: Clause) -> bool:
    """Whether a clause does nothing but say whose something was: by marks, by origin, by absence."""
    mention = clause.mention
    if MARKS & set(mention.words) or (clause.denies and _AWAY.search(mention.text)):
        return True
    by = any(phrase.by for phrase in agents(mention.text))
    if by and (mention.predicate in _USES or mention.predicate == "send") and clause.armed:
        return True  # "the drone was sent by Estria"
    return mention.predicate in ("be", "come", "belong") and _IDENTIFIES.search(mention.text) is not None


def _from_relative(clauses: Sequence[Clause]) -> None:
    """Have what did it be of whom the relative clause after it tells: "a missile which an army had fired"."""
    for clause, after in pairwise(clauses):
        if clause.told and clause.topic is None and _RELATIVE.match(after.mention.text):
            clause.topic = after.topic


def _as_responsibility(frame: Frame) -> Frame:
    return _keyed(replace(frame, mention=replace(frame.mention, aspect=Aspect.RESPONSIBILITY)))


def _keyed(frame: Frame) -> Frame:
    """A frame under the key that a mention of its aspect and span has."""
    m = frame.mention
    key = row_id("cl", m.document.id, m.statement.id, m.aspect.value, *m.span)
    return replace(frame, mention=replace(m, key=key))
