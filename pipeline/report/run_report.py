"""The report of a run: charts, an index with search and filters, and every page with its facts highlighted."""

from collections import Counter
from pathlib import Path

from pipeline.report.charts import Chart, draw_bars, draw_months, fill_months, most_frequent
from pipeline.report.markup import Markup, join
from pipeline.report.run_index import NOT_STATED, PackedRun, month_of, pack_run
from pipeline.report.run_tables import open_run
from pipeline.report.shell import fill, render


def _charts(run: PackedRun) -> Markup:
    """Facts by month of publication and by unit, each at the pages where it stands; reposts by site."""
    months: Counter[str] = Counter()
    units: Counter[str] = Counter()
    for page, mentions in zip(run.pages, run.mentions, strict=True):
        facts = set(mentions[::3])
        units.update(run.facts[fact].unit for fact in facts)
        if month := month_of(page.published):
            months[month] += len(facts)
    reposts = Counter(page.site or NOT_STATED for page in run.pages if page.repost_of)
    return join(
        [
            draw_months(Chart("Facts by month", "month", fill_months(+months))),
            draw_bars(Chart("Facts by unit", "unit", most_frequent(units))),
            draw_bars(Chart("Reposts by site", "site", most_frequent(reposts))),
        ]
    )


def render_run(folder: Path) -> bytes:
    """A finished run as a file of HTML in UTF-8. Raises `SourceError` where the folder holds no run."""
    with open_run(folder) as tables:
        run = pack_run(tables)
    reposts = sum(page.repost_of is not None for page in run.pages)
    parts = {
        "name": folder.absolute().name,
        "counts": f"{len(run.pages)} pages ({reposts} of them reposts), {len(run.facts)} facts",
        "charts": _charts(run),
        "data": join(run.blocks),
    }
    return render(f"{folder.absolute().name} – svodka", fill("run.html", parts), "run.js")
