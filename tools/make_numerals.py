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
    "scale": "тысяча:1000 миллион:1000000 миллиард:1000000000 триллион:1000000000000 квадриллион:1000000000000000 "
    "десяток:10 сотня:100 дюжина:12",
    "collective": "двое:2 трое:3 четверо:4 пятеро:5 шестеро:6 семеро:7 восьмеро:8 девятеро:9 десятеро:10",
    "half": "полтора:1.5",
    "fraction": "половина:1/2 треть:1/3 четверть:1/4",
    "multiple": "удвоить:2 удвоиться:2 удваивать:2 удваиваться:2 утроить:3 утроиться:3 утраивать:3 утраиваться:3 учетверить:4 "
    "учетвериться:4 упятерить:5 упятериться:5 удесятерить:10 удесятериться:10",
    "fold": "двукратный:2 двухкратный:2 трёхкратный:3 троекратный:3 четырёхкратный:4 пятикратный:5 шестикратный:6 семикратный:7 "
    "десятикратный:10 двадцатикратный:20 стократный:100",
}
ORDINALS = (
    "первый:1 второй:2 третий:3 четвёртый:4 пятый:5 шестой:6 седьмой:7 восьмой:8 девятый:9 десятый:10 одиннадцатый:11 "
    "двенадцатый:12 тринадцатый:13 четырнадцатый:14 пятнадцатый:15 шестнадцатый:16 семнадцатый:17 восемнадцатый:18 "
    "девятнадцатый:19 двадцатый:20 тридцатый:30 сороковой:40 пятидесятый:50 шестидесятый:60 семидесятый:70 "
    "восьмидесятый:80 девяностый:90 сотый:100 двухсотый:200 трёхсотый:300 тысячный:1000 миллионный:1000000"
)
EXTRA = {
    "scale": {
        "тыс": "1000", "т": "1000", "тыщ": "1000", "тыща": "1000", "тыщи": "1000", "млн": "1000000", "мнл": "1000000",
        "млрд": "1000000000", "млд": "1000000000", "трлн": "1000000000000",
    },
    "vulgar": {"½": "1/2", "⅓": "1/3", "⅔": "2/3", "¼": "1/4", "¾": "3/4", "⅕": "1/5", "⅛": "1/8"},
    "half": {"полтораста": "150", "полутораста": "150"},
    "multiple": {"вдвое": "2", "втрое": "3", "вчетверо": "4", "впятеро": "5", "вшестеро": "6", "всемеро": "7", "вдесятеро": "10"},
    "times": {
        "дважды": "2", "трижды": "3", "четырежды": "4", "вдвоем": "2", "втроем": "3", "вчетвером": "4", "впятером": "5", "вшестером": "6",
        "всемером": "7", "ввосьмером": "8", "вдевятером": "9", "вдесятером": "10", "надвое": "2", "натрое": "3",
    },
    "halved": {
        "полмиллиона": "500000", "полмиллиарда": "500000000", "полтысячи": "500", "полсотни": "50", "полусотни": "50",
        "полутысячи": "500", "полумиллиона": "500000", "полтыщи": "500", "полтриллиона": "500000000000",
        "полдюжины": "6", "полдесятка": "5",
    },
    "fold": {"двукратно": "2", "двухкратно": "2", "трехкратно": "3", "троекратно": "3", "четырехкратно": "4", "пятикратно": "5",
        "десятикратно": "10",
    },
    "fraction": {"наполовину": "1/2", "вполовину": "1/2"},
    "pronoun": {"оба": "2", "обе": "2", "обоих": "2", "обеих": "2", "обоим": "2", "обеим": "2", "обоими": "2", "обеими": "2"},
}  # fmt: skip
UNSAFE = frozenset(("сот", "сотку", "десятку"))  # other words first of all: "шесть сот.", "вошёл в десятку"
FIT = {
    "multiple": ("VERB", "INFN", "GRND", "PRTF", "PRTS"),
    "fold": ("ADJF", "ADVB"),
    "unit": ("NUMR", "ADJF", "NOUN"),
    "scale": ("NOUN", "NUMR"),
    "fraction": ("NOUN",),
    "collective": ("NUMR",),
}


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
        if form not in UNSAFE:
            seen.setdefault(form, (value, kind))
    lines = [f"{form}\t{value}\t{kind}" for form, (value, kind) in sorted(seen.items())]
    TARGET.write_text(
        "# Written by tools/make_numerals.py; ё is folded to е.\nform\tvalue\tkind\n" + "\n".join(lines) + "\n",
        encoding="utf-8",
    )


if __name__ == "__main__":
    main()
