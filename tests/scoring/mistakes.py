"""Every field of a paired fact that the scorer calls wrong, with the annotated and the read value: the list one studies by class."""

from collections import Counter
from typing import Any

from tests.scoring.calibration import Calibration, is_right

SETS = {"period_start": "period", "period_end": "period"}


class Ledger:
    """Stands in for the scorer's `fields` and notes what it finds wrong."""

    def __init__(self, score: Any) -> None:
        self.counts: Counter[str] = Counter()
        self.lines: list[str] = []
        self.calibration = Calibration()
        self._fields = score.fields
        score.fields = self

    def __call__(self, gold: dict[str, Any], read: dict[str, Any]) -> dict[str, bool]:
        """The scorer's own verdict, field by field; wrong ones are noted."""
        verdict: dict[str, bool] = self._fields(gold, read)
        self.calibration.add(float(read["confidence"]), right=is_right(verdict))
        wrong = dict.fromkeys(SETS.get(name, name) for name, right in verdict.items() if not right)
        for name in wrong:
            self.counts[name] += 1
            self.lines.append(f"{name}: want {gold.get(name)!r}, got {read.get(name)!r} | {gold['raw']} | {read.get('sentence')}")
        return verdict

    def show(self) -> None:
        """Prints the wrong fields by name, then their counts."""
        print("\n".join(sorted(self.lines)))
        print("wrong fields:", dict(self.counts.most_common()))
        self.calibration.show()
