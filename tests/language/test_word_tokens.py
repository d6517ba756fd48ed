"""The remembering tokenizer gives what razdel gives, on the pages here and on any text."""

from pathlib import Path

import razdel
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline import clean
from pipeline.language.word_tokens import tokenize_words

FIXTURES = Path(__file__).parents[2] / "fixtures"
SIGNS = "аяЁz19 \u00a0\n.,;:-–—_/\\!?…()«»\"'№%+*δ@^"


def given_by_razdel(text: str) -> list[tuple[int, int, str]]:
    return [(token.start, token.stop, token.text) for token in razdel.tokenize(text)]


def test_the_pages_are_split_as_by_razdel() -> None:
    texts = [clean(path).text for path in sorted((FIXTURES / "reference").iterdir())]
    texts += [
        line for path in sorted((FIXTURES / "first-sight").rglob("*.jsonl")) for line in path.read_text(encoding="utf-8").splitlines()
    ]
    assert len(texts) > 500
    for text in texts:
        assert [tuple(token) for token in tokenize_words(text)] == given_by_razdel(text)


@given(st.text(alphabet=SIGNS, max_size=40))
@example("5, 6 и а -б, кое- что 3 /4")
@example("слово" * 40 + " - 5")
def test_any_text_is_split_as_by_razdel(text: str) -> None:
    assert [tuple(token) for token in tokenize_words(text)] == given_by_razdel(text)
