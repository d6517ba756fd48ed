"""`python -m tests.scoring [--details] [--all] [--gold FOLDER]`: scores the annotated releases against pinned floors."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

import pipeline
from tests.scoring.gold import GOLD, digest, load_score, rendered
from tests.scoring.view import to_prediction

FLOORS = Path(__file__).parent / "floors.json"


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


def below_floors(found: dict[str, float]) -> list[str]:
    """One line for each figure under its floor."""
    floors: dict[str, float] = json.loads(FLOORS.read_text(encoding="utf-8"))["floors"]
    return [f"{name}: {found.get(name, 0)} is under its floor {floor}" for name, floor in floors.items() if found.get(name, 0) < floor]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--details", action="store_true")
    parser.add_argument("--all", action="store_true", help="every release in every layout")
    parser.add_argument("--gold", type=Path, default=GOLD)
    parser.add_argument("--out", type=Path, help="write the predictions as JSON lines")
    chosen = parser.parse_args()
    predictions = predict(chosen.gold, every_layout=chosen.all)
    if chosen.out:
        chosen.out.write_text("".join(json.dumps(p, ensure_ascii=False) + "\n" for p in predictions), encoding="utf-8")
    score = load_score(chosen.gold)
    result = score.score(predictions)
    score.show(result, chosen.details)
    if chosen.gold != GOLD:
        return 0
    print(f"gold {digest()}; development scores")
    low = below_floors(figures(result))
    print("\n".join(low) or "all figures at or above their floors")
    return 1 if low else 0


if __name__ == "__main__":
    sys.exit(main())
