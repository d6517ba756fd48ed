"""What can go wrong with a database or a run gets one clear line, shows no password, and leaves nothing half done."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest

from pipeline.errors import OutputError, PipelineError, SourceError
from pipeline.outputs import load
from pipeline.outputs.databases.address import parse_address
from tests.outputs.contents import changes, content_of, opened
from tests.outputs.dying import PAGES, dying
from tests.outputs.many import rows_of

SECRET = "s3kr3t"


def line_of(run: Path, url: str, pages: int = PAGES) -> str:
    """The one line a load fails with."""
    with pytest.raises(PipelineError) as caught:
        load(run, url, pages=pages)
    message = str(caught.value)
    assert "\n" not in message
    assert SECRET not in message
    return message


# ---------------------------------------------------------------------- addresses
@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("mysql://root@localhost/x", "mysql: no address of a database; sqlite:///FILE, duckdb:///FILE or postgresql://HOST/NAME is"),
        ("facts.sqlite", "facts.sqlite: no address of a database; sqlite:///FILE, duckdb:///FILE or postgresql://HOST/NAME is"),
        (
            "sqlite://facts.sqlite",
            "sqlite://facts.sqlite: no file in it; sqlite:///FILE is right, sqlite:////FILE for a path from the root",
        ),
        ("duckdb:///", "duckdb:///: no file in it; duckdb:///FILE is right, duckdb:////FILE for a path from the root"),
    ],
)
def test_a_wrong_address_is_named(small: Path, url: str, message: str) -> None:
    assert line_of(small, url) == message


@pytest.mark.parametrize("secret", ["s3kr3t/w", "s3kr3t@w", "s3kr3t?w", "s3kr3t#w", "w:s3kr3t", "w s3kr3t"])
def test_a_password_with_signs_of_its_own_is_refused_and_never_shown(small: Path, secret: str) -> None:
    expected = "postgresql://localhost/x: write the signs / @ : ? # in user and password as %2F %40 %3A %3F %23"
    assert line_of(small, f"postgresql://me:{secret}@localhost/x") == expected


def test_a_password_in_the_words_of_a_driver_is_cut_out() -> None:
    address = parse_address(f"postgresql://me:{SECRET}@localhost/x?sslmode=disable")
    words = f"bad address postgresql://me:{SECRET}@localhost/x?password={SECRET}&a=b\nsecond line"
    assert str(address.trouble(words)) == "postgresql://localhost/x: bad address postgresql://localhost/x?password=…&a=b"


# ---------------------------------------------------------------------- servers
def test_a_server_that_is_not_there(small: Path) -> None:
    message = line_of(small, f"postgresql://me:{SECRET}@127.0.0.1:1/x")
    assert message.startswith("postgresql://127.0.0.1:1/x: connection failed: ")
    assert "Connection refused" in message


def test_a_database_that_is_not_there(small: Path, server: str) -> None:
    message = line_of(small, urlunsplit(urlsplit(server)._replace(path="/nowhere")))
    assert 'FATAL:  database "nowhere" does not exist' in message


@pytest.fixture
def guest(postgres: str) -> Iterator[str]:
    """A user of the empty database who may connect and nothing else."""
    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute(f"CREATE ROLE guest LOGIN PASSWORD '{SECRET}'".encode())
        try:
            yield as_user(postgres, "guest", SECRET)
        finally:
            connection.execute("DROP OWNED BY guest")
            connection.execute("DROP ROLE guest")


def as_user(dsn: str, user: str, password: str) -> str:
    parts = urlsplit(dsn)
    place = parts.netloc.rpartition("@")[2]
    return urlunsplit(parts._replace(netloc=f"{user}:{password}@{place}"))


def test_missing_rights(small: Path, guest: str, postgres: str) -> None:
    assert line_of(small, guest).endswith(": permission denied for schema public")
    with opened(postgres) as connection:
        assert connection.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone() == (0,)


def test_missing_rights_on_tables_that_are_there(small: Path, guest: str, postgres: str) -> None:
    load(small, postgres)
    assert "permission denied for table" in line_of(small, guest)


def guarded(server: str) -> bool:
    """Whether the server can be told to ask for passwords: its rules are a file we may write."""
    with psycopg.connect(server) as connection:
        (path,) = connection.execute("SHOW hba_file").fetchone() or ("",)
    return Path(path).is_file()


def test_a_wrong_password(small: Path, server: str, postgres: str, guest: str) -> None:
    if not guarded(server):
        pytest.skip("the server of the environment keeps its rules elsewhere")
    with psycopg.connect(postgres, autocommit=True) as connection:
        (path,) = connection.execute("SHOW hba_file").fetchone() or ("",)
        rules = Path(path).read_text(encoding="utf-8")
        Path(path).write_text(f"local all guest scram-sha-256\nhost all guest all scram-sha-256\n{rules}", encoding="utf-8")
        connection.execute("SELECT pg_reload_conf()")
        try:
            message = wait_for_refusal(small, as_user(guest, "guest", f"{SECRET}-wrong"))
        finally:
            Path(path).write_text(rules, encoding="utf-8")
            connection.execute("SELECT pg_reload_conf()")
    assert 'password authentication failed for user "guest"' in message


def wait_for_refusal(run: Path, url: str) -> str:
    """The server takes its new rules a moment later."""
    for _ in range(50):
        message = line_of(run, url)
        if "password" in message:
            break
    return message


# ---------------------------------------------------------------------- tables of another version
@pytest.mark.parametrize(
    ("statement", "state"),
    [
        ("UPDATE schema_version SET version = 1", "tables of version 1"),
        ("UPDATE schema_version SET version = 99", "tables of version 99"),
        ("DELETE FROM schema_version", "a table 'captures' without a version"),
        ("DROP TABLE schema_version", "a table 'captures' without a version"),
    ],
)
def test_tables_of_another_version_are_left_alone(small: Path, address: str, statement: str, state: str) -> None:
    load(small, address)
    with opened(address) as connection:
        connection.execute(statement)
        connection.commit()
    assert line_of(small, address) == f"{parse_address(address).shown}: has {state}, this svodka writes version 2; load into a new database"


# ---------------------------------------------------------------------- full disks
FULL = "CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF (SELECT count(*) FROM census) > 3000 THEN "
FULL += "RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = '53100'; END IF; RETURN NULL; END $$"
TRIGGER = "CREATE TRIGGER full_disk AFTER INSERT ON census FOR EACH STATEMENT EXECUTE FUNCTION full_disk()"


def test_a_full_server_keeps_whole_shards(small: Path, several: Path, postgres: str, tmp_path: Path) -> None:
    load(small, postgres)
    with opened(postgres) as connection:
        connection.execute(FULL)
        connection.execute(TRIGGER)
        connection.commit()
    assert line_of(several, postgres).endswith(": could not extend file: No space left on device")
    assert_whole_shards(postgres)
    with opened(postgres) as connection:
        connection.execute("DROP TRIGGER full_disk ON census")
        connection.commit()
    load(several, postgres, pages=PAGES)
    url = f"sqlite:///{tmp_path}/both.sqlite"
    load(small, url)
    load(several, url, pages=PAGES)
    assert changes(content_of(url), content_of(postgres)) == []


def assert_whole_shards(url: str) -> None:
    with opened(url) as connection:
        (pages,) = connection.execute("SELECT count(*) FROM pages").fetchone()
        (counted,) = connection.execute("SELECT coalesce(sum(pages), 0) FROM load_shards").fetchone()
    assert pages == counted


LIMITED = """
import resource, sys
limit = int(sys.argv.pop(1))
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
from pipeline.cli import main
main()
"""


@pytest.mark.parametrize("engine", ["sqlite", "duckdb"])
def test_a_full_disk_keeps_whole_shards(several: Path, tmp_path: Path, engine: str) -> None:
    """A limit on the size of files stands for the disk: the system refuses to write on, as it does on a full one."""
    url, clean = f"{engine}:///{tmp_path}/a.{engine}", f"{engine}:///{tmp_path}/clean.{engine}"
    load(several, clean)
    limit = (tmp_path / f"clean.{engine}").stat().st_size * 7 // 10
    command = [sys.executable, "-c", LIMITED, str(limit), "load", str(several), "--to", url]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1), done.stderr
    assert done.stderr.startswith(f"svodka: {url}: ")
    assert_whole_shards(url)
    load(several, url)
    assert changes(content_of(clean), content_of(url)) == []


@pytest.mark.parametrize(("engine", "words"), [("sqlite", "No such file or directory"), ("duckdb", "No such file or directory")])
def test_a_folder_that_is_not_there(small: Path, tmp_path: Path, engine: str, words: str) -> None:
    assert words in line_of(small, f"{engine}:///{tmp_path}/nowhere/a.db")


@pytest.mark.parametrize("engine", ["sqlite", "duckdb"])
def test_a_file_that_is_no_database(small: Path, tmp_path: Path, engine: str) -> None:
    path = tmp_path / "a.db"
    path.write_bytes(b"<html>not a database</html>" * 100)
    assert "not a " in line_of(small, f"{engine}:///{path}")
    assert path.read_bytes().startswith(b"<html>")


def test_a_database_that_another_process_writes_to_is_waited_for(small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    url = f"sqlite:///{tmp_path}/a.sqlite"
    monkeypatch.setattr("pipeline.outputs.databases.sqlite.PATIENCE", 0.2)
    with opened(url) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert line_of(small, url) == f"{url}: database is locked"
    assert load(small, url).new["facts"] == len(rows_of(small, "facts"))


# ---------------------------------------------------------------------- runs
def test_a_folder_without_a_run(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="holds no finished run"):
        load(tmp_path, f"sqlite:///{tmp_path}/a.sqlite")
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_run_is_refused_before_anything_is_written(small: Path, tmp_path: Path) -> None:
    run = tmp_path / "run"
    run.mkdir()
    for path in small.iterdir():
        (run / path.name).write_bytes(path.read_bytes())
    (run / "facts.jsonl").write_bytes((small / "facts.jsonl").read_bytes()[:-100])
    assert (
        line_of(run, f"sqlite:///{tmp_path}/a.sqlite") == f"{run}/facts.jsonl: is not the file its manifest.json lists; make the run again"
    )
    assert not (tmp_path / "a.sqlite").exists()


@pytest.mark.parametrize(
    ("extra", "library", "url"), [("postgres", "psycopg", "postgresql://localhost/x"), ("duckdb", "duckdb", "duckdb:///a.duckdb")]
)
def test_a_missing_extra_is_named(small: Path, monkeypatch: pytest.MonkeyPatch, extra: str, library: str, url: str) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    assert line_of(small, url).endswith(f"is not installed; the extra '{extra}' brings it: pip install 'svodka[{extra}]'")


def test_the_loader_that_dies_counts_its_tables(small: Path) -> None:
    """The tool of other tests: it lets calls through before the last one."""
    assert dying(lambda *_: 7, 3)(None, None, ()) == 7
    assert rows_of(small, "facts")
    assert issubclass(OutputError, PipelineError)
