"""The command as a user runs it: output, exit codes, one clear line for a mistake and never a stack trace."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

FIXTURES = Path(__file__).parents[2] / "fixtures"
REFERENCE = str(FIXTURES / "reference" / "reference.txt")


def svodka(*arguments: str, stdin: bytes = b"", timeout: int = 120) -> subprocess.CompletedProcess[bytes]:
    environment = os.environ | {"PYTHONUTF8": "1"}
    command = [sys.executable, "-c", "from pipeline.cli import main; main(prog_name='svodka')", *arguments]
    return subprocess.run(command, input=stdin, capture_output=True, timeout=timeout, env=environment, check=False)


def test_extract_prints_a_page_as_one_line() -> None:
    done = svodka("extract", REFERENCE)
    assert (done.returncode, done.stderr) == (0, b"")
    (line,) = done.stdout.splitlines()
    assert len(json.loads(line)["facts"]) == 33


def test_extract_reads_standard_input_and_many_files() -> None:
    done = svodka("extract", "-", stdin="Открыто 5 школ.".encode())
    assert json.loads(done.stdout)["facts"][0]["quantity"]["value"] == "5"
    both = svodka("extract", REFERENCE, str(FIXTURES / "pages"))
    assert both.returncode == 0 and len(both.stdout.splitlines()) == 8


def test_explain_names_the_rule_and_the_words_of_each_fact() -> None:
    done = svodka(
        "explain", "-", stdin="В 2014 году выдано 1,4 миллиона карт, из них 33 процента впервые.\nТел. 8 (495) 777-77-77.".encode()
    )
    shown = done.stdout.decode()
    assert done.returncode == 0
    assert "1. 1400000 count «1,4 миллиона» at 19:31" in shown
    assert "   counted    карта «карт»" in shown
    assert "   period     2014-01-01..2014-12-31, explicit «В 2014 году»" in shown
    assert "   share      of fact 1 «из них»" in shown
    assert "phone      8 (495) 777-77-77" in shown


def test_explain_names_a_page_that_cannot_be_read() -> None:
    done = svodka("explain", str(FIXTURES / "broken" / "empty.html"))
    assert (done.returncode, done.stdout) == (1, b"") and b"empty.html: empty" in done.stderr


def test_a_page_without_facts_is_fine() -> None:
    done = svodka("extract", "-", stdin="Фактов здесь нет.".encode())
    assert done.returncode == 0 and json.loads(done.stdout)["facts"] == []


def test_run_writes_a_folder_and_a_summary(tmp_path: Path) -> None:
    done = svodka("run", str(FIXTURES / "reference"), "--out", str(tmp_path / "run"))
    assert done.returncode == 0 and done.stdout == b""
    assert done.stderr.decode().startswith("pages 2, facts 33 (37 mentions), repeats 1, issues 0, ")
    assert (tmp_path / "run" / "facts.sqlite").is_file() and (tmp_path / "run" / "manifest.json").is_file()


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["extract", "missing.html"], 2, "svodka: missing.html: no such file or folder"),
        (["extract", str(FIXTURES / "broken" / "empty.html")], 1, "empty.html: empty"),
        (["extract", str(FIXTURES / "broken" / "document.html")], 1, "a PDF document, not a page"),
        (["extract"], 2, "Missing argument 'FILE...|-'"),
        (["extract", "--nonsense"], 2, "No such option"),
        (["nonsense"], 2, "No such command 'nonsense'"),
        (["run", REFERENCE], 2, "Missing option '--out'"),
        (["run", REFERENCE, "--out", REFERENCE], 2, "is a file, not a folder for a run"),
        (["run", "missing", "--out", "run"], 2, "svodka: missing: no such file or folder"),
        (["run", REFERENCE, "--out", "/proc/run"], 2, "/proc/run: cannot be written"),
        (["run", REFERENCE, "--out", "x", "--workers", "none"], 2, "Invalid value for '--workers'"),
    ],
)
def test_a_mistake_gets_one_clear_line(arguments: list[str], code: int, message: str) -> None:
    done = svodka(*arguments)
    assert done.returncode == code
    assert message in done.stderr.decode() and "Traceback" not in done.stderr.decode()


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser reads every file")
def test_an_unreadable_file(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text("x", encoding="utf-8")
    path.chmod(0)
    done = svodka("extract", str(path))
    assert done.returncode == 1 and b"cannot be read" in done.stderr


@pytest.mark.parametrize("arguments", [["extract"], ["run", "--out", "run"]])
def test_a_folder_without_files_is_named(tmp_path: Path, arguments: list[str]) -> None:
    done = svodka(*arguments, str(tmp_path))
    assert (done.returncode, done.stdout, done.stderr.decode()) == (2, b"", f"svodka: {tmp_path}: no files in it\n")


def test_a_run_with_a_page_that_cannot_be_read_names_it_and_goes_on(tmp_path: Path) -> None:
    done = svodka("run", str(FIXTURES / "broken" / "empty.html"), REFERENCE, "--out", str(tmp_path / "run"))
    assert done.returncode == 1
    assert "empty.html: empty" in done.stderr.decode() and "pages 1, facts 33" in done.stderr.decode()
    assert (tmp_path / "run" / "manifest.json").is_file()


def test_standard_input_is_a_source_of_a_run(tmp_path: Path) -> None:
    done = svodka("run", "-", "--out", str(tmp_path / "run"), "--quiet", stdin="Открыто 5 школ.".encode())
    assert (done.returncode, done.stderr) == (0, b"")
    assert len((tmp_path / "run" / "facts.jsonl").read_bytes().splitlines()) == 1


def test_an_interrupted_run_stops_cleanly_and_goes_on(tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    for number in range(400):
        (pages / f"{number}.txt").write_text(f"Открыто {number} школ и {number + 2} садов за 2014 год.", encoding="utf-8")
    arguments = ["run", str(pages), "--out", str(tmp_path / "run"), "--shard-size", "10"]
    command = [sys.executable, "-c", "from pipeline.cli import main; main()", *arguments]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True)
    while not list(tmp_path.glob("run.building/shards/*.json")):
        assert process.poll() is None
        time.sleep(0.02)
    os.killpg(process.pid, signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 130
    assert errors.decode() == f"svodka: stopped; the same command goes on with what is in {tmp_path}/run.building\n"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["pages", "run.building"]
    assert svodka(*arguments).returncode == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["pages", "run"]


def test_a_run_for_machines_reports_in_json(tmp_path: Path) -> None:
    done = svodka("run", str(FIXTURES / "pages"), str(FIXTURES / "broken" / "empty.html"), "--out", str(tmp_path / "run"), "--json-logs")
    records = [json.loads(line) for line in done.stderr.splitlines()]
    assert {record["event"] for record in records[:-1]} == {"progress"} and {record["stage"] for record in records[:-1]} <= {
        "reading",
        "writing",
    }
    assert records[-1]["event"] == "done" and records[-1]["pages"] == 7
    assert [lost["reason"] for lost in records[-1]["skipped"]] == ["empty"]


def test_a_pipe_closed_early_is_quiet() -> None:
    command = f'{sys.executable} -c "from pipeline.cli import main; main()" extract {FIXTURES}/pages | head -c 10'
    done = subprocess.run(["bash", "-c", command], capture_output=True, timeout=120, check=False)
    assert b"Traceback" not in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_an_output_that_is_full_gets_one_clear_line() -> None:
    command = [sys.executable, "-c", "from pipeline.cli import main; main()", "extract", REFERENCE]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, timeout=120, check=False)
    assert (done.returncode, done.stderr.decode()) == (2, "svodka: output: cannot be written: No space left on device\n")


def test_help_and_version() -> None:
    assert b"svodka run archive/ --out output/archive" in svodka("--help").stdout
    assert svodka("--version").stdout.startswith(b"svodka 0.")
