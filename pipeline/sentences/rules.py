"""The rules of sentence ends, in order: the first that has an opinion decides, else razdel does."""

from collections.abc import Callable

from pipeline.sentences.abbreviations import is_short_form
from pipeline.sentences.addresses import dotted_name, missing_space, small_brand_opens, stop_in_address
from pipeline.sentences.gaps import Gap, Verdict
from pipeline.sentences.initials import (
    initial_for_name,
    initial_goes_on,
    initials_after_name,
    letter_of_number,
    letter_of_thing,
    number_of_ruler,
)
from pipeline.sentences.numbering import bullet_is_one, item_opens, number_of_item, number_of_section
from pipeline.sentences.short_forms import (
    lead_goes_on,
    list_closed,
    number_goes_on,
    small_goes_on,
    street_after_name,
    unit_before_capital,
    unit_without_number,
    unknown_short_form,
    year_or_century,
)
from pipeline.sentences.speech import (
    aside_after_quote,
    author_after_quote,
    mark_alone_in_brackets,
    name_goes_on,
    stop_inside_brackets,
    stop_inside_name,
)

_LONG_WORD = 4  # letters; shorter words may be abbreviations no lexicon has

Rule = Callable[[Gap], Verdict | None]


def plain_end(gap: Gap) -> Verdict | None:
    """ "Каток открыт. | Вход свободный": a long word, its mark, a capital; most ends are such, so it comes first."""
    is_plain = len(gap.word) >= _LONG_WORD and gap.next > gap.stop and not gap.enclosures and not gap.closers
    return "ends" if is_plain and gap.line[gap.next].isupper() and not is_short_form(gap.word.lower()) else None


def ellipsis_opens(gap: Gap) -> Verdict | None:
    """ "Закончили. | …И начали снова": an ellipsis glued to the word after it opens a sentence."""
    following = gap.line[gap.next : gap.next + 4].lstrip("….")
    is_open = gap.line[gap.next] in "…." and following[:1].isalpha() and not gap.is_glued
    return "ends" if is_open else None


def capital_opens(gap: Gap) -> Verdict | None:
    """ "покрасили пол. | Дети", "„Готово.“ | Он": words and signs after which razdel may see no end."""
    is_open = gap.mark and gap.right == "capital" and not gap.is_glued
    return "ends" if is_open and gap.line[gap.next] != "(" else None


def as_razdel(gap: Gap) -> Verdict:
    return "ends" if gap.stop in gap.cuts else "goes on"


RULES: tuple[Rule, ...] = (
    bullet_is_one,
    plain_end,
    stop_in_address,
    stop_inside_brackets,
    stop_inside_name,
    mark_alone_in_brackets,
    small_goes_on,
    number_of_section,
    number_of_item,
    item_opens,
    dotted_name,
    year_or_century,
    unit_before_capital,
    list_closed,
    street_after_name,
    number_goes_on,
    lead_goes_on,
    letter_of_number,
    letter_of_thing,
    number_of_ruler,
    initials_after_name,
    initial_for_name,
    initial_goes_on,
    unit_without_number,
    small_brand_opens,
    unknown_short_form,
    author_after_quote,
    aside_after_quote,
    name_goes_on,
    missing_space,
    ellipsis_opens,
    capital_opens,
    as_razdel,
)


def deciding_rule(gap: Gap) -> tuple[str, Verdict]:
    """The name of the rule that decides a gap, and its verdict."""
    for rule in RULES:
        verdict = rule(gap)
        if verdict is not None:
            return rule.__name__, verdict
    raise AssertionError("the last rule always decides")


def ends(gap: Gap) -> bool:
    """Whether a sentence ends at the gap."""
    return deciding_rule(gap)[1] == "ends"
