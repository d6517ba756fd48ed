"""From nothing to the facts of one page, against the bare load of natasha's embedding, morphology and syntax; medians of ten.

python -m tests.benchmarks.cold_start
"""

import os
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "fixtures" / "reference" / "reference.html"
ROUNDS = 10
SLOVNET = """
from navec import Navec
from slovnet import Morph, Syntax
from importlib.util import find_spec
data = find_spec("natasha").submodule_search_locations[0] + "/data/"
embedding = Navec.load(data + "emb/navec_news_v1_1B_250K_300d_100q.tar")
for kind, name in ((Morph, "morph"), (Syntax, "syntax")):
    kind.load(data + f"model/slovnet_{name}_news_v1.tar").navec(embedding)
"""
NATASHA = (
    "from natasha import NewsEmbedding, NewsMorphTagger, NewsSyntaxParser; e = NewsEmbedding(); NewsMorphTagger(e); NewsSyntaxParser(e)"
)
OURS = "from pipeline.language import models; models.tag([('Да',)]); models.parse([('Да',)])"
EXTRACT = f"from pipeline.cli import main; main(['extract', {str(PAGE)!r}])"
HELP = "from pipeline.cli import main; main(['--help'])"
CASES = {
    "python alone": "pass",
    "slovnet: embedding, morphology, syntax": SLOVNET,
    "natasha: embedding, morphology, syntax": NATASHA,
    "ours: both models, a sentence read": OURS,
    "svodka extract, one page": EXTRACT,
    "svodka --help": HELP,
}


def seconds(code: str) -> float:
    command = [sys.executable, "-W", "ignore", "-c", code]
    start = time.perf_counter()
    subprocess.run(command, cwd=ROOT, env={**os.environ, "OPENBLAS_NUM_THREADS": "1"}, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - start


def main() -> None:
    taken: dict[str, list[float]] = {name: [] for name in CASES}
    for _ in range(ROUNDS):
        for name, code in CASES.items():
            taken[name].append(seconds(code))
    base = median(taken["slovnet: embedding, morphology, syntax"])
    for name, times in taken.items():
        print(f"{name:42} {median(times):6.2f} s   {median(times) / base:5.2f} x the bare load")


if __name__ == "__main__":
    main()
