"""A run in Datasette: labels, filters, search by any form of a word, and clear words where something is missing."""

import html
import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import OutputError, SourceError
from pipeline.lexicon import load_lexicon
from pipeline.report import browse, browsing
from pipeline.report.run_tables import DATABASE

SVODKA = "from pipeline.cli import main; main(prog_name='svodka')"


def free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def select(run: Path, query: str, *values: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(run / DATABASE)) as connection:
        return connection.execute(query, values).fetchall()


@pytest.fixture(scope="module")
def address(run: Path) -> Iterator[str]:
    """Datasette as the command starts it; Ctrl-C ends it without a word."""
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-c", SVODKA, "browse", str(run), "--port", str(port)],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True,
    )  # fmt: skip
    base = f"http://127.0.0.1:{port}"
    deadline = time.monotonic() + 60
    while True:
        try:
            urllib.request.urlopen(f"{base}/-/versions.json", timeout=5).close()
            break
        except (urllib.error.URLError, ConnectionError):
            assert process.poll() is None and time.monotonic() < deadline
            time.sleep(0.1)
    yield base
    os.killpg(process.pid, signal.SIGINT)
    said, _ = process.communicate(timeout=30)
    assert process.returncode == 0 and b"Traceback" not in said


def get(address: str, path: str, **query: str) -> Any:
    with urllib.request.urlopen(f"{address}/facts/{path}.json?{urllib.parse.urlencode(query)}", timeout=30) as answer:
        return json.load(answer)


def test_the_facets_are_ready_and_have_the_figures_of_the_run(address: str, run: Path) -> None:
    facets = get(address, "facts", _size="0")["facet_results"]
    assert {"quantity_unit", "kind", "attribution_speaker", "rule"} <= set(facets)
    shown = {facet["value"]: facet["count"] for facet in facets["quantity_unit"]["results"]}
    assert shown and shown.items() <= dict(select(run, "SELECT quantity_unit, COUNT(*) FROM facts GROUP BY 1")).items()


def test_columns_are_labelled_from_the_schema(address: str, run: Path) -> None:
    with urllib.request.urlopen(f"{address}/facts/facts", timeout=30) as answer:
        shown = html.unescape(answer.read().decode())
    assert "one row a distinct fact" in shown
    words = select(run, "SELECT comment FROM column_comments WHERE table_name = 'facts' AND column_name IN ('metric', 'predicate', 'rule')")
    assert len(words) == 3 and all(comment in shown for (comment,) in words)


@pytest.mark.parametrize("words", ["рецепт", "РЕЦЕПТАМИ", "электронному рецепту"])
def test_search_takes_any_form_of_a_word(address: str, run: Path, words: str) -> None:
    found = {row["id"] for row in get(address, "facts", _search=words, _shape="objects")["rows"]}
    assert found == {fact for (fact,) in select(run, "SELECT id FROM facts WHERE ' ' || lemmas || ' ' LIKE '% рецепт %'")} != set()


def test_search_finds_nothing_where_one_word_is_missing_and_takes_any_sign(address: str) -> None:
    assert get(address, "facts", _search="рецепт каток")["rows"] == []
    assert get(address, "pages", _search='катк" * OR (')["rows"] == []
    assert get(address, "pages", _search="катками")["rows"] != []


def test_every_label_names_a_table_and_columns_of_a_run(run: Path) -> None:
    with closing(sqlite3.connect(run / DATABASE)) as connection:
        for row in load_lexicon("pipeline.report", "browse_tables.tsv", key="table"):
            columns = {column[1] for column in connection.execute(f"PRAGMA table_info({row['table']})")}
            assert {*row["facets"].split(", "), row["label"]} <= columns, row["table"]
    assert set(browsing.describe_database(run / DATABASE)) >= {"pages", "facts", "mentions"}


def test_without_datasette_the_extra_is_named(run: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "datasette", None)
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    with pytest.raises(OutputError, match=r"the extra 'browse' brings it: pip install 'svodka\[browse\]'"):
        browse(run, 8001)


def test_a_folder_without_a_run_is_named(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="not a finished run"):
        browse(tmp_path, 8001)


def test_a_foreign_database_is_named(tmp_path: Path) -> None:
    (tmp_path / DATABASE).write_bytes(b"not a database at all")
    with pytest.raises(SourceError, match="not the database of a run of this version"):
        browse(tmp_path, 8001)
