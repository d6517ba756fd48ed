"""Speed of the stages that find repeats, in one run on one core beside datasketch and a bare loop of NFKC and xxh3.

    python -m tests.benchmarks.repeat_speed [paragraphs]

The near stage is given the signatures, as in a run; what making them costs is printed apart.
"""

import sys
import time
import unicodedata
from collections.abc import Callable, Iterator

import xxhash

from pipeline.dedup import Signature, group_paragraphs
from pipeline.dedup.many import normal_texts
from pipeline.flow import fact_signature
from tests.benchmarks.repeat_rivals import datasketch_candidates, datasketch_sketch
from tests.dedup.pairs import make_pairs

SEED, PARAGRAPHS, ROUNDS, THRESHOLD = 7, 20_000, 5, 0.7
SIGNED = 2000  # paragraphs whose signatures are made to see what that costs
GROWTH = (10_000, 100_000, 1_000_000)
WORDS = ("школа", "парк", "двор", "сквер", "музей", "каток", "театр", "бассейн", "стадион", "приют")


def rate(work: Callable[[], object], count: int, rounds: int = ROUNDS) -> float:
    """Paragraphs a second of processor time, the best of some rounds; nothing here waits."""
    best = float("inf")
    for _ in range(rounds):
        started = time.process_time()
        work()
        best = min(best, time.process_time() - started)
    return count / best


def paragraphs(count: int) -> list[str]:
    """Different paragraphs of the labelled pairs."""
    found: dict[str, None] = {}
    for pair in make_pairs(SEED, count):
        found.update(dict.fromkeys((pair.left, pair.right)))
        if len(found) >= count:
            break
    return list(found)[:count]


def exact_stage(texts: list[str]) -> int:
    """Normal texts, and the first copy of each."""
    first: dict[str, int] = {}
    for number, key in enumerate(normal_texts(texts)):
        first.setdefault(key, number)
    return len(first)


def bare_loop(texts: list[str]) -> int:
    return len({xxhash.xxh3_128_digest(unicodedata.normalize("NFKC", text).encode()) for text in texts})


def compare(texts: list[str]) -> None:
    count = len(texts)
    sketch = rate(lambda: [datasketch_sketch(text) for text in texts], count, 1)
    sketches = [datasketch_sketch(text) for text in texts]
    index = rate(lambda: datasketch_candidates(sketches, THRESHOLD), count, 1)
    whole = 1 / (1 / sketch + 1 / index)
    exact, bare = rate(lambda: exact_stage(texts), count), rate(lambda: bare_loop(texts), count)
    signing = rate(lambda: [fact_signature(text) for text in texts[:SIGNED]], min(SIGNED, count), 1)
    signatures = [fact_signature(text) for text in texts]
    near = rate(lambda: group_paragraphs(texts, signatures), count, 1)
    print(f"paragraphs/s, {count} different paragraphs of {sum(map(len, texts)) / count:.0f} code points")
    print(f"exact stage               {exact:12,.0f}   {exact / sketch:6.1f} x datasketch MinHash-128, {exact / bare:.2f} x the bare loop")
    print(f"bare NFKC + xxh3          {bare:12,.0f}")
    print(f"datasketch MinHash-128    {sketch:12,.0f}")
    print(f"near stage                {near:12,.0f}   {near / whole:6.1f} x datasketch sketch + LSH")
    print(f"datasketch sketch + LSH   {whole:12,.0f}")
    print(f"making signatures         {signing:12,.0f}")


def synthetic(count: int) -> Iterator[tuple[str, Signature]]:
    """Paragraphs with signatures: a fifth copies of one template with other figures, a fifth edited copies, the rest apart."""
    for number in range(count):
        base = number - number % 2 if number % 5 == 1 else number
        words = [f"{WORDS[base * step % 10]}{base * step % 9973}" for step in range(3, 19)]
        if number % 5 == 0:
            words = [*WORDS, "одного", "вида", f"улица{number}"]
        body = " ".join([*words[: -1 if base != number else None], "|"])
        core = number if number % 5 == 0 else base % 1000
        yield body.replace("|", str(core)), Signature(core, (body.replace("|", f"|{core}"),))


def growth() -> None:
    """What a paragraph costs as they grow in number."""
    print("paragraphs   exact, microseconds each   near, microseconds each")
    for count in GROWTH:
        texts, signatures = map(list, zip(*synthetic(count), strict=True))
        exact = 1e6 / rate(lambda texts=texts: exact_stage(texts), count, 2)  # type: ignore[misc]
        near = 1e6 / rate(lambda texts=texts, signatures=signatures: group_paragraphs(texts, signatures), count, 1)  # type: ignore[misc]
        print(f"{count:10,} {exact:26.2f} {near:25.1f}", flush=True)


if __name__ == "__main__":
    compare(paragraphs(int(sys.argv[1]) if len(sys.argv) > 1 else PARAGRAPHS))
    growth()
