"""Charts as inline SVG: columns along months, bars of the most frequent values; under each the same figures as a table."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from pipeline.report.markup import Markup, element

WIDTH, HEIGHT = 340, 150  # units of the drawing; it is as wide as the screen lets it be
FOOT = 16  # room for the years
ROW, LABEL, FIGURE = 20, 120, 46  # height of a bar's row, room for its label and for its figure
BARS = 12  # bars shown; the rest is one bar
LETTERS = 19  # of a label beside a bar
MONTHS = 12
REST = "all others"

Bar = tuple[str, int]


class Chart(NamedTuple):
    """A heading, the facet that a bar is a value of (None: bars lead nowhere), and the bars."""

    heading: str
    facet: str | None
    bars: Sequence[Bar]


def _rectangle(x: float, y: float, width: float, height: float) -> Markup:
    numbers = {"x": x, "y": y, "width": width, "height": height}
    return element("rect", {name: f"{number:.2f}" for name, number in numbers.items()})


def _label(x: float, y: float, words: str, anchor: str = "start") -> Markup:
    return element("text", {"x": f"{x:.1f}", "y": f"{y:.1f}", "text-anchor": anchor, "class": "axis"}, words)


def _linked(facet: str | None, bar: Bar, *drawn: Markup) -> Markup:
    """A bar that sets a filter when it is clicked; by keyboard the filter itself does the same."""
    value, number = bar
    title = element("title", {}, f"{value}: {number}")
    if facet is None or value == REST:
        return element("g", {}, title, *drawn)
    return element("a", {"href": "#results", "tabindex": "-1", "data-facet": facet, "data-value": value}, title, *drawn)


def _drawing(heading: str, height: int, parts: Iterator[Markup]) -> Markup:
    return element("svg", {"viewBox": f"0 0 {WIDTH} {height}", "role": "img", "aria-label": heading}, *parts)


def fill_months(counts: Mapping[str, int]) -> list[Bar]:
    """All months from the first to the last, those without anything too. Keys are like "2015-02"."""
    if not counts:
        return []
    first, last = (int(month[:4]) * MONTHS + int(month[5:7]) - 1 for month in (min(counts), max(counts)))
    months = (f"{at // MONTHS:04d}-{at % MONTHS + 1:02d}" for at in range(first, last + 1))
    return [(month, counts.get(month, 0)) for month in months]


def _year_step(years: int) -> int:
    """Every which year has its label."""
    return max(1, -(-years // 8))


def _columns(chart: Chart) -> Iterator[Markup]:
    highest = max(number for _, number in chart.bars)
    width = min(WIDTH / len(chart.bars), WIDTH / 4)
    scale = (HEIGHT - 2 * FOOT) / highest
    for at, (month, number) in enumerate(chart.bars):
        height = number * scale
        yield _linked(chart.facet, (month, number), _rectangle(at * width, HEIGHT - FOOT - height, width * 0.85, height))
    yield _label(0, 10, f"highest {highest}")
    yield from _years(chart.bars, width)


def _years(bars: Sequence[Bar], width: float) -> Iterator[Markup]:
    """The first month, then years with room between them."""
    step = _year_step(len(bars) // MONTHS + 1)
    yield _label(0, HEIGHT - 3, bars[0][0])
    for at, (month, _) in enumerate(bars):
        if month.endswith("-01") and int(month[:4]) % step == 0 and 3 * FOOT < at * width < WIDTH - 2 * FOOT:
            yield _label(at * width, HEIGHT - 3, month[:4])


def _rows(chart: Chart) -> Iterator[Markup]:
    highest = max(number for _, number in chart.bars)
    scale = (WIDTH - LABEL - FIGURE) / highest
    for at, (value, number) in enumerate(chart.bars):
        short = value if len(value) <= LETTERS else f"{value[: LETTERS - 1]}…"
        middle = at * ROW + ROW * 0.7
        drawn = _rectangle(LABEL, at * ROW + 3, number * scale, ROW - 6)
        yield _linked(
            chart.facet, (value, number), _label(0, middle, short), drawn, _label(LABEL + number * scale + 4, middle, str(number))
        )


def most_frequent(counts: Counter[str]) -> list[Bar]:
    """The most frequent values, equal ones by name, and one bar for the rest."""
    ranked = sorted(counts.items(), key=lambda bar: (-bar[1], bar[0]))
    rest = sum(number for _, number in ranked[BARS:])
    return [*ranked[:BARS], (REST, rest)] if rest else ranked


def _table(bars: Sequence[Bar]) -> Markup:
    rows = (element("tr", {}, element("td", {}, value), element("td", {}, str(number))) for value, number in bars if number)
    return element("details", {}, element("summary", {}, "as a table"), element("table", {}, *rows))


def _figure(chart: Chart, height: int, parts: Iterator[Markup]) -> Markup:
    caption = element("figcaption", {}, chart.heading)
    if not chart.bars:
        return element("figure", {}, caption, element("p", {"class": "quiet"}, "none in this run"))
    return element("figure", {}, caption, _drawing(chart.heading, height, parts), _table(chart.bars))


def draw_months(chart: Chart) -> Markup:
    """Columns along time."""
    return _figure(chart, HEIGHT, _columns(chart))


def draw_bars(chart: Chart) -> Markup:
    """Bars under one another."""
    return _figure(chart, ROW * len(chart.bars), _rows(chart))
