"""Under which aspects a clause may be claimed: what happened, who did it, what is the case, what is planned.

A clause with a doer that tells of harm states both that it happened and who did it; one that says that
somebody did not do it, or that only names the doer ("it was the army", "blamed the Front"), states
responsibility alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.annotate.events.predicates import is_passive, lemma, with_particle
from reportedly.annotate.subjects import child, gerund
from reportedly.shapes import Act, Aspect, Event, EventType, Factuality, Tie

if TYPE_CHECKING:
    from reportedly.annotate.parse import Token

_HARM = {EventType.ASSAULT, EventType.COERCE}
"""Types of which it is asked who did it."""
_CAUSES = {
    "cause", "blame", "accuse", "perpetrate", "fault", "orchestrate", "mastermind", "trigger", "provoke",
    "spark", "commit", "suspect", "implicate", "incriminate",
}  # fmt: skip
"""Verbs that say whose doing something was."""
_BLAME = {
    "responsible", "guilty", "culprit", "culprits", "perpetrator", "perpetrators", "responsibility", "blame",
    "hand", "involvement", "involved", "work", "fault", "part", "role", "behind", "complicit", "handiwork",
    "fingerprint", "fingerprints", "hallmark", "hallmarks", "doing", "result", "consequence",
    "instigator", "mastermind",
    "complicity", "perpetration", "cause",
}  # fmt: skip
"""Words that do so after a verb of being, having, bearing, claiming or denying."""
_LIGHT = {
    "be", "have", "bear", "claim", "deny", "take", "admit", "accept", "play", "lie", "stand", "reject",
    "carry", "see",
    "rule", "shoulder", "assume",
}  # fmt: skip
_STANDS = {"be", "stand", "lie", "see"}
_OWN = {"us", "ours", "we", "me", "mine", "theirs", "them", "him", "her"}
"""After a verb of being these say whose doing it was: "it was not us", "the shells are not ours"."""
_BACK = {"it", "this", "that", "so"}
_THESE = {"it", "they", "this", "these", "that", "those"}
_SCHEDULED = {
    "schedule", "plan", "slate", "book", "rent", "reserve", "earmark", "timetable", "postpone", "cancel",
    "bill", "hire", "line", "adjourn", "delay", "program", "programme", "destine", "pencil", "tip",
    "forecast",
}  # fmt: skip
"""Passives by which something to come is arranged."""
HARMFUL = {
    "shoot", "fire", "open", "shell", "bomb", "strike", "hit", "kill", "attack", "stop", "block", "close",
    "hold",
    "take", "seize", "detain", "turn", "mine", "burn", "destroy", "beat", "blow", "launch", "storm",
    "raid", "loot",
    "abduct", "kidnap", "arrest", "torture", "execute", "plant", "lay", "drop", "bombard", "pound",
    "wound", "injure",
    "rape", "murder", "set", "torch", "demolish", "flatten", "assault", "invade", "violate", "poison",
    "sink", "ram", "sabotage", "explode", "detonate", "ambush", "target", "hack", "rig", "falsify", "forge",
    "stuff", "ignore", "steal", "rob", "smuggle", "cause", "turn round", "besiege", "surround",
    "threaten", "gas",
    "blow up", "hold up", "bring down", "shoot down", "set off", "go off",
}  # fmt: skip
"""Verbs of what somebody may be blamed for."""
_DONE = HARMFUL | {
    "touch", "carry", "conduct", "do", "use", "infect", "harm", "commit", "fly", "aim", "order", "send",
}  # fmt: skip
"""Verbs of which it is said that somebody did not do it."""
_PLANS = {
    "plan", "intend", "agree", "vow", "pledge", "promise", "threaten", "prepare", "aim", "hope", "decide",
    "expect", "schedule", "propose", "seek", "set", "undertake", "resolve", "commit", "swear", "arrange",
    "slate", "design", "tip", "poise", "bind", "mean", "book", "line",
}  # fmt: skip
"""Verbs whose infinitive is what is to come: "plans to", "is expected to"."""
_COMING = {
    "due", "set", "ready", "about", "poised", "prepared", "willing", "determined", "keen", "eager", "bound",
    "scheduled",
}  # fmt: skip
"""Adjectives whose infinitive is."""
_ODDS = {"likely", "unlikely", "certain", "sure"}
"""Adjectives whose infinitive is, unless it says how things are: "is likely to be right"."""
_PURPOSE = {"blame", "see", "find"}
"""After a verb of being their infinitive is no plan: "is to blame", "was nowhere to be seen"."""
_STATIVE = {
    "be", "have", "contain", "hold", "own", "control", "belong", "consist", "lie", "know", "remain", "stand",
    "live", "exist", "lack", "need", "depend", "support", "back", "include", "amount", "cost", "'s", "seem",
    "oppose", "possess", "owe", "comprise", "face", "suffer",
}  # fmt: skip
_CLAIMS = {"claim", "admit", "own", "deny", "disown"}
"""Verbs by which a doer answers for an event: "claimed the kidnapping"."""
_DOERS = {
    "kidnapper", "attacker", "killer", "gunman", "assailant", "bomber", "shooter", "perpetrator", "culprit",
    "abductor", "raider", "rocket", "shell", "missile", "bomb", "drone", "shot", "jet", "pilot", "sniper",
}  # fmt: skip
"""Nouns for whoever did it, or with what: "the kidnappers were fighters of the Front"."""
_PAST = {"had", "was", "were", "did", "have", "has", "'ve", "been"}
_FORESEEN = {Act.PROMISE, Act.THREATEN, Act.PREDICT}
_STARTED = HARMFUL | {"break", "bring", "start", "begin", "send", "do", "carry out", "burst", "spread"}
"""After "it was X that" these say that it was X's doing."""
_HARMLESS = {
    "die", "crash", "lose", "survive", "suffer", "flee", "retreat", "answer", "sign", "make", "publish",
    "gather", "occur", "arrive", "return", "add", "tell", "ask", "exchange", "respond", "locate", "test",
    "manage", "achieve", "lead", "see", "hear", "find", "watch", "know", "learn", "meet", "visit", "welcome",
    "receive", "speak", "agree", "discuss", "celebrate", "mourn", "bury", "wait", "try", "appear", "remain",
    "become", "mark", "change", "observe", "film", "notice", "wear", "sleep",
}  # fmt: skip
"""Verbs of which nobody is blamed, whoever bears arms."""
_SENT = {"send", "fly", "supply", "provide", "make", "build", "place", "put", "leave", "plant", "lay"}
"""Of a weapon, with whoever does it, these say whose doing it was: "the drone was sent by"."""
_SEEN = {"see", "watch", "hear", "observe", "witness", "film", "spot"}
_NUMBER = {"number", "figure", "toll", "tally", "count", "total"}
"""Nouns of how many were harmed, came or went."""
_SIZES = {"twice", "double", "triple", "half", "higher", "lower"}
_VICTIMS = {
    "victim", "casualty", "fatality", "death", "dead", "injury", "wounded", "survivor", "killing",
    "explosion", "blast", "clash", "attack", "strike", "battle", "fighting", "shooting", "outbreak",
}  # fmt: skip
"""After "there were" these tell what happened."""
_BY_THEN = {"before", "after", "while", "when"}


@dataclass(frozen=True, slots=True)
class Said:
    """What is known of a clause: its head, the event or tie it tells of, and who acts.

    `happening`: it speaks of an event at all; `doing`: who does it is somebody who acts; `armed`: he can do
    harm as such; `named`: what follows a verb of being is somebody,
    `fighters`: who bears arms; `toll`: it counts those harmed; `ahead`:
    it is dated after the article; `coming`: a word of the future stands in it;
    `weapon`: it is done to one; `own`: who does it is the speaker's ("his lorries").
    """

    head: Token
    told: Event | Tie | None
    act: Act
    factuality: Factuality
    happening: bool = False
    doing: bool = False
    armed: bool = False
    named: bool = False
    toll: bool = False
    ahead: bool = False
    coming: bool = False
    fighters: bool = False
    weapon: bool = False
    own: bool = False


def aspects_of(said: Said) -> tuple[Aspect, ...]:
    """Return the aspects of a clause, the likeliest first."""
    head, told, value = said.head, said.told, said.factuality.value.value
    verbal = head.pos_ in ("VERB", "AUX")
    word = lemma(head) if verbal else ""
    failed = verbal and _could_not(head)
    modal = verbal and not failed and any(c.tag_ == "MD" for c in head.children)
    had = failed or head.tag_ in ("VBD", "VBN") or any(c.lower_ in _PAST for c in head.children)
    past = verbal and not modal and (had or _then(head) or _seen(head))
    # What somebody promised, threatened or foresaw is yet to come, unless it is told as past.
    foreseen = said.act in _FORESEEN and not past
    if foreseen or said.coming or _shall(head):
        return (Aspect.INTENT,)
    if isinstance(told, Tie):
        return (Aspect.STATE,)
    if names_doer(head, said.named, said.fighters):
        caused = word in _CAUSES and is_passive(head) and said.happening and not value.endswith("-")
        return (Aspect.RESPONSIBILITY, Aspect.OCCURRENCE) if caused else (Aspect.RESPONSIBILITY,)
    if word in _CLAIMS and said.happening:
        return (Aspect.RESPONSIBILITY, Aspect.OCCURRENCE)
    if said.act is Act.ACCUSE and (said.doing or said.named or not verbal or gerund(head)):
        return (Aspect.RESPONSIBILITY, Aspect.OCCURRENCE)
    if (said.ahead and not past) or (verbal and arranged(head)):
        return (Aspect.INTENT,)
    harm = told is not None and told.type in _HARM
    strikes = said.armed and word not in _STATIVE | _HARMLESS and (told is None or harm)
    blamed = (said.doing or said.armed) and (word in HARMFUL or with_particle(head) in HARMFUL)
    blamed = blamed or (said.weapon and said.doing and word in _SENT and is_passive(head))
    if verbal and past and ((harm and said.doing) or strikes or blamed):
        denied = value.endswith("-")
        if denied and told is not None and told.type is EventType.COERCE:
            return (Aspect.OCCURRENCE,)  # "denied having declared an emergency": that there is one
        return (Aspect.RESPONSIBILITY,) if denied else (Aspect.OCCURRENCE, Aspect.RESPONSIBILITY)
    tells = said.happening or _there(head) or _counts(head)
    if told is not None or said.toll or (word == "be" and tells):
        return (Aspect.OCCURRENCE,)
    if not verbal:
        return (Aspect.OCCURRENCE,) if said.happening or numbers(head) else (Aspect.STATE,)
    if value.endswith("-") and word not in _STATIVE | _HARMLESS and (
        said.armed or ((said.doing or said.own) and word in _DONE)
    ):
        return (Aspect.RESPONSIBILITY, Aspect.OCCURRENCE)
    if word in _STATIVE and not is_passive(head):
        return (Aspect.STATE,)
    return (Aspect.OCCURRENCE,) if past or is_passive(head) or _seen(head) else (Aspect.STATE,)


def names_doer(head: Token, named: bool, fighters: bool = False) -> bool:
    """Whether a clause only says whose doing something was: "caused by", "is behind", "it was the army"."""
    if head.pos_ not in ("VERB", "AUX"):
        return head.lower_ in _BLAME or any(t.lower_ in _BLAME for t in head.lefts)
    word = lemma(head)
    if word in _CAUSES or with_particle(head) == "carry out":
        return True
    if word == "involve" and is_passive(head) and any(c.lower_ == "in" for c in head.children):
        return True
    thing = child(head, "dobj")
    if thing is not None and word == "do" and thing.lower_ in _BACK:
        return True  # "others did it"
    if nothing_to_do(thing):
        return True
    if word in ("come", "point") and any(c.lower_ in ("from", "to", "at") for c in head.children):
        return named
    if word not in _LIGHT:
        return False
    if word == "be" and any(c.dep_ == "xcomp" and lemma(c) == "blame" for c in head.children):
        return True  # "was to blame"
    below = [t for c in head.children for t in (c, *c.children) if t.i > head.i]
    if any(
        t.lower_ in _BLAME and (t.lower_ != "behind" or (word in _STANDS and t.head.i == head.i))
        for t in below if t.dep_ in ("attr", "acomp", "dobj", "prep", "advmod", "pobj")
    ):  # fmt: skip
        return True
    own = child(head, "nsubj", "expl")
    what = child(head, "attr", "acomp")
    if cleft(head):
        return True
    if word == "be" and fighters and own is not None and any(c.lower_ == "from" for c in head.children):
        return own.lower_ in _THESE or lemma(own) in _DOERS  # "they were from the Front"
    if own is None or what is None or not (own.lower_ in ("it", "this", "that") or lemma(own) in _DOERS):
        return False
    return named or what.lower_ in _OWN


def cleft(head: Token) -> bool:
    """Whether a clause sets apart who or what did something: "it was the rain that broke the dam"."""
    own, what = child(head, "nsubj", "expl"), child(head, "attr")
    if lemma(head) != "be" or own is None or what is None or own.lower_ not in ("it", "this", "that"):
        return False
    after = next((c for t in (what, head) for c in t.children if c.dep_ in ("relcl", "ccomp", "advcl")), None)
    who = child(after, "nsubj") if after is not None else None
    if after is None or who is None or who.lower_ not in ("that", "who", "which"):
        return False
    return lemma(after) in _STARTED or with_particle(after) in _STARTED


def nothing_to_do(thing: Token | None) -> bool:
    """Whether an object begins "nothing to do with", "something to do with"."""
    if thing is None or thing.lower_ not in ("nothing", "anything", "something", "little", "much"):
        return False
    return any(lemma(c) == "do" and c.tag_ == "VB" for c in thing.children)


def arranged(head: Token) -> bool:
    """Whether a clause tells of a plan: "plans to", "is to", "is scheduled", "is on the agenda"."""
    word = lemma(head)
    if word in _PLANS and any(map(_to, head.children)):
        return True
    if word in _SCHEDULED and is_passive(head) and head.dep_ not in ("relcl", "acl"):
        return True
    if _to(head) and head.dep_ == "xcomp" and lemma(head.head) == "be":
        return word not in _PURPOSE
    if word != "be":
        return False
    if any(t.lower_ == "agenda" and t.i > head.i for t in head.subtree):
        return True
    what = next((c for c in head.children if c.dep_ == "xcomp" and _to(c)), None)
    if what is not None:
        return lemma(what) not in _PURPOSE
    adjective = child(head, "acomp")
    if adjective is None or adjective.lower_ not in _COMING | _ODDS:
        return False
    ahead = next((c for c in adjective.children if _to(c)), None)
    return ahead is not None and (adjective.lower_ in _COMING or lemma(ahead) not in _STATIVE)


def happened(head: Token) -> bool:
    """Whether a clause with a subject of its own tells, in the past or the perfect, what happened."""
    if head.pos_ not in ("VERB", "AUX") or child(head, "nsubj", "nsubjpass") is None:
        return False
    if any(c.tag_ == "MD" for c in head.children):
        return False
    perfect = any(c.lower_ in ("have", "has", "had", "'ve") and c.dep_ == "aux" for c in head.children)
    before = head.tag_ == "VBD" or (is_passive(head) and any(c.tag_ == "VBD" for c in head.children))
    return perfect or (before and lemma(head) not in _STATIVE)


def _then(head: Token) -> bool:
    """Whether a participle tells what came before or after something past: "before opening fire"."""
    if head.tag_ != "VBG" or any(c.dep_ == "aux" for c in head.children):
        return False
    above = head.head if head.dep_ == "pcomp" else None
    joins = above is not None and above.lower_ in _BY_THEN
    joins = joins or any(c.dep_ in ("mark", "advmod") and c.lower_ in _BY_THEN for c in head.children)
    top = above.head if above is not None else head.head
    while top.tag_ == "VB" and top.dep_ in ("ccomp", "xcomp", "conj"):
        top = top.head  # "made them lie down before opening fire"
    return joins and top.tag_ in ("VBD", "VBN")


def _there(head: Token) -> bool:
    """Whether a clause tells of victims or a happening that there were: "there were civilian victims"."""
    what = child(head, "attr")
    return child(head, "expl") is not None and what is not None and lemma(what) in _VICTIMS


def numbers(head: Token) -> bool:
    """Whether words without a verb only give a number: "71", "the number at 4,000"."""
    return head.pos_ == "NUM" or lemma(head) in _NUMBER


def _counts(head: Token) -> bool:
    """Whether a clause is of a count: "13 was the right number", "nine of them are children"."""
    own, what = child(head, "nsubj"), child(head, "attr")
    of = own is not None and own.pos_ == "NUM" and any(c.lower_ == "of" for c in own.children)
    if of or (what is not None and lemma(what) in _NUMBER):
        return True
    sized = any(t.pos_ == "NUM" or t.lower_ in _SIZES for t in head.subtree)
    return own is not None and own.pos_ == "NOUN" and lemma(own) in _NUMBER and sized


def _could_not(head: Token) -> bool:
    """Whether a verb tells what somebody failed to do: "the convoy could not cross"."""
    below = {c.lower_ for c in head.children if c.dep_ in ("aux", "neg")}
    return "could" in below and child(head, "neg") is not None and "have" not in below


def _shall(head: Token) -> bool:
    """Whether a verb of the future stands for what was said before: "I shall"."""
    return head.tag_ == "MD" and head.lower_ in ("will", "shall", "'ll")


def _seen(head: Token) -> bool:
    """Whether a verb tells what somebody saw done: "saw the two groups enter"."""
    above = head.head
    bare = head.tag_ in ("VB", "VBP") and not any(c.dep_ in ("mark", "aux") for c in head.children)
    return bare and head.dep_ == "ccomp" and lemma(above) in _SEEN


def _to(verb: Token) -> bool:
    """Whether a verb stands in the infinitive with "to", in the active or the passive."""
    return verb.tag_ in ("VB", "VBN") and any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children)
