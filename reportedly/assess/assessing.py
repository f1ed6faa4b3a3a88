"""One claim weighed: its mentions go in, its origins, their number, its standing and its tallies come out.

Pure: nothing is looked at but the mentions given, so that a view of a past moment is made by giving those
of documents published till then. The order in which mentions are given does not matter.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reportedly.assess.groups import Groups, Judgements, grouped
from reportedly.assess.sides import Parties
from reportedly.assess.standing import counted, reasons, standing
from reportedly.assess.tallies import tallies
from reportedly.assess.voices import Voiced, voiced
from reportedly.assess.words import LastWord, last_words
from reportedly.assess.world import World
from reportedly.claim import Ground, Independent, Mention, Origin, Standing, Tally

_NONE_JUDGED = Judgements()


@dataclass(frozen=True, slots=True)
class Assessed:
    """What the mentions of a claim come to. `origin_of`: an origin's id, or null, by mention key."""

    origins: tuple[Origin, ...]
    origin_of: Mapping[str, str | None]
    independent: Independent
    standing: Standing
    reasons: tuple[Ground, ...]
    counts: tuple[Tally, ...]


def assess(mentions: Sequence[Mention], world: World, *, judgements: Judgements = _NONE_JUDGED) -> Assessed:
    """Weigh the mentions of one claim; what people have judged outranks the machine."""
    rows = voiced(mentions, world)
    groups = grouped(rows, world, judgements)
    last = last_words(rows, groups, world)
    independent = counted(groups, last)
    stands = standing(independent, last)
    return Assessed(
        origins=_origins(rows, groups, last, Parties(rows, world), world),
        origin_of={row.mention.key: row.speaker.id if row.speaker else None for row in rows},
        independent=independent,
        standing=stands,
        reasons=reasons(rows, groups, last, independent, stands),
        counts=tallies(rows),
    )


def _origins(
    rows: Sequence[Voiced], groups: Groups, last: Mapping[str, LastWord], parties: Parties, world: World
) -> tuple[Origin, ...]:
    out = []
    twins = world.twins(who.name for who in groups.speakers.values())
    for id_, who in groups.speakers.items():
        own = [row.mention for row in rows if row.speaker is not None and row.speaker.id == id_]
        word = last[id_]
        out.append(
            Origin(
                id=id_,
                name=who.name,
                kind=who.kind,
                named=who.named,
                stance=word.stance,
                side=parties.side(who),
                against_interest=parties.against_interest(who, word.stance),
                statements=len(own),
                documents=len({mention.document.id for mention in own}),
                group=groups.group[id_],
                generic=who.generic,
                withdrawn=word.withdrawn,
                undecided_with=tuple(
                    other for other in groups.speakers if frozenset((id_, other)) in groups.undecided
                ),
                grounds=tuple(
                    dict.fromkeys(
                        (*groups.grounds[id_], *world.disguised(who.name), *twins.get(who.name, ()))
                    )
                ),
            )
        )
    return tuple(out)
