"""How many origins stand each way, and what that comes to, in words that print well."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reportedly.assess.groups import Groups
from reportedly.assess.voices import Voiced
from reportedly.assess.words import LastWord
from reportedly.claim import Ground, Independent, Stance, Standing

_CROWD = "crowd"


def counted(groups: Groups, last: Mapping[str, LastWord]) -> Independent:
    """Count the groups each way; crowds without a name count as one, undecided pairs as one and (max) two."""
    for_, for_max = _standing(groups, last, Stance.SUPPORTS)
    against, against_max = _standing(groups, last, Stance.DENIES)
    return Independent(for_, for_max, against, against_max)


def standing(independent: Independent, last: Mapping[str, LastWord]) -> Standing:
    """Return the first standing that holds."""
    supported = any(run.stance is Stance.SUPPORTS for word in last.values() for run in word.runs)
    if supported and not independent.for_:
        return Standing.WITHDRAWN
    if independent.for_ and independent.against:
        return Standing.CONTESTED
    if independent.for_ >= 2:
        return Standing.CORROBORATED
    return Standing.SINGLE_ORIGIN if independent.for_ else Standing.UNSOURCED


def _stands(groups: Groups, last: Mapping[str, LastWord], stance: Stance) -> dict[str, list[str]]:
    """Return the ids of those who stand one way, by what they count as: their group, or the crowd."""
    out: dict[str, list[str]] = {}
    for id_, who in groups.speakers.items():
        if last[id_].stance is stance and last[id_].withdrawn is None:
            alone = len(groups.members(groups.group[id_])) == 1
            out.setdefault(_CROWD if who.generic and alone else groups.group[id_], []).append(id_)
    return out


def _standing(groups: Groups, last: Mapping[str, LastWord], stance: Stance) -> tuple[int, int]:
    nodes = _stands(groups, last, stance)
    joined = {node: node for node in nodes}
    for pair in sorted(map(sorted, groups.undecided)):
        ends = [node for node, ids in nodes.items() if set(ids) & set(pair)]
        if len(ends) == 2:
            one, two = joined[ends[0]], joined[ends[1]]
            joined = {node: one if root == two else root for node, root in joined.items()}
    return len(set(joined.values())), len(nodes)


def reasons(
    rows: Sequence[Voiced],
    groups: Groups,
    last: Mapping[str, LastWord],
    independent: Independent,
    stands: Standing,
) -> tuple[Ground, ...]:
    """Say why a claim stands as it does: who stands for and against it, who is one, who adds none."""
    out = [Ground(stands.value, _MEANING[stands])]
    for stance, number, most, word in (
        (Stance.SUPPORTS, independent.for_, independent.for_max, "for"),
        (Stance.DENIES, independent.against, independent.against_max, "against"),
    ):
        nodes = _stands(groups, last, stance)
        if nodes:
            heads = "; ".join(groups.speakers[ids[0]].name for ids in nodes.values())
            up_to = f" (up to {most}, if those who may be the same differ)" if most != number else ""
            plural = "" if number == 1 else "s"
            out.append(Ground(word, f"{number} independent origin{plural} {word}{up_to}: {heads}"))
    for id_, who in groups.speakers.items():
        if last[id_].withdrawn is not None:
            out.append(Ground("withdrawn", f"the word of {who.name} was taken back"))
        elif len({run.stance for run in last[id_].runs}) > 1:
            out.append(Ground("turned", f"{who.name} turned: counted as last spoken"))
    one = (g for grounds in groups.grounds.values() for g in grounds if g.rule in _JOINING)
    out.extend(dict.fromkeys(one))
    for pair in sorted(map(sorted, groups.undecided)):
        names = " and ".join(groups.speakers[id_].name for id_ in pair)
        out.append(Ground("undecided", f"nothing shows whether {names} are the same"))
    crowds = [who.name for who in groups.speakers.values() if who.generic]
    if len(crowds) > 1:
        out.append(Ground("crowds", f"without names they count as one: {'; '.join(crowds)}"))
    nobody = sum(row.speaker is None for row in rows)
    if nobody:
        statements = "1 statement" if nobody == 1 else f"{nobody} statements"
        out.append(Ground("no-origin", f"{statements} of nobody's (the outlet itself, reports) add none"))
    copies = sum(row.mention.copied is not None for row in rows)
    if copies:
        out.append(Ground("copies", f"{copies} reprinted statement{'' if copies == 1 else 's'} add none"))
    return tuple(out)


_JOINING = frozenset({"one-voice", "cites", "judged"})
_MEANING = {
    Standing.WITHDRAWN: "all who gave support took it back or turned",
    Standing.CONTESTED: "known origins stand each way",
    Standing.CORROBORATED: "two or more independent origins, none against",
    Standing.SINGLE_ORIGIN: "one origin, however many outlets carry it",
    Standing.UNSOURCED: "no known origin for it, however many outlets carry it",
}
