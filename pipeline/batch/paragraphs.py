"""The paragraphs of running text of a whole run as columns of numbers: a few dozen bytes each, whatever they say.

What a paragraph says stays in the index of its shard and is read where two are compared.
"""

import hashlib
from array import array
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import msgspec
import numpy as np

from pipeline.batch.frames import PackedText
from pipeline.batch.likeness import Numbers, Words
from pipeline.dedup.candidates import word_order
from pipeline.dedup.near import SHORT
from pipeline.dedup.signatures import body_words

_encode = msgspec.msgpack.Encoder().encode

TextAt = Callable[[int, int], PackedText]  # the page's number, the place among its paragraphs of running text


def _digest(data: bytes) -> int:
    return int.from_bytes(hashlib.blake2b(data, digest_size=8).digest(), "little")


class Columns:
    """Occurrences in the order in which they came: key in two halves, page, place among its paragraphs, position, a hash of
    what is stated.
    """

    def __init__(self) -> None:
        self.high, self.low, self.text = array("Q"), array("Q"), array("Q")
        self.page, self.place, self.pos = array("I"), array("I"), array("I")

    def add(self, page: int, running: tuple[tuple[int, str], ...], texts: tuple[PackedText, ...]) -> None:
        """The paragraphs of one page."""
        for place, ((pos, key), text) in enumerate(zip(running, texts, strict=True)):
            self.high.append(int(key[:16], 16))
            self.low.append(int(key[16:], 16))
            self.text.append(_digest(_encode(text)))
            self.page.append(page)
            self.place.append(place)
            self.pos.append(pos)


class Firsts(NamedTuple):
    """The first occurrence of every key, in the order of publication, as numbers of occurrences; `stated` is the one whose
    text counts, `keys` the places in this list by key.
    """

    first: Numbers
    stated: Numbers
    by_key: Numbers


def _twins(columns: Columns, same: Numbers, text_at: TextAt) -> int:
    """Of occurrences of one key that are read differently the same one in any order of them."""
    return int(min(same, key=lambda one: repr(text_at(columns.page[one], columns.place[one]).open())))


def find_firsts(columns: Columns, ranks: Numbers, text_at: TextAt) -> Firsts:
    """The first occurrences; `ranks` gives the order of the pages."""
    high, low, text = (np.frombuffer(column, dtype=np.uint64) for column in (columns.high, columns.low, columns.text))
    page, pos = (np.frombuffer(column, dtype=np.uint32).astype(np.int64) for column in (columns.page, columns.pos))
    places = (ranks[page] << 24) + pos
    order = np.lexsort((places, low, high))
    new = np.ones(len(order), dtype=bool)
    new[1:] = (high[order][1:] != high[order][:-1]) | (low[order][1:] != low[order][:-1])
    heads = np.flatnonzero(new)
    first, stated = order[heads], order[heads].copy()
    varied = np.flatnonzero(~new & (text[order] != text[order[heads]][np.cumsum(new) - 1]))
    for group in np.unique(np.cumsum(new)[varied] - 1):
        stop = heads[group + 1] if group + 1 < len(heads) else len(order)
        stated[group] = _twins(columns, order[heads[group] : stop], text_at)
    published = np.argsort(places[first], kind="stable")
    by_key = np.empty(len(first), dtype=np.int64)
    by_key[published] = np.arange(len(first))
    return Firsts(first[published], stated[published], by_key)


class Contents(NamedTuple):
    """What the first occurrences say, in their order: words, the core as a number, whether each is long enough to have near
    copies, a hash of all it states.
    """

    words: Words
    core: Numbers
    long: Numbers
    text: Numbers


def read_contents(columns: Columns, firsts: Firsts, text_at: TextAt, folder: Path) -> Contents:
    """Reads what first occurrences say, shard after shard; their words go to a file."""
    count = len(firsts.stated)
    core, size, text = (np.zeros(count, dtype=np.int64) for _ in range(3))
    numbers: dict[str, int] = {}
    starts = np.zeros(count + 1, dtype=np.int64)
    path = folder / "words"
    kept = 0
    reading = np.argsort(firsts.stated, kind="stable")
    begins = np.zeros(count, dtype=np.int64)
    lengths = np.zeros(count, dtype=np.int64)
    with path.open("wb") as file:
        for at in reading.tolist():
            one = int(firsts.stated[at])
            said = text_at(columns.page[one], columns.place[one])
            words = sorted(body_words(" ".join(said.sentences)))
            array("I", [numbers.setdefault(word, len(numbers)) for word in words]).tofile(file)
            begins[at], lengths[at] = kept, len(words)
            kept += len(words)
            core[at], size[at] = _digest(said.core.encode()) >> 1, said.length
            text[at] = _digest(_encode((said.core, said.sentences))) >> 1
    starts[1:] = np.cumsum(lengths)
    laid = _in_order(path, begins, lengths, kept)
    order = np.array([word_order(word) for word in numbers], dtype=np.uint64)
    return Contents(Words(starts, laid, order), core, np.flatnonzero(size >= SHORT), text)


def _in_order(path: Path, begins: Numbers, lengths: Numbers, size: int) -> "np.ndarray[tuple[int], np.dtype[np.uint32]]":
    """The words of paragraphs laid in the order of publication, on disk."""
    if not size:
        path.unlink()
        return np.zeros(0, dtype=np.uint32)
    came = np.memmap(path, dtype=np.uint32, mode="r")
    laid = path.with_name("words-laid")
    with laid.open("wb") as file:
        for begin, length in zip(begins.tolist(), lengths.tolist(), strict=True):
            came[begin : begin + length].tofile(file)
    path.unlink()
    return np.memmap(laid, dtype=np.uint32, mode="r")


def blocks_of(core: Numbers, members: Numbers) -> Iterator[Numbers]:
    """Members of equal core, where there are more than one."""
    order = members[np.argsort(core[members], kind="stable")]
    cuts = np.flatnonzero(np.diff(core[order])) + 1
    return (block for block in np.split(order, cuts) if len(block) > 1)
