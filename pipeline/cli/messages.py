"""What commands say: one clear line for each trouble, and the exit codes. 0 done, 1 something failed, 2 wrong use."""

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

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
    except BrokenPipeError:
        silence_output()
        sys.exit(FAILED)
    except OSError as error:
        silence_output()
        fail(f"{error.filename or 'output'}: cannot be written: {error.strerror or error}", WRONG_USE)


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
