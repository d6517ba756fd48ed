"""Memory of our inference and of slovnet's, and that it stays flat while word forms go on being new.

    python -m tests.benchmarks.inference_memory [forms]

Each side is measured in a process of its own.
"""

import os

os.environ["OPENBLAS_NUM_THREADS"] = "1"  # before numpy is loaded

import sys
from collections.abc import Callable, Iterator
from itertools import islice
from multiprocessing import get_context
from pathlib import Path

from tests.language.texts import Words, many_sentences

FORMS = 1_000_000
STEPS = 10
SENTENCE = 20
KINDS = {"alone": "RssAnon", "with mapped files": "VmRSS"}


def resident(field: str) -> float:
    """Memory of this process in megabytes, from the kernel's account."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith(field))


def print_memory(moment: str) -> None:
    print(f"  {moment:32} " + ", ".join(f"{resident(field):6.0f} MB {kind}" for kind, field in KINDS.items()), flush=True)


def known_forms() -> Iterator[str]:
    """Word forms of the embedding's own vocabulary, so that each has a vector and a row of its own, then made-up ones."""
    from pipeline.language.vectors import load_vectors

    yield from load_vectors().ids
    number = 0
    while True:
        yield f"слово{number}"
        number += 1


def read_ours() -> None:
    from pipeline.language import models

    sentences = many_sentences(20_000)
    print_memory("ours, nothing loaded")
    models.tag(sentences[:1]), models.parse(sentences[:1])
    print_memory("ours, a sentence read")
    models.tag(sentences), models.parse(sentences)
    print_memory("ours, 20,000 words read")


def read_stock() -> None:
    from tests.language.stock import load_stock

    sentences = many_sentences(20_000)
    print_memory("slovnet, nothing loaded")
    stock = load_stock()
    stock.tag(sentences[:1]), stock.parse(sentences[:1])
    print_memory("slovnet, a sentence read")
    stock.tag(sentences), stock.parse(sentences)
    print_memory("slovnet, 20,000 words read")


def read_new_forms(name: str, read: Callable[[list[str]], object]) -> None:
    """Prints memory while distinct forms come a thousand at a time."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else FORMS
    forms = islice(known_forms(), count)
    for step in range(STEPS):
        for _ in range(count // STEPS // 1_000):
            read(list(islice(forms, 1_000)))
        print_memory(f"{name}, {(step + 1) * count // STEPS:,} forms")


def read_new_forms_by_models() -> None:
    from pipeline.language import models

    def read(forms: list[str]) -> None:
        sentences: list[Words] = [tuple(forms[at : at + SENTENCE]) for at in range(0, len(forms), SENTENCE)]
        models.tag(sentences), models.parse(sentences)

    read_new_forms("models", read)


def read_new_forms_by_dictionary() -> None:
    from pipeline.language.dictionary import parses

    read_new_forms("dictionary", lambda forms: list(map(parses, forms)))


def run_apart(work: Callable[[], None]) -> None:
    child = get_context("spawn").Process(target=work)
    child.start()
    child.join()
    if child.exitcode:
        sys.exit(f"{work.__name__} failed")


if __name__ == "__main__":
    for part in (read_stock, read_ours, read_new_forms_by_models, read_new_forms_by_dictionary):
        run_apart(part)
