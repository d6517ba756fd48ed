"""`python -m tests.scoring [--details] [--mistakes] [--all] [--gold FOLDER]`: scores annotated releases.

The sets of the project have pinned floors; a lower figure fails."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

import pipeline
from tests.scoring.gold import GOLD, digest, load_score, rendered
from tests.scoring.mistakes import Ledger
from tests.scoring.view import to_prediction

FLOORS = Path(__file__).parent / "floors.json"
SETS = {"development": GOLD} | {f"first-sight/{lot}": GOLD.parent / "first-sight" / lot for lot in "abcde"}


def predict(folder: Path, *, every_layout: bool) -> list[dict[str, Any]]:
    """Predictions for all releases of a folder."""
    return [to_prediction(pipeline.extract(data), name) for name, data in rendered(folder, every_layout=every_layout)]


def figures(result: dict[str, Any]) -> dict[str, float]:
    """The figures with floors, by name."""
    found = {
        "text_f1": result["text"]["f1"], "title": result["title_exact"], "date": result["date"],
        "detection_f1": result["detection"]["f1"], "strict_f1": result["strict"]["f1"],
    }  # fmt: skip
    found.update({f"field_{name}": field["acc"] for name, field in result["fields"].items() if field["n"]})
    return {name: round(value, 4) for name, value in found.items()}


def below_floors(name: str, folder: Path, found: dict[str, float]) -> list[str]:
    """One line for each figure of a set of releases under its floor, and one if the releases are not those that were pinned."""
    pinned = json.loads(FLOORS.read_text(encoding="utf-8"))[name]
    low = [
        f"{name}: {key}: {found.get(key, 0)} is under its floor {floor}"
        for key, floor in pinned["floors"].items()
        if found.get(key, 0) < floor
    ]
    return low if pinned["digest"] == digest(folder) else [*low, f"{name}: the releases are not those of digest {pinned['digest']}"]


def score_folder(folder: Path, chosen: argparse.Namespace) -> dict[str, float]:
    """Prints the scores of a folder of releases, and returns its figures."""
    predictions = predict(folder, every_layout=chosen.all)
    if chosen.out:
        chosen.out.write_text("".join(json.dumps(p, ensure_ascii=False) + "\n" for p in predictions), encoding="utf-8")
    score = load_score(folder)
    ledger = Ledger(score)
    result = score.score(predictions)
    score.show(result, chosen.details)
    if chosen.mistakes:
        ledger.show()
    return figures(result)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--details", action="store_true")
    parser.add_argument("--mistakes", action="store_true", help="every wrong field of the facts found")
    parser.add_argument("--all", action="store_true", help="every release in every layout")
    parser.add_argument("--gold", type=Path, help="another folder of releases, without floors")
    parser.add_argument("--out", type=Path, help="write the predictions as JSON lines")
    chosen = parser.parse_args()
    low: list[str] = []
    for name, folder in {str(chosen.gold): chosen.gold}.items() if chosen.gold else SETS.items():
        print(f"== {name} (gold {digest(folder)})")
        found = score_folder(folder, chosen)
        low += [] if chosen.gold else below_floors(name, folder, found)
    print("\n".join(low) or "no figure is under its floor")
    return 1 if low else 0


if __name__ == "__main__":
    sys.exit(main())
