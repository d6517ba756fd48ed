"""Runs that are killed again and again: the supervisor with all its workers, or a worker alone."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from pipeline.batch.limits import TEST_HOOKS

CODE = "from pipeline.cli import main; main()"


def start(sources: Path, out: Path, options: Sequence[str] = ()) -> subprocess.Popen[bytes]:
    """A run in a process of its own, each page of which takes its time."""
    command = [sys.executable, "-c", CODE, "run", str(sources), "--out", str(out), "--quiet", *options]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=os.environ | {TEST_HOOKS: "tests.batch.slow"})


def children_of(process: int) -> list[int]:
    """The processes that a process started (Linux)."""
    try:
        return [int(child) for child in Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii").split()]
    except OSError:
        return []


def _kill(process: int) -> bool:
    try:
        os.kill(process, signal.SIGKILL)
    except ProcessLookupError:
        return False
    return True


def kill_at_random(run: subprocess.Popen[bytes], dice: random.Random, seconds: float) -> int:
    """Kills workers now and then, and in the end the supervisor, unless the run is done before; how many were killed."""
    killed = 0
    until = time.monotonic() + dice.uniform(0.2, seconds)
    while run.poll() is None and time.monotonic() < until:
        time.sleep(dice.uniform(0.3, 1.5))
        children = children_of(run.pid)
        if children and dice.random() < 0.5:
            killed += _kill(dice.choice(children))
    if run.poll() is None:
        run.kill()
        killed += 1
    run.communicate()
    return killed
