"""Who stands at the beginning of a mention's chain: a mention goes in, a `Speaker` or none comes out.

The outlet's own voice and "reports say" have none, except where the text says that a reporter saw it. A
speaker's `key` is what he is, apart from any claim: the same person, body or crowd has the same key in all.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from reportedly.actors import fold
from reportedly.assess.descriptions import proper, unplaced
from reportedly.assess.world import World, words
from reportedly.claim import Ground, Mention
from reportedly.disguise import worn
from reportedly.ids import row_id
from reportedly.shapes import EntityKind, EvidenceKind, Source, SourceKind, Voice

_SMALL = frozenset({"of", "for", "from", "in", "at", "with"})
_SEEN = frozenset({EvidenceKind.WITNESS, EvidenceKind.DIRECT_EVIDENCE})
_PRESS = frozenset({SourceKind.OUTLET, SourceKind.AGENCY})
_ANY = re.compile(r"\b(?:from|of|in|for|with|at)\s+(?:an?|any|another|some|several|one)\s")
"""As in "a diplomat from a NATO country": of a kind, and of no body that is named."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Whoever is said to say it. `root` is the actor (lexicon id) for whom he speaks, or null.

    `speaks`: not so the unnamed officer who says what his superiors may not. `channel` is the press that
    had it from him, `head` the noun that says what an unnamed one is, `nation` the state that is said to
    be his. `person` are the words of his name, `of` those of his organisation.
    """

    key: tuple[str, ...]
    name: str
    kind: SourceKind
    named: bool
    root: str | None = None
    generic: bool = False
    speaks: bool = True
    channel: str = ""
    day: str = ""
    head: str = ""
    nation: str | None = None
    count: int | None = None
    person: tuple[str, ...] = ()
    of: tuple[str, ...] = ()
    role: str | None = None
    evidence: EvidenceKind | None = None
    grounds: tuple[Ground, ...] = ()

    @property
    def id(self) -> str:
        """The origin's id: the same in every claim."""
        return _id(self.key)

    @property
    def anonymous(self) -> bool:
        """Whether nothing but a description tells who it is: no name, no body, no crowd."""
        return self.key[0] == "anonymous"


@lru_cache(maxsize=1 << 14)
def _id(key: tuple[str, ...]) -> str:
    """One speaker is asked for his id hundreds of times while a claim is weighed."""
    return row_id("or", list(key))


def speaker(mention: Mention, world: World) -> Speaker | None:
    """Return the origin of a mention, or null where the news does not say where it has it from.

    Whom people hold to be somebody else is that one.
    """
    who = _speaker(mention, world)
    if who is None or who.anonymous or who.generic or not world.identities:
        return who
    return _identified(who, (mention.document.published or "")[:10] or None, world)


def held_apart(left: Speaker, right: Speaker, world: World) -> str | None:
    """Return who holds two speakers to be two actors, when and why; null where nobody does."""
    judged = world.identities
    if not judged:
        return None
    pairs = ((one, other) for one in sorted(_tokens(left, world)) for other in sorted(_tokens(right, world)))
    return next((why for pair in pairs if (why := judged.two(*pair)) is not None), None)


def _tokens(who: Speaker, world: World) -> set[str]:
    own = {who.key[1]} if who.key[0] == "actor" else set()
    return own | {world.names.token(who.name), world.names.folded(who.name)}


def _identified(who: Speaker, date: str | None, world: World) -> Speaker:
    judged = world.identities
    token = who.key[1] if who.key[0] == "actor" else world.names.token(who.name)
    one, why = judged.one(token), judged.why(token)
    if why is None:
        return who
    row = world.actors.get(one)
    name = row.name if row is not None else judged.called(one)
    grounds = (*who.grounds, Ground("judged", f"{who.name} is {name}: {why}"))
    if row is None:
        person = words(name) if who.person else ()
        return replace(who, key=("name", *words(name)), name=name, person=person, grounds=grounds)
    return Speaker(
        ("actor", one), name, _kind(row.kind), True, world.root(one, date), day=who.day, grounds=grounds
    )


def _speaker(mention: Mention, world: World) -> Speaker | None:
    if not mention.chain:
        return None
    first, rest = mention.chain[0], mention.chain[1:]
    if is_press(first, world):
        return _press(mention, first, world)
    voice = mention.statement.voice
    if voice is Voice.AUTHOR:
        return None
    if vague(first, world):
        return None
    if words(first.name)[-1:] and words(first.name)[-1] in world.lexicons.journalists and rest:
        seen = is_press(rest[0], world)
        return _outlet(rest[0].name, world, "a reporter of theirs saw it") if seen else None
    one = words(first.name)[:1] == ("one",)
    if first.kind is SourceKind.UNKNOWN and world.body(first.name) is None and not one:
        return None
    if not first.named and first.kind is SourceKind.GROUP and world.thing(first.name):
        return None  # "the raids", "similar results"
    return _Describer(mention, first, world).speaker()


def vague(source: Source, world: World) -> bool:
    """Whether a link names nobody: "reports", "some people"."""
    named = {fold(source.name), " ".join(words(source.name))}
    return bool(named & world.lexicons.vague_sources)


def is_press(source: Source, world: World) -> bool:
    """Whether a link of a chain is an outlet or an agency."""
    return source.kind in _PRESS or world.press(proper(source.name) or source.name) is not None


def press_name(name: str, world: World) -> str:
    """Return the name by which the lexicon knows an outlet or agency, or the name as given."""
    found = world.press(name) or world.press(proper(name) or name)
    return found.name if found is not None else name


def channel(mention: Mention, world: World) -> str:
    """Return the press that had it from the origin itself: the first outlet or agency of the chain."""
    links = [link.name for link in mention.chain[1:] if is_press(link, world)]
    name = links[0] if links else mention.document.outlet or ""
    return press_name(name, world)


def _press(mention: Mention, first: Source, world: World) -> Speaker | None:
    reasons = {reason.rule for reason in mention.statement.reasons}
    if "reporter-saw" in reasons or (first.evidence_kind in _SEEN and first.named):
        return _outlet(first.name, world, "a reporter of theirs saw it")
    if mention.statement.voice is not Voice.SOURCE or len(mention.chain) < 2:
        return None
    return _outlet(first.name, world, "cited, without a source of its own")


def _outlet(name: str, world: World, why: str) -> Speaker:
    """An outlet or agency as an origin; one that a state runs carries that state's word."""
    known = press_name(name, world)
    row = world.press(known)
    kind = SourceKind.AGENCY if row is not None and row.kind == "agency" else SourceKind.OUTLET
    state = world.country(row.country) if row is not None and row.state else None
    return Speaker(("press", known), known, kind, True, root=state, grounds=(Ground("press", why),))


class _Describer:
    """What the words of one source say of him."""

    def __init__(self, mention: Mention, source: Source, world: World) -> None:
        self.mention = mention
        self.source = source
        self.world = world
        whole = world.actor(source.name)
        known = whole is not None and world.is_name(whole, source.name)
        # Those in a capital are not the government that the capital's name stands for.
        self.told = source.name if source.named else unplaced(source.name, world.lexicons.metonyms)
        self.name = source.name if known else proper(source.name) or self.told
        self.date = (mention.document.published or "")[:10] or None
        self.said = words(self.told)
        about = (source.name, source.role or "", source.affiliation or "", *source.descriptors)
        self.about = " ".join(about)
        self.own = frozenset(words(" ".join((source.name, source.role or ""))))

    def speaker(self) -> Speaker:
        found = self._known() or self._body() or self._state() or self._named() or self._unnamed()
        source = self.source
        return replace(
            found,
            channel=channel(self.mention, self.world),
            day=(self.mention.document.published or "")[:10],
            nation=found.nation or self.world.nation(self.about),
            count=source.count,
            role=source.role or self._called(),
            evidence=source.evidence_kind,
        )

    def _called(self) -> str | None:
        """The description before a name: "operator" of "operator, Karsa Copper"."""
        behind = proper(self.source.name)
        return self.source.name.removesuffix(behind).strip(" ,") if behind else None

    def _known(self) -> Speaker | None:
        """A person or body of the lexicon, by name, or those who speak for it."""
        world = self.world
        actor = world.actor(self.name)
        whole = actor is not None and world.is_name(actor, self.name)
        if actor is None or (not whole and (world.state(actor) == actor or _ANY.search(self.name))):
            actor = self._affiliated()
            whole = False
        if actor is None:
            return None
        row = world.actors[actor]
        if row.kind is EntityKind.STATE and not whole:
            return None
        root = world.root(actor, self.date)
        if whole or row.kind is EntityKind.PERSON:
            return Speaker(
                ("actor", actor), row.name, _kind(row.kind), True, root, grounds=_why_root(world, actor, root)
            )
        expert = self.source.evidence_kind in (EvidenceKind.EXPERT, EvidenceKind.OFFICIAL)
        if self._crowd() and not expert:
            return None
        why = (Ground("speaks-for", f"{self.source.name} speaks for {row.name}"),)
        if self.source.named and self.source.kind is SourceKind.PERSON:
            return replace(self._person(), root=root, grounds=why)
        return Speaker(("actor", actor), row.name, _kind(row.kind), True, root, grounds=why)

    def _body(self) -> Speaker | None:
        """A body of a state that the lexicon knows, named without its state, or who speaks for it."""
        source, world = self.source, self.world
        nation = world.nation(self.about)
        if nation is None or self._crowd() or (source.named and source.kind is SourceKind.PERSON):
            return None
        actor = world.body_of(nation, self.name)
        mouth = source.kind is SourceKind.DOCUMENT or self._says("bodies")
        if actor is None and mouth and source.affiliation:
            actor = world.body_of(nation, source.affiliation)
        if actor is None:
            return None
        row, root = world.actors[actor], world.root(actor, self.date)
        return Speaker(
            ("actor", actor), row.name, _kind(row.kind), True, root, grounds=_why_root(world, actor, root)
        )

    def _says(self, list_: str) -> bool:
        """Whether name or role has a word, or words in a row, of a list: "its press service"."""
        said = words(" ".join((self.source.name, self.source.role or "")))
        if any(map(worn, said)):
            return False
        runs = (" ".join(said[i : i + n]) for n in (1, 2) for i in range(len(said) + 1 - n))
        return not self.world.listed(list_).isdisjoint(runs)

    def _affiliated(self) -> str | None:
        """The actor of the lexicon, other than a state, whom his affiliation names, if he speaks for it."""
        unsaid = (EvidenceKind.WITNESS, EvidenceKind.PARTICIPANT)
        if not self.source.affiliation or self.source.evidence_kind in unsaid or _ANY.search(self.name):
            return None
        if self.world.abroad(self.name):
            return None
        if self.told != self.source.name and self.source.affiliation not in self.told:
            return None
        actor = self.world.actor(self.source.affiliation)
        return None if actor is None or self.world.state(actor) == actor else actor

    def _state(self) -> Speaker | None:
        """A state, its bodies and officers; where their country is not told, the outlet's or the place's."""
        world, source = self.world, self.source
        body = world.body(self.about)
        listed = self._says("state") or self._says("officers")
        nation = world.nation(self.about)
        abroad = nation is None and self.own & world.listed("elsewhere")
        if self._crowd() or not (body or listed) or abroad:
            return None
        if nation is None:
            sure = self._says("state") or world.body(source.name) in ("military", "police")
            if not sure and (source.named or not listed):
                return None
            nation = self._home()
        if nation is None:
            return None
        why = (Ground("speaks-for", f"{source.name} speaks for {world.actors[nation].name}"),)
        if source.named and source.kind is SourceKind.PERSON:
            return replace(self._person(), root=nation, grounds=why)
        official = source.kind not in (SourceKind.ANONYMOUS, SourceKind.GROUP, SourceKind.PERSON)
        speaks = source.named or official or bool(self.own & world.listed("bodies"))
        whose = [word for word in self.said if not world.nation(word) and word not in _SMALL]
        body_words = [word for word in whose if word not in world.listed("bodies")]
        key = ("body", nation, " ".join(sorted(body_words) if speaks and body_words else whose))
        return Speaker(
            key,
            self.told,
            source.kind,
            source.named,
            nation,
            speaks=speaks,
            head=self._head(),
            nation=nation,
            grounds=why,
        )

    def _home(self) -> str | None:
        """The state of the country of the press that had it from him, else of the place."""
        first = self.world.press(channel(self.mention, self.world))
        if first is not None and first.country:
            return self.world.country(first.country)
        return self.world.country(self.mention.place.country if self.mention.place else None)

    def _named(self) -> Speaker | None:
        source = self.source
        behind = proper(source.name)
        if source.kind is SourceKind.ACCOUNT:
            own = source.name if source.named else channel(self.mention, self.world)
            return Speaker(("account", fold(own)), source.name, source.kind, source.named)
        if not source.named and behind is None:
            return None
        if source.kind is SourceKind.PERSON or (behind is not None and source.role is not None):
            return self._person()
        kind = SourceKind.PERSON if source.kind is SourceKind.ANONYMOUS else source.kind
        return Speaker(("name", *words(self.name)), self.name, kind, True, person=words(self.name))

    def _person(self) -> Speaker:
        titles = self.world.lexicons.titles
        kept = tuple(word for word in words(self.name) if word not in titles) or words(self.name)
        of = words(self.source.affiliation or "")
        if self.source.evidence_kind in (EvidenceKind.WITNESS, EvidenceKind.PARTICIPANT):
            of = ()
        return Speaker(("name", *kept), self.name, SourceKind.PERSON, True, person=kept, of=of)

    def _unnamed(self) -> Speaker:
        source = self.source
        head = self._head()
        if self._crowd():
            return Speaker(("crowd", head), self.told, SourceKind.GROUP, False, generic=True, head=head)
        if source.kind is SourceKind.ORGANIZATION and source.evidence_kind is EvidenceKind.OFFICIAL:
            # "The port authority" is one body wherever it is told of, though nobody prints its name.
            return Speaker(("name", *self.said), self.told, source.kind, False, head=head)
        where = channel(self.mention, self.world)
        day = (self.mention.document.published or "")[:10]
        key = ("anonymous", where, day, head, str(source.count or 1))
        return Speaker(key, self.told, source.kind, False, head=head, of=words(source.affiliation or ""))

    def _head(self) -> str:
        """The noun that says what he is: the last word before "of", "in", "who"."""
        front = re.split(r"\b(?:of|in|at|on|from|near|for|to|with|who|close|involved)\b", self.source.name)[0]
        said = words(front) or self.said
        return said[-1] if said else fold(self.source.name)

    def _crowd(self) -> bool:
        """Whether it is a crowd without a name or number: "residents", "several survivors", "sources"."""
        source, head = self.source, self._head()
        if (
            source.named
            or source.count is not None
            or source.kind
            not in (
                SourceKind.GROUP,
                SourceKind.ANONYMOUS,
                SourceKind.PERSON,
                SourceKind.UNKNOWN,
            )
        ):
            return False
        lemma = self.world.lexicons.actor_words.lemmas.get(head, head)
        plural = lemma != head or head == "people" or (head.endswith("s") and not head.endswith("ss"))
        return source.kind is SourceKind.GROUP or (plural and lemma not in self.world.listed("bodies"))


def _kind(kind: EntityKind) -> SourceKind:
    return SourceKind.PERSON if kind is EntityKind.PERSON else SourceKind.ORGANIZATION


def _why_root(world: World, actor: str, root: str) -> tuple[Ground, ...]:
    if root == actor:
        return ()
    return (Ground("speaks-for", f"{world.actors[actor].name} speaks for {world.actors[root].name}"),)
