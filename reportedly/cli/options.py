"""Options that the commands which read articles share, with the checks that go with them."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])

_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2}([T ]\d{2}:\d{2}.*)?)?)?")


def date(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    """Accept a year, month, day or date-time in ISO 8601, as far as the calendar has it."""
    if value is None:
        return None
    try:
        if not _DATE.fullmatch(value):
            raise ValueError
        datetime.fromisoformat(f"{value}-01-01"[:10] if len(value) < 10 else value)
    except ValueError:
        raise click.BadParameter(
            f"{value!r} is not a date; write it like 2015-10-01 or 2015-10-01T14:30Z"
        ) from None
    return value.replace(" ", "T")


_READING = (
    click.option("--published", metavar="DATE", callback=date, help="When it was published: 2015-10-01."),
    click.option("--outlet", metavar="NAME", help="Who published it: the last link of every chain."),
    click.option("--url", metavar="URL", help="Where it was published."),
    click.option(
        "--lexicon",
        "lexicons",
        metavar="FILE",
        multiple=True,
        type=click.Path(path_type=Path),
        help="Add words of your own: outlets, cues, hedges (docs/lexicons.md). May be given several times.",
    ),
    click.option("--force", is_flag=True, help="Read it though it seems not to be English, or no article."),
    click.option(
        "--jobs", metavar="N", type=click.IntRange(min=1), help="How many processes; else one a core."
    ),
    click.option("--no-progress", is_flag=True, help="Show no progress bar."),
)


def reading_options(command: Command) -> Command:
    """Give a command the options that say what is known of the articles and how they are to be read."""
    for option in reversed(_READING):
        command = option(command)
    return command


ledger_argument = click.argument("ledger", type=click.Path(path_type=Path))
"""The first word of every command on a ledger: its file."""
