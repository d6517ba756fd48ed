"""Words for search: dictionary forms, so that «поликлиника» finds «поликлиниками»."""

import re
from collections.abc import Callable
from functools import lru_cache

from pipeline.language.dictionary import lemma
from pipeline.outputs.rows import Row

FORMS = 500_000  # word forms whose dictionary form is remembered

_WORD = re.compile(r"[^\W_]+")


@lru_cache(maxsize=FORMS)
def _indexed(form: str) -> str:
    """The dictionary form of a word in lower case, with ё folded to е; digits stay as they are."""
    return form if form.isdecimal() else lemma(form).replace("ё", "е")


def lemmas_of(text: str) -> str:
    """The dictionary forms of all words of a text, each once, in the order of the text."""
    return " ".join(dict.fromkeys(map(_indexed, _WORD.findall(text.lower()))))


def _page_lemmas(row: Row) -> str:
    return lemmas_of(str(row["text"]))


def _fact_lemmas(row: Row) -> str:
    return lemmas_of(f"{row['metric']} {row['sentence'] or ''}")


SEARCHED: dict[str, Callable[[Row], str]] = {"pages": _page_lemmas, "facts": _fact_lemmas}
