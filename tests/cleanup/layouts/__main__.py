"""`python -m tests.cleanup.layouts [MODULE.py]`: prints how well every layout is cleaned, with templates and by the generic rules
alone; or the layouts of a module elsewhere."""

import sys
from collections.abc import Mapping
from pathlib import Path

from pipeline.cleanup.templates import load_templates
from tests.cleanup.layouts.measure import Judged, Score, measure_foreign, summed, with_templates, without_templates


def line(name: str, score: Score) -> str:
    return f"{name:18} {score.pages:5} {score.precision:9.4f} {score.recall:7.4f} {score.f1:7.4f} {score.leaks:6} {score.titles:6} {score.days:6}"


def show(heading: str, judged: Mapping[str, list[Judged]]) -> None:
    print(f"{heading}\n{'layout':18} {'pages':>5} {'precision':>9} {'recall':>7} {'F1':>7} {'leaks':>6} {'titles':>6} {'days':>6}")
    for name, pages in judged.items():
        print(line(name, summed(pages)))
    print(line("all", summed([page for pages in judged.values() for page in pages])), "\n")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        show(f"Layouts of {sys.argv[1]}", measure_foreign(Path(sys.argv[1]), load_templates()))
    else:
        show("With templates", with_templates())
        show("Generic rules alone", without_templates())
