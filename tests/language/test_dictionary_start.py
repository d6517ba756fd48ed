"""The dictionary starts in any environment: whatever came first, with setuptools or without, with either reader."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
READ = """
from pipeline.language import dictionary
words = "поликлинике учётом двухсот стали Яблочкова электрозаправками МЦД-3 фыва".split()
print([[(p.lemma, p.pos, p.case, p.score) for p in dictionary.parses(word)] for word in words])
print(dictionary.inflect("Управы", "nomn"), dictionary.is_known("парками"), dictionary.is_known("фыва"))
"""
BROKEN_START = """
import pymorphy2
try:
    pymorphy2.MorphAnalyzer()
except Exception as error:
    pass
"""
FIRST = {
    "nothing": "",
    "yargy": "import yargy.morph",
    "natasha": "import natasha",
    "a failed start of pymorphy2": BROKEN_START,
    "the whole program": "import pipeline.cli, pipeline.flow",
    "slovnet and navec": "import slovnet, navec",
}
WITHOUT = {
    "all there": (),
    "no setuptools": ("pkg_resources", "setuptools"),
    "no reader in C": ("dawg",),
    "neither": ("pkg_resources", "setuptools", "dawg"),
}


def run(code: str, missing: tuple[str, ...] = (), **environment: str) -> str:
    """What a fresh Python prints that cannot import some packages."""
    blocked = f"import sys; sys.modules.update(dict.fromkeys({missing!r}))\n"
    command = [sys.executable, "-W", "ignore", "-c", blocked + code]
    done = subprocess.run(command, cwd=ROOT, env={**os.environ, **environment}, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def expected() -> str:
    printed = run(READ)
    assert "'поликлиника', 'NOUN', 'datv'" in printed and "'учёт'" in printed
    assert printed.endswith("Управа True False\n")
    return printed


@pytest.mark.parametrize("first", FIRST)
@pytest.mark.parametrize("without", WITHOUT)
def test_the_dictionary_reads_the_same_everywhere(first: str, without: str, expected: str) -> None:
    assert run(FIRST[first] + "\n" + READ, WITHOUT[without]) == expected


def test_natasha_still_starts_after_the_dictionary() -> None:
    after = "from natasha import MorphVocab; print(MorphVocab()('стали')[0].normal)"
    assert run(READ + after).splitlines()[-1] in ("стать", "сталь")


def test_no_class_of_pymorphy2_is_changed() -> None:
    before = "from pymorphy2.units.base import BaseAnalyzerUnit as Unit; kept = dict(vars(Unit))\n"
    assert run(before + READ + "print(kept == dict(vars(Unit)))").splitlines()[-1] == "True"


def test_a_dictionary_named_in_the_environment_is_not_taken(expected: str, tmp_path: Path) -> None:
    assert run(READ, PYMORPHY2_DICT_PATH=str(tmp_path)) == expected


def test_packages_are_not_searched_for_a_dictionary(expected: str, tmp_path: Path) -> None:
    (tmp_path / "pkg_resources.py").write_text("raise SystemExit('asked')", encoding="utf-8")
    assert run(READ, PYTHONPATH=str(tmp_path)) == expected


def test_a_broken_reader_in_c_gives_way_to_the_one_in_python(expected: str, tmp_path: Path) -> None:
    (tmp_path / "dawg.py").write_text("raise ImportError('built for another Python')", encoding="utf-8")
    assert run(READ + "import pymorphy2.dawg; print(pymorphy2.dawg.EXTENSION_AVAILABLE)", PYTHONPATH=str(tmp_path)) == expected + "False\n"
