"""Who speaks in the corpus: officials, spokesmen, unnamed sources, residents, monitors, a party's media.

In come a random stream, the world and an incident's place; out comes one speaker with the words that name it.
"""

from __future__ import annotations

import random

from benchmarks.corpus.pieces import Speaker
from benchmarks.corpus.world import Actor, Country, Outlet, Town, World
from reportedly.shapes import EntityKind, EvidenceKind, SourceKind

_RANKS = ("Colonel", "Major", "General", "Captain")
_OFFICES = (
    ("mayor", "the mayor of {town}", "mayor"),
    ("governor", "the governor of {province}", "governor"),
    ("police chief", "the police chief of {town}", "police chief"),
    ("deputy mayor", "the deputy mayor of {town}", "deputy mayor"),
)
_UNNAMED = (
    ("security officials", "security officials", EvidenceKind.OFFICIAL),
    ("hospital officials", "officials at a hospital in the area", EvidenceKind.OFFICIAL),
    ("military sources", "military sources", EvidenceKind.OFFICIAL),
    ("diplomats", "foreign diplomats", EvidenceKind.OFFICIAL),
    ("government officials", "government officials", EvidenceKind.OFFICIAL),
)
_COUNTS = (("two", 2), ("two", 2), ("three", 3))
_SCREENS = ("who asked not to be named", "who spoke on condition of anonymity", "")


def _name(rng: random.Random, world: World) -> tuple[str, str]:
    family = rng.choice(world.family)
    return f"{rng.choice(world.given)} {family}", family


def _pronoun(name: str) -> str:
    """ "She" for given names that end in a, as those of women do in the invented world, "he" for others."""
    return "she" if name.split()[0].endswith("a") and not name.startswith("Luka") else "he"


def _person(name: str) -> tuple[str, EntityKind, str | None, str | None]:
    return name, EntityKind.PERSON, None, None


def local_official(rng: random.Random, world: World, country: Country, town: Town) -> Speaker:
    """A named official of the place; he speaks for the state that he serves."""
    name, family = _name(rng, world)
    role, office, head = rng.choice(_OFFICES)
    office = office.format(town=town.name, province=town.province)
    return Speaker(
        name,
        SourceKind.PERSON,
        EvidenceKind.OFFICIAL,
        country.state.group,
        (f"{name}, {office}", f"{office}, {name}"),
        (family, f"the {role}"),
        head,
        role=role,
        entity=_person(name),
        pronoun=_pronoun(name),
    )


def spokesman(rng: random.Random, world: World, body: Actor) -> Speaker:
    """A named spokesman of an army, a police force or an armed group."""
    name, family = _name(rng, world)
    soldier = body.kind is EntityKind.MILITARY
    titled = f"{rng.choice(_RANKS)} {name}" if soldier else name
    said = body.short if rng.random() < 0.5 else body.name
    full = (
        f"{titled}, a spokesman for the {said}",
        f"{said} spokesman {name}",
        f"a spokesman for the {said}, {name}",
    )
    return Speaker(
        name,
        SourceKind.PERSON,
        EvidenceKind.OFFICIAL,
        body.group,
        full,
        (family, "the spokesman"),
        body.short,
        role="spokesman",
        affiliation=said,
        entity=_person(name),
        quotes="party",
        pronoun=_pronoun(name),
    )


def ministry(rng: random.Random, country: Country) -> Speaker:
    """A ministry, without a name of a person."""
    branch = rng.choice(("defence", "interior", "foreign"))
    name = f"{country.demonym} {branch} ministry"
    return Speaker(
        name,
        SourceKind.ORGANIZATION,
        EvidenceKind.OFFICIAL,
        country.state.group,
        (f"the {name}",),
        ("the ministry",),
        country.name,
        entity=(name, EntityKind.GOVERNMENT, country.code, None),
        quotes="party",
        pronoun="it",
    )


def unnamed(rng: random.Random, agency: Outlet, day: str) -> Speaker:
    """People whom an agency does not name; that agency's of one day count as one origin."""
    head, words, evidence = rng.choice(_UNNAMED)
    number, count = rng.choice(_COUNTS)
    screen = rng.choice(_SCREENS)
    whole = f"{number} {words}" + (f" {screen}" if screen else "")
    later = (
        "the officials" if "official" in head else "the sources" if "source" in head else "the diplomats",
    )
    return Speaker(
        f"{number} {words}",
        SourceKind.ANONYMOUS,
        evidence,
        f"unnamed:{agency.name}:{day}",
        (whole,),
        later,
        head.split()[-1],
        named=False,
        count=count,
        descriptors=tuple(head.split()[:-1]),
        role=head,
        quotes="unnamed",
    )


def residents(rng: random.Random, town: Town) -> Speaker:
    """People of the place, in general: they do not count apart from other such groups."""
    whole = rng.choice(
        (f"residents of {town.name}", "residents", f"people living in {town.name}", "witnesses")
    )
    short = "witnesses" if whole == "witnesses" else "residents"
    return Speaker(
        whole,
        SourceKind.GROUP,
        EvidenceKind.WITNESS,
        "generic",
        (whole,),
        (short,),
        short,
        named=False,
        role=short,
        quotes="witness",
    )


def activists(rng: random.Random, town: Town) -> Speaker:
    """Activists in general."""
    whole = rng.choice(("activists", "opposition activists", f"activists in {town.name}", "rights activists"))
    return Speaker(
        whole,
        SourceKind.GROUP,
        EvidenceKind.PARTICIPANT,
        "generic",
        (whole,),
        ("the activists",),
        "activists",
        named=False,
        role="activists",
        quotes="witness",
    )


def monitor(body: Actor) -> Speaker:
    """A body that records the harm of the war."""
    return Speaker(
        body.name,
        SourceKind.ORGANIZATION,
        EvidenceKind.EXPERT,
        body.group,
        (
            f"the {body.name}",
            f"the {body.name}, which keeps a record of the war",
            f"the {body.name}, a monitoring group",
        ),
        ("the monitor", "the group"),
        "monitor",
        entity=(body.name, body.kind, None, body.id),
        quotes="monitor",
        pronoun="it",
    )


def party_media(country: Country) -> Speaker:
    """The channel of an armed group: it speaks for the group."""
    name = country.media
    return Speaker(
        name,
        SourceKind.OUTLET,
        EvidenceKind.NEWS_REPORT,
        country.group.group,
        (name, f"{name}, a channel run by the {country.group.short}"),
        ("the channel",),
        name,
        entity=(name, EntityKind.MEDIA, None, None),
        quotes="media",
        pronoun="it",
    )
