"""The folder of a run: built beside its place under a temporary name, swapped in when all is written."""

import shutil
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from pipeline.errors import OutputError
from pipeline.outputs.datapackage import NAME as PACKAGE
from pipeline.outputs.datapackage import describe_run
from pipeline.outputs.embedded import DATABASE, build_embedded
from pipeline.outputs.files import Lines, TableFile, lines_of, write_json
from pipeline.outputs.formats import Format, export, pack_tables
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

    def write(self, batches: Iterable[Tables | Lines], configuration: dict[str, object], formats: Sequence[Format] = ()) -> Counts:
        """Writes the rows of all batches, the database, further formats and the manifest, then swaps the folder in.

        The number of rows of each table. Raises `OutputError`; then nothing is left behind.
        """
        try:
            with _clear_errors(self.path):
                counts, files = self._fill(batches, formats)
                files[PACKAGE] = {"blake2b": write_json(self.building / PACKAGE, describe_run(files))}
                write_json(self.building / MANIFEST, {"format": FORMAT, "files": files, "configuration": configuration})
                self._swap()
        except BaseException:
            self.discard()
            raise
        return counts

    def _fill(self, batches: Iterable[Tables | Lines], formats: Sequence[Format]) -> tuple[Counts, Files]:
        """The files of the tables, then what is made of them."""
        tables = self._write_tables(batches)
        counts = {name: table.rows for name, table in tables.items()}
        hashes = {name: table.finish() for name, table in tables.items()}
        run = StoredRun({name: self.building / f"{name}.jsonl" for name in TABLE_NAMES}, run_id(hashes))
        made = {DATABASE: build_embedded(run, self.building / DATABASE), **export(run, self.building, formats)}
        ending = "jsonl"
        if "jsonl.zst" in formats:
            hashes, ending = pack_tables(run), "jsonl.zst"
        listed: Files = {f"{name}.{ending}": {"blake2b": hashes[name], "rows": counts[name]} for name in TABLE_NAMES}
        return counts, listed | {name: {"blake2b": digest} for name, digest in made.items()}

    def _write_tables(self, batches: Iterable[Tables | Lines]) -> dict[str, TableFile]:
        files = {name: TableFile(self.building / f"{name}.jsonl") for name in TABLE_NAMES}
        try:
            for batch in batches:
                lines = batch if isinstance(batch, Lines) else lines_of(batch)
                for name, data in lines.data.items():
                    files[name].append(data, lines.counts[name])
        except BaseException:
            for file in files.values():
                file.abandon()
            raise
        return files

    def _swap(self) -> None:
        """Moves an earlier run aside, the new one in its place, and puts the earlier one back if that fails."""
        old = self.building.with_name(f"{self.building.name}.old")
        if old.exists() and self.path.exists():  # left by a process that ended in between
            shutil.rmtree(old)
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


def check_place(path: Path) -> None:
    """Makes sure a run may be written at a path, before any page is read. Raises `OutputError` where something else is there."""
    with _clear_errors(path):
        _refuse_foreign(path.absolute())


def open_run_folder(path: Path, building: Path | None = None) -> RunFolder:
    """The place of a run, checked, and an empty folder to build it in: `building`, else a temporary one beside it.

    Raises `OutputError` where something else is there or nothing can be written.
    """
    check_place(path)
    path = path.absolute()
    with _clear_errors(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        if building is None:
            building = Path(tempfile.mkdtemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent))
        else:
            shutil.rmtree(building, ignore_errors=True)
            building.mkdir(parents=True)
        building.chmod(0o755)
    return RunFolder(path, building.absolute())
