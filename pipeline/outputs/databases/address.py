"""Addresses of databases: `sqlite:///file`, `duckdb:///file`, `postgresql://…`; and messages that never show a password."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from pipeline.errors import OutputError
from pipeline.outputs.schema import Engine

_SCHEMES: dict[str, Engine] = {"sqlite": "sqlite", "duckdb": "duckdb", "postgresql": "postgresql", "postgres": "postgresql"}
_PLAIN_ACCOUNT = re.compile(r"[^/@:?#\s]*(:[^/@:?#\s]*)?")
_PASSWORD = re.compile(r"password=[^&\s]*")
_ACCOUNT_IN_WORDS = re.compile(r"://[^\s/]*@")


class Address(NamedTuple):
    """A database: its engine, what its driver is given (a file or a DSN), and how messages call it."""

    engine: Engine
    target: str
    shown: str

    def trouble(self, words: object) -> OutputError:
        """One line of what a driver says, for the user; what could hold a password is cut out."""
        lines = [line.strip() for line in str(words).splitlines() if line.strip()] or [type(words).__name__]
        line = _ACCOUNT_IN_WORDS.sub("://", _PASSWORD.sub("password=…", lines[0]))
        return OutputError(f"{self.shown}: {line}")

    @contextmanager
    def clear_errors(self, *kinds: type[Exception]) -> Iterator[None]:
        """Errors of a driver, and of files, become one line."""
        try:
            yield
        except kinds as error:
            raise self.trouble(getattr(error, "strerror", None) or error) from error


def _parse_server(engine: Engine, url: str, rest: str) -> Address:
    """An account must be percent-encoded: otherwise a piece of the password would be read, and told, as the host."""
    account, at, place = rest.rpartition("@")
    shown = f"{engine}://{place.partition('?')[0]}"
    if at and not _PLAIN_ACCOUNT.fullmatch(account):
        raise OutputError(f"{shown}: write the signs / @ : ? # in user and password as %2F %40 %3A %3F %23")
    return Address(engine, url, shown)


def parse_address(url: str) -> Address:
    """The database a URL names. Raises `OutputError`."""
    scheme, _, rest = url.partition("://")
    engine = _SCHEMES.get(scheme)
    if engine is None:
        raise OutputError(
            f"{scheme.partition(':')[0]}: no address of a database; sqlite:///FILE, duckdb:///FILE or postgresql://HOST/NAME is"
        )
    if engine == "postgresql":
        return _parse_server(engine, url, rest)
    path = rest.removeprefix("/")
    if not rest.startswith("/") or not path:
        raise OutputError(f"{url}: no file in it; {engine}:///FILE is right, {engine}:////FILE for a path from the root")
    return Address(engine, path, url)
