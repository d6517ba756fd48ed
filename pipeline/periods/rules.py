"""Words of time, an ordered list: each rule is a pattern and the reading of its match.

Patterns name groups of `words.tsv` in braces; `_` stands for white space. A reading returns `Meaning`, or nothing where the
words cannot be resolved (no publication date, no such day).
"""

from collections.abc import Callable
from typing import NamedTuple

from pipeline.periods import readings as read
from pipeline.periods.wording import Match, Meaning
from pipeline.records import Date


class Rule(NamedTuple):
    """A named pattern and its reading."""

    name: str
    pattern: str
    read: Callable[[Match, Date | None], Meaning | None]


YEAR_TAIL = r"(?:_*(?P<y>{y})_*{year}\b\.?|_+(?P<rel>(?:{last}|{this}|{next}))_+{year}\b)"
LEAD = r"(?:\b(?P<lead>{})_+|(?=\d)|(?<![а-я]))"  # words begin at a boundary; digits may stand glued to a word
STRETCH = LEAD.format(
    r"(?:до_+конца|к_+концу|не_+позднее|с_+начала|начиная_+с|по_+итогам|по_+состоянию_+на|в_+течение|в_+начале|в_+конце|за_+весь|за|в|во|на|с|со|к|ко|до|по|от|из)"
)

RULES: tuple[Rule, ...] = (
    Rule("present", r"\b{present}\b", read.present),
    Rule("same_period", r"(?:\b(?:за|с|в|к|на)_+)?(?:аналогичн|соответствующ|т(?:от|ому|ом|ем|ого)(?:_+же)\b)[а-я]*_*(?:период|времен|врем|показател|дат|месяц|квартал|полугоди|недел|дн)[а-я]*(?:_+(?P<y>{y})(?:_*{year}\b|_*{d}_*(?:го|м)\b)|_+{last}_+{year}\b|_+годом_+ранее|_+год_+назад)?", read.same),
    Rule("year_before", r"\b(?:годом_+ранее|годом_+раньше|год_+назад)\b", read.before("year_before")),
    Rule("last_years", r"\bпрошлогодн[а-я]+\b", read.before("year_before")),
    Rule("month_before", r"\b(?:месяцем_+ранее|месяцем_+раньше)\b", read.before("month_before")),
    Rule("week_before", r"\b(?:неделей_+ранее|неделей_+раньше)\b", read.before("week_before")),
    Rule("day_before", r"\b(?:накануне|днем_+ранее)\b", read.before("day_before")),
    Rule("date_dotted", r"(?<![\d.])(?:\b(?P<lead>с|до|к|на|по)_+)?(?P<a>\d{1,2})\.(?P<n>\d{1,2})\.(?P<y>\d{4}|\d{2})(?![\d.]\d)(?:_*{year}\b)?", read.dotted),
    Rule("days_across", r"\bс_+(?P<a>\d{1,2})_+(?P<m1>{month})(?:_+(?P<y1>{y})_*{year}\b)?_+(?:по|до)_+(?P<b>\d{1,2})_+(?P<m>{month})" + f"(?:{YEAR_TAIL})?", read.days_across),
    Rule("days_range", r"\b(?:за_+неделю_+)?(?:с_+)?(?P<a>\d{1,2})_*(?:{d}|по|до)_*(?P<b>\d{1,2})_*(?P<m>{month})\b" + f"(?:{YEAR_TAIL})?", read.days),
    Rule("days_pair", r"(?<![\d,])(?:\b(?P<lead>в)_+)?(?P<a>\d{1,2})_+и_+(?P<b>\d{1,2})_+(?P<m>{month})\b" + f"(?:{YEAR_TAIL})?", read.days),
    Rule("week_of_month", r"\b(?:(?:за|в|на)_+)?(?P<o>{ordinal})_+недел[а-я]+_+(?P<m>{month})" + f"(?:{YEAR_TAIL})?", read.week_of_month),
    Rule("day", r"(?:\b(?P<lead>до|к|не_+позднее|по_+состоянию_+на|на|с|со|начиная_+с|за|в)_+)?(?<![\d.,])(?P<a>\d{1,2})_*(?P<m>{month})\b" + f"(?:{YEAR_TAIL}|_*(?P<y2>(?!)))?", read.day),
    Rule("school_year", STRETCH + r"(?:(?P<rel>{last}|{this}|{next})_+учебн[а-я]+_+{year}\b|(?P<y>{y})_*[/–—-]_*(?:(?:19|20)?\d{2})_+учебн[а-я]+_+{year}\b)", read.school_year),
    Rule("heating_season", STRETCH + r"(?P<y>{y})_*[/–—-]_*(?:(?:19|20)?\d{2})_+отопительн[а-я]+_+(?:сезон|период)[а-я]*", read.heating),
    Rule("since_year_start", r"\bс_+начала_+(?:(?P<y>{y})_*)?(?:(?:{this})_+)?{year}\b", read.since_year_start),
    Rule("first_months", r"\b(?:(?:за|в|по_+итогам|по_+результатам|в_+течение)_+)?(?:перв[а-я]+_+)?(?P<n>{num})_+месяц[а-я]*(?:_+(?P<y>{y})_*{year}\b|_+(?P<rel>{this}|{last})_+{year}\b)", read.first_months),
    Rule("first_months_bare", r"\b(?:за|по_+итогам)_+перв[а-я]+_+(?P<n>{num})_+месяц[а-я]*(?P<y>(?!))?(?P<rel>(?!))?", read.first_months),
    Rule("quarter", STRETCH + r"(?P<o>{ordinal})_+квартал[а-я]*" + f"(?:{YEAR_TAIL})?", read.quarter),
    Rule("half_year", STRETCH + r"(?P<o>{ordinal})_+(?:полугоди[а-я]*|половин[а-я]+_+(?=(?:(?:19|20)\d|год|эт|текущ|прошл)))" + f"(?:{YEAR_TAIL})?", read.half),
    Rule("month_range", r"\b(?:(?:с|в|за|на)_+)?(?P<m1>{month})(?:_+(?P<y1>{y})_*{year})?_*(?:{d}|_по_|_до_)_*(?P<m>{month})\b" + f"(?:{YEAR_TAIL})?", read.month_range),
    Rule("month", STRETCH + r"(?P<m>{month})\b" + YEAR_TAIL, read.one_month),
    Rule("month_bare", r"\b(?P<lead>до_+конца|к_+концу|с_+начала|по_+итогам|в|за|с|к|на)_+(?P<m>{month})\b", read.one_month),
    Rule("season_of_years", STRETCH + r"(?P<s>{seasonal})_+(?:период|сезон|месяц)[а-я]*(?:_+(?P<y1>{y})(?:_*{d}_*(?P<y>{y}|\d{2}))?(?:_*{year}\b)?)?", read.season_of_years),
    Rule("season", STRETCH + r"(?:(?P<rel>{this}|{last}|{next})_+)?(?P<s>{season})(?:_+сезон[а-я]*)?(?:_+(?P<y>{y})(?:_*[/–—-]_*\d{2,4})?(?:_*{year}\b)?)?(?![а-я])", read.season),
    Rule("since_to_years", r"\bс_+(?P<y1>{y})_*(?:{d}[а-я]+_*)?(?:{year}_+)?(?:по|до)_+(?P<y>{y})(?:{d}[а-я]+)?(?:_*{year}\b)?", read.year_range),
    Rule("years_range", STRETCH + r"(?P<y1>{y})_*(?:{d}|_и_)_*(?P<y>{y})(?:_*{year}\b\.?|(?!\d))", read.year_range),
    Rule("decade", STRETCH + r"(?P<y>(?:19|20)?\d0)_*{d}_*(?:х|е|ых|ые)(?:_*{year}\b)?", read.decade),
    Rule("year", STRETCH + r"(?P<y>{y})(?:_*{year}\b|_*{d}_*(?:м|го|й|му|ом|ым|е)\b)", read.one_year),
    Rule("year_prefixed", r"\b(?P<lead>в|с|к|до|за|по_+итогам|до_+конца|к_+концу)_*(?P<y>{y})(?![\d,.]\d)(?!_*[а-яё%₽])", read.one_year),
    Rule("relative_year", STRETCH + r"(?P<rel>{last}|{this}|{next})_+(?:году|года|год|годом|сезоне|сезона|сезон)\b", read.relative_year),
    Rule("to_end_of_year", r"\b(?P<lead>до_+конца|к_+концу)_+(?P<rel>)года\b", read.relative_year),
    Rule("last_window", r"\b(?:за|в|в_+течение|на_+протяжении)_+(?:последн[а-я]+|прошедш[а-я]+|минувш[а-я]+|предыдущ[а-я]+|эт[а-я]+)_+(?:(?P<n>{num})_+)?(?P<u>{span})\b", read.window),
    Rule("half_year_window", r"\bза_+(?P<u>полгода)\b", read.window),
    Rule("window", r"\bза_+(?:(?P<n>{num})_+)?(?P<u>год|года|лет|месяц|месяца|месяцев|неделю|недели|недель|день|дня|дней|сутки|суток)\b(?!_+(?:до|назад))", read.window),
    Rule("ago", r"\b(?:(?P<n>{num})_+)?(?P<u>лет|года|год|месяц[а-я]*|недел[а-я]+|дн[а-я]+|день)_+назад\b", read.ago),
    Rule("relative_month", r"\bв_+(?P<rel>{last}|{this}|{next})_+месяце\b", read.relative_month),
    Rule("relative_week", r"\b(?:на|за)_+(?P<rel>{last}|{this}|{next})_+неделю?е?\b", read.relative_week),
    Rule("weekday", r"\bв[о]?_+(?:прошл[а-я]+_+|минувш[а-я]+_+)?(?P<w>{weekday})\b", read.weekday),
    Rule("yesterday", r"\bвчера\b", read.yesterday),
)  # fmt: skip
