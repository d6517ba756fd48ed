"""`python -m tests.golden` rewrites the golden files."""

from tests.golden import GOLDEN, PAGES, golden

GOLDEN.mkdir(exist_ok=True)
for stale in GOLDEN.glob("*.json"):
    stale.unlink()
for page in PAGES:
    (GOLDEN / f"{page.name}.json").write_text(golden(page), encoding="utf-8")
