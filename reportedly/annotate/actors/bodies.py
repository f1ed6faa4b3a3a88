"""Actors named by what they are: "Russian warplanes", "Assad's forces", "the regime", "rebels".

In come the nouns of a document that may name an actor; each is read with the words before it: whose it
is (a demonym, a name, a possessive), and what kind ("rebel fighters"). A state's troops are its military, a
leader's forces are those of what he leads, a movement's fighters are the movement. Without an owner,
"the government" is the one that is clear, "rebels" are a group without a name.
"""

from __future__ import annotations

from collections import Counter

from reportedly.actors import Actor, NameKind
from reportedly.annotate.actors.cast import Cast, Member
from reportedly.annotate.actors.known import Known
from reportedly.annotate.actors.nouns import STATE_BODIES, Nouns, Phrase
from reportedly.annotate.actors.sightings import Sighting
from reportedly.shapes import EntityKind, SourceKind, Span

KINDS = {
    "government": EntityKind.GOVERNMENT, "military": EntityKind.MILITARY, "equipment": EntityKind.MILITARY,
    "police": EntityKind.GOVERNMENT, "armed_group": EntityKind.ARMED_GROUP, "people": EntityKind.PEOPLE,
    "bloc": EntityKind.BLOC, "institution": EntityKind.ORGANIZATION, "group": EntityKind.ARMED_GROUP,
}  # fmt: skip
_STAFF = frozenset(
    [
        "observer",
        "monitor",
        "inspector",
        "worker",
        "activist",
        "aid worker",
        "relief worker",
        "employee",
        "crew",
    ]
)
"""People whose body is meant with them: "UN observers" are the UN's, "Front prisoners" not the Front's."""
_CLEAR = {
    "government", "regime", "authorities", "army", "military", "forces", "troops", "air force", "navy",
    "soldiers", "security forces", "armed forces", "police", "warplanes", "helicopters", "aircraft", "jets",
}  # fmt: skip
"""What, after "the", is a state's own where one state is clear."""
_MASSES = {
    "opposition", "population", "family", "mob", "crowd", "minority", "community", "tribe", "crew", "people",
}  # fmt: skip
"""Singular nouns that are many; other ones ("a man") are somebody new each time."""


class Bodies:
    """Reads the nouns of one document onto its stage."""

    def __init__(self, cast: Cast, known: Known) -> None:
        """Take the stage, on which those with names stand already, and the names as decided."""
        self.cast, self.known = cast, known
        self.lexicons, self.directory = known.lexicons, known.directory
        self.explicit: Counter[str] = Counter()
        self.singles: dict[str, Member] = {}

    def play(self) -> None:
        """Put on stage all whom a noun names: those with an owner first, as they explain the others."""
        nouns = Nouns(self.cast, self.known)
        phrases = [p for k in range(len(self.cast.paragraphs)) for p in nouns.read(k)]
        waiting = [p for p in phrases if not self._owned(p)]
        for phrase in waiting:
            self._alone(phrase)

    def _owned(self, phrase: Phrase) -> bool:
        """Put a phrase with an owner on stage; say whether it had one."""
        for sighting, actor in reversed(phrase.owners):
            if actor is None and sighting.name.kind is not NameKind.DEMONYM:
                continue
            member = self._of_actor(phrase, actor) if actor is not None else self._generic(phrase, sighting)
            if member is None:
                continue
            own = sighting is phrase.owners[0][0]
            poss = self.cast.paragraphs[phrase.paragraph].tokens[sighting.last].dep_ == "poss"
            if own:
                start = sighting.first if sighting.first < phrase.head else phrase.first
                # "government of X", no more between; the name in "fighters of X" stays a mention of its own.
                of = sighting.first == phrase.head + 2 and phrase.body in STATE_BODIES
                if not poss and (of or sighting.last < phrase.head):
                    self.cast.absorb(phrase.paragraph, sighting.first, sighting.last)
                self._mention(member, phrase, start, sighting.last if of else None)
            elif sighting.last < phrase.head:
                span = Span(sighting.start, sighting.end)
                self.cast.mention(
                    member, phrase.paragraph, sighting.first, sighting.last, sighting.last, span
                )
            if phrase.body == "government" and member.actor and member.actor.endswith("-gov"):
                self.explicit[member.actor.removesuffix("-gov")] += 1
        if phrase.owner is not None:
            actor_id = phrase.owner.actor
            owner = self.directory.actors[actor_id] if actor_id is not None else None
            member = self._of_actor(phrase, owner) if owner is not None else None
            if member is None and owner is None and phrase.owner.kind is not EntityKind.PERSON:
                member = phrase.owner if phrase.body != "people" else None
            if member is not None:
                self._mention(member, phrase, phrase.first)
                return True
        return (phrase.paragraph, phrase.head) in self.cast.heads

    def _of_actor(self, phrase: Phrase, owner: Actor) -> Member | None:
        """Return whom an owner's body is, or null where that names nobody."""
        body = phrase.body
        if owner.kind is EntityKind.PERSON:
            led = self.directory.led(owner.id, self.known.published)
            if led is None or body in ("people", "group", "police"):
                return None
            return self._of_actor(phrase, led)
        if owner.kind in (EntityKind.STATE, EntityKind.OTHER):
            found = self.directory.body(owner.id, body)
            if found is not None:
                return self.known.join(self.cast, found)
            if body == "group":
                return None
            phrase.country = owner.country
            return self._generic(phrase)
        if owner.kind is EntityKind.GOVERNMENT and body in ("military", "equipment", "police"):
            state = self.directory.state(owner.id)
            found = self.directory.body(state.id, body) if state is not None else None
            return self.known.join(self.cast, found or owner)
        if owner.kind is EntityKind.MEDIA:
            return None
        if body == "people" and (
            owner.kind is EntityKind.ARMED_GROUP
            or self.lexicons.actor_words.lemmas.get(phrase.lemma) not in _STAFF
        ):
            phrase.country = owner.country
            return self._generic(phrase)
        return self.known.join(self.cast, owner)

    def _alone(self, phrase: Phrase) -> None:
        """Put a phrase without an owner on stage, where it names somebody."""
        body = phrase.body
        if body in ("group", "equipment", "institution") and not phrase.loyal:
            return
        state = None
        bare = phrase.first == phrase.head - phrase.lemma.count(" ")
        if body in STATE_BODIES and (phrase.loyal or (phrase.definite and bare and phrase.lemma in _CLEAR)):
            state = self._clear(phrase)
        elif phrase.lemma == "administration" and phrase.definite and self.known.lands["usa"]:
            state = "usa"  # Without an owner, the word means the American government in the news.
        member = None
        if body in ("military", "equipment", "police") and phrase.definite and not phrase.loyal:
            near = self.cast.before(phrase.paragraph, phrase.head, frozenset({EntityKind.MILITARY}), 2)
            member = near if near is not None and near.actor is not None and body != "police" else None
        if member is None and state is not None:
            found = self.directory.body(state, body)
            member = self.known.join(self.cast, found) if found is not None else None
        if member is None and body == "government" and phrase.lemma not in _CLEAR:
            role = self.lexicons.roles.get(self.lexicons.actor_words.lemmas[phrase.lemma])
            if role is None or role.kind is not SourceKind.PERSON:
                return
        self._mention(member or self._generic(phrase), phrase, phrase.first)

    def _clear(self, phrase: Phrase) -> str | None:
        """The state whose government needs no name here: said before, the only one, or the document's own."""
        near = self.cast.before(phrase.paragraph, phrase.head, frozenset({EntityKind.GOVERNMENT}), 0)
        state = self.directory.state(near.actor) if near is not None else None
        if state is not None and not phrase.loyal and state.id in self.explicit:
            return state.id
        if len(self.explicit) == 1:
            return next(iter(self.explicit))
        lands = self.known.lands.most_common(1)
        return lands[0][0] if lands and lands[0][1] * 2 >= self.known.lands.total() else None

    def _generic(self, phrase: Phrase, sighting: Sighting | None = None) -> Member:
        """Return the group without a name that a phrase names, joined by its noun and its people."""
        page = self.cast.paragraphs[phrase.paragraph]
        lemma = self.lexicons.actor_words.lemmas.get(phrase.lemma, phrase.lemma)
        if (
            phrase.body == "people"
            and page.tokens[phrase.head].tag_ in ("NN", "NNP")
            and lemma not in _MASSES
        ):
            return self._single(phrase, lemma)
        people = phrase.country or (sighting.name.label if sighting is not None else "")
        kind = KINDS[phrase.body]
        key = f"{phrase.body}:{lemma}"
        if not people:
            same = [m for k, m in self.cast.members.items() if k == key or k.startswith(f"{key}:")]
            if len(same) == 1:
                return same[0]
        elif key in self.cast.members and self.cast.members[key].country in (None, phrase.country):
            self.cast.members[key].country = phrase.country
            return self.cast.members[key]
        name = self._printed(phrase, sighting)
        return self.cast.member(f"{key}:{people}" if people else key, name, kind, phrase.country, None)

    def _printed(self, phrase: Phrase, sighting: Sighting | None = None) -> str:
        """The words of a phrase, from whose it is (or the given one of several) to its head."""
        page = self.cast.paragraphs[phrase.paragraph]
        first = min([phrase.first, *(s.first for s, _ in phrase.owners if s.first < phrase.head)])
        if sighting is not None and len(phrase.owners) > 1 and sighting.first < phrase.head:
            first = sighting.first
        span = Span(page.start(page.tokens[first]), page.end(page.tokens[phrase.head]))
        return self.cast.words(phrase.paragraph, span)

    def _single(self, phrase: Phrase, lemma: str) -> Member:
        """ "A man" is somebody new, "the man" the one last spoken of."""
        last = self.singles.get(lemma)
        if phrase.definite and last is not None:
            return last
        at = self.cast.paragraphs[phrase.paragraph].starts[phrase.head]
        made = self.cast.member(f"one:{at}", self._printed(phrase), EntityKind.PEOPLE, phrase.country, None)
        self.singles[lemma] = made
        return made

    def _mention(self, member: Member, phrase: Phrase, first: int, last: int | None = None) -> None:
        self.cast.mention(member, phrase.paragraph, first, last or phrase.head, phrase.head)
