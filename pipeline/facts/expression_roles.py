"""What an expression of time does in its sentence: dates it, is compared with, describes a thing, or aims at a season."""

from pipeline.facts.words import SentenceView, Word
from pipeline.lexicon import load_words
from pipeline.records import Span, TimeExpression

PACKAGE = "pipeline.facts"
REACH_BACK = 4  # words before an expression in which a cue of comparison stands
RATIOS = ("%", "x", "pp", "share")


def _before(view: SentenceView, expression: TimeExpression) -> list[Word]:
    return [word for word in view.words if word.span.stop <= expression.span.start]


def _lemmas_before(view: SentenceView, expression: TimeExpression) -> list[str]:
    inside = [word for word in view.words if expression.span.covers(word.span)]
    return [word.lower for word in [*_before(view, expression)[-REACH_BACK:], *inside[:3]]]


def is_baseline(view: SentenceView, expression: TimeExpression) -> bool:
    """Whether words of comparison lead to an expression: "чем в 2014 году", "по сравнению с 2013 годом"."""
    cues = load_words(PACKAGE, "baseline_cues.tsv")
    lowered = _lemmas_before(view, expression)
    if _describes_noun(view, expression):
        return False
    return any(word in cues for word in lowered) or _is_mark(view, expression) or _is_measured_against(view, expression)


def _describes_noun(view: SentenceView, expression: TimeExpression) -> bool:
    """ "Гость прошлогодней ярмарки": an adjective that dates its noun, where no word of comparison leads to it."""
    words = [word for word in view.words if expression.span.covers(word.span)]
    after = next((word for word in view.words if word.span.start >= expression.span.stop), None)
    if len(words) != 1 or words[0].pos != "ADJ" or after is None or after.pos != "NOUN":
        return False
    standards = load_words(PACKAGE, "standard_nouns.tsv") | load_words(PACKAGE, "baseline_cues.tsv")
    before = _before(view, expression)[-REACH_BACK:]
    compares = any(_compares(word) for word in before)
    return not compares and after.lemma not in standards and after.lower not in standards


def _compares(word: Word) -> bool:
    cues = load_words(PACKAGE, "baseline_cues.tsv") | load_words(PACKAGE, "comparative_forms.tsv")
    return word.feats.get("Degree") == "Cmp" or word.lower in cues


def _aims(expression: TimeExpression) -> bool:
    return expression.surface.split()[0].lower() in ("к", "ко")


def _is_mark(view: SentenceView, expression: TimeExpression) -> bool:
    """ "на 8,3% к январю — сентябрю 2020-го", "прибавка к нынешнему году": what a ratio or a change before it is measured against."""
    before = _before(view, expression)[-1:]
    if not before or not _aims(expression):
        return False
    if before[0].lemma in load_words(PACKAGE, "change_nouns.tsv"):
        return True
    quantity = before[0].quantity if before[0].quantity is not None else before[0].unit
    return quantity is not None and view.quantities[quantity].unit in RATIOS


def _is_measured_against(view: SentenceView, expression: TimeExpression) -> bool:
    """ "на 9 процентов больше объёма поступлений за тот же период": a comparative with a genitive that the expression dates."""
    for word in reversed(_before(view, expression)[-REACH_BACK:]):
        if word.lower in load_words(PACKAGE, "comparative_forms.tsv"):
            return word is not _before(view, expression)[-1]
        if word.pos != "ADP" and word.feats.get("Case") != "Gen":
            return False
    return False


def baseline_span(view: SentenceView, expression: TimeExpression) -> Span:
    """The expression with the words of comparison that lead to it."""
    cues = load_words(PACKAGE, "baseline_cues.tsv")
    before = _before(view, expression)[-REACH_BACK:]
    starts = [at for at, word in enumerate(before) if word.lower in cues]
    if not starts:
        return expression.span
    at = starts[0]
    if at > 0 and before[at - 1].lower == "по":
        at -= 1
    start = before[at].span.start
    return Span(start, expression.span.stop)


def _describes_thing(view: SentenceView, expression: TimeExpression) -> bool:
    """ "дом 1958 года постройки", "автобус выпуска 2012 года": the year of a thing dates no statement."""
    if not expression.surface[0].isdigit():  # "индекс производства за январь"
        return False
    words = load_words(PACKAGE, "made_in.tsv")
    after = [word for word in view.words if word.span.start >= expression.span.stop][:1]
    return any(word.lemma in words or word.lower in words for word in (*_before(view, expression)[-1:], *after))


def _is_prepared_for(view: SentenceView, expression: TimeExpression) -> bool:
    """ "подготовка к зимнему сезону", "готовность к новому учебному году": what one prepares for is no deadline."""
    before = _before(view, expression)[-REACH_BACK:]
    return _aims(expression) and any(word.lemma in load_words(PACKAGE, "preparing_words.tsv") for word in before)


def is_compared_now(view: SentenceView, expression: TimeExpression) -> bool:
    """ "больше, чем сейчас", "не 480, как теперь": the present is what something else is held against."""
    before = _before(view, expression)[-1:]
    return expression.present and bool(before) and before[0].lower in ("чем", "как")


def dates_nothing(view: SentenceView, expression: TimeExpression) -> bool:
    """Whether an expression dates no statement of its sentence."""
    if expression.present:
        return is_compared_now(view, expression)
    return is_baseline(view, expression) or _describes_thing(view, expression) or _is_prepared_for(view, expression)
