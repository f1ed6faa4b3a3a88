"""When it is said to have happened, and when it was said: two lanes that share one axis of time.

A claim goes in, SVG comes out. The upper lane counts statements, denials below its line; the lower one
shows the time of the event as a bar as long as what was said allows. An event long before or after what
was said of it is told in words at the edge, so that it does not squeeze the saying into a line.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from markupsafe import Markup

from reportedly.claim import Claim, Stance
from reportedly.web.figures.draw import fit, group, measure, picture, tag, words
from reportedly.web.moments import Stretch, moment, stretch, ticks, told

WIDE, NARROW, HEIGHT = 560, 360, 176
_LEFT, _RIGHT, _TOP, _LINE, _LOWER = 84.0, 12.0, 26.0, 84.0, 140.0
_BINS = 58
_UP, _DOWN = 46.0, 26.0


def timeline(claim: Claim, *, narrow: bool = False) -> Markup:
    """Return the picture of both times."""
    width = NARROW if narrow else WIDE
    look = "figure timeline " + ("narrow" if narrow else "wide")
    said = [(when, saying.stance) for saying in claim.statements if (when := moment(saying.published))]
    event = stretch(claim.event.time)
    first_said, last_said = told(claim.first_reported), told(claim.last_reported)
    label = f"Said {first_said} to {last_said}; happened: {told(claim.event.time)}"
    lanes = [
        words("said", 0, _LINE - 10, look="strong"),
        words("happened", 0, _LOWER + 5, look="strong"),
    ]
    if not said:
        none = words("No statement of it is dated.", _LEFT, _LINE - 10, look="soft")
        return picture(width, HEIGHT, label, [*lanes, none, _in_words(claim, width)], look)
    first, last = min(said)[0], max(said)[0]
    room = max((last - first) * 1.5, timedelta(days=2))
    near = event is not None and event.start is not None and first - room <= event.start <= last + room
    start, end = first, last
    if near and event and event.start:
        start = min(start, event.start)
        end = max(end, min(event.end or last, last + room))
    if end - start < timedelta(hours=6):
        start, end = start - timedelta(hours=3), end + timedelta(hours=3)
    scale = _Scale(start, end, width)
    body = [
        group(_axis(scale), class_="axis"),
        *lanes,
        tag("path", d=f"M{_LEFT:.0f} {_LINE:.0f}H{width - _RIGHT:.0f}", class_="line"),
        *_bars(said, scale),
        _bar(event, scale, claim) if near and event else _in_words(claim, width),
    ]
    return picture(width, HEIGHT, label, body, look)


class _Scale:
    """Where a moment stands between two."""

    def __init__(self, start: datetime, end: datetime, width: int) -> None:
        self.start, self.end, self.width = start, end, width
        self._seconds = (end - start).total_seconds()

    def x(self, when: datetime) -> float:
        part = (when - self.start).total_seconds() / self._seconds
        return _LEFT + (self.width - _LEFT - _RIGHT) * min(max(part, 0.0), 1.0)


def _axis(scale: _Scale) -> Iterator[Markup]:
    clear = 0.0
    for tick in ticks(scale.start, scale.end, 5 if scale.width == WIDE else 3):
        x, half = scale.x(tick.at), measure(tick.label, 11.5) / 2
        yield tag("path", d=f"M{x:.1f} {_TOP - 6:.0f}V{HEIGHT - 12}")
        if x - half > clear and x + half < scale.width:
            clear = x + half + 8
            yield words(tick.label, x, _TOP - 13, look="soft", anchor="middle")


def _bars(said: list[tuple[datetime, Stance]], scale: _Scale) -> Iterator[Markup]:
    width = (scale.width - _LEFT - _RIGHT) / _BINS
    bins = Counter((min(int((scale.x(when) - _LEFT) / width), _BINS - 1), stance) for when, stance in said)
    most = max(bins.values())
    for (at, stance), count in sorted(bins.items()):
        down = stance is Stance.DENIES
        height = max(3.0, (_DOWN if down else _UP) * count / most)
        y = _LINE + 1 if down else _LINE - 1 - height
        title = tag("title", f"{count} {'denials' if down else 'statements'}")
        x = _LEFT + at * width
        if stance is Stance.UNSURE:
            y, height = _LINE - 4, 3
        yield tag("rect", title, x=x, y=y, width=width - 1.5, height=height, class_=stance.value)
    if most > 1:
        yield words(
            f"most at once: {most:,}", scale.width - _RIGHT, _LINE - _UP - 4, look="soft halo", anchor="end"
        )


def _bar(event: Stretch, scale: _Scale, claim: Claim) -> Markup:
    start = scale.x(event.start or datetime.min.replace(tzinfo=UTC))
    end = scale.x(event.end) if event.end else scale.width - _RIGHT
    bar = tag("rect", x=start, y=_LOWER - 5, width=max(end - start, 4), height=10, class_="event")
    text = fit(told(claim.event.time), scale.width - _LEFT - _RIGHT, 12)
    x = min(start, scale.width - _RIGHT - measure(text, 12))
    return group([bar, words(text, x, _LOWER + 22, look="soft")])


def _in_words(claim: Claim, width: int) -> Markup:
    text = told(claim.event.time) if claim.event.time else "no time is told that can be fixed"
    return words(fit(text, width - _LEFT - _RIGHT, 12), _LEFT, _LOWER + 5)
