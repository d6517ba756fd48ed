"""What a hostile page would say in every field."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import msgspec

from pipeline.records import Page
from pipeline.report.run_tables import DATABASE

HOSTILE = """"'></script></style><script>window.harmed = 1</script><img src=x onerror="window.harmed = 1">&lt;b&gt;`${1}"""


def _poison(value: Any) -> Any:
    if isinstance(value, str):
        return HOSTILE + value
    if isinstance(value, msgspec.Struct):
        return msgspec.structs.replace(value, **{name: _poison(getattr(value, name)) for name in value.__struct_fields__})
    if isinstance(value, tuple):
        return tuple(map(_poison, value))
    return {_poison(key): _poison(inner) for key, inner in value.items()} if isinstance(value, dict) else value


def poison(page: Page) -> Page:
    """The page with every string made hostile, ids and kinds too; its text, into which the spans point, keeps its length."""
    text = HOSTILE + page.text[len(HOSTILE) :]
    return msgspec.structs.replace(_poison(page), text=text)  # type: ignore[no-any-return]


COLUMNS = {
    "pages": ("title", "url", "site", "text"),
    "facts": ("metric", "quantity_surface", "quantity_unit", "quantity_per", "kind", "status", "counted_lemma", "place_name",
              "attribution_speaker", "change_direction"),
}  # fmt: skip


def poison_run(run: Path, poisoned: Path) -> None:
    """Copies the database of a run with every word of pages and facts made hostile."""
    poisoned.mkdir()
    shutil.copy(run / DATABASE, poisoned / DATABASE)
    with closing(sqlite3.connect(poisoned / DATABASE)) as connection:
        for table, columns in COLUMNS.items():
            written = ", ".join(f"{column} = :hostile || COALESCE({column}, '')" for column in columns)
            connection.execute(f"UPDATE {table} SET {written}", {"hostile": HOSTILE})
        connection.commit()
