"""The ledger loop: readings of any number of documents in, claims out, each with who stands behind it.

The only module that knows the order: copies, mentions, parts, same-claim links, origins. Everything is worked
out from the readings, the lexicons and what people have judged; the order in which readings come does not
matter. The claims of a part follow from its documents alone (with those of parts that people joined), so that
parts can be worked out apart: `claims` does all of it at once, and says what any other way must come to.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from reportedly.assess.assessing import Assessed, assess
from reportedly.assess.groups import Judgements
from reportedly.assess.identities import Pairs, Verdicts
from reportedly.assess.links import link_names
from reportedly.assess.world import DISGUISE, World
from reportedly.claim import (
    Claim,
    Ground,
    Judgement,
    JudgementKind,
    Mention,
    Passage,
    Saying,
)  # fmt: skip
from reportedly.judging import OF_ORIGINS, Finder, decided, in_force, refound
from reportedly.lexicon import Lexicons
from reportedly.link.claims import Linked, link, order
from reportedly.link.copies import copies
from reportedly.link.kinds import Kinds
from reportedly.link.mentions import Frame, frames
from reportedly.link.parts import parts
from reportedly.link.story import Story
from reportedly.mending import mended, mends
from reportedly.shapes import Aspect, Reading, Span
from reportedly.summary import clearest, commonest, happening

Originals = Callable[[str, Span], Span | None]
"""Where the words of a span of a document stand in its original, by document id, or null."""

_NO_PAIRS = Judgements()
_NO_ACTORS = Verdicts()


@dataclass(frozen=True, slots=True)
class Judged:
    """What people decided: pairs of mention keys that are of one claim or of two, of origins, of actors."""

    same_claim: Pairs = field(default_factory=dict)
    not_same_claim: Pairs = field(default_factory=dict)
    origins: Judgements = _NO_PAIRS
    actors: Verdicts = _NO_ACTORS


NOTHING_JUDGED = Judged()


def claims(
    readings: Iterable[Reading],
    *,
    lexicons: Lexicons,
    judgements: Iterable[Judgement] = (),
    as_of: str | None = None,
    originals: Originals | None = None,
) -> list[Claim]:
    """Return the claims that the statements of some readings form, the first reported first.

    `judgements` of people outrank what is found here; one whose words are no longer there has no effect.
    `as_of` is an EDTF date or date-time: claims are put together from all readings, and weighed with
    the statements that were published by then, none without a date among them.
    """
    known = list(readings)
    reprinted = copies(Story.of(reading) for reading in known)
    told = [frames(reading, reprinted.get(reading.document.id)) for reading in known]
    maker = Maker(lexicons, judgements, told)
    return maker.weighed(*maker.groups(parts(told)), as_of=as_of, originals=originals)


class Maker:
    """Makes claims of parts with the same lexicons and judgements; what both come to is worked out once."""

    def __init__(
        self, lexicons: Lexicons, judgements: Iterable[Judgement], documents: Iterable[Sequence[Frame]]
    ) -> None:
        """Take what people judged; `documents` are the frames of at least those of `judged_documents`."""
        self.held = in_force(judgements)
        self.kinds = lexicons.made(Kinds)
        self.world = world_of(lexicons, actors_judged(self.held))
        self.mends = mends(self.held, documents)

    def groups(self, parts: Iterable[Iterable[Sequence[Frame]]]) -> tuple[list[Linked], Judged]:
        """Return the claims that the mentions of some parts form; every mention is in one.

        Parts that people joined (by a judgement that two claims of them are one) must come together.
        """
        found = [group for part in parts for group in link(map(self.mended, part), self.kinds)]
        judged = judged_by(self.held, [mention for group in found for mention in group.mentions])
        return judged_groups(found, judged), judged

    def mended(self, frames: Sequence[Frame]) -> Sequence[Frame]:
        """Return a document's frames with what people put right in them."""
        return mended(frames, self.mends, self.world)

    def weighed(
        self,
        groups: Iterable[Linked],
        judged: Judged,
        *,
        as_of: str | None = None,
        originals: Originals | None = None,
    ) -> list[Claim]:
        """Return a claim for each group of mentions, those of which something was said by then."""
        made = []
        for group in groups:
            told = told_by(group, as_of)
            if told is not None:
                assessed = assess(told.mentions, self.world, judgements=judged.origins)
                claim = _claim(told, assessed, self.world, originals)
                # Known by one id at any time: that of its earliest proposition, published by then or not.
                made.append(replace(claim, id=group.mentions[0].key))
        return sorted(made, key=_first_reported)


def told_by(group: Linked, as_of: str | None) -> Linked | None:
    """Return the mentions of a claim that were published by a moment, or null where there are none."""
    if as_of is None:
        return group
    told = tuple(m for m in group.mentions if published_by(m.document.published, as_of))
    return replace(group, mentions=told) if told else None


def reprinted(reading: Reading, others: Iterable[Reading]) -> tuple[Passage, ...]:
    """Return the passages of a document that stand in others, as these alone show it."""
    found = copies(Story.of(one) for one in (reading, *others)).get(reading.document.id)
    return found.passages if found is not None else ()


def judged_by(judgements: Iterable[Judgement], mentions: Sequence[Mention]) -> Judged:
    """Return the pairs that people decided on, by the keys that their words have now."""
    held = refound(judgements, mentions).held
    same, apart = decided(held, JudgementKind.SAME_CLAIM, JudgementKind.NOT_SAME_CLAIM)
    one, two = decided(held, JudgementKind.SAME_ORIGIN, JudgementKind.NOT_SAME_ORIGIN)
    finder = Finder(mentions)
    spots = [(row.left, row.left_at) for row in held if row.kind in OF_ORIGINS]
    spots += [(row.right, row.right_at) for row in held if row.right and row.kind in OF_ORIGINS]
    now = {id: key for id, at in spots if (key := finder.now("", at)) is not None}
    return Judged(same, apart, Judgements(one, two, now), actors_judged(held))


def actors_judged(judgements: Iterable[Judgement]) -> Verdicts:
    """Return which actors people hold to be one, or two."""
    return Verdicts(*decided(judgements, JudgementKind.SAME_ACTOR, JudgementKind.NOT_SAME_ACTOR))


def world_of(lexicons: Lexicons, actors: Verdicts) -> World:
    """Return what is known of the world, as people put it right."""
    return World(lexicons, actors) if actors else lexicons.made(World)


def published_by(published: str | None, as_of: str | None) -> bool:
    """Whether a document was published by a moment; a day holds all of its hours."""
    if as_of is None:
        return True
    return published is not None and (published <= as_of or published.startswith(as_of))


def weighed(
    groups: Iterable[Linked],
    *,
    lexicons: Lexicons,
    judged: Judged = NOTHING_JUDGED,
    originals: Originals | None = None,
) -> list[Claim]:
    """Return a claim for each group of mentions, with its origins, standing and counts."""
    world = world_of(lexicons, judged.actors)
    made = [
        _claim(group, assess(group.mentions, world, judgements=judged.origins), world, originals)
        for group in groups
    ]
    return sorted(made, key=_first_reported)


def _first_reported(claim: Claim) -> tuple[str, str]:
    return claim.first_reported or "\uffff", claim.id


def judged_groups(groups: Sequence[Linked], judged: Judged) -> list[Linked]:
    """Return the groups after what people decided: some are joined, some are taken apart.

    A mention that is of another claim takes along those of its group with the same words.
    """
    out = list(groups)
    for pair, why in judged.not_same_claim.items():
        for at, group in enumerate(out):
            keys = {mention.key for mention in group.mentions}
            if pair <= keys:
                out[at : at + 1] = _split(group, sorted(pair), why)
                break
    for pair, why in judged.same_claim.items():
        found = [group for group in out if pair & {mention.key for mention in group.mentions}]
        if len(found) == 2 and _aspect(found[0].mentions) == _aspect(found[1].mentions):
            rest = [group for group in out if group not in found]
            out = [*rest, _joined(found, why)]
    return out


def _split(group: Linked, pair: Sequence[str], told: str) -> list[Linked]:
    first, second = (next(m for m in group.mentions if m.key == key) for key in pair)
    leaving = max(first, second, key=order)
    gone = [m for m in group.mentions if m.key == leaving.key or m.words == leaving.words]
    stays = [m for m in group.mentions if m not in gone]
    why = Ground("judged", f"a person decided that this is another claim: {told}")
    return [
        Linked(tuple(own), {m.key: (*group.grounds[m.key], why) for m in own}) for own in (stays, gone) if own
    ]


def _joined(groups: Sequence[Linked], told: str) -> Linked:
    mentions = sorted((m for group in groups for m in group.mentions), key=order)
    why = Ground("judged", f"a person decided that these are one claim: {told}")
    grounds = {key: (*rows, why) for group in groups for key, rows in group.grounds.items()}
    aliases = sorted({alias for group in groups for alias in (*group.aliases, group.mentions[0].key)})
    return Linked(tuple(mentions), grounds, tuple(a for a in aliases if a != mentions[0].key))


def _claim(group: Linked, assessed: Assessed, world: World, originals: Originals | None) -> Claim:
    mentions = group.mentions
    dated = [m.document.published for m in mentions if m.document.published]
    statements = tuple(_saying(m, group, assessed, world, originals) for m in mentions)
    seen = [row.grounds for row in assessed.origins] + [row.grounds for row in statements]
    worn = [ground for grounds in seen for ground in grounds if ground.rule == DISGUISE]
    return Claim(
        id=mentions[0].key,
        aliases=group.aliases,
        aspect=_aspect(mentions),
        text=clearest(mentions),
        event=happening(mentions),
        standing=assessed.standing,
        reasons=(*assessed.reasons, *dict.fromkeys(worn)),
        origins=assessed.origins,
        independent_origins=assessed.independent,
        documents=len({m.document.id for m in mentions}),
        outlets=len({m.document.outlet or m.document.url for m in mentions}),
        statements=statements,
        counts=assessed.counts,
        first_reported=min(dated, default=None),
        last_reported=max(dated, default=None),
    )


def _aspect(mentions: Sequence[Mention]) -> Aspect:
    return commonest([m.aspect for m in mentions]) or mentions[0].aspect


def _saying(
    mention: Mention, group: Linked, assessed: Assessed, world: World, originals: Originals | None
) -> Saying:
    document = mention.document
    names = dict.fromkeys((document.outlet or "", *(link.name for link in mention.chain)))
    disguised = (ground for name in names for ground in world.disguised(name))
    of = assessed.origin_of[mention.key]
    origin = next((row for row in assessed.origins if row.id == of), None)
    return Saying(
        id=mention.key,
        statement=mention.statement.id,
        url=document.url,
        document=document.id,
        outlet=document.outlet,
        published=document.published,
        chain=link_names(mention, origin.name if origin is not None else None, world),
        origin=origin.id if origin is not None else None,
        act=mention.statement.act,
        stance=mention.stance,
        factuality=mention.factuality,
        copy_of=mention.copied,
        text=mention.text,
        span=mention.span,
        original=originals(document.id, mention.span) if originals is not None else None,
        grounds=(*group.grounds.get(mention.key, ()), *disguised),
        mended=mention.mended,
    )
