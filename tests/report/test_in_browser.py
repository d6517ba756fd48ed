"""The reports in a real browser: highlights, links, filters, keyboard, width of a phone, both colour schemes, hostile pages."""

from pathlib import Path

import pytest

from pipeline.records import Page
from pipeline.report import render_page, render_run
from tests.report.browser import Connection, Tab
from tests.report.hostile import poison, poison_run
from tests.report.large import multiply_run

DESK, PHONE = (1280, 900), (390, 844)
CONTRAST = """
(() => {
  const channel = (part) => ((c) => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))(part / 255);
  const light = (colour) => colour.match(/[\\d.]+/g).slice(0, 3).map(Number).map(channel)
    .reduce((sum, part, at) => sum + part * [0.2126, 0.7152, 0.0722][at], 0);
  const ground = (node) => {
    const colour = getComputedStyle(node).backgroundColor;
    return colour === "rgba(0, 0, 0, 0)" ? ground(node.parentElement) : colour;
  };
  const ratio = (node) => {
    const [a, b] = [light(getComputedStyle(node).color), light(ground(node))];
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  };
  const words = [...document.querySelectorAll("body *")].filter((node) =>
    !node.closest("svg") && node.checkVisibility() && [...node.childNodes].some((child) => child.nodeType === 3 && child.data.trim()));
  return Math.min(...words.map(ratio));
})()
"""


def open_report(browser: Connection, path: Path, content: bytes, size: tuple[int, int] = DESK) -> Tab:
    path.write_bytes(content)
    tab = Tab(browser, *size)
    tab.open(path)
    return tab


@pytest.fixture
def tab(browser: Connection, page: Page, tmp_path: Path) -> Tab:
    return open_report(browser, tmp_path / "page.html", render_page(page))


@pytest.fixture
def run_tab(browser: Connection, run: Path, tmp_path: Path) -> Tab:
    tab = open_report(browser, tmp_path / "run.html", render_run(run))
    tab.wait_for("document.querySelector('.page')")
    return tab


def number_of(page: Page, surface: str) -> int:
    return next(number for number, fact in enumerate(page.facts, 1) if fact.quantity.surface == surface)


def test_every_fact_is_highlighted_at_its_words(tab: Tab, page: Page) -> None:
    words = (
        "number => all('.mark.fact').filter(mark => mark.dataset.facts.split(' ').includes(String(number))).map(mark => mark.textContent)"
    )
    for number, fact in enumerate(page.facts, 1):
        assert fact.quantity.surface in "".join(tab.evaluate(f"({words})({number})"))
    colours = tab.evaluate("['.mark.fact', '.mark.period', '.card'].map(s => getComputedStyle(document.querySelector(s)).backgroundColor)")
    assert len(set(colours)) == 3, "the style was taken"
    assert tab.problems() == []


def test_hovering_over_words_lights_the_card_and_back(tab: Tab, page: Page) -> None:
    number = number_of(page, "6,9 миллиона")
    tab.hover(f".mark.fact[data-facts='{number}']")
    tab.wait_for(f"document.getElementById('f{number}').classList.contains('on')")
    assert tab.evaluate("all('.card.on').length") == 1
    other = number_of(page, "4,2 миллиона")
    tab.hover(f"#f{other} .metric")
    tab.wait_for("all('.mark.fact.on').map(mark => mark.textContent).join(' ') === '4,2 миллиона'")
    assert tab.problems() == []


def test_a_click_leads_to_the_card_and_from_it_back_to_the_words(tab: Tab, page: Page) -> None:
    number = number_of(page, "61 миллион")
    tab.click(f".mark.fact[data-facts='{number}']")
    tab.wait_for(f"location.hash === '#f{number}' && document.getElementById('f{number}').matches(':target')")
    tab.click(f"#f{number} h3 a")
    tab.wait_for(f"location.hash === '#w{number}'")
    assert tab.evaluate(f"document.getElementById('w{number}').nextSibling.textContent") == "61 миллион"
    tab.click(".mark.period[data-facts]")
    tab.wait_for("location.hash.startsWith('#f')")
    assert tab.problems() == []


def test_filters_hide_cards_dim_words_and_say_how_many_are_left(tab: Tab, page: Page) -> None:
    rubles = [fact for fact in page.facts if fact.quantity.unit == "RUB"]
    tab.evaluate("form.elements.unit.value = 'RUB'; form.elements.unit.dispatchEvent(new Event('input', {bubbles: true}))")
    assert tab.evaluate("status.textContent") == f"{len(rubles)} of {len(page.facts)} facts"
    assert tab.evaluate("cards.filter(card => !card.hidden).length") == len(rubles)
    assert set(tab.evaluate("all('.mark.fact:not(.dim)').map(mark => mark.textContent)")) <= {f.quantity.surface for f in rubles}
    tab.evaluate("form.elements.confidence.value = 1; form.elements.confidence.dispatchEvent(new Event('input', {bubbles: true}))")
    assert tab.evaluate("status.textContent") == f"{sum(f.confidence >= 1 for f in rubles)} of {len(page.facts)} facts"
    tab.click(f".mark.fact[data-facts='{number_of(page, '61 миллион')}']")
    tab.wait_for("status.textContent.startsWith('33 of 33')")
    assert tab.problems() == []


@pytest.mark.parametrize("name", ["kind", "period", "speaker"])
def test_each_filter_shows_what_it_says(tab: Tab, name: str) -> None:
    options = tab.evaluate(f"[...form.elements.{name}.options].slice(1).map(option => [option.value, option.text])")
    assert len(options) > 1
    for value, shown in options:
        count = tab.evaluate(f"form.elements.{name}.value = {value!r}, filter(), cards.filter(card => !card.hidden).length")
        assert shown == f"{value} ({count})"


def test_the_census_is_shown_on_demand(tab: Tab, page: Page) -> None:
    assert tab.evaluate("document.querySelector('.census-table table').checkVisibility()") is False
    tab.click(".census-table summary")
    tab.wait_for("document.querySelector('.census-table table').checkVisibility()")
    assert tab.evaluate("all('.census-table tbody tr').length") == len(page.census)
    marked = "getComputedStyle(document.querySelector('.mark.census:not(.fact)'), '::after').content"
    assert tab.evaluate(marked) == "none"
    tab.click(".layers input[value=census]")
    assert "attr(data-census)" in tab.evaluate(marked) or "date" in tab.evaluate(marked) or "year" in tab.evaluate(marked)
    assert tab.problems() == []


def test_everything_is_reached_by_keyboard(tab: Tab) -> None:
    tab.press("Tab", 9)
    assert tab.evaluate("document.activeElement.textContent") == "To the facts"
    tab.press("Enter", 13)
    tab.wait_for("location.hash === '#facts'")
    assert tab.evaluate("[...document.querySelectorAll('select, input, button')].every(node => node.labels.length || node.textContent)")
    tab.evaluate("document.querySelector('a.mark.fact').focus()")
    assert tab.evaluate("all('.card.on').length") >= 1, "what has the focus is lit like what is under the mouse"
    assert tab.evaluate("document.querySelectorAll('h1').length") == 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_stand_out_in_both_schemes_and_fit_a_phone(browser: Connection, page: Page, run: Path, tmp_path: Path, scheme: str) -> None:
    for name, content in (("page", render_page(page)), ("run", render_run(run))):
        tab = open_report(browser, tmp_path / f"{name}.html", content, PHONE)
        tab.prefer(scheme)
        tab.wait_for("document.querySelector('.card, .page')")
        assert tab.evaluate("document.documentElement.scrollWidth") == PHONE[0]
        assert tab.evaluate(CONTRAST) >= 4.5
        tab.evaluate("form.elements.confidence.value = 1; typeof filter === 'function' ? filter() : update()")
        assert tab.evaluate(CONTRAST) >= 4.5, "what the filters leave out is still read with ease"
        assert tab.problems() == []


def test_a_hostile_page_stays_harmless(browser: Connection, page: Page, tmp_path: Path) -> None:
    tab = open_report(browser, tmp_path / "hostile.html", render_page(poison(page)))
    tab.click(".mark.fact")
    tab.evaluate("for (const name of ASKED) { form.elements[name].selectedIndex = 1; filter(); }")
    assert tab.evaluate("[window.harmed, document.images.length, document.scripts.length]") == [None, 0, 1]
    assert tab.problems() == []


def test_a_hostile_run_stays_harmless(browser: Connection, run: Path, tmp_path: Path) -> None:
    poison_run(run, tmp_path / "poisoned")
    tab = open_report(browser, tmp_path / "hostile.html", render_run(tmp_path / "poisoned"))
    tab.wait_for("document.querySelector('.page')")
    tab.click(".page button")
    tab.wait_for("document.querySelector('.words')")
    assert "<script>window.harmed" in tab.evaluate("document.querySelector('.page').textContent")
    tab.evaluate("for (const name of FACETS) { form.elements[name].selectedIndex = 1; update(); }")
    tab.click(".charts [data-facet]")
    assert tab.evaluate("[window.harmed, document.images.length, all('.results a').length, all('.results script').length]") == [
        None,
        0,
        0,
        0,
    ]
    assert tab.problems() == []


def test_a_policy_stops_what_would_slip_through(browser: Connection, page: Page, tmp_path: Path) -> None:
    """The check of the checks: a script put into the file is refused by the policy, and the console tells of it."""
    slipped = render_page(page).replace(b"</footer>", b"<script>window.harmed = 1</script></footer>")
    tab = open_report(browser, tmp_path / "slipped.html", slipped)
    assert tab.evaluate("window.harmed === undefined")
    assert any("Content Security Policy" in problem for problem in tab.problems())


def test_search_and_filters_of_a_run(run_tab: Tab) -> None:
    everything = run_tab.evaluate("status.textContent")
    assert everything.startswith("9 of 9 pages")
    run_tab.click("input[type=search]")
    run_tab.type("Рецептов ЭЛЕКТРОННЫХ")
    run_tab.wait_for("status.textContent.startsWith('1 of 9 pages, ')")
    assert "4 200 000" in run_tab.evaluate("document.querySelector('.page .amount').textContent").replace("\N{NO-BREAK SPACE}", " ")
    run_tab.click("button[type=reset]")
    run_tab.wait_for(f"status.textContent === {everything!r}")
    shown = run_tab.evaluate("[...form.elements.unit.options].find(option => option.text.startsWith('RUB')).text")
    run_tab.evaluate("form.elements.unit.value = facts.unit.words.indexOf('RUB'); update()")
    assert run_tab.evaluate("status.textContent").endswith(f", {shown.removeprefix('RUB (').removesuffix(')')} facts on them")
    assert run_tab.problems() == []


def test_a_bar_of_a_chart_sets_its_filter(run_tab: Tab) -> None:
    run_tab.click(".charts [data-facet=unit][data-value='%'] rect")
    run_tab.wait_for("form.elements.unit.selectedOptions[0].text.startsWith('% (')")
    assert run_tab.evaluate("found.every(([, passing]) => passing.every(fact => facts.unit.words[facts.unit.codes[fact]] === '%'))")
    assert run_tab.problems() == []


def test_a_page_of_a_run_opens_with_its_words_marked(run_tab: Tab) -> None:
    run_tab.evaluate("form.elements.words.value = 'рецептов'; update()")
    run_tab.click(".page button")
    run_tab.wait_for("document.querySelector('.words')")
    marked = run_tab.evaluate("all('.words mark:not(.dim)').map(mark => mark.textContent)")
    assert marked == ["4,2 миллиона"]
    assert run_tab.evaluate("document.querySelector('.page button').getAttribute('aria-expanded')") == "true"
    run_tab.click(".page button")
    run_tab.wait_for("!document.querySelector('.words')")
    assert run_tab.problems() == []


def test_a_large_run_draws_only_what_is_looked_at(browser: Connection, run: Path, tmp_path: Path) -> None:
    multiply_run(run, tmp_path / "large", 120)
    tab = open_report(browser, tmp_path / "large.html", render_run(tmp_path / "large"))
    tab.wait_for("document.querySelector('.page')")
    assert tab.evaluate("status.textContent").startswith("1089 of 1089 pages")
    assert tab.evaluate("all('.page').length") <= 80
    drawn = tab.evaluate("all('.page').length")
    tab.click(".more")
    tab.wait_for(f"all('.page').length > {drawn}")
    assert tab.problems() == []
