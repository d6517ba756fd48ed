"""What was read as an amount and is no quantity after all: pronouns, ages, ordinals, letters of names."""

from collections.abc import Callable
from functools import cache, lru_cache
from itertools import takewhile

from pipeline.language.dictionary import parses
from pipeline.lexicon import load_lexicon, load_words
from pipeline.numbers.amounts import read_amount
from pipeline.numbers.closing import closes
from pipeline.numbers.found import Found
from pipeline.numbers.housed import housed
from pipeline.numbers.numbered import numbered
from pipeline.numbers.tokens import Tokens
from pipeline.numbers.units import COUNT, read_unit
from pipeline.records import NumeralKind

PACKAGE = "pipeline.numbers"
DURATION_BEFORE = 8  # tokens in which a word of duration leads to years
DURATION_AFTER = 3
FEW = 10  # members that open a group: "пятеро и более детей"
AGE_ADVERBS = 5  # words and other ages between a person and an age
BELONGING = 4  # words between a person and a comma
AGE_REACH = 10  # tokens back in which years of another person are named
YEARS = frozenset(("лет", "года", "год"))
LONGEST_NAME = 4  # letters of "МКАД", "ГОСТ"


def _is_pronoun(tokens: Tokens, found: Found) -> NumeralKind | None:
    """ "один", "одна" without scale or unit: words that point, not count."""
    word = tokens.word(found.start)
    alone = found.stop == found.start + 1 and found.unit is COUNT
    return "other" if alone and word is not None and word.value == 1 and word.kind == "unit" else None


@cache
def _nouns_alike() -> dict[str, frozenset[str]]:
    """Numerals that are forms of a noun, with the words before them that say so."""
    return {row["form"]: frozenset(row["before"].split()) for row in load_lexicon(PACKAGE, "nouns_alike.tsv", key="form")}


def _is_noun(tokens: Tokens, found: Found) -> NumeralKind | None:
    """ "на семью приходится": a family, not seven."""
    alike = found.stop == found.start + 1 and tokens.lower(found.start - 1) in _nouns_alike().get(tokens.lower(found.start), ())
    return "other" if alike else None


def _opens_ordinal(tokens: Tokens, found: Found) -> NumeralKind | None:
    """ "двадцать пятый", "сто первого": the last word makes it an ordinal; "двадцать первых" counts first ones."""
    word = tokens.word(found.stop)
    if found.unit is not COUNT or not found.low.words or found.is_range or word is None or word.kind != "ordinal":
        return None
    plural = tokens.lower(found.stop).endswith(("ых", "ие", "ые", "ьи", "ьих"))
    return "ordinal" if word.value < found.low.step * 10 and not plural and found.low.value % 10 == 0 else None


def _is_age(tokens: Tokens, found: Found) -> NumeralKind | None:
    """Years are somebody's age beside a person or after "в", "с", "до": "Ольге 45 лет", "в 16 лет"; not "срок до 5 лет"."""
    if found.unit.code != "year" or found.ratio is not None or (found.low.step != 1 and not found.is_range) or found.forced:
        return None
    if tokens.lower(found.start - 1) in load_words(PACKAGE, "duration_prepositions.tsv") or _is_duration(tokens, found):
        return None
    before = _over_adverbs(tokens, found.start - 1)
    led = tokens.lower(before) in load_words(PACKAGE, "age_prepositions.tsv") or _is_led_by_age(tokens, found.start)
    return "age" if led or _is_person_before(tokens, before) or _is_set_off(tokens, found) else None


def _is_set_off(tokens: Tokens, found: Found) -> bool:
    """ "Сотруднику автосервиса, 27 лет, грозит арест": between commas, behind somebody with what belongs to him."""
    if (tokens.lower(found.start - 1), tokens.lower(found.stop)) != (",", ","):
        return False
    words = takewhile(str.isalpha, (tokens.lower(place) for place in range(found.start - 2, max(-1, found.start - 2 - BELONGING), -1)))
    named = list(takewhile(_may_belong, words))
    return any(map(is_person, named))


@lru_cache(maxsize=50_000)
def _may_belong(form: str) -> bool:
    """Whether a form is no verb and no link: a noun or an adjective."""
    return any(parse.pos in ("NOUN", "ADJF", "NPRO") for parse in parses(form)[:1])


def _is_led_by_age(tokens: Tokens, at: int) -> bool:
    """ "старше 55 лет (женщины) и 60 лет (мужчины)", "исполнится 6 лет, но не более 8 лет"."""
    stems = tuple(load_words(PACKAGE, "age_stems.tsv"))
    return any(tokens.lower(place).startswith(stems) for place in range(max(0, at - AGE_REACH), at))


def _is_duration(tokens: Tokens, found: Found) -> bool:
    """Whether a word of duration stands near: "сроком на 5 лет", "3 года гарантии"."""
    before = (tokens.lower(place) for place in range(max(0, found.start - DURATION_BEFORE), found.start))
    after = takewhile(str.isalpha, (tokens.lower(place) for place in range(found.stop, found.stop + DURATION_AFTER)))
    return any(word.startswith(_stems("duration")) for word in before) or any(word.startswith(_stems("duration_after")) for word in after)


def _over_adverbs(tokens: Tokens, at: int) -> int:
    """The place before "уже", "всего", "почти", and before other ages of a list."""
    known = load_words(PACKAGE, "age_adverbs.tsv")
    for _ in range(AGE_ADVERBS):
        at -= tokens.lower(at) in known or (tokens.digits(at) is not None and at > 0)
    return at


def _is_person_before(tokens: Tokens, at: int) -> bool:
    """ "Ольге 45 лет", "мальчик 8 лет", "брат, 10 лет"."""
    return tokens.is_word(at) and is_person(tokens.lower(at))


@lru_cache(maxsize=50_000)
def is_person(form: str) -> bool:
    """Whether a form is a noun or pronoun for somebody."""
    return form in load_words(PACKAGE, "person_pronouns.tsv") or any(parse.pos == "NOUN" and parse.animate for parse in parses(form))


def _is_age_too(tokens: Tokens, found: Found) -> NumeralKind | None:
    """ "Мальчику девять лет, его брату шесть": the years are said once."""
    if found.unit is not COUNT or found.low.scaled or not closes(tokens, found.stop) or not _is_given_to(tokens.lower(found.start - 1)):
        return None
    back = range(max(0, found.start - AGE_REACH), found.start)
    return "age" if any(tokens.lower(place) in YEARS for place in back) else None


@lru_cache(maxsize=50_000)
def _is_given_to(form: str) -> bool:
    pronoun = form in load_words(PACKAGE, "person_pronouns.tsv")
    return pronoun or any(parse.pos == "NOUN" and parse.animate and parse.case == "datv" for parse in parses(form))


@cache
def _stems(group: str) -> tuple[str, ...]:
    return tuple(row["form"].rstrip("*") for row in load_lexicon(PACKAGE, "blocker_words.tsv") if row["group"] == group)


def _ends_name(tokens: Tokens, found: Found) -> NumeralKind | None:
    """Digits glued to the end of a word in capitals are part of a name."""
    before = found.start - 1
    glued = tokens.is_word(before) and not tokens.gap(found.start) and found.unit.dimension != "money"
    return "name" if glued and tokens.text(before).isupper() and len(tokens.text(before)) <= LONGEST_NAME else None


def _is_ordinal_round(tokens: Tokens, found: Found) -> NumeralKind | None:
    """ "первая сотня", "второй десяток": the rounds are named, not counted."""
    before = tokens.word(found.start - 1)
    small = found.low.bare and found.low.value < 1000
    return "other" if small and before is not None and before.kind == "ordinal" else None


def _is_slashed(tokens: Tokens, found: Found) -> NumeralKind | None:
    """ "5/7" and "2014/15" that are no parts of a whole name something."""
    left = tokens.lower(found.start - 1) == "/" and not tokens.gap(found.start) and tokens.all[found.start - 2].kind == "digits"
    right = tokens.lower(found.stop) == "/" and not tokens.gap(found.stop + 1) and tokens.digits(found.stop + 1) is not None
    return "identifier" if (left or (right and read_unit(tokens, _after_amount(tokens, found.stop + 1)) is None)) else None


def _after_amount(tokens: Tokens, at: int) -> int:
    amount = read_amount(tokens, at)
    return amount.stop if amount else at


def _is_vague_round(tokens: Tokens, found: Found) -> NumeralKind | None:
    """ "десятки семей", "сотни горожан": no number is said."""
    form = tokens.lower(found.start)
    asked = form in load_words(PACKAGE, "rounds_of_one.tsv") and tokens.lower(found.start - 1) in load_words(PACKAGE, "genitive_askers.tsv")
    return "other" if found.low.bare and form in load_words(PACKAGE, "vague_rounds.tsv") and not asked else None


def _opens_group(tokens: Tokens, found: Found) -> NumeralKind | None:
    """ "семьи, где растут трое и более детей", "два и больше кружков": so many or more make a group and are not counted."""
    few = found.unit is COUNT and not found.is_range and not found.low.scaled and found.low.value <= FEW
    opened = " ".join(tokens.lower(place) for place in (found.stop, found.stop + 1)) in load_words(PACKAGE, "group_openers.tsv")
    return "other" if few and opened else None


def _is_turn(tokens: Tokens, found: Found) -> NumeralKind | None:
    """ "каждую третью ночь": "третью" is no part there."""
    led = tokens.lower(found.start - 1).startswith("кажд") and found.stop == found.start + 1
    return "ordinal" if led and tokens.lower(found.start) in load_words(PACKAGE, "every_fractions.tsv") else None


EXCLUSIONS: tuple[Callable[[Tokens, Found], NumeralKind | None], ...] = (
    _is_pronoun,
    _is_noun,
    _opens_ordinal,
    _is_age,
    _is_age_too,
    _ends_name,
    _is_ordinal_round,
    _is_vague_round,
    _is_slashed,
    _opens_group,
    _is_turn,
    housed,
    numbered,
)


def kind_of(tokens: Tokens, found: Found) -> NumeralKind:
    """The kind of an amount: a quantity, unless an exclusion says otherwise."""
    return next((kind for exclusion in EXCLUSIONS if (kind := exclusion(tokens, found))), "quantity")
