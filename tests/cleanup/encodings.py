"""Generated pages in many encodings, told right, wrongly or not at all, whole or damaged."""

import random
from collections.abc import Iterator
from typing import NamedTuple

from tests.scoring.gold import GOLD, releases

CHARSETS = {
    "utf-8": "utf-8", "utf-8 with mark": "utf-8-sig", "windows-1251": "cp1251", "koi8-r": "koi8-r", "iso-8859-5": "iso8859-5", "cp866": "cp866",
    "utf-16 with mark": "utf-16", "utf-16-le": "utf-16-le", "utf-16-be": "utf-16-be",
}  # fmt: skip
DECLARED = ("none", "utf-8", "windows-1251", "koi8-r", "iso-8859-1")
PLAIN = str.maketrans({"«": '"', "»": '"', "—": "-", "–": "-", "№": "N", "−": "-", "…": "."})  # old charsets have no more
SHORT = (
    "Каток открыт.",
    "В районе 5 школ и 12 садов.",
    "Сдано 1 200 кв. м жилья",
    "КАТОК ОТКРЫТ",
    "Управа",
    "Итоги ЕГЭ и ГИА",
    "Ёлка на площади",
    "МОСКВА, 2014 ГОД: 5 ШКОЛ",
)


class Encoded(NamedTuple):
    """A page as bytes, what was done to it, and the words that must be read from it."""

    name: str
    content: bytes
    words: str


def _page(words: str, declared: str) -> str:
    meta = "" if declared == "none" else f'<meta http-equiv="Content-Type" content="text/html; charset={declared}">'
    return f'<html><head>{meta}</head><body><div class="menu"><a href="/">English</a></div><p>{words}</p></body></html>'


def _texts() -> list[str]:
    """Long, middle and short texts that every charset can write."""
    found = releases(GOLD)
    paragraphs = [block["text"] for release in found for block in release["blocks"] if block["type"] == "p"]
    plain = [text.translate(PLAIN) for text in paragraphs]
    return [" ".join(plain[:20]), plain[5], plain[31]]


def _whole() -> Iterator[Encoded]:
    for place, words in enumerate([*_texts(), *SHORT]):
        for name, charset in CHARSETS.items():
            for declared in DECLARED if place < 2 else DECLARED[:2]:
                yield Encoded(f"{name}, told {declared}, text {place}", _page(words, declared).encode(charset), words)


def _cut() -> Iterator[Encoded]:
    """UTF-8 and UTF-16 whose last character is cut in two, and pages that end in the middle of a tag."""
    words = _texts()[1]
    for name in ("utf-8", "utf-8 with mark", "utf-16 with mark", "utf-16-le"):
        markup = f"<html><body><p>{words} Конец"
        yield Encoded(f"{name}, cut in a character", markup.encode(CHARSETS[name])[:-1], words)
    for name in ("windows-1251", "koi8-r"):
        yield Encoded(f"{name}, cut in a tag", f"<html><body><p>{words}</p><a hre".encode(CHARSETS[name]), words)


def _garbage() -> Iterator[Encoded]:
    """UTF-8 with up to 5 % broken characters, put between the words."""
    words = _texts()[0]
    for share in (0.001, 0.01, 0.03, 0.045):
        for broken in (b"\xff", b"\xd0", b"\xe2\x80", b"\xc0\xc1"):
            count = max(1, int(share * sum(character > "\x7f" for character in words) / (2 if broken == b"\xc0\xc1" else 1)))
            head, body = _page("", "utf-8").encode().split(b"<p>")
            yield Encoded(
                f"utf-8, {share:.1%} of {broken.hex()}", head + b"<p>" + words.encode() + (b" " + broken + b" ") * count + body, words
            )


def _twice() -> Iterator[Encoded]:
    """UTF-8 that a tool took for windows-1251 and saved as UTF-8 again."""
    for place, words in enumerate(_texts()[:2]):
        twice = words.encode().decode("cp1251", "ignore")
        if twice.encode("cp1251").decode("utf-8", "ignore") == words:
            yield Encoded(f"utf-8 twice, text {place}", _page(twice, "utf-8").encode(), words)


def _noise() -> Iterator[Encoded]:
    """Bytes of no charset at all: whatever comes of them, it must not be words."""
    rolls = random.Random(5)
    for number in range(5):
        noise = bytes(rolls.randrange(128, 256) for _ in range(1500))
        yield Encoded(f"noise {number}", b"<html><body><p>" + noise + b"</p></body></html>", "")


def encoded_pages() -> list[Encoded]:
    """All generated pages."""
    return [*_whole(), *_cut(), *_garbage(), *_twice(), *_noise()]
