"""The folder of a run: built beside its place under a temporary name, swapped in when all is written."""

import shutil
from pathlib import Path
from typing import NamedTuple

from pipeline.errors import OutputError
from pipeline.outputs.files import write_json, write_jsonl
from pipeline.outputs.rows import TABLE_NAMES, Row
from pipeline.outputs.sqlite import write_sqlite

MANIFEST = "manifest.json"
DATABASE = "facts.sqlite"
FORMAT = "svodka-run/1"


class RunFolder(NamedTuple):
    """The place of a run and the temporary folder it is built in."""

    path: Path
    building: Path

    def write(self, tables: dict[str, list[Row]], configuration: dict[str, object]) -> None:
        """Writes all tables, the database and the manifest, then swaps the folder in. Raises `OutputError`."""
        try:
            files = {}
            for name in TABLE_NAMES:
                hashed = write_jsonl(self.building / f"{name}.jsonl", tables[name])
                files[f"{name}.jsonl"] = {"rows": len(tables[name]), "blake2b": hashed}
            write_sqlite(self.building / DATABASE, tables)
            write_json(self.building / MANIFEST, {"format": FORMAT, "files": files, "configuration": configuration})
            self._swap()
        except OutputError:
            self.discard()
            raise

    def _swap(self) -> None:
        old = self.path.with_name(f".{self.path.name}.old")
        try:
            if old.exists():
                shutil.rmtree(old)
            if self.path.exists():
                self.path.rename(old)
            self.building.rename(self.path)
            if old.exists():
                shutil.rmtree(old)
        except OSError as error:
            raise OutputError(f"{self.path}: cannot be replaced: {error.strerror or error}") from error

    def discard(self) -> None:
        """Removes what was built so far."""
        shutil.rmtree(self.building, ignore_errors=True)


def _is_replaceable(path: Path) -> bool:
    return not any(path.iterdir()) or (path / MANIFEST).is_file()


def open_run_folder(path: Path) -> RunFolder:
    """Makes sure a run can be written at a path, before any page is read.

    Raises `OutputError` where something else is there or nothing can be written.
    """
    path = path.absolute()
    if path.exists() and not path.is_dir():
        raise OutputError(f"{path}: is a file, not a folder for a run")
    building = path.with_name(f".{path.name}.part")
    try:
        if path.exists() and not _is_replaceable(path):
            raise OutputError(f"{path}: holds other files and no {MANIFEST}; choose a new or empty folder")
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(building, ignore_errors=True)
        building.mkdir()
    except OSError as error:
        raise OutputError(f"{path}: cannot be written: {error.strerror or error}") from error
    return RunFolder(path, building)
