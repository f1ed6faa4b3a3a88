"""What is true of an article and of an incident, as lines of JSON: the gold that goes with a corpus.

In come articles; out come one object an article (`"truth": "article"`), with its statements, chains,
stances and what it copies, and one an incident (`"truth": "incident"`), with the origins that its articles
hold.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from benchmarks.corpus.pieces import Article, Incident, Paragraph, Said, Speaker
from benchmarks.corpus.world import Outlet
from reportedly.shapes import Act, Voice


def chain_of(article: Article, said: Said) -> tuple[Speaker | Outlet, ...]:
    """Return a statement's links, origin first and publisher last, each once."""
    tail = (article.agency, article.outlet) if article.agency is not None else (article.outlet,)
    links: list[Speaker | Outlet] = list(said.chain)
    for link in tail:
        if link in links and links[0] is not link:
            links.remove(link)
        if link not in links or links[-1] is not link:
            links.append(link)
    return tuple(dict.fromkeys(links))


def stance_of(said: Said) -> str:
    """Whether a statement supports or denies that it happened so."""
    return "denies" if said.act is Act.DENY else "supports"


def placed(article: Article) -> Iterator[tuple[int, Paragraph]]:
    """Yield each paragraph with the offset of its first character in the article's text."""
    at = 0
    for paragraph in article.paragraphs:
        yield at, paragraph
        at += len(paragraph.text) + 2


def of_article(article: Article) -> dict[str, object]:
    """Return the truth of an article."""
    copy = article.copy
    return {
        "truth": "article",
        "article": article.id,
        "url": article.url,
        "outlet": article.outlet.name,
        "published": article.row()["published"],
        "incident": article.incident.id,
        "genre": article.genre,
        "corrects": article.corrects,
        "copy_of": None if copy is None else {"article": copy.of, "share": copy.share, "how": copy.how},
        "statements": [_statement(article, at, said) for at, p in placed(article) for said in p.said],
    }


def _statement(article: Article, at: int, said: Said) -> dict[str, object]:
    told = said.told
    row: dict[str, object] = {
        "voice": said.voice.value,
        "act": said.act.value,
        "chain": [link.name for link in chain_of(article, said)],
        "origin": group_of(said),
        "content": [[a + at, b + at] for a, b in said.content],
        "cue": [[a + at, b + at] for a, b in said.cue],
        "source": [[a + at, b + at] for a, b in said.source],
        "incident": None,
        "stance": None,
        "event": None,
        "toll": None,
        "place": None,
        "day": None,
    }
    if told is not None:
        happened, toll = told.incident, told.toll
        row |= {
            "incident": happened.id,
            "stance": stance_of(said),
            "aspect": "responsibility"
            if told.actor is not None or said.act in (Act.DENY, Act.ACCUSE)
            else "occurrence",
            "event": {
                "type": happened.kind.type.value,
                "mode": happened.kind.mode,
                "actor": happened.actor.name if told.actor is not None else None,
                "span": [told.trigger[0] + at, told.trigger[1] + at],
            },
            "toll": None
            if toll is None
            else {
                "low": toll.low,
                "best": toll.best,
                "high": toll.high,
                "of": happened.of,
                "role": happened.kind.role.value,
            },
            "place": happened.town.name if told.place is not None else None,
            "day": happened.happened.date().isoformat() if told.time is not None else None,
        }
    return row


def group_of(said: Said) -> str | None:
    """Whose voice a statement counts as; None where it names no origin."""
    first = said.chain[0] if said.chain else None
    if said.voice is not Voice.SOURCE or first is None:
        return None
    return first.group if isinstance(first, Speaker) else f"outlet:{first.name}"


class Origins:
    """The origins behind each incident, gathered while its articles pass and then let go."""

    LONG = timedelta(days=16)
    """After so long without an article an incident is over."""

    def __init__(self) -> None:
        self._open: dict[str, tuple[Incident, list[str], dict[str, dict[str, set[str]]], datetime]] = {}

    def add(self, article: Article) -> None:
        """Take in one article. Who cites another outlet's report adds no origin of its own."""
        happened = article.incident
        _, ids, found, _ = self._open.get(happened.id) or (happened, [], {}, article.published)
        self._open[happened.id] = (happened, ids, found, article.published)
        ids.append(article.id)
        for paragraph in article.paragraphs:
            for said in paragraph.said:
                group = group_of(said)
                if said.told is None or said.told.incident is not happened or group is None:
                    continue
                if isinstance(said.chain[0], Speaker):
                    found.setdefault(stance_of(said), {}).setdefault(group, set()).add(said.chain[0].name)

    def over(self, now: datetime | None) -> Iterator[dict[str, object]]:
        """Yield the truth of incidents whose coverage has ended, all of them where there is no `now`."""
        for id_, (happened, ids, found, last) in list(self._open.items()):
            if now is not None and now - last < self.LONG:
                continue
            del self._open[id_]
            yield {
                "truth": "incident",
                "incident": id_,
                "kind": happened.kind.name,
                "place": happened.town.name,
                "country": happened.country.name,
                "day": happened.happened.date().isoformat(),
                "actor": happened.actor.name,
                "final": happened.final,
                "articles": ids,
                "origins": {
                    stance: [{"group": g, "names": sorted(n)} for g, n in sorted(groups.items())]
                    for stance, groups in sorted(found.items())
                },
                "independent_origins": {
                    "for": len(found.get("supports", ())),
                    "against": len(found.get("denies", ())),
                },
            }


def lines(articles: Iterable[Article]) -> Iterator[tuple[Article, list[dict[str, object]]]]:
    """Yield each article with the lines of truth that are due with it; the last carries all that are left."""
    origins = Origins()
    waiting: tuple[Article, list[dict[str, object]]] | None = None
    for seen, article in enumerate(articles, 1):
        if waiting is not None:
            yield waiting
        origins.add(article)
        due = [of_article(article)]
        if seen % 500 == 0:
            due += origins.over(article.published)
        waiting = (article, due)
    if waiting is not None:
        yield waiting[0], waiting[1] + list(origins.over(None))
