"""The program's front door: the command group, and how every failure becomes one line and an exit code.

Exit codes: 0 done, 1 a fault of ours, 2 bad input or usage, 3 a ledger that was tampered with, 130
interrupted. Heavy libraries are
imported by the commands when they run, so that `--help` answers at once.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import NoReturn

import click

from reportedly import settings
from reportedly.cli.add import add
from reportedly.cli.bulk import bulk, load
from reportedly.cli.claims import claims, history, show
from reportedly.cli.demo import demo
from reportedly.cli.diff import diff
from reportedly.cli.export import export
from reportedly.cli.judge import judge
from reportedly.cli.problems import problems
from reportedly.cli.read import problem_line, read
from reportedly.cli.redact import redact
from reportedly.cli.report import report
from reportedly.cli.search import actors, search, sources
from reportedly.cli.serve import serve
from reportedly.cli.verify import head, verify
from reportedly.cli.watch import watch
from reportedly.errors import InputError, ModelError, ReportedlyError
from reportedly.export.printable import printable
from reportedly.version import __version__

FAULT, BAD_INPUT, INTERRUPTED = 1, 2, 130


class _InOrder(click.Group):
    """Lists the commands as they were added, from reading to taking out, not by the alphabet."""

    def list_commands(self, context: click.Context) -> list[str]:
        """Return the names of the commands."""
        return list(self.commands)


@click.group(
    cls=_InOrder,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="reportedly", message="%(prog)s %(version)s")
@click.pass_context
def cli(context: click.Context) -> None:
    """Keep a ledger of who says what in the news, through whom, and how surely.

    \b
    Examples:
      reportedly read article.txt
      reportedly read page.html --json
      reportedly add news.ledger articles/
      reportedly claims news.ledger
      reportedly verify news.ledger
    """
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


for command in (
    read, add, bulk, load, claims, show, history, judge, search, sources, actors, diff, problems, verify,
    head, redact, watch, export, report, demo, serve,
):  # fmt: skip
    cli.add_command(command)


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and leave the process with its exit code."""
    try:
        # Not `cli.main`: it would turn a closed pipe and Ctrl-C into exit code 1 before we see them.
        with cli.make_context(
            "reportedly", list(sys.argv[1:] if arguments is None else arguments)
        ) as context:
            code = cli.invoke(context)
        sys.stdout.flush()
    except click.exceptions.Exit as end:
        code = end.exit_code
    except click.ClickException as error:
        code = complain(_usage(error), BAD_INPUT)
    except InputError as error:
        code = complain(problem_line(error.input, str(error)), BAD_INPUT)
    except ReportedlyError as error:
        code = complain(str(error), FAULT if isinstance(error, ModelError) else BAD_INPUT)
    except BrokenPipeError:
        code = _leave_quietly()
    except KeyboardInterrupt:
        code = complain("interrupted", INTERRUPTED)
    except Exception as error:
        if settings.debug():
            raise
        what = f"internal fault: {type(error).__name__}: {error}"
        code = complain(f"{what}; please report it with the traceback that REPORTEDLY_DEBUG=1 prints", FAULT)
    sys.exit(code if isinstance(code, int) else 0)


def complain(message: str, code: int) -> int:
    """Write one line on standard error; return the exit code."""
    click.echo(f"reportedly: {printable(message)}", err=True)
    return code


def _usage(error: click.ClickException) -> str:
    message = error.format_message().rstrip(".")
    command = error.ctx.command_path if isinstance(error, click.UsageError) and error.ctx else "reportedly"
    return f"{message}; see `{command} --help`"


def _leave_quietly() -> int:
    """Whoever read our output has seen enough (`| head`): not an error, and nothing to say."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0
