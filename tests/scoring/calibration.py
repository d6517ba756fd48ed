"""Whether confidence tells: facts in bands of confidence, and how many of each are right in all strict fields."""

from typing import Any

BANDS = (0.0, 0.8, 0.9, 0.94, 1.01)
STRICT = ("modifier", "period_start", "period_end", "speaker", "kind")


class Calibration:
    """Counts found facts by band, and those that are right; false facts count as wrong."""

    def __init__(self) -> None:
        self.found = [0] * (len(BANDS) - 1)
        self.right = [0] * (len(BANDS) - 1)

    def band(self, confidence: float) -> int:
        """The index of the band a confidence lies in."""
        return max(index for index in range(len(BANDS) - 1) if BANDS[index] <= confidence)

    def add(self, confidence: float, *, right: bool) -> None:
        """One fact."""
        self.found[self.band(confidence)] += 1
        self.right[self.band(confidence)] += right

    def show(self) -> None:
        """Prints the table."""
        print("confidence       n   right")
        for index, (found, right) in enumerate(zip(self.found, self.right, strict=True)):
            share = f"{right / found:.3f}" if found else "-"
            print(f"{BANDS[index]:.2f}..{min(BANDS[index + 1], 1.0):.2f}  {found:5}   {share}")


def is_right(verdict: dict[str, Any]) -> bool:
    """Whether a paired fact is right in the fields that make it a strict one."""
    return all(verdict[name] for name in STRICT) and bool(verdict.get("noun", True))
