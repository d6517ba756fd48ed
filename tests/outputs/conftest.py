"""A small run, and a real PostgreSQL, once for all tests of a process."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.outputs.many import SOURCES, large_run, small_run
from tests.outputs.servers import new_database, postgres_server


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The run of the repository's own pages."""
    return small_run(tmp_path_factory.mktemp("small") / "run")


@pytest.fixture(scope="session")
def several(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run of three shards: more pages than one takes, and the sources."""
    short = small_run(tmp_path_factory.mktemp("short") / "run", SOURCES[1:])
    return large_run(tmp_path_factory.mktemp("several") / "run", short, 2_600)


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    with postgres_server() as dsn:
        yield dsn


@pytest.fixture
def postgres(server: str) -> Iterator[str]:
    """The DSN of an empty database."""
    with new_database(server) as dsn:
        yield dsn


@pytest.fixture(params=["sqlite", "duckdb", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database of each engine."""
    if request.param == "postgresql":
        return str(request.getfixturevalue("postgres"))
    return f"{request.param}:///{tmp_path}/facts.{request.param}"
