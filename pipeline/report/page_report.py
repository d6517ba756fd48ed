"""The report of one page: its text with everything that was read from it, and a card for each fact."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from pipeline.records import CensusEntry, Page
from pipeline.report.fact_cards import Numbers, facets, render_card
from pipeline.report.markup import Markup, element, join
from pipeline.report.shell import fill, render
from pipeline.report.text_view import render_text

ADDRESS = re.compile(r"[a-z0-9.-]+(?::\d+)?(?:/\S*)?", re.I)  # a canonical URL has no scheme


def link_address(url: str | None) -> Markup:
    """An address as a link, if it is one; else as plain words."""
    if url and ADDRESS.fullmatch(url):
        return element("a", {"href": f"https://{url}", "rel": "noreferrer noopener"}, url)
    return join([url or "no address"])


def _options(name: str, page: Page) -> Markup:
    counts = Counter(facets(fact)[name] for fact in page.facts)
    return join(element("option", {"value": value}, f"{value} ({count})") for value, count in sorted(counts.items()))


def _census_row(entry: CensusEntry, numbers: Numbers) -> Markup:
    owner = numbers.get(entry.fact or "")
    link = element("a", {"href": f"#f{owner}"}, f"fact {owner}") if owner else ""
    return element("tr", {}, *(element("td", {}, cell) for cell in (entry.surface, entry.kind, str(entry.span.start), link)))


def _issues(page: Page) -> Iterator[Markup]:
    for issue in page.issues:
        yield element("li", {}, f"{issue.stage}, {issue.code}: {issue.detail}")


def _count(kinds: Iterable[str]) -> str:
    return ", ".join(f"{kind} {number}" for kind, number in Counter(kinds).most_common())


def render_page(page: Page) -> bytes:
    """One page as a file of HTML in UTF-8."""
    numbers = {fact.id: number for number, fact in enumerate(page.facts, 1)}
    title = page.title or "Page without a title"
    parts = {
        "title": title,
        "address": link_address(page.url),
        "published": str(page.published or "day unknown"),
        "made": f"template {page.template}, charset {page.charset}",
        "facts": str(len(page.facts)),
        "text": render_text(page),
        "cards": join(render_card(number, fact, numbers) for number, fact in enumerate(page.facts, 1)),
        "census": join(_census_row(entry, numbers) for entry in page.census),
        "census_counts": f"{len(page.census)} numerals: {_count(entry.kind for entry in page.census)}" if page.census else "no numerals",
        "issues": element("ul", {"class": "issues"}, *_issues(page)) if page.issues else "",
        **{f"{name}_options": _options(name, page) for name in ("unit", "kind", "period", "speaker")},
    }
    return render(f"{title} – svodka", fill("page.html", parts), "page.js")
