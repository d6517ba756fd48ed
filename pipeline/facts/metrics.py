"""What a quantity measures, in the page's own words: the clause without its number, time, place and connectives."""

from pipeline.facts.clauses import DASHES, Clause
from pipeline.facts.metric_referents import ordered, without_pronoun, without_purpose, without_which
from pipeline.facts.metric_thin import is_thin
from pipeline.facts.metric_words import Frame, adjuncts, dropped, kept, parameters, phrase_words, render, strip
from pipeline.facts.noun_phrases import Phrase, number_index
from pipeline.facts.nouns import is_bare_adjective, later_phrase
from pipeline.facts.subjects import borrowed_subject, subject_words

NARROWING = 4  # words of a participle that say which of them are meant
SHORT = 4  # content words beside the predicate up to which the counted phrase belongs to the metric
LENT = 7  # words up to which a change takes over what was counted with them
CONTENT = ("NOUN", "PROPN", "ADJ", "X")


def _label(frame: Frame, clause: Clause, quantity: int) -> list[int] | None:
    """Words before the dash that leads to the number: the label of an item, the subject of "длина — 132 км"."""
    number = number_index(frame.view, quantity)
    before = [at for at in clause.words if at < number]
    dashes = [at for at in before if frame.view.words[at].text in DASHES]
    if not dashes or any(frame.view.words[at].quantity is not None for at in before):
        return None
    between = [at for at in before if at > dashes[-1] and frame.view.words[at].pos not in ("PART", "ADV", "ADP")]
    return [at for at in before if at < dashes[-1]] if not between else None


def _common(frame: Frame, clause: Clause) -> list[int]:
    """The words of a clause that all its quantities share: no phrase one of them counts, no parameter of one."""
    own = phrase_words(frame) | {at for words in parameters(frame.view).values() for at in words}
    rest = kept(frame, [at for at in clause.words if at not in own], dropped(frame.view, clause.words))
    aside = adjuncts(frame.view, clause.words)
    bare = [at for at in rest if at not in aside]
    counts = not phrase_words(frame).isdisjoint(clause.words)
    return bare if counts or any(frame.view.words[at].pos in ("NOUN", "PROPN") for at in bare) else rest


def _counted_words(frame: Frame, quantity: int) -> list[int]:
    """What a quantity counts; an adjective alone ("пять золотых") with the noun that another number of the series gives."""
    phrase = frame.phrases.get(quantity)
    if phrase is None:
        return []
    own = kept(frame, phrase.words)
    if not is_bare_adjective(frame.view, phrase):
        return own
    named = later_phrase(frame.view, frame.phrases, quantity) or _named_before(frame, quantity)
    return sorted({*own, *([named.head] if named else [])})


def _named_before(frame: Frame, quantity: int) -> Phrase | None:
    before = [phrase for other, phrase in frame.phrases.items() if other < quantity and not is_bare_adjective(frame.view, phrase)]
    return before[-1] if before else None


def _siblings_words(frame: Frame, quantity: int) -> list[int]:
    """The phrase the last number before counts, for a count whose noun is left out: "из 250 заявок одобрено 187"."""
    before = [other for other in frame.phrases if other < quantity and frame.view.quantities[other].unit == "count"]
    return _counted_words(frame, before[-1]) if before else []


def _shared(frame: Frame, clause: Clause, quantity: int) -> list[int]:
    """The words of a clause that all its quantities share, with the own phrase where it says something."""
    rest = _common(frame, clause)
    own = _counted_words(frame, quantity)
    is_count = frame.view.quantities[quantity].unit == "count"
    core = [at for at in rest if at != clause.predicate and frame.view.words[at].pos in CONTENT]
    if not core and is_count and not own and not borrowed_subject(frame.view, frame.clauses, clause):
        own = _siblings_words(frame, quantity)
    if own and (len(core) <= SHORT or not is_count or clause.kind == "participle"):
        rest = sorted({*rest, *own})
    return strip(frame, rest)


def _first_noun(frame: Frame, clause: Clause) -> list[int]:
    return [at for at in kept(frame, clause.words) if frame.view.words[at].pos in ("NOUN", "PROPN")][:1]


def _is_apposition(frame: Frame, at: int) -> bool:
    """ "— жителей 42 домов": a genitive right after the dash explains what was counted before."""
    word = frame.view.words[at]
    return word.feats.get("Case") == "Gen" and at > 0 and frame.view.words[at - 1].text in DASHES


def _leaned_on(frame: Frame, clause: Clause) -> Clause | None:
    """The first clause above that has words of its own to lend."""
    at = clause
    while at.parent is not None:
        at = frame.clauses[at.parent]
        if at.predicate is not None or at.kind == "main":
            return at
    return None


def _lent(frame: Frame, parent: Clause, own: list[int], *, change: bool) -> list[int]:
    """All that the clause leaned on says; with a phrase it counts where it says little."""
    shared = strip(frame, _common(frame, parent))
    counted: list[int] = []
    if change:
        first = next((q for q in frame.phrases if number_index(frame.view, q) in parent.words), None)
        counted = _counted_words(frame, first) if first is not None and len(shared) < LENT else []
    return sorted({*shared, *counted, *own})


def _elliptic(frame: Frame, clause: Clause, quantity: int, *, change: bool) -> list[int]:
    """An elliptic clause lends the predicate of the one it leans on; bare counts lend all that is shared."""
    parent = _leaned_on(frame, clause)
    own = strip(frame, _common(frame, clause))
    counted = _counted_words(frame, quantity)
    if parent is None:
        return own or counted
    if clause.kind == "participle" and own:  # "корпус, рассчитанный на 300 коек"; "расходуя 40 тысяч кубометров воды"
        return sorted({*_described(frame, clause), *own, *counted})
    if _names_work(frame, quantity) and not change:  # "Запланировано: ремонт 3 домов, устройство 2 площадок"
        return sorted({*own, *counted})
    content = [at for at in own if frame.view.words[at].pos in (*CONTENT, "PRON")]
    apposition = bool(content) and _is_apposition(frame, content[0])
    head = [parent.predicate] if parent.predicate is not None else _first_noun(frame, parent)
    if content and frame.view.words[content[0]].feats.get("Case") == "Gen" and not apposition:  # "зарплата врача — 85 тысяч"
        head = [*head, *_measured_by(frame, parent)]
    if content and not change and not apposition and _is_parallel(frame, parent, content[0]):  # "расходы на … составят 5, на … — 7"
        head = [*subject_words(frame.view, parent)[:1], *head]
    if change and clause.kind != "bracket" and subject_words(frame.view, clause):  # "число погибших — на 18 процентов"
        return sorted({*head, *own})
    if content and not change and clause.kind != "bracket" and not apposition:
        return sorted({*head, *own, *(counted if not own else [])})
    if not change and counted:
        return sorted({*_lent(frame, parent, [], change=False), *counted})
    return _lent(frame, parent, own if change or not content or apposition else [], change=True)


def _names_work(frame: Frame, quantity: int) -> bool:
    """Whether a noun in the nominative governs what is counted: "ремонт 3 домов"."""
    number = number_index(frame.view, quantity)
    before = frame.view.words[number - 1] if number else None
    phrase = frame.phrases.get(quantity)
    if before is None or phrase is None or before.pos != "NOUN" or before.feats.get("Case") != "Nom" or before.unit is not None:
        return False
    return frame.view.words[phrase.head].feats.get("Case") == "Gen" and before.feats.get("Number") == "Sing"


def _is_parallel(frame: Frame, parent: Clause, first: int) -> bool:
    """Whether the subject leaned on is described by the preposition that opens an elliptic part: "расходы на образование"."""
    words, subject = frame.view.words, subject_words(frame.view, parent)
    lead = words[first - 1] if first else None
    after = subject[-1] + 1 if subject else len(words)
    return lead is not None and lead.pos == "ADP" and after < len(words) and words[after].lower == lead.lower


def _measured_by(frame: Frame, parent: Clause) -> tuple[int, ...]:
    """The head of the subject, to which a genitive of an elliptic part belongs."""
    words = [at for at in subject_words(frame.view, parent) if frame.view.words[at].pos == "NOUN"]
    return tuple(words[:1])


def _described(frame: Frame, clause: Clause) -> list[int]:
    """The noun, with its genitives, that a participle right after it describes."""
    words, last = frame.view.words, clause.words[0] - 2
    if words[clause.words[0]].feats.get("VerbForm") != "Part" or last < 0 or words[last].pos != "NOUN":
        return []
    first = last
    while first > 0 and words[first].feats.get("Case") == "Gen" and words[first - 1].pos == "NOUN":
        first -= 1
    return kept(frame, range(first, last + 1))


def _is_whole(frame: Frame, clause: Clause, quantity: int) -> bool:
    """The N of "из N заявок одобрено M": the whole is named by its own words alone."""
    number = number_index(frame.view, quantity)
    from_whole = number > 0 and frame.view.words[number - 1].lower == "из"
    return from_whole and any(frame.view.words[at].quantity is not None for at in clause.words if at > number)


def _is_aside(frame: Frame, quantity: int) -> bool:
    """ "Решение приняли при двух воздержавшихся": what a circumstance counts says nothing of the act."""
    number = number_index(frame.view, quantity)
    return number > 0 and frame.view.words[number - 1].lower == "при"


def _narrowed(frame: Frame, last: int) -> list[int]:
    """The participle right after a noun: "домов, включённых в программу", without the commas around it."""
    after = next((c for c in frame.clauses if c.kind == "participle" and c.words[0] in (last + 1, last + 2)), None)
    if after is None or any(frame.view.words[at].quantity is not None for at in after.words):
        return []
    return [at for at in kept(frame, after.words) if at < after.words[0] + NARROWING]


def _measured(frame: Frame, quantity: int) -> list[int]:
    """ "118 территорий общей площадью 19,2 тысячи гектаров": a parameter with the noun it describes."""
    own = parameters(frame.view).get(quantity, ())
    if not own:
        return []
    start, stop = own[0], own[-1] + 1 - (frame.view.words[own[-1]].lower == "от")
    while start > 0 and frame.view.words[start - 1].quantity is None and _is_named(frame, start - 1):
        start -= 1
    return kept(frame, range(start, stop))


def _is_lead_alone(frame: Frame, quantity: int, words: list[int]) -> bool:
    """ "Доходы прогнозируются в размере 2 млрд": the words that lead to a number describe no noun before them."""
    own = parameters(frame.view)[quantity]
    return frame.view.words[own[0]].pos == "ADP" and set(words) <= set(own)


def _is_named(frame: Frame, at: int) -> bool:
    """Whether a word belongs to a noun phrase; a preposition does between two nouns: "сборы по НДФЛ"."""
    words = frame.view.words
    if words[at].pos == "ADP":
        return at > 0 and words[at - 1].pos in ("NOUN", "PROPN")
    return words[at].pos in ("NOUN", "PROPN", "ADJ")


def _words(frame: Frame, clause: Clause, quantity: int, *, change: bool) -> list[int]:
    label = _label(frame, clause, quantity) if clause.predicate is None else None
    if label is not None and (clause.kind == "main" or clause.parent is None or is_thin(render(frame, kept(frame, label)))):
        return strip(frame, kept(frame, label, dropped(frame.view, label[:3]))) or kept(frame, label)
    counted = _counted_words(frame, quantity)
    if counted and _is_whole(frame, clause, quantity):
        return sorted({*counted, *_narrowed(frame, counted[-1])})
    if counted and _is_aside(frame, quantity):
        return [number_index(frame.view, quantity) - 1, *counted]
    measured = _measured(frame, quantity)
    if measured and (clause.predicate is None or not _is_lead_alone(frame, quantity, measured)):
        return measured
    shared = _shared(frame, clause, quantity) if clause.predicate is not None or clause.parent is None else []
    if not shared and clause.parent is not None:
        return _elliptic(frame, clause, quantity, change=change)
    return sorted({*shared, *kept(frame, borrowed_subject(frame.view, frame.clauses, clause))})


def metric_of(frame: Frame, clause: Clause, quantity: int, *, change: bool) -> str:
    """The metric of a quantity, perhaps empty where its sentence says nothing but the number."""
    words = ordered(frame, clause, quantity, _words(frame, clause, quantity, change=change))
    words = without_purpose(frame, clause, without_pronoun(frame, clause, without_which(frame, clause, words)))
    words = sorted({*words, *_restricted(frame, clause, words)})
    return render(frame, strip(frame, words))


def _restricted(frame: Frame, clause: Clause, words: list[int]) -> list[int]:
    """The short clause that says which of them the subject means: "доля школ, которые топит котельная, выросла до 40 процентов"."""
    subject = subject_words(frame.view, clause)
    after = next((c for c in frame.clauses if c.kind == "relative" and subject and c.words[0] == subject[-1] + 2), None)
    if after is None or subject[-1] not in words or len(after.words) > LENT:
        return []
    if any(frame.view.words[at].quantity is not None for at in after.words):
        return []
    return list(after.words)


def label_of(frame: Frame, clause: Clause, quantity: int) -> str:
    """A label as it stands, the name of a place too: "Коптево — 5 дворов"."""
    return render(frame, _label(frame, clause, quantity) or [])


def words_of(frame: Frame) -> str:
    """What a whole sentence speaks of, as an introduction lends it to items that say nothing themselves.

    "По районам:" says how the items are ordered, not what they measure, and lends nothing.
    """
    indices = [at for clause in frame.clauses for at in clause.words]
    said = strip(frame, kept(frame, sorted(indices), dropped(frame.view, indices)))
    if len(said) == 2 and frame.view.words[said[0]].lower == "по":
        return ""
    return render(frame, strip(frame, kept(frame, sorted(indices), dropped(frame.view, indices))))
