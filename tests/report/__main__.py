"""Pictures of the reports, to be looked at: `python -m tests.report [FOLDER]`; without a folder the picture of the README is made anew."""

import sys
import tempfile
from pathlib import Path

from pipeline import batch, extract
from pipeline.report import render_page, render_run
from tests.report.browser import Tab, find_chromium, start_browser

ROOT = Path(__file__).parents[2]
REFERENCE = ROOT / "fixtures" / "reference"
SIZES = ((1280, 900), (390, 844))


def render_all(folder: Path) -> dict[str, bytes]:
    """The report of the reference release, and that of a run over the fixtures."""
    batch.run([str(REFERENCE), str(ROOT / "fixtures" / "pages")], folder / "fixtures", workers=1)
    return {"page": render_page(extract(REFERENCE / "reference.html")), "run": render_run(folder / "fixtures")}


def main(arguments: list[str]) -> None:
    program = find_chromium()
    assert program, "no chromium on this machine"
    with tempfile.TemporaryDirectory() as folder, start_browser(program) as browser:
        for name, content in render_all(Path(folder)).items():
            Path(folder, f"{name}.html").write_bytes(content)
            for width, height in SIZES:
                for scheme in ("light", "dark"):
                    tab = Tab(browser, width, height)
                    tab.prefer(scheme)
                    tab.open(Path(folder, f"{name}.html"))
                    tab.wait_for("document.querySelector('.card, .page')")
                    if arguments:
                        tab.screenshot(Path(arguments[0], f"{name}-{scheme}-{width}.png"))
                    elif (name, width, scheme) == ("page", 1280, "light"):
                        tab.screenshot(ROOT / "docs" / "report.png")


if __name__ == "__main__":
    main(sys.argv[1:])
