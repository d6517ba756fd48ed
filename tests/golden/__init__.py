"""Golden pages: each fixture page beside all that is read from it."""

from pathlib import Path

import msgspec

from pipeline import flow

ROOT = Path(__file__).parents[2]
GOLDEN = Path(__file__).parent / "pages"
PAGES = sorted([*(ROOT / "fixtures" / "pages").iterdir(), *(ROOT / "fixtures" / "reference").iterdir()])


def golden(path: Path) -> str:
    """The pages of a file as indented JSON, one after the other, without the place of the checkout."""
    pages = [flow.extract_raw(raw).to_json() for raw in flow.raw_pages(path)]
    text = "\n".join(msgspec.json.format(page, indent=1).decode() for page in pages)
    return text.replace(f"{ROOT}/", "") + "\n"
