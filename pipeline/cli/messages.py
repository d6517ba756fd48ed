"""What commands say: one clear line for each trouble, and the exit codes. 0 done, 1 something failed, 2 wrong use."""

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import click

FAILED, WRONG_USE = 1, 2


def fail(message: str, code: int) -> None:
    click.echo(f"svodka: {message}", err=True)
    sys.exit(code)


@contextmanager
def clear_errors(stopped: str = "stopped; nothing was written") -> Iterator[None]:
    """One line for what the user can mend, and no stack trace; `stopped` is said after Ctrl-C."""
    from pipeline.errors import OutputError, PipelineError, SourceError

    try:
        yield
    except (SourceError, OutputError) as error:
        fail(str(error), WRONG_USE)
    except PipelineError as error:
        fail(str(error), FAILED)
    except KeyboardInterrupt:
        fail(stopped, 130)
    except BrokenPipeError:  # whoever reads has read enough
        silence_output()
        sys.exit(0)
    except OSError as error:
        silence_output()
        fail(f"{error.filename or 'output'}: cannot be written: {error.strerror or error}", WRONG_USE)


PAINT = {"gone": "red", "new": "green", "changed": "yellow"}


def show(lines: Iterable[str]) -> None:
    """Prints lines; on a terminal those that begin with what became of a fact in colour, unless `NO_COLOR` is set."""
    coloured = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    for line in lines:
        colour = PAINT.get(line.split(maxsplit=1)[0]) if line.strip() else None
        click.echo(click.style(line, fg=colour) if coloured and colour else line)


class OneLineGroup(click.Group):
    """A group of commands whose wrong use is told in one line that names the help."""

    def main(self, args: Sequence[str] | None = None, prog_name: str | None = None, **options: Any) -> Any:  # type: ignore[override]
        """Runs a command and ends the process; with `standalone_mode=False` as click does."""
        if not options.pop("standalone_mode", True):
            return super().main(args, prog_name, standalone_mode=False, **options)
        try:
            code = super().main(args, prog_name, standalone_mode=False, **options)
        except click.exceptions.NoArgsIsHelpError as error:
            error.show()
            sys.exit(WRONG_USE)
        except click.ClickException as error:
            context = getattr(error, "ctx", None)
            command = context.command_path if context else "svodka"
            fail(f"{error.format_message().rstrip('.')}; see `{command} --help`", WRONG_USE)
        except click.Abort:
            fail("stopped", 130)
        sys.exit(code if isinstance(code, int) else 0)


def silence_output() -> None:
    """What is still in the buffer has nowhere to go; Python would complain of it when it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def name_place(source: str, reason: str) -> None:
    """One line for a place that gave no page, or one after a repair."""
    click.echo(f"svodka: {reason if reason.startswith(source) else f'{source}: {reason}'}", err=True)


def name_passed(passed: Iterable[tuple[str, int]], source: str = "") -> None:
    """One line for what in archives is no article."""
    counts = ", ".join(f"{code} {count}" for code, count in sorted(passed))
    if counts:
        click.echo(f"svodka: {source}passed over: {counts}", err=True)
