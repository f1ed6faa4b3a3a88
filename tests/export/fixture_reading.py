"""Readings made by hand: one invented article with every shape that a statement can take.

Nothing here comes from the reading pipeline; spans are found by their words, so that a slip in the
text fails loudly instead of moving a mark.
"""

from __future__ import annotations

from reportedly.shapes import (
    Act,
    Document,
    EvidenceKind,
    Factuality,
    FactualityValue,
    FurnitureKind,
    MadeBy,
    Mark,
    MarkKind,
    Quotation,
    Reading,
    Reason,
    Segment,
    SegmentKind,
    Source,
    SourceKind,
    Span,
    Statement,
    Voice,
)

TEXT = """This story is over 2 years old.

Shells hit grain depot in Ordan; army denies crossing the river

By Mira Castellan

PORT HALDEN, March 9 (Northline) - Hundreds of Velmari soldiers have reportedly crossed the Sarn river \
since the weekend, two officers who asked not to be named told Northline on Tuesday.

Imagen: Tomas Brandt / Northline

“The first boats went over before midnight,” one of the officers said. “We are not talking about \
scouts. These are full companies, with their guns.”

“They will stay,” he added, “until the bridge at Ordan is open.”

The Sarn has divided the two armies since the ceasefire of 2029. Grain prices have doubled since the autumn.

Velmar’s defence ministry denied accusations that its artillery had killed 14 farm workers at the grain \
depot on Monday. “No Velmari gun fired across the river,” its spokesman Karl Ober said.

Ordan’s mayor, Lina Sava, said the hospital’s director had told her that at least nine bodies were brought \
in before dawn.

Read next: Why everybody wants the Ordan bridge

State television quoted General Ruan Teck as saying that captured letters show that the Sarn Defence Front \
planned to burn the depot itself.

Ada Brenn, an analyst with the Halden Institute, doubted the general’s account. “A crossing on that scale, \
if it happened, could end the ceasefire,” Brenn said.

It is alleged that fuel was stored in the depot. The Front confirmed that three of its fighters were \
missing, and warned that any boat on the river would be sunk.

President Oda Marrin vowed to answer “with every means”, and called on the council to meet.

“Nobody on this river trusts a map any more,” Brenn said.

“Every side draws its own, and every side has a printer.”

Follow The Tidewater Record: @tidewater"""


def at(words: str, after: str = "") -> Span:
    """Return where the words stand first, or first after other words; both must be in the text."""
    start = TEXT.index(words, TEXT.index(after) + len(after) if after else 0)
    return Span(start, start + len(words))


def source(
    id: str,
    name: str,
    kind: SourceKind,
    *mentions: Span,
    evidence: EvidenceKind | None = None,
    named: bool = True,
    count: int | None = None,
    descriptors: tuple[str, ...] = (),
    role: str | None = None,
    affiliation: str | None = None,
) -> Source:
    """Make a source row; mentions are optional."""
    return Source(id, name, kind, evidence, named, count, descriptors, role, affiliation, None, mentions)


def said(
    id: str,
    chain: str,
    content: tuple[Span, ...],
    cue: tuple[Span, ...] = (),
    source: tuple[Span, ...] = (),
    *,
    act: Act = Act.ASSERT,
    value: FactualityValue = FactualityValue.CERTAIN,
    marks: tuple[Mark, ...] = (),
    quotation: Quotation = Quotation.INDIRECT,
    voice: Voice = Voice.SOURCE,
    addressee: str | None = None,
    within: str | None = None,
    about: str | None = None,
) -> Statement:
    """Make a statement row; `chain` is source ids joined by blanks."""
    return Statement(
        id=id,
        voice=voice,
        content=content,
        cue=cue,
        source=source,
        quotation=quotation,
        chain=tuple(chain.split()),
        addressee=addressee,
        within=within,
        about=about,
        act=act,
        factuality=Factuality(value, marks),
        said=None,
        propositions=(),
        reasons=(Reason("by-hand", f"row {id}"),),
    )


def mark(kind: MarkKind, words: str, after: str = "", by: str | None = None) -> Mark:
    """Make a mark on the words."""
    return Mark(kind, *at(words, after), by)


def segments() -> tuple[Segment, ...]:
    """Cut the text into its lines; the dateline is cut from the paragraph that it opens."""
    furniture = {
        "This story": FurnitureKind.AGE_NOTICE,
        "By Mira": FurnitureKind.BYLINE,
        "Imagen:": FurnitureKind.IMAGE_CREDIT,
        "Read next": FurnitureKind.RELATED_LINK,
        "Follow": FurnitureKind.SOCIAL,
    }
    rows = []
    offset = 0
    for line in TEXT.split("\n"):
        start, end = offset, offset + len(line)
        offset = end + 1
        kind = next((k for words, k in furniture.items() if line.startswith(words)), None)
        if not line:
            continue
        if kind is not None:
            rows.append(Segment(SegmentKind.FURNITURE, kind, start, end))
        elif line.startswith("Shells"):
            rows.append(Segment(SegmentKind.HEADLINE, None, start, end))
        elif line.startswith("PORT HALDEN"):
            dash = at("(Northline) -").end
            rows.append(Segment(SegmentKind.DATELINE, None, start, dash))
            rows.append(Segment(SegmentKind.PARAGRAPH, None, dash + 1, end))
        else:
            rows.append(Segment(SegmentKind.PARAGRAPH, None, start, end))
    return tuple(rows)


def sources() -> tuple[Source, ...]:
    """Return everybody in the article: named and not, people and papers, relays and publisher."""
    return (
        source("pub", "The Tidewater Record", SourceKind.OUTLET),
        source("wire", "Northline", SourceKind.AGENCY, at("Northline"), at("Northline", "told ")),
        source(
            "officers", "two officers who asked not to be named", SourceKind.ANONYMOUS,
            at("two officers who asked not to be named"), at("one of the officers"), at("he", "stay,” "),
            evidence=EvidenceKind.PARTICIPANT, named=False, count=2, descriptors=("Velmari", "officers"),
        ),
        source(
            "ministry", "Velmar’s defence ministry", SourceKind.ORGANIZATION, at("Velmar’s defence ministry"),
            evidence=EvidenceKind.OFFICIAL,
        ),
        source(
            "ober", "Karl Ober", SourceKind.PERSON, at("its spokesman Karl Ober"),
            evidence=EvidenceKind.OFFICIAL, role="spokesman", affiliation="Velmar’s defence ministry",
        ),
        source(
            "sava", "Lina Sava", SourceKind.PERSON, at("Ordan’s mayor, Lina Sava"),
            evidence=EvidenceKind.OFFICIAL, role="mayor", affiliation="Ordan",
        ),
        source(
            "director", "the hospital’s director", SourceKind.PERSON, at("the hospital’s director"),
            evidence=EvidenceKind.WITNESS, named=False, role="director",
        ),
        source("tv", "State television", SourceKind.OUTLET, at("State television")),
        source(
            "teck", "General Ruan Teck", SourceKind.PERSON, at("General Ruan Teck"),
            evidence=EvidenceKind.OFFICIAL, role="General",
        ),
        source(
            "letters", "captured letters", SourceKind.DOCUMENT, at("captured letters"),
            evidence=EvidenceKind.DOCUMENT, named=False,
        ),
        source(
            "brenn", "Ada Brenn", SourceKind.PERSON, at("Ada Brenn"), at("Brenn", "ceasefire,” "),
            at("Brenn", "more,” "), evidence=EvidenceKind.EXPERT, role="analyst",
            affiliation="Halden Institute",
        ),
        source(
            "front", "the Sarn Defence Front", SourceKind.GROUP, at("the Sarn Defence Front"),
            at("The Front"), evidence=EvidenceKind.PARTICIPANT,
        ),
        source(
            "marrin", "Oda Marrin", SourceKind.PERSON, at("President Oda Marrin"),
            evidence=EvidenceKind.OFFICIAL, role="President",
        ),
    )


def statements() -> tuple[Statement, ...]:
    """Return 22 statements: quotations of all sorts, nested, denied, doubted, nobody's, the outlet's own."""
    return (*_officers(), *_denials(), *_nested(), *_others(), *_outlet())


def _officers() -> tuple[Statement, ...]:
    direct = Quotation.DIRECT
    return (
        said(
            "st01", "officers wire pub",
            (at("Hundreds of Velmari soldiers have reportedly crossed the Sarn river since the weekend"),),
            (at("told"),), (at("two officers who asked not to be named"),),
            marks=(mark(MarkKind.HEDGE, "reportedly", by="pub"),), addressee="wire",
        ),
        said(
            "st02", "officers wire pub",
            (at("“The first boats went over before midnight,”"),
             at("“We are not talking about scouts. These are full companies, with their guns.”")),
            (at("said", "one of the officers"),), (at("one of the officers"),), quotation=direct,
            marks=(mark(MarkKind.NEGATION, "not", "We are "),),
        ),
        said(
            "st03", "officers wire pub",
            (at("“They will stay,”"), at("“until the bridge at Ordan is open.”")),
            (at("added"),), (at("he", "stay,” "),), quotation=direct, act=Act.PREDICT,
            marks=(mark(MarkKind.FUTURE, "will"), mark(MarkKind.CONDITION, "until", "added")),
        ),
    )


def _denials() -> tuple[Statement, ...]:
    accusation = at("its artillery had killed 14 farm workers at the grain depot on Monday")
    return (
        said(
            "st04", "ministry wire pub", (Span(at("accusations that").start, accusation.end),),
            (at("denied"),), (at("Velmar’s defence ministry"),), act=Act.DENY, about="st05",
            value=FactualityValue.CERTAINLY_NOT, marks=(mark(MarkKind.DENIAL, "denied"),),
        ),
        said(
            "st05", "wire pub", (accusation,), (at("accusations"),), act=Act.ACCUSE, within="st04",
            voice=Voice.UNKNOWN,
        ),
        said(
            "st06", "ober wire pub", (at("“No Velmari gun fired across the river,”"),),
            (at("said", "Karl Ober"),), (at("its spokesman Karl Ober"),), quotation=Quotation.DIRECT,
            value=FactualityValue.CERTAINLY_NOT, marks=(mark(MarkKind.NEGATION, "No", "Monday. "),),
        ),
        said(
            "st07", "ministry wire pub", (at("crossing the river"),), (at("denies"),), (at("army"),),
            act=Act.DENY, value=FactualityValue.CERTAINLY_NOT, marks=(mark(MarkKind.DENIAL, "denies"),),
        ),
    )


def _nested() -> tuple[Statement, ...]:
    bodies = at("at least nine bodies were brought in before dawn")
    plot = at("the Sarn Defence Front planned to burn the depot itself")
    return (
        said(
            "st08", "sava wire pub", (Span(at("the hospital’s director").start, bodies.end),),
            (at("said", "Lina Sava,"),), (at("Ordan’s mayor, Lina Sava"),),
        ),
        said(
            "st09", "director sava wire pub", (bodies,), (at("had told"),),
            (at("the hospital’s director"),), within="st08",
        ),
        said(
            "st10", "teck tv wire pub", (Span(at("captured letters").start, plot.end),),
            (at("quoted"), at("as saying")), (at("General Ruan Teck"),), quotation=Quotation.INDIRECT,
        ),
        said(
            "st11", "letters teck tv wire pub", (plot,), (at("show"),), (at("captured letters"),),
            act=Act.ACCUSE, within="st10",
        ),
        said(
            "st12", "brenn wire pub", (at("the general’s account"),), (at("doubted"),), (at("Ada Brenn"),),
            act=Act.DOUBT, about="st10", value=FactualityValue.UNKNOWN,
        ),
        said(
            "st13", "brenn wire pub",
            (at("“A crossing on that scale, if it happened, could end the ceasefire,”"),),
            (at("said", "ceasefire,” Brenn"),), (at("Brenn", "ceasefire,” "),), quotation=Quotation.DIRECT,
            act=Act.OPINE, value=FactualityValue.POSSIBLE,
            marks=(mark(MarkKind.CONDITION, "if it happened"), mark(MarkKind.HEDGE, "could")),
        ),
    )


def _others() -> tuple[Statement, ...]:
    return (
        said(
            "st14", "wire pub", (at("fuel was stored in the depot"),), (at("is alleged"),),
            voice=Voice.UNKNOWN, value=FactualityValue.UNKNOWN, marks=(mark(MarkKind.HEDGE, "alleged"),),
        ),
        said(
            "st15", "front wire pub", (at("three of its fighters were missing"),), (at("confirmed"),),
            (at("The Front"),), act=Act.CONFIRM,
        ),
        said(
            "st16", "front wire pub", (at("any boat on the river would be sunk"),), (at("warned"),),
            (at("The Front"),), act=Act.THREATEN, value=FactualityValue.PROBABLE,
            marks=(mark(MarkKind.FUTURE, "would", "any boat"),),
        ),
        said(
            "st17", "marrin wire pub", (at("to answer “with every means”"),), (at("vowed"),),
            (at("President Oda Marrin"),), act=Act.PROMISE, quotation=Quotation.MIXED,
        ),
        said(
            "st18", "marrin wire pub", (at("the council to meet"),), (at("called on"),),
            (at("President Oda Marrin"),), act=Act.REQUEST,
        ),
        said(
            "st19", "brenn wire pub",
            (at("“Nobody on this river trusts a map any more,”"),
             at("“Every side draws its own, and every side has a printer.”")),
            (at("said", "more,” Brenn"),), (at("Brenn", "more,” "),), quotation=Quotation.DIRECT,
        ),
    )


def _outlet() -> tuple[Statement, ...]:
    own = (
        "Shells hit grain depot in Ordan",
        "The Sarn has divided the two armies since the ceasefire of 2029.",
        "Grain prices have doubled since the autumn.",
    )
    return tuple(
        said(f"st{20 + i}", "wire pub", (at(words),), voice=Voice.AUTHOR, quotation=Quotation.NONE)
        for i, words in enumerate(own)
    )


def article() -> Reading:
    """Return the reading of the article."""
    document = Document(
        id="d0" * 32,
        bytes_sha256="b5" * 32,
        url="https://tidewater.example/world/ordan?from=front&to=back",
        outlet="The Tidewater Record",
        title="Shells hit grain depot in Ordan; army denies crossing the river",
        bylines=("Mira Castellan",),
        published="2031-03-09T18:40:00Z",
        language="en",
        text=TEXT,
        published_evidence="markup",
    )
    made_by = MadeBy("0.1.0", "2d" * 32, "1e" * 32)
    return Reading(made_by, document, segments(), sources(), statements())
