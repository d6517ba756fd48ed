"""The whole output of each page as readable JSON. Changed only on purpose: `python -m tests.golden` rewrites the files."""

from pathlib import Path

import pytest

from tests.golden import GOLDEN, PAGES, golden


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_a_page_gives_its_golden_output(page: Path) -> None:
    assert golden(page) == (GOLDEN / f"{page.name}.json").read_text(encoding="utf-8")


def test_no_golden_file_is_without_its_page() -> None:
    assert {path.name for path in GOLDEN.glob("*.json")} == {f"{page.name}.json" for page in PAGES}
