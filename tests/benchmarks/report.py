"""The report of a run of 10,000 pages: how large it is, how long it takes to write, to open in Chromium and to search.

Run by hand: `python -m tests.benchmarks.report`. Sizes are also given as a share of what is packed, as times depend on the
machine.
"""

import resource
import tempfile
import time
from pathlib import Path

from pipeline import batch
from pipeline.report import render_run
from pipeline.report.run_tables import DATABASE
from tests.report.browser import Tab, find_chromium, start_browser
from tests.report.large import multiply_run

ROOT = Path(__file__).parents[2]
COPIES = 1250  # of 8 pages
SEARCH = "(() => {{ form.elements.words.value = '{words}'; const t = performance.now(); update(); return performance.now() - t; }})()"


def write(folder: Path) -> Path:
    batch.run([str(ROOT / "fixtures" / "reference"), str(ROOT / "fixtures" / "pages")], folder / "small", workers=1)
    multiply_run(folder / "small", folder / "large", COPIES)
    started = time.perf_counter()
    content = render_run(folder / "large")
    seconds = time.perf_counter() - started
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    database = (folder / "large" / DATABASE).stat().st_size
    print(f"written in {seconds:.1f} s, {len(content) / 1e6:.1f} MB ({len(content) / database:.0%} of the database), peak {memory:.0f} MB")
    (folder / "report.html").write_bytes(content)
    return folder / "report.html"


def look(path: Path) -> None:
    program = find_chromium()
    assert program, "no chromium on this machine"
    with start_browser(program) as browser:
        tab = Tab(browser, 1280, 900)
        started = time.perf_counter()
        tab.open(path)
        tab.wait_for("document.querySelector('.page')")
        print(f"opened in {time.perf_counter() - started:.1f} s: {tab.evaluate('status.textContent')}")
        for words in ("", "карт", "москв услуг"):
            milliseconds = tab.evaluate(SEARCH.format(words=words))
            print(f"search «{words}»: {milliseconds:.0f} ms, {tab.evaluate('found.length')} pages")
        print(f"memory of the script {tab.evaluate('performance.memory.usedJSHeapSize') / 1e6:.0f} MB, problems {len(tab.problems())}")


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        look(write(Path(folder)))


if __name__ == "__main__":
    main()
