"""The folder of a run: built beside its place under a temporary name, swapped in when all is written."""

import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from pipeline.errors import OutputError
from pipeline.outputs.embedded import DATABASE, build_embedded
from pipeline.outputs.files import TableFile, write_json
from pipeline.outputs.merge import Tables
from pipeline.outputs.rows import TABLE_NAMES
from pipeline.outputs.stored_run import FORMAT, MANIFEST, StoredRun, read_manifest, run_id

Counts = dict[str, int]
Files = dict[str, dict[str, int | str]]


@contextmanager
def _clear_errors(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise OutputError(f"{path}: cannot be written: {error.strerror or error}") from error


class RunFolder(NamedTuple):
    """The place of a run and the temporary folder it is built in."""

    path: Path
    building: Path

    def write(self, batches: Iterable[Tables], configuration: dict[str, object]) -> Counts:
        """Writes the rows of all batches, the database and the manifest, then swaps the folder in.

        The number of rows of each table. Raises `OutputError`; then nothing is left behind.
        """
        try:
            with _clear_errors(self.path):
                files = self._fill(batches)
                write_json(self.building / MANIFEST, {"format": FORMAT, "files": files, "configuration": configuration})
                self._swap()
        except BaseException:
            self.discard()
            raise
        return {name: int(files[f"{name}.jsonl"]["rows"]) for name in TABLE_NAMES}

    def _fill(self, batches: Iterable[Tables]) -> Files:
        """The files of the tables, then what is made of them."""
        files = {name: TableFile(self.building / f"{name}.jsonl") for name in TABLE_NAMES}
        try:
            for tables in batches:
                for name, rows in tables.items():
                    files[name].append(rows)
            written: Files = {f"{name}.jsonl": {"blake2b": file.finish(), "rows": file.rows} for name, file in files.items()}
        except BaseException:
            for file in files.values():
                file.abandon()
            raise
        hashes = {name: str(written[f"{name}.jsonl"]["blake2b"]) for name in TABLE_NAMES}
        run = StoredRun({name: self.building / f"{name}.jsonl" for name in TABLE_NAMES}, run_id(hashes))
        return written | {DATABASE: {"blake2b": build_embedded(run, self.building / DATABASE)}}

    def _swap(self) -> None:
        """Moves an earlier run aside, the new one in its place, and puts the earlier one back if that fails."""
        old = self.building.with_name(f"{self.building.name}.old")
        if self.path.exists():
            self.path.rename(old)
        try:
            self.building.rename(self.path)
        except OSError:
            if old.exists():
                old.rename(self.path)
            raise
        shutil.rmtree(old, ignore_errors=True)

    def discard(self) -> None:
        """Removes what was built so far."""
        shutil.rmtree(self.building, ignore_errors=True)


def _refuse_foreign(path: Path) -> None:
    if path.is_symlink() or not path.exists():
        if path.is_symlink():
            raise OutputError(f"{path}: is a link, not a folder for a run")
        return
    if not path.is_dir():
        raise OutputError(f"{path}: is a file, not a folder for a run")
    if any(path.iterdir()) and read_manifest(path) is None:
        raise OutputError(f"{path}: holds other files and no {MANIFEST} of a run; choose a new or empty folder")


def open_run_folder(path: Path) -> RunFolder:
    """Makes sure a run can be written at a path, before any page is read.

    Raises `OutputError` where something else is there or nothing can be written.
    """
    path = path.absolute()
    with _clear_errors(path):
        _refuse_foreign(path)
        path.parent.mkdir(parents=True, exist_ok=True)
        building = Path(tempfile.mkdtemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent))
        building.chmod(0o755)
    return RunFolder(path, building)
