"""`reportedly read`: articles in; their statements out, on a terminal, as JSON Lines or as a page."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reportedly import settings
from reportedly.cli.options import reading_options
from reportedly.cli.progress import Follow, progress
from reportedly.export.printable import printable
from reportedly.shapes import Problem, Reading

if TYPE_CHECKING:
    from reportedly.ingest.inputs import Given

HELP = """Read articles and print their attributed statements: who says it, through whom, how
    surely, and exactly where.

    INPUT is a file of plain text or HTML, a JSON Lines file (.jsonl, with url, outlet, title,
    published, and text or html), a web archive (.warc, .warc.gz, .wacz), an RSS or Atom feed
    (.xml, .rss, .atom), a folder of such files, an address (https://...), or - for standard input.

    \b
    Examples:
      reportedly read article.txt
      reportedly read article.txt --outlet "Coastal Post" --published 2031-05-03
      reportedly read page.html --html marked.html
      reportedly read - --json < article.txt
      reportedly read articles.jsonl folder/ crawl.warc.gz --json > readings.jsonl
      reportedly read https://coastalpost.example/boat
      reportedly read article.txt --lexicon my-outlets.yaml

    With --json, one input gives one JSON object; several, or a batch, give one line an item, in
    input order, a refused item as a line of its own. docs/reading.md says what every field means.

    Exit codes: 0 something was read, 1 a fault of the program, 2 bad input or usage.
    """


@dataclass(frozen=True, slots=True)
class Asked:
    """What the user asked for: inputs, what is known about them, and the form of the output."""

    inputs: tuple[str, ...]
    given: Given
    as_json: bool
    html: str | None
    lexicons: tuple[Path, ...]
    force: bool
    jobs: int
    several: bool
    total: int | None


@click.command(help=HELP, short_help="Read articles and print who says what.")
@click.argument("inputs", metavar="INPUT...", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="Print JSON, one line an item.")
@click.option("--html", metavar="OUT", help="Write one page, the article marked; - to print it.")
@reading_options
def read(
    inputs: tuple[str, ...],
    as_json: bool,
    html: str | None,
    published: str | None,
    outlet: str | None,
    url: str | None,
    lexicons: tuple[Path, ...],
    force: bool,
    jobs: int | None,
    no_progress: bool,
) -> int:
    """Check what was asked, read, and return the exit code."""
    settings.single_threaded()
    from reportedly.ingest.inputs import Given, is_address, is_batch

    several = is_batch(inputs)
    if html is not None and several and not (len(inputs) == 1 and is_address(inputs[0])):
        raise click.UsageError("--html makes one page of one article; give one INPUT that holds one")
    if html == "-" and as_json:
        raise click.UsageError("--html - and --json would both go to standard output; name a file")
    if url is not None and several:
        raise click.UsageError("--url is the address of one article; give one INPUT")
    given = Given(published=published, outlet=outlet, url=url)
    total = None if any(is_batch([name]) for name in inputs) else len(inputs)
    asked = Asked(inputs, given, as_json, html, lexicons, force, jobs or settings.jobs(), several, total)
    with progress(asked.total, shown=several and not no_progress) as follow:
        return run(asked, follow)


def run(asked: Asked, follow: Follow) -> int:
    """Read everything and write it out as it comes; return the exit code."""
    from reportedly.batch import Fault, read_all
    from reportedly.ingest.inputs import captures

    items = captures(asked.inputs, asked.given, stdin=sys.stdin.buffer)
    results = read_all(items, jobs=asked.jobs, lexicon_paths=asked.lexicons, force=asked.force)
    write = writer(asked)
    any_read = any_fault = False
    with closing(results):
        for result in follow(results):
            if isinstance(result, Problem):
                any_fault = any_fault or isinstance(result, Fault)
                refuse(result, asked)
            else:
                any_read = True
                write(result)
    if any_read:
        return 0
    return 1 if any_fault else 2


def refuse(problem: Problem, asked: Asked) -> None:
    """Say on standard error what was not read and why; in a batch of JSON Lines it keeps its line too."""
    click.echo(f"reportedly: {printable(problem_line(problem.input, problem.problem))}", err=True)
    if asked.as_json and asked.several:
        _write_json(problem)


def problem_line(name: str, problem: str) -> str:
    """Return the problem led by the input's name, which its words may or may not begin with."""
    return problem if problem.startswith(f"{name}: ") else f"{name}: {problem}"


def writer(asked: Asked) -> Callable[[Reading], None]:
    """Return what writes one reading in the form asked for."""
    pages = 0

    def write(reading: Reading) -> None:
        nonlocal pages
        if asked.html is not None:
            pages += 1
            if pages > 1:  # an address may turn out to be a feed's
                raise click.UsageError(f"--html makes one page, and {asked.inputs[0]} is a feed of several")
            _write_page(reading, asked.html)
        if asked.as_json:
            _write_json(reading)
        elif asked.html is None:
            _write_view(reading)

    return write


def _write_json(row: Reading | Problem) -> None:
    from reportedly.export import reading_json

    sys.stdout.buffer.write(reading_json.line(row))
    sys.stdout.buffer.flush()


def _write_view(reading: Reading) -> None:
    from reportedly.export import terminal

    sys.stdout.write(terminal.view(reading, sys.stdout))
    sys.stdout.flush()


def _write_page(reading: Reading, out: str) -> None:
    from reportedly.export.page import page

    data = page(reading).encode("utf-8", "xmlcharrefreplace")
    if out == "-":
        sys.stdout.buffer.write(data)
        return
    try:
        Path(out).write_bytes(data)
    except OSError as error:
        why = f"--html {out}: cannot write there ({error.strerror}); name another file"
        raise click.UsageError(why) from None
