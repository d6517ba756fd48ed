"""A run in a database people have: the same rows in each engine, exact, searchable, and never loaded twice or by halves."""

import json
import re
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

import pipeline
from pipeline.outputs import Merger, PagePlace, load, open_run_folder
from pipeline.outputs.files import hash_file
from pipeline.outputs.rows import Row
from pipeline.outputs.schema import tables
from pipeline.records import content_id
from tests.outputs.contents import changes, content_of, opened
from tests.outputs.many import rows_of

EXACT = ["0.1", "1000000000000000.01", "-5", "0.333333333333", "61000000", "99999999999999999999999999.999999999999"]
TOO_WIDE = ["123456789012345678901234567.5", "0.1234567890123"]
ODD = "«Ёлка\x00» \ud800 — 25 °C, ½, 😀, '\"\\ \t, \\N и \\u0000"


def run_with(folder: Path, **changed: object) -> Path:
    """A run of one page and one fact, some of whose columns are changed."""
    page = pipeline.extract("Новости\n\n02.03.2015\n\nЗа 2014 год в поликлиниках округа приняли 512 жителей.\n")
    tables = Merger(lambda _: False).add(page, PagePlace())
    (fact,) = tables["facts"]
    fact.update(changed)  # type: ignore[arg-type]
    open_run_folder(folder).write([tables], {})
    return folder


def run_of_amounts(folder: Path, amounts: list[str]) -> Path:
    """A run with one fact for each amount."""
    page = pipeline.extract("Новости\n\n02.03.2015\n\nЗа 2014 год в поликлиниках округа приняли 512 жителей.\n")
    tables = Merger(lambda _: False).add(page, PagePlace())
    fact: Row = tables["facts"][0]
    tables["facts"] = [
        {**fact, "id": fact["id"] if not number else content_id(str(number)), "quantity_value": amount}
        for number, amount in enumerate(amounts)
    ]
    open_run_folder(folder).write([tables], {})
    return folder


# ---------------------------------------------------------------------- the same in all
def test_every_engine_holds_the_same_rows_as_the_files(tmp_path: Path, small: Path, postgres: str) -> None:
    urls = [f"sqlite:///{tmp_path}/a.sqlite", f"duckdb:///{tmp_path}/a.duckdb", postgres]
    for url in urls:
        load(small, url)
    first, *others = map(content_of, urls)
    assert [changes(first, other) for other in others] == [[], []]
    assert changes(first, content_of(f"sqlite:///{small}/facts.sqlite")) == []
    for table in ("pages", "facts", "mentions", "census", "links", "paragraphs", "shards"):
        assert len(first[table]) == len(rows_of(small, table)) > 0


def test_amounts_stay_exact(tmp_path: Path, address: str) -> None:
    load(run_of_amounts(tmp_path / "run", EXACT), address)
    with opened(address) as connection:
        found = [row[0] for row in connection.execute("SELECT quantity_value FROM facts").fetchall()]
    assert sorted(map(Decimal, found)) == sorted(map(Decimal, EXACT))
    assert not any(isinstance(value, float) for value in found)


def test_an_amount_too_wide_for_duckdb_stands_there_as_text(tmp_path: Path) -> None:
    url = f"duckdb:///{tmp_path}/a.duckdb"
    load(run_of_amounts(tmp_path / "run", [*TOO_WIDE, "0.1"]), url)
    with opened(url) as connection:
        rows = connection.execute("SELECT quantity_value, quantity_value_exact FROM facts").fetchall()
    assert sorted(rows, key=repr) == sorted([(Decimal("0.1"), None), *((None, text) for text in TOO_WIDE)], key=repr)


def test_an_amount_too_wide_for_duckdb_is_exact_elsewhere(tmp_path: Path, postgres: str) -> None:
    for url in (f"sqlite:///{tmp_path}/a.sqlite", postgres):
        load(run_of_amounts(tmp_path / "run", TOO_WIDE), url)
        with opened(url) as connection:
            assert {str(value) for (value,) in connection.execute("SELECT quantity_value FROM facts").fetchall()} == {*TOO_WIDE}


def test_signs_that_no_database_holds_become_one_replacement_each(tmp_path: Path, address: str) -> None:
    run = run_with(tmp_path / "run", metric="?" * len(ODD))
    mark_odd(run / "facts.jsonl")
    load(run, address)
    with opened(address) as connection:
        ((metric,),) = connection.execute("SELECT metric FROM facts").fetchall()
    expected = ODD.replace("\x00", "\ufffd").replace("\ud800", "\ufffd").replace("\\u0000", "\\ufffd")
    assert metric == expected
    assert len(metric) == len(ODD)


def mark_odd(path: Path) -> None:
    """Puts the odd text into a file of a run as JSON escapes write it, and the new hash into the manifest."""
    before = hash_file(path)
    line = path.read_text(encoding="utf-8").replace("?" * len(ODD), json.dumps(ODD)[1:-1])
    path.write_text(line, encoding="utf-8")
    manifest = path.with_name("manifest.json")
    manifest.write_text(manifest.read_text(encoding="utf-8").replace(before, hash_file(path)), encoding="utf-8")


# ---------------------------------------------------------------------- the definition
def test_days_and_amounts_have_their_own_types(small: Path, address: str) -> None:
    load(small, address)
    query = {
        "sqlite": "SELECT name, type FROM pragma_table_xinfo('facts')",
        "duckdb": "SELECT column_name, data_type FROM duckdb_columns() WHERE table_name = 'facts'",
        "postgresql": "SELECT column_name, data_type FROM information_schema.columns WHERE table_name = 'facts'",
    }[address.partition(":")[0]]
    with opened(address) as connection:
        types = dict(connection.execute(query).fetchall())
    assert types["period_start"].upper() == types["change_baseline_end"].upper() == "DATE"
    expected = {"sqlite": "TEXT", "duckdb": "DECIMAL(38,12)", "postgresql": "numeric"}[address.partition(":")[0]]
    assert {types[f"quantity_{name}"] for name in ("value", "lower", "upper", "resolution")} == {expected}


def test_sqlite_sorts_amounts_by_a_real_column(small: Path) -> None:
    with opened(f"sqlite:///{small}/facts.sqlite") as connection:
        rows = connection.execute(
            "SELECT quantity_value, quantity_value_real FROM facts WHERE quantity_value IS NOT NULL ORDER BY 2"
        ).fetchall()
    assert [real for _, real in rows] == sorted(float(value) for value, _ in rows)


def test_every_column_has_its_words_in_the_database(small: Path, address: str) -> None:
    load(small, address)
    query = {
        "sqlite": "SELECT table_name, column_name, comment FROM column_comments",
        "duckdb": "SELECT table_name, column_name, comment FROM duckdb_columns() WHERE comment IS NOT NULL AND NOT internal",
        "postgresql": "SELECT relname, attname, col_description(oid, attnum) FROM pg_class JOIN pg_attribute ON attrelid = oid "
        "WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND attnum > 0",
    }[address.partition(":")[0]]
    engine = address.partition(":")[0]
    with opened(address) as connection:
        found = {(table, column): comment for table, column, comment in connection.execute(query).fetchall()}
    expected = {(t.name, c.name): c.comment for t in tables(engine).sorted_tables for c in t.columns}
    assert found == expected
    assert all(expected.values())


def test_foreign_keys_hold(small: Path, address: str) -> None:
    load(small, address)
    with opened(address) as connection:
        if address.startswith("sqlite"):
            connection.execute("PRAGMA foreign_keys = ON")
        with pytest.raises(Exception, match=r"(?i)foreign key"):
            connection.execute("INSERT INTO mentions (fact, page, start, stop, paragraph) VALUES ('no', 'no', 0, 1, 0)")


def test_views_show_facts_and_periods(small: Path, address: str) -> None:
    load(small, address)
    with opened(address) as connection:
        ((overview,),) = connection.execute("SELECT count(*) FROM fact_overview").fetchall()
        ((dated,),) = connection.execute("SELECT count(*) FROM facts_by_period").fetchall()
        most = connection.execute("SELECT max(mentions) FROM facts_by_period").fetchall()
    facts = rows_of(small, "facts")
    assert (overview, dated) == (len(facts), len([fact for fact in facts if fact["period_end"]]))
    assert most == [(max(Counter(row["fact"] for row in rows_of(small, "mentions")).values()),)]


# ---------------------------------------------------------------------- search
def test_sqlite_finds_a_word_in_any_form(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/a.sqlite"
    load(run_with(tmp_path / "run", metric="проверены поликлиниками"), url)
    query = "SELECT count(*) FROM {0} WHERE rowid IN (SELECT rowid FROM {0}_search WHERE {0}_search MATCH ?)"
    with opened(url) as connection:
        assert connection.execute(query.format("facts"), ("поликлиника",)).fetchall() == [(1,)]
        assert connection.execute(query.format("pages"), ("житель поликлиника",)).fetchall() == [(1,)]
        assert connection.execute(query.format("pages"), ("больница",)).fetchall() == [(0,)]


@pytest.mark.parametrize(("asked", "found"), [("поликлиника", 1), ("поликлиникою", 1), ("житель", 1), ("больница", 0)])
def test_postgresql_finds_a_word_in_any_form(tmp_path: Path, postgres: str, asked: str, found: int) -> None:
    load(run_with(tmp_path / "run"), postgres)
    with opened(postgres) as connection:
        for table in ("facts", "pages"):
            query = f"SELECT count(*) FROM {table} WHERE to_tsvector('russian', lemmas) @@ plainto_tsquery('russian', %s)"
            assert connection.execute(query, (asked,)).fetchall() == [(found,)]


def test_a_deleted_fact_is_not_found(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/a.sqlite"
    load(run_with(tmp_path / "run"), url)
    with opened(url) as connection:
        connection.execute("DELETE FROM mentions")
        connection.execute("DELETE FROM census")
        connection.execute("DELETE FROM facts")
        assert connection.execute("SELECT rowid FROM facts_search WHERE facts_search MATCH 'поликлиника'").fetchall() == []


def test_lemmas_are_never_shown_twice(small: Path) -> None:
    with opened(f"sqlite:///{small}/facts.sqlite") as connection:
        for (lemmas,) in connection.execute("SELECT lemmas FROM facts"):
            words = lemmas.split()
            assert len(words) == len(set(words))
            assert re.fullmatch(r"[^\W_]+( [^\W_]+)*", lemmas)
