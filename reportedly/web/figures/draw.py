"""SVG written by hand: elements with every value escaped, and how wide words will be.

Words, numbers and elements go in; markup comes out. No element carries a style of its own: looks are
classes, so that a strict content policy holds and dark pages recolour the pictures.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from markupsafe import Markup, escape

from reportedly.export.wording import harmless

_NARROW = frozenset("iljtfrI.,:;'|!()[]/-‘’“” ")
_BROAD = frozenset("mwMW@%—…&")


def tag(name: str, *children: str, **attributes: str | float | None) -> Markup:
    """Return an element; strings are escaped, `Markup` is kept, attributes of None are left out.

    `class_` is written `class`, other underscores as hyphens; numbers with one decimal at most.
    """
    given = (
        f' {key.rstrip("_").replace("_", "-")}="{escape(harmless(_figure(value)))}"'
        for key, value in attributes.items()
        if value is not None
    )
    inner = "".join(child if isinstance(child, Markup) else escape(harmless(child)) for child in children)
    return Markup(f"<{name}{''.join(given)}>{inner}</{name}>")


def group(children: Iterable[str], **attributes: str | float | None) -> Markup:
    """Return a `g` of elements."""
    return tag("g", *children, **attributes)


def words(text: str, x: float, y: float, *, look: str | None = None, anchor: str | None = None) -> Markup:
    """Return a line of text at a point; `anchor` is "end" or "middle" where it does not start there."""
    return tag("text", text, x=x, y=y, class_=look, text_anchor=anchor)


def picture(
    width: float,
    height: float,
    label: str,
    children: Iterable[str],
    look: str | None = None,
    *,
    links: bool = False,
) -> Markup:
    """Return a whole picture with its description; `links` where parts of it lead somewhere."""
    return tag(
        "svg",
        tag("title", label),
        *children,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {_figure(width)} {_figure(height)}",
        width=width,
        height=height,
        role="group" if links else "img",
        aria_label=label,
        class_=look,
    )


def measure(text: str, size: float = 12.5, bold: bool = False) -> float:
    """Return about how wide a line will be, in pixels; rather too wide than too narrow."""
    return sum(map(_em, text)) * size * (1.12 if bold else 1)


def fit(text: str, width: float, size: float = 12.5, bold: bool = False) -> str:
    """Return the text, cut with an ellipsis where it would be wider than `width`."""
    line = " ".join(harmless(text).split())
    if measure(line, size, bold) <= width:
        return line
    while line and measure(line + "…", size, bold) > width:
        line = line[:-1]
    return line.rstrip() + "…"


def wrapped(
    parts: Iterable[str], between: str, room: float, size: float = 12.5, bold: bool = False, most: int = 2
) -> list[str]:
    """Return the parts in few lines, none wider than `room`; what is too much is cut."""
    lines: list[str] = []
    for part in parts:
        joined = f"{lines[-1]}{between}{part}" if lines else part
        if lines and measure(joined, size, bold) > room and len(lines) < most:
            lines.append(part)
        else:
            lines[-1:] = [joined]
    return [fit(line, room, size, bold) for line in lines]


def _em(character: str) -> float:
    if unicodedata.combining(character):
        return 0.0
    if unicodedata.east_asian_width(character) in "WF":
        return 1.05
    if character in _NARROW:
        return 0.4
    if character in _BROAD:
        return 1.0
    return 0.7 if character.isupper() else 0.63


def _figure(value: str | float) -> str:
    if isinstance(value, str):
        return value
    return f"{value:.1f}".removesuffix(".0")
