"""The page about reports is true: its commands print what it says, and its picture is there."""

import re
import shutil
from pathlib import Path

import pytest

from tests.docs.consoles import consoles, expected, run

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/report.md").read_text(encoding="utf-8")


@pytest.mark.skipif(shutil.which("jq") is None, reason="no jq on this machine: apt-get install jq")
def test_the_commands_print_what_is_shown(checkout: Path) -> None:
    shown = list(consoles(PAGE))
    assert len(shown) > 6
    for line, printed in shown:
        assert re.fullmatch(expected(printed), run(line, checkout), re.S), line
    assert {path.name for path in checkout.glob("*.html")} == {"reference.html", "archive.html"}


def test_every_picture_and_page_named_is_there() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for page, folder in ((PAGE, ROOT / "docs"), (readme, ROOT)):
        links = [link for link in re.findall(r"\]\(([^)#]+)\)", page) if "://" not in link]
        assert links
        assert [link for link in links if not (folder / link).exists()] == []
