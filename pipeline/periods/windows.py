"""Stretches that end or begin at the publication, and days so far from it: "за год", "через три года", "пять лет назад"."""

from pipeline.periods import calendar as cal
from pipeline.periods.patterns import Found, Meaning, Rule
from pipeline.periods.tense import nearest_tense

OF_NOTHING = "(?! {month} | {season} | {yr} | {shift} | {unit} )"  # "за последний месяц лета"
LAST = "(?P<lead>{into}) (?P<p>{last}) (?: {number} )? (?P<u> {unit} | {units} )" + OF_NOTHING
LAST_COUNTED = "(?P<p>{last}) {number} (?P<u> {unit} | {units} )" + OF_NOTHING
COUNTED_LAST = "{into} {number} (?P<p>{last}) (?P<u> {unit} | {units} )" + OF_NOTHING
COMING = "{into} (?: {coming} {number} | (?! {shift} ) (?P<p>{coming}) ) (?P<u> {unit} | {units} )" + OF_NOTHING
SINGLE = "{over} (?P<u>{stretch}) (?! {ago} | {till} | {earlier} )"
COUNTED = "{over} {number} (?P<u> {unit} | {units} ) (?! {ago} | {till} | {earlier} )"
AGO = "(?: {number} (?P<u> {unit} | {units} ) | (?P<one>{stretch}) ) {ago}"
ABOUT_AGO = "(?P<u> {unit} | {units} ) {number} {ago}"
ABOUT_THROUGH = "(?P<u> {unit} | {units} ) {through} {number}"
THROUGH = "{through} (?: {number} )? (?P<u> {unit} | {units} ) (?! {after} )"
PLURAL = ("ие", "их")
SHORT = ("day", "week")
LONG_AGO = 3000  # units: whoever counts more tells no date


def _unit(found: Found) -> str:
    return found.code("u" if found.has("u") else "one", "unit", "units")


def _is_vague(found: Found) -> bool:
    """ "за последние годы", "в ближайшие недели": a plural without a number tells no stretch."""
    if found.has("n") or found.has("one"):
        return False
    return not found.is_in("u", "unit") or (_unit(found) == "week" and found.word("p").endswith(PLURAL))


def _is_odd(found: Found) -> bool:
    return found.number() > LONG_AGO or _unit(found) == "season"


def _is_calendar_unit(found: Found) -> bool:
    """ "в минувшем году" and "в последний день" are of the calendar; "за минувшую неделю" ends at the publication."""
    if found.has("n") or not found.has("p"):
        return False
    if not found.is_in("p", "shift"):
        return _unit(found) == "day" and found.word("lead") != "за"
    return found.word("lead") != "за" or _unit(found) not in ("day", "week", "month", "halfyear")


def last(found: Found) -> Meaning | None:
    if _is_odd(found) or _is_vague(found) or _is_calendar_unit(found) or found.published is None:
        return None
    return Meaning(cal.window(found.published, found.number(), _unit(found)))


def coming(found: Found) -> Meaning | None:
    if _is_odd(found) or _is_vague(found) or found.published is None:
        return None
    return Meaning(cal.window_ahead(found.published, found.number(), _unit(found)))


def single(found: Found) -> Meaning | None:
    """ "за год", "за полгода"; with a verb of the present "за день" is any day."""
    if _unit(found) in SHORT and nearest_tense(found.tokens, *found.match.span()) == "present":
        return Meaning()
    return Meaning(cal.window(found.published, found.number(), _unit(found))) if found.published else None


def counted(found: Found) -> Meaning | None:
    """ "за пять лет" ends at the publication; "за два дня" are days named elsewhere."""
    if _unit(found) in SHORT:
        return Meaning()
    return last(found)


def _away(found: Found, steps: int) -> Meaning | None:
    """The calendar year or month, or the day, so many units away."""
    unit, published = _unit(found), found.published
    if published is None or _is_odd(found) or _is_vague(found):
        return None
    at = cal.moved(published, found.number() * steps, unit)
    return Meaning(cal.unit_at(at, unit if unit in ("year", "month") else _coarse(unit), 0))


def _coarse(unit: str) -> str:
    return {"halfyear": "month", "half": "month", "quarter": "month", "decade": "year", "century": "year"}.get(unit, "day")


def ago(found: Found) -> Meaning | None:
    if found.has("n") and found.word("u") == "год" and not cal.asks_for_one(found.number()):  # "115 дней против 108 год назад"
        return None
    return _away(found, -1)


def through(found: Found) -> Meaning | None:
    if _unit(found) == "day" and not found.has("n"):  # "через день" is every other day
        return None
    return _away(found, 1)


RULES = (
    Rule("ago", AGO, ago),
    Rule("about_ago", ABOUT_AGO, ago),
    Rule("through", THROUGH, through),
    Rule("about_through", ABOUT_THROUGH, through),
    Rule("last_window", LAST, last),
    Rule("last_counted", LAST_COUNTED, last),
    Rule("counted_last", COUNTED_LAST, last),
    Rule("coming_window", COMING, coming),
    Rule("counted_window", COUNTED, counted),
    Rule("window", SINGLE, single),
)
