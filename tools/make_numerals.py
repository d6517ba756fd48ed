"""Writes pipeline/language/numerals.tsv: every form of the Russian number words, from pymorphy2's lexemes."""

from collections.abc import Iterator
from pathlib import Path

from pipeline.language.dictionary import analyzer

TARGET = Path(__file__).parent.parent / "pipeline" / "language" / "numerals.tsv"

CARDINALS = {
    "unit": "ноль:0 нуль:0 один:1 два:2 три:3 четыре:4 пять:5 шесть:6 семь:7 восемь:8 девять:9",
    "teen": "десять:10 одиннадцать:11 двенадцать:12 тринадцать:13 четырнадцать:14 пятнадцать:15 шестнадцать:16 "
    "семнадцать:17 восемнадцать:18 девятнадцать:19",
    "ten": "двадцать:20 тридцать:30 сорок:40 пятьдесят:50 шестьдесят:60 семьдесят:70 восемьдесят:80 девяносто:90",
    "hundred": "сто:100 двести:200 триста:300 четыреста:400 пятьсот:500 шестьсот:600 семьсот:700 восемьсот:800 девятьсот:900",
    "scale": "тысяча:1000 миллион:1000000 миллиард:1000000000 триллион:1000000000000 квадриллион:1000000000000000",
    "collective": "двое:2 трое:3 четверо:4 пятеро:5 шестеро:6 семеро:7 восьмеро:8 девятеро:9 десятеро:10",
    "half": "полтора:1.5",
    "fraction": "половина:1/2 треть:1/3 четверть:1/4",
}
ORDINALS = (
    "первый:1 второй:2 третий:3 четвёртый:4 пятый:5 шестой:6 седьмой:7 восьмой:8 девятый:9 десятый:10 одиннадцатый:11 "
    "двенадцатый:12 тринадцатый:13 четырнадцатый:14 пятнадцатый:15 шестнадцатый:16 семнадцатый:17 восемнадцатый:18 "
    "девятнадцатый:19 двадцатый:20 тридцатый:30 сороковой:40 пятидесятый:50 шестидесятый:60 семидесятый:70 "
    "восьмидесятый:80 девяностый:90 сотый:100 двухсотый:200 трёхсотый:300 тысячный:1000 миллионный:1000000"
)
EXTRA = {
    "scale": {"тыс": "1000", "т": "1000", "млн": "1000000", "млрд": "1000000000", "трлн": "1000000000000"},
    "half": {"полтораста": "150", "полутораста": "150"},
    "multiple": {"вдвое": "2", "втрое": "3", "вчетверо": "4", "впятеро": "5", "вшестеро": "6", "всемеро": "7", "вдесятеро": "10"},
    "times": {"дважды": "2", "трижды": "3", "четырежды": "4"},
    "halved": {"полмиллиона": "500000", "полмиллиарда": "500000000", "полтысячи": "500", "полсотни": "50"},
    "pronoun": {"оба": "2", "обе": "2", "обоих": "2", "обеих": "2", "обоим": "2", "обеим": "2", "обоими": "2", "обеими": "2"},
}  # fmt: skip
FIT = {"unit": ("NUMR", "ADJF", "NOUN"), "scale": ("NOUN", "NUMR"), "fraction": ("NOUN",), "collective": ("NUMR",)}


def fold(form: str) -> str:
    return form.lower().replace("ё", "е")


def forms_of(word: str, kinds: tuple[str, ...]) -> Iterator[str]:
    for parse in analyzer().parse(word):
        if parse.tag.POS in kinds and fold(parse.normal_form) == fold(word):
            for form in parse.lexeme:
                if form.tag.POS in kinds:
                    yield fold(form.word)


def rows() -> Iterator[tuple[str, str, str]]:
    for kind, words in CARDINALS.items():
        for entry in words.split():
            word, value = entry.split(":")
            for form in forms_of(word, FIT.get(kind, ("NUMR",))):
                yield form, value, kind
    for entry in ORDINALS.split():
        word, value = entry.split(":")
        for form in forms_of(word, ("ADJF",)):
            yield form, value, "ordinal"
    for kind, table in EXTRA.items():
        for form, value in table.items():
            yield fold(form), value, kind


def main() -> None:
    seen: dict[str, tuple[str, str]] = {}
    for form, value, kind in rows():
        seen.setdefault(form, (value, kind))
    lines = [f"{form}\t{value}\t{kind}" for form, (value, kind) in sorted(seen.items())]
    TARGET.write_text(
        "# Written by tools/make_numerals.py; ё is folded to е.\nform\tvalue\tkind\n" + "\n".join(lines) + "\n",
        encoding="utf-8",
    )


if __name__ == "__main__":
    main()
