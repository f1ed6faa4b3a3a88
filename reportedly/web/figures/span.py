"""When something was first and last reported, as a bar on an axis that the rows of a table share.

Two dates and the ends of the axis go in; SVG comes out.
"""

from __future__ import annotations

from datetime import datetime

from markupsafe import Markup

from reportedly.web.figures.draw import picture, tag
from reportedly.web.moments import moment, told

WIDTH, HEIGHT = 160, 16


def span(first: str | None, last: str | None, ends: tuple[datetime, datetime] | None) -> Markup:
    """Return the bar; empty where nothing is dated."""
    start, end = moment(first), moment(last)
    if start is None or end is None or ends is None:
        return Markup("")
    whole = (ends[1] - ends[0]).total_seconds() or 1.0
    left, right = (4 + (WIDTH - 8) * (at - ends[0]).total_seconds() / whole for at in (start, end))
    label = f"reported {told(first)}" if first == last else f"reported {told(first)} to {told(last)}"
    body = [
        tag("path", d=f"M4 8H{WIDTH - 4}", class_="line"),
        tag("rect", x=max(left - 2, 0), y=4, width=max(right - left, 0) + 4, height=8, class_="event"),
    ]
    return picture(WIDTH, HEIGHT, label, body, "figure span")
