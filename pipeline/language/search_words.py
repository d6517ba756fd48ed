"""The words of a text as search compares them: dictionary forms in lower case, with ё folded to е."""

import re
from functools import lru_cache

from pipeline.language.dictionary import lemma

FORMS = 500_000  # word forms whose dictionary form is remembered

_WORD = re.compile(r"[^\W_]+")


@lru_cache(maxsize=FORMS)
def _search_word(form: str) -> str:
    """Digits stay as they are."""
    return form if form.isdecimal() else lemma(form).replace("ё", "е")


def search_words(text: str) -> tuple[str, ...]:
    """«Ёлки в 12 поликлиниках» -> елка, в, 12, поликлиника."""
    return tuple(map(_search_word, _WORD.findall(text.lower())))
