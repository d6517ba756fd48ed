"""A run in Datasette: labels, filters, search by any form of a word, and clear words where something is missing."""

import json
import os
import shutil
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
# What a database with words for its columns and an index of dictionary forms has.
INDEXED = """
DROP TABLE IF EXISTS column_comments; DROP TABLE IF EXISTS facts_search;
CREATE TABLE column_comments (table_name TEXT, column_name TEXT, comment TEXT);
INSERT INTO column_comments VALUES ('facts', 'metric', 'what is measured'), ('pages', 'site', 'host');
CREATE TABLE words (id INTEGER PRIMARY KEY, lemmas TEXT);
INSERT INTO words VALUES (1, 'в поликлиника записаться пациент'), (2, 'школа открыть');
CREATE VIRTUAL TABLE words_search USING fts5(lemmas, content="words");
INSERT INTO words_search (words_search) VALUES ('rebuild');
"""


def free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def indexed(run: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("browse") / "archive"
    folder.mkdir()
    shutil.copy(run / DATABASE, folder / DATABASE)
    with closing(sqlite3.connect(folder / DATABASE)) as connection:
        connection.executescript(INDEXED)
    return folder


@pytest.fixture(scope="module")
def address(indexed: Path) -> Iterator[str]:
    """Datasette as the command starts it; Ctrl-C ends it without a word."""
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-c", SVODKA, "browse", str(indexed), "--port", str(port)],
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


def test_the_facets_are_ready_and_have_the_figures_of_the_run(address: str, indexed: Path) -> None:
    facets = get(address, "facts", _size="0")["facet_results"]
    assert {"quantity_unit", "kind", "attribution_speaker", "rule"} <= set(facets)
    with closing(sqlite3.connect(indexed / DATABASE)) as connection:
        rubles = connection.execute("SELECT COUNT(*) FROM facts WHERE quantity_unit = 'RUB'").fetchone()[0]
    assert [f["count"] for f in facets["quantity_unit"]["results"] if f["value"] == "RUB"] == [rubles]


def test_columns_are_labelled_from_the_words_of_the_database(address: str) -> None:
    with urllib.request.urlopen(f"{address}/facts/facts", timeout=30) as answer:
        shown = answer.read().decode()
    assert "what is measured" in shown and "one row a distinct fact" in shown


@pytest.mark.parametrize("words", ["поликлиника", "ПОЛИКЛИНИКАМИ", "пациентов поликлиник"])
def test_search_takes_any_form_of_a_word(address: str, words: str) -> None:
    assert [row[0] for row in get(address, "words", _search=words)["rows"]] == [1]


def test_search_finds_nothing_where_one_word_is_missing_and_takes_any_sign(address: str) -> None:
    assert get(address, "words", _search="поликлиника школы")["rows"] == []
    assert get(address, "words", _search='школ" * OR (')["rows"] == []


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
