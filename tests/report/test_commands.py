"""`svodka report` as a user runs it: files, pipes, terminals, and one clear line for a mistake."""

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.test_cli import FIXTURES, REFERENCE, svodka

SVODKA = "from pipeline.cli import main; main(prog_name='svodka')"
COMMAND = f'{sys.executable} -c "{SVODKA}"'


def test_a_page_is_written_and_named(tmp_path: Path) -> None:
    done = svodka("report", REFERENCE, "-o", str(tmp_path / "page.html"))
    assert (done.returncode, done.stdout, done.stderr.decode()) == (0, b"", f"{tmp_path / 'page.html'}\n")
    assert (tmp_path / "page.html").read_bytes().startswith(b"<!doctype html>")
    assert [path.name for path in tmp_path.iterdir()] == ["page.html"]


def test_a_run_is_written_quietly(run: Path, tmp_path: Path) -> None:
    done = svodka("report", str(run), "-o", str(tmp_path / "run.html"), "--quiet")
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert b'id="index"' in (tmp_path / "run.html").read_bytes()


def test_standard_input_and_output_are_files_too() -> None:
    done = svodka("report", "-", "-o", "-", stdin="Открыто 5 школ.".encode())
    assert (done.returncode, done.stderr) == (0, b"")
    assert "Открыто" in done.stdout.decode() and done.stdout.endswith(b"</html>\n")


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["missing.html", "-o", "x.html"], 2, "svodka: missing.html: no such file or folder"),
        ([REFERENCE], 2, "Missing option '-o'"),
        ([str(FIXTURES), "-o", "x.html"], 2, "not a finished run: no facts.sqlite in it; make one with: svodka run SOURCE --out"),
        ([str(FIXTURES / "broken" / "empty.html"), "-o", "x.html"], 1, "empty.html: empty"),
        ([REFERENCE, "-o", str(FIXTURES)], 2, "is a folder; name the file to write, as"),
        ([REFERENCE, "-o", "/proc/x.html"], 2, "/proc/x.html: cannot be written"),
    ],
)
def test_a_mistake_gets_one_clear_line(arguments: list[str], code: int, message: str) -> None:
    done = svodka("report", *arguments)
    assert (done.returncode, done.stdout) == (code, b"")
    assert message in done.stderr.decode() and "Traceback" not in done.stderr.decode()


def test_an_archive_of_many_pages_is_told_to_become_a_run(tmp_path: Path) -> None:
    records = tmp_path / "news.json"
    records.write_text('[{"id": 1, "title": "А", "full_text": "<p>5 школ.</p>"}, {"id": 2, "title": "Б", "full_text": "<p>6 школ.</p>"}]')
    done = svodka("report", str(records), "-o", str(tmp_path / "x.html"))
    assert done.returncode == 2
    assert done.stderr.decode() == (
        f"svodka: {records}: more than one page; make a run of it: svodka run {records} --out DIR; svodka report DIR -o FILE.html\n"
    )


@pytest.mark.parametrize("command", ["report {page} -o -", "explain {page}", "extract {page}"])
def test_a_pipe_closed_early_is_quiet(command: str) -> None:
    line = f"set -o pipefail; {COMMAND} {command.format(page=REFERENCE)} | head -c 10"
    done = subprocess.run(["bash", "-c", line], capture_output=True, timeout=120, check=False)
    assert len(done.stdout) == 10 and done.stderr == b""


@pytest.mark.parametrize("settings", [{}, {"NO_COLOR": "1"}])
def test_nothing_but_text_goes_to_a_pipe_or_to_a_terminal_without_colours(settings: dict[str, str]) -> None:
    piped = svodka("explain", REFERENCE).stdout
    assert b"\x1b" not in piped
    leader, follower = pty.openpty()
    line = [sys.executable, "-c", SVODKA, "explain", "-"]
    process = subprocess.Popen(line, stdin=subprocess.PIPE, stdout=follower, env=os.environ | settings)
    process.communicate("Открыто 5 школ.".encode(), timeout=120)
    os.close(follower)
    shown = os.read(leader, 1 << 16)
    os.close(leader)
    assert "Открыто 5 школ".encode() in shown and b"\x1b" not in shown


def test_help_shows_examples() -> None:
    assert b"svodka report output/archive -o archive.html" in svodka("report", "--help").stdout
    assert b"svodka browse output/archive --open" in svodka("browse", "--help").stdout


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_shells_are_given_their_completion(shell: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SVODKA],
        env=os.environ | {"_SVODKA_COMPLETE": f"{shell}_source"}, capture_output=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 0 and b"_SVODKA_COMPLETE" in done.stdout


@pytest.mark.parametrize(
    ("words", "offered"),
    [("svodka re", "plain,report\n"), ("svodka report --q", "plain,--quiet\n")]
    + [(f"svodka {command} fixt", "file,fixt\n") for command in ("extract", "explain", "report", "run", "check", "browse", "diff")],
)
def test_completion_offers_commands_options_and_files(words: str, offered: str) -> None:
    asked = {"_SVODKA_COMPLETE": "bash_complete", "COMP_WORDS": words, "COMP_CWORD": str(words.count(" "))}
    done = subprocess.run([sys.executable, "-c", SVODKA], env=os.environ | asked, capture_output=True, timeout=60, check=False)
    assert done.stdout.decode() == offered
