"""Years, ranges and lists of years, decades and centuries."""

from pipeline.periods import calendar as cal
from pipeline.periods.calendar import Days
from pipeline.periods.patterns import Found, Meaning, Rule, bounded, written_year

SINCE_TO = "{from} (?P<y1> {yr} | {old} ) {yearword}? {to} (?P<y> {yr} | {old} | {two} ) {yearword}"
SINCE_TO_BARE = "{from} (?P<y1>{yr}) {yearword}? (?: {dash} | {upto} ) (?P<y>{yr})"
BETWEEN = "{amid} (?P<y1>{y}) {yearword}? {and} (?P<y>{y}) {yearword}?"
RANGE = r"""
    (?P<lead>{lead})? (?P<y1> {yr} | {old} ) (?P<by> {dash} | {slash} )
    (?: (?P<y> {yr} | {old} | {two}) {school}? {fiscal}? (?P<w>{yearword}) | (?P<y2>{yr}) )
"""
LIST_BY_COMMAS = "(?P<lead>{lead})? (?P<y1>{yr}) (?: {comma} {yr} ){0,9} {comma} (?P<y>{yr}) {years}"
SPORT_SEASON = "(?P<lead>{lead})? {seasonword} (?P<y1>{yr}) {slash} (?P<y> {yr} | {two} ) {yearword}?"
LIST = "(?P<lead>{lead})? (?P<y1>{y}) {yearword}? (?: {comma} {y} ){0,9} {and} {lead}? (?P<y>{y}) (?P<w>{yearword})?"
DECADES_RANGE = "(?P<lead>{lead})? (?P<d1> {decade} | {decadeword} | {two} | {yr} ) {to} (?P<d> {decade} | {decadeword} ) {years}?"
DECADE = "(?P<lead>{lead})? (?P<d> {decade} | {decadeword} ) (?P<w>{years})? (?: (?P<c>{roman}) {century} | (?P<rel>{shift}) {century} )?"
CENTURIES = "(?P<lead>{lead})? (?P<c1> {ordinal} ) {century}? {dash} {lead}? (?P<c> {ordinal} ) {century}"
CENTURIES_AND = "(?P<lead>{lead})? (?P<c1> {ordinal} ) {and} (?P<c> {ordinal} ) {century}"
PART_OF_CENTURY = "(?P<lead>{lead})? (?P<o>{ordinal}) {halfof} (?P<c>{ordinal}) {century}"
CENTURY = "(?P<lead>{lead})? (?P<t>{tens})? (?P<c>{ordinal}) {century} (?! {era} )"
POINTED_YEAR = "(?P<lead>{lead})? {whole}? {shift} {comma}? (?P<y>{y}) {comma}? {yearword}"
YEAR = "(?P<lead>{lead})? {whole}? (?P<y>{y}) {school}? {fiscal}? {yearword} {tonow}?"
YEAR_ENDING = "(?P<lead>{lead})? (?P<y>{yearth}) {tonow}?"
BARE_YEAR = "(?P<lead>{firm}) (?P<y>{yr}) (?! {till} {opaque} ) {tonow}?"
LAST_CENTURY = 30


# ---------------------------------------------------------------------- years
def one_year(found: Found) -> Meaning | None:
    year = written_year(found)
    return bounded(found, cal.years(year, year)) if year else None


def _years(first: int, last: int) -> Meaning | None:
    """Years from one to another; "2013–14" writes the last by two digits."""
    if last < 100:
        last += first // 100 * 100
    return Meaning(cal.years(first, last)) if first < last else None


def since_to(found: Found) -> Meaning | None:
    return _years(found.integer("y1", "yr", "old"), found.integer("y", "yr", "old", "two"))


def season_of_years(_found: Found) -> Meaning:
    """ "в сезоне 2015/16": no words say on which days it begins and ends."""
    return Meaning()


def year_range(found: Found) -> Meaning | None:
    """ "2013–2014 гг.", "в 2013–14 годах"; a slash without a word of years joins neighbours only: "2015/2016"."""
    first = found.integer("y1", "yr", "old")
    last = found.integer("y2", "yr") if found.has("y2") else found.integer("y", "yr", "old", "two")
    slashed = found.is_in("by", "slash")
    if slashed and not found.has("w") and last != first + 1:
        return None
    meaning = _years(first, last)
    return bounded(found, meaning.days) if meaning and not found.word("lead").startswith(("с", "на")) else meaning


def year_list(found: Found) -> Meaning | None:
    """ "в 2012, 2013 и 2014 годах"."""
    return _years(found.integer("y1", "yr", "old"), found.integer("y", "yr", "old"))


# ---------------------------------------------------------------------- decades
def _decade_start(found: Found, name: str) -> int:
    """The first year of "1990-е", "90-е", "девяностые"; without a century the last one that began."""
    value = found.integer(name, "decade", "decadeword", "two", "yr")
    if value >= 1000:
        return value
    if found.has("c"):
        return 100 * (found.integer("c", "roman") - 1) + value
    recent = value <= 10 or (found.published is not None and 2000 + value <= found.published.year)
    return (2000 if recent and not found.has("rel") else 1900) + value


def decade(found: Found) -> Meaning | None:
    """A decade needs its word, a preposition that dates, or all four digits: "на 90-е место" is none."""
    firm = found.is_in("lead", "firm")
    written = found.integer("d", "decade", "decadeword")
    if not (found.has("w") or firm or written >= 1900):
        return None
    return bounded(found, cal.decade(_decade_start(found, "d")))


def decades_range(found: Found) -> Meaning | None:
    if found.integer("d1", "decade", "decadeword", "two", "yr") % 10:
        return None
    first, last = cal.decade(_decade_start(found, "d1")), cal.decade(_decade_start(found, "d"))
    return Meaning(Days(first.start, last.end, "span")) if first.start and last.end and first.start < last.end else None


# ---------------------------------------------------------------------- centuries
def _century(found: Found, name: str) -> Days | None:
    number = found.order(name) + (found.integer("t", "tens") if found.has("t") else 0)
    return cal.century(number) if 1 <= number <= LAST_CENTURY else None


def century(found: Found) -> Meaning | None:
    return bounded(found, _century(found, "c"))


def centuries(found: Found) -> Meaning | None:
    """ "в XVIII–XIX веках", "в конце XIX — начале XX века"."""
    first, last = _century(found, "c1"), _century(found, "c")
    if first is None or last is None or first.start is None or last.start is None or first.start >= last.start:
        return None
    return Meaning(Days(first.start, last.end, "span"))


def half_of_century(found: Found) -> Meaning | None:
    days, number = _century(found, "c"), found.order("o")
    if days is None or days.start is None or number not in (1, 2):
        return None
    start = days.start.replace(year=days.start.year + 50 * (number - 1))
    return bounded(found, Days(start, start.replace(year=start.year + 49, month=12, day=31), "span"))


RULES = (
    Rule("half_of_century", PART_OF_CENTURY, half_of_century),
    Rule("centuries", CENTURIES, centuries),
    Rule("centuries_and", CENTURIES_AND, centuries),
    Rule("decades_range", DECADES_RANGE, decades_range),
    Rule("decade", DECADE, decade),
    Rule("century", CENTURY, century),
    Rule("since_to_years", SINCE_TO, since_to),
    Rule("since_to_bare_years", SINCE_TO_BARE, since_to),
    Rule("between_years", BETWEEN, since_to),
    Rule("season_of_years", SPORT_SEASON, season_of_years),
    Rule("years_range", RANGE, year_range),
    Rule("years_list", LIST, year_list),
    Rule("years_by_commas", LIST_BY_COMMAS, year_list),
    Rule("pointed_year", POINTED_YEAR, one_year),
    Rule("year", YEAR, one_year),
    Rule("year_with_ending", YEAR_ENDING, one_year),
    Rule("bare_year", BARE_YEAR, one_year),
)
