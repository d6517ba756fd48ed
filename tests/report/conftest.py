"""What the tests of the report share: pages read once, a finished run, and a browser where there is one."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline import batch, extract
from pipeline.records import Page
from tests.report.browser import Connection, find_chromium, start_browser

FIXTURES = Path(__file__).parents[2] / "fixtures"


@pytest.fixture(scope="session")
def page() -> Page:
    """The reference release: 33 facts, a repeated paragraph, several speakers."""
    return extract(FIXTURES / "reference" / "reference.html")


@pytest.fixture(scope="session")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A finished run over the fixtures, with one page posted again by another site."""
    folder = tmp_path_factory.mktemp("runs")
    first = (FIXTURES / "pages" / "table-cleanup.html").read_bytes()
    assert b"svao.mos.ru" in first
    copy = folder / "copy.html"
    copy.write_bytes(first.replace(b"svao.mos.ru", b"zelao.mos.ru"))
    batch.run([str(FIXTURES / "reference"), str(FIXTURES / "pages"), str(copy)], folder / "archive", workers=1)
    return folder / "archive"


@pytest.fixture(scope="session")
def browser() -> Iterator[Connection]:
    """Chromium; a test that asks for it is skipped where there is none."""
    program = find_chromium()
    if program is None:
        pytest.skip("no chromium on this machine: apt-get install chromium")
    with start_browser(program) as connection:
        yield connection
