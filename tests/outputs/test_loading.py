"""Loading again, stopped, or twice at once leaves what one clean load leaves."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.outputs import load
from pipeline.outputs.files import hash_file
from tests.outputs.contents import Content, changes, content_of, opened
from tests.outputs.dying import PAGES

CODE = (
    "import sys; from pathlib import Path; from pipeline.outputs import load; "
    f"print(sum(load(Path(sys.argv[1]), sys.argv[2], pages={PAGES}).new.values()))"
)


def start(run: Path, url: str) -> subprocess.Popen[str]:
    """A loader in a process of its own."""
    return subprocess.Popen([sys.executable, "-c", CODE, str(run), url], stdout=subprocess.PIPE, text=True)


@pytest.fixture(scope="module")
def clean(several: Path, tmp_path_factory: pytest.TempPathFactory) -> Content:
    """What one load that nobody disturbs leaves."""
    url = f"sqlite:///{tmp_path_factory.mktemp('clean')}/clean.sqlite"
    load(several, url, pages=PAGES)
    content = content_of(url)
    assert len(content["load_shards"]) == 3
    return content


def test_a_second_load_changes_nothing(several: Path, clean: Content, address: str) -> None:
    assert load(several, address, pages=PAGES).new["facts"] == len(clean["facts"])
    assert set(load(several, address, pages=PAGES).new.values()) == {0}
    assert changes(clean, content_of(address)) == []


def test_another_run_of_the_same_pages_adds_nothing_but_itself(small: Path, tmp_path: Path, address: str) -> None:
    """Keys are content addresses: the rows are there already, whatever run they come from."""
    load(small, address)
    before = content_of(address)
    other = tmp_path / "other"
    other.mkdir()
    lines = (small / "shards.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
    for path in small.iterdir():
        (other / path.name).write_bytes(path.read_bytes())
    (other / "shards.jsonl").write_text("".join(reversed(lines)), encoding="utf-8")
    _renew(small / "shards.jsonl", other / "shards.jsonl")
    assert set(load(other, address).new.values()) == {0}
    after = content_of(address)
    assert len(after.pop("load_shards")) == 2 * len(before.pop("load_shards"))
    assert changes(before, after) == []


def _renew(old: Path, new: Path) -> None:
    """Puts the hash of a changed file into its manifest."""
    manifest = new.with_name("manifest.json")
    manifest.write_text(manifest.read_text(encoding="utf-8").replace(hash_file(old), hash_file(new)), encoding="utf-8")


def test_progress_counts_all_pages(several: Path, clean: Content, address: str) -> None:
    told: list[int] = []
    load(several, address, pages=PAGES, on_progress=told.append)
    assert (len(told), sum(told)) == (3, len(clean["pages"]))


def test_tables_of_another_loader_are_added_to(small: Path, several: Path, clean: Content, address: str) -> None:
    """A database with other rows takes the way that asks for each key, an empty one need not."""
    load(small, address)
    load(several, address, pages=PAGES)
    both = content_of(address)
    assert {*clean["facts"]} < {*both["facts"]}
    assert set(load(small, address).new.values()) == set(load(several, address, pages=PAGES).new.values()) == {0}


@pytest.mark.parametrize("tables", [(1, 3, 12), (10, 11)])
def test_a_killed_load_leaves_whole_shards_and_goes_on_after_them(
    several: Path, clean: Content, address: str, tables: tuple[int, ...]
) -> None:
    for last in tables:
        killed = subprocess.run([sys.executable, "-m", "tests.outputs.dying", str(several), address, str(last)], check=False)
        assert killed.returncode == -signal.SIGKILL
        with opened(address) as connection:
            (pages,) = connection.execute("SELECT count(*) FROM pages").fetchone()
            (counted,) = connection.execute("SELECT coalesce(sum(pages), 0) FROM load_shards").fetchone()
        assert pages == counted
    load(several, address, pages=PAGES)
    assert changes(clean, content_of(address)) == []


def test_two_loaders_at_once_leave_what_one_leaves(several: Path, clean: Content, address: str) -> None:
    loaders = [start(several, address) for _ in range(2)]
    counts = [int(loader.communicate()[0]) for loader in loaders]
    assert [loader.returncode for loader in loaders] == [0, 0]
    assert sum(counts) == sum(len(rows) for name, rows in clean.items() if name not in ("load_shards", "schema_version"))
    assert changes(clean, content_of(address)) == []
