"""All rules in order: the earliest takes its words, the rest is left to later ones."""

from pipeline.periods import days, months, quarters, relations, relative, school_years, seasons, windows, years

RULES = (
    *relations.RULES,  # сейчас; годом ранее; за тот же период
    *days.RULES,  # 15 мая; с 5 по 12 июня; первая неделя мая
    *school_years.RULES,  # 2015/16 учебный год; за семь месяцев учебного года
    *seasons.RULES,  # отопительный сезон; летом; зимний период
    *quarters.RULES,  # I квартал; первое полугодие; за девять месяцев
    *months.RULES,  # в мае; январь–сентябрь 2015 года
    *years.RULES,  # в 2014 году; 2013–2014 гг.; в 1990-е; в XIX веке
    *windows.RULES,  # за последние пять лет; за год; через три года
    *relative.RULES,  # в прошлом году; до конца месяца; вчера; в среду
)
