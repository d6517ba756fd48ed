"""The commands shown on a page of documentation, and what they print."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

CONSOLE = re.compile(r"^```console\n(?P<block>.*?)^```", re.M | re.S)


def run(line: str, folder: Path) -> str:
    """What a command line prints on both streams, with a last line for an exit code other than 0."""
    ours = f"PATH={Path(sys.executable).parent}:$PATH; {line}"
    done = subprocess.run(["bash", "-c", ours], cwd=folder, capture_output=True, text=True, check=False)
    return done.stdout + done.stderr + (f"[exit {done.returncode}]\n" if done.returncode else "")


def expected(shown: str) -> str:
    """A pattern of the printed lines; `…` stands for what differs from run to run."""
    return ".*".join(re.escape(part) for part in shown.split("…"))


def consoles(page: str) -> Iterator[tuple[str, str]]:
    """The command lines of a page, each with what is shown of its output."""
    for match in CONSOLE.finditer(page):
        line, _, shown = match["block"].removeprefix("$ ").partition("\n")
        yield line, shown
