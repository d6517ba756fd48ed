"""Calendar units pointed at from the publication: "в прошлом году", "до конца месяца", "вчера", "в среду"."""

from pipeline.periods import calendar as cal
from pipeline.periods.calendar import Days
from pipeline.periods.patterns import Found, Meaning, Rule, bounded
from pipeline.periods.tense import nearest_tense

UNIT = "(?P<lead>{lead})? {whole}? (?P<rel>{shift}) {fiscal}? (?P<u>{unit})"
ELIDED_YEAR = "(?P<lead>{lead}) (?P<rel>{shift}) (?= {dash} )"
EDGE = "(?P<lead>{edge}) (?P<u>{unit})"
NEW_YEAR = "(?P<lead>{since}) {new} {yearword}"
WEEKEND = "(?: {into} (?P<rel> {shift} | {coming} | {last} ) | {over} ) {weekend} {unitday}?"
WEEKDAY = "(?P<lead> {into} | {since} | {by} ) (?: (?P<rel> {shift} | {coming} ) )? (?P<w>{weekday}) (?! {till} | {dash} )"
WEEKDAYS = "(?: {from} (?P<w>{weekday}) {on} | {into} (?P<w1>{weekday}) {and} {into}? ) (?P<w2>{weekday})"
DAY_WORD = "(?P<lead>{by})? (?P<d>{dayword})"
DAY_OF = "(?P<lead>{lead})? (?P<d>{dayof}) {unitday}"
MASCULINE = ("ом", "ем")  # "прошлом", "следующем"
SENTENCE_ENDS = frozenset(".!?…")
FIRST_MONTH_BEFORE_NEW_YEAR = 7  # from July on "новый год" is the next one
POINTED = ("year", "season", "month", "week", "quarter", "half", "decade", "century")
EDGED = ("year", "month", "week", "quarter", "half", "century", "decade")


def pointed_unit(found: Found) -> Meaning | None:
    unit = found.code("u", "unit")
    if found.published is None or unit not in POINTED:
        return None
    return bounded(found, cal.unit_at(found.published, unit, found.integer("rel", "shift")))


def elided_year(found: Found) -> Meaning | None:
    """ "В 2013 году — 118, а в прошлом — уже 206": the word for the year was said before."""
    if found.published is None or found.word("lead") != "в" or not found.word("rel").endswith(MASCULINE) or not _told_years(found):
        return None
    return Meaning(cal.unit_at(found.published, "year", found.integer("rel", "shift")))


def _told_years(found: Found) -> bool:
    """Whether a year is named before in the sentence."""
    for token in reversed(found.tokens[: found.match.start()]):
        if token.word in SENTENCE_ENDS or "\n" in token.word:
            return False
        if "yearword" in token.kind.values:
            return True
    return False


def edge_of_unit(found: Found) -> Meaning | None:
    """ "до конца года", "с начала месяца", "к концу недели"."""
    unit = found.code("u", "unit")
    if found.published is None or unit not in EDGED:
        return None
    return bounded(found, cal.unit_at(found.published, unit, 0))


def new_year(found: Found) -> Meaning | None:
    """ "С нового года": from the first day of the year that comes, or that came in the first half of the running one."""
    if found.published is None:
        return None
    coming = found.published.month >= FIRST_MONTH_BEFORE_NEW_YEAR
    return bounded(found, cal.unit_at(found.published, "year", int(coming)))


def weekend(found: Found) -> Meaning | None:
    """ "в минувшие выходные", "за выходные" are the last Saturday and Sunday before the publication, "в ближайшие" the next ones."""
    if found.published is None:
        return None
    saturday = cal.add_days(found.published, 5 - found.published.weekday())
    if not found.has("rel") or found.integer("rel", "coming", "last", "shift") < 0:
        saturday = cal.add_days(saturday, -7)
    return Meaning(Days(saturday, cal.add_days(saturday, 1), "span"))


def two_weekdays(found: Found) -> Meaning | None:
    """ "в ночь со вторника на среду", "в субботу и воскресенье": the last such days, or the next with a verb of the future."""
    name = "w" if found.has("w") else "w1"
    first, second = found.integer(name, "weekday"), found.integer("w2", "weekday")
    if found.published is None or (second - first) % 7 != 1:
        return None
    ahead = nearest_tense(found.tokens, *found.match.span()) == "future"
    away = (first - found.published.weekday()) % 7 if ahead else -((found.published.weekday() - first - 1) % 7 + 1)
    at = cal.add_days(found.published, away)
    return Meaning(Days(at, cal.add_days(at, 1), "span"))


def weekday(found: Found) -> Meaning | None:
    """The last such day up to the publication; after "до", "к", "в ближайшую" and with a verb of the future the next one."""
    published, wanted = found.published, found.integer("w", "weekday")
    if published is None or (found.code("lead", "lead") == "in" and not found.is_in("w", "accday")):
        return None
    offset = found.integer("rel", "coming", "shift") if found.has("rel") else 0
    if offset > 0 or found.code("lead", "lead") == "by":
        at = cal.add_days(published, (wanted - published.weekday() - 1) % 7 + 1)
    elif found.has("rel") and offset == 0:
        at = cal.add_days(published, wanted - published.weekday())
    elif not found.has("rel") and nearest_tense(found.tokens, *found.match.span()) == "future":
        at = cal.add_days(published, (wanted - published.weekday()) % 7)
    else:
        at = cal.add_days(published, -((published.weekday() - wanted - (offset < 0)) % 7) - (offset < 0))
    return bounded(found, cal.one_day(at))


def day_word(found: Found) -> Meaning | None:
    """ "вчера", "до завтра", "со вчерашнего дня"."""
    if found.published is None:
        return None
    return bounded(found, cal.one_day(cal.add_days(found.published, found.integer("d", "dayword", "dayof"))))


RULES = (
    Rule("pointed_unit", UNIT, pointed_unit),
    Rule("elided_year", ELIDED_YEAR, elided_year),
    Rule("edge_of_unit", EDGE, edge_of_unit),
    Rule("new_year", NEW_YEAR, new_year),
    Rule("weekend", WEEKEND, weekend),
    Rule("two_weekdays", WEEKDAYS, two_weekdays),
    Rule("weekday", WEEKDAY, weekday),
    Rule("day_word", DAY_WORD, day_word),
    Rule("day_of", DAY_OF, day_word),
)
