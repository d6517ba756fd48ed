"""Fixtures as a user keeps them: added, checked, differing, accepted; by command and by pytest, in a folder of their own."""

import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.checks.differences import compare_readings
from pipeline.checks.golden import add_fixture, find_golden, load_golden, read_again
from pipeline.errors import OutputError, SourceError

PAGES = Path(__file__).parents[2] / "fixtures" / "pages"
PAGE = PAGES / "news-electrobus.html"


def run(*arguments: str, folder: Path) -> tuple[int, str]:
    done = subprocess.run([sys.executable, "-m", *arguments], cwd=folder, capture_output=True, text=True, check=False, timeout=180)
    return done.returncode, done.stdout + done.stderr


def svodka(*arguments: str, folder: Path) -> tuple[int, str]:
    command = [sys.executable, "-c", "from pipeline.cli import main; main(prog_name='svodka')", *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=180)
    return done.returncode, done.stdout + done.stderr


def spoil(golden: Path) -> None:
    """As if the accepted reading had been another one."""
    text = golden.read_text(encoding="utf-8")
    assert text.count('"kind": "level"') > 1
    golden.write_text(text.replace('"kind": "level"', '"kind": "share"', 1), encoding="utf-8")


def test_a_fixture_is_the_page_and_its_golden_file(tmp_path: Path) -> None:
    golden = add_fixture(tmp_path / "pages", PAGE)
    assert sorted(path.name for path in golden.parent.iterdir()) == ["news-electrobus.html", "news-electrobus.svodka.json"]
    accepted = load_golden(golden)
    assert compare_readings(accepted.pages, read_again(golden, accepted)) == []
    assert str(tmp_path) not in golden.read_text(encoding="utf-8") and str(PAGES) not in golden.read_text(encoding="utf-8")


def test_every_fixture_page_survives_the_way_to_a_golden_file_and_back(tmp_path: Path) -> None:
    for page in sorted(PAGES.iterdir()):
        golden = add_fixture(tmp_path, page)
        assert load_golden(golden).pages == read_again(golden, load_golden(golden)), page.name
    assert len(find_golden(tmp_path)) == len(list(PAGES.iterdir()))


def test_a_name_given_twice_is_refused(tmp_path: Path) -> None:
    add_fixture(tmp_path, PAGE, "one")
    with pytest.raises(OutputError, match="there is a fixture of that name"):
        add_fixture(tmp_path, PAGE, "one")
    with pytest.raises(OutputError, match="not a name for a fixture"):
        add_fixture(tmp_path, PAGE, "../one")


def test_a_golden_file_without_its_page_is_named(tmp_path: Path) -> None:
    golden = add_fixture(tmp_path, PAGE)
    (tmp_path / PAGE.name).unlink()
    with pytest.raises(SourceError, match=r"its page news-electrobus\.html cannot be read"):
        read_again(golden, load_golden(golden))


def test_check_prints_what_was_and_what_is_and_fails(tmp_path: Path) -> None:
    assert svodka("fixture", "add", str(PAGE), "--to", "pages", folder=tmp_path) == (0, "pages/news-electrobus.svodka.json\n")
    assert svodka("check", "pages", folder=tmp_path) == (0, "fixtures 1, read differently 0\n")
    spoil(tmp_path / "pages" / "news-electrobus.svodka.json")
    code, shown = svodka("check", "pages", folder=tmp_path)
    assert code == 1 and "kind: was «share», is «level»" in shown and "(verb_quantity)" in shown
    code, _ = svodka("check", "pages", "--update", folder=tmp_path)
    assert code == 0 and svodka("check", "pages", folder=tmp_path)[0] == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["check", "nowhere"], "svodka: nowhere: no such folder"),
        (["check", "."], "svodka: .: no fixtures in it"),
        (["fixture", "add", "nowhere.html", "--to", "pages"], "svodka: nowhere.html: cannot be read"),
        (["diff", ".", "."], "svodka: .: not a finished run"),
    ],
)
def test_a_mistake_is_one_clear_line(tmp_path: Path, arguments: list[str], message: str) -> None:
    code, shown = svodka(*arguments, folder=tmp_path)
    assert code == 2 and shown.startswith(message) and shown.count("\n") == 1


def test_pytest_collects_fixtures_shows_the_difference_and_updates_on_purpose(tmp_path: Path) -> None:
    spoil(add_fixture(tmp_path / "pages", PAGE))
    quiet = ("pytest", "-q", "-p", "no:cacheprovider", "pages")
    code, shown = run(*quiet, folder=tmp_path)
    assert code == 1 and "kind: was «share», is «level»" in shown and "Traceback" not in shown
    code, shown = run(*quiet, "--svodka-update", folder=tmp_path)
    assert code == 0 and "news-electrobus.svodka.json: written anew" in shown
    code, shown = run(*quiet, folder=tmp_path)
    assert code == 0 and "1 passed" in shown


def test_a_golden_file_that_is_none_costs_itself_and_is_named(tmp_path: Path) -> None:
    add_fixture(tmp_path / "pages", PAGE)
    (tmp_path / "pages" / "broken.svodka.json").write_text("{")
    code, shown = svodka("check", "pages", folder=tmp_path)
    assert code == 1 and "broken.svodka.json: not a golden file" in shown and "fixtures 2, read differently 0, cannot be read 1" in shown
    code, shown = run("pytest", "-q", "-p", "no:cacheprovider", "pages", folder=tmp_path)
    assert code == 1 and "svodka fixture add PAGE" in shown and "accept it with" not in shown
