"""The formats a run may have beside JSON lines."""

from collections.abc import Callable, Iterable
from importlib import import_module
from pathlib import Path
from typing import Literal

from pipeline.outputs.compression import pack
from pipeline.outputs.extras import needed
from pipeline.outputs.files import settle
from pipeline.outputs.parquet import write_parquet
from pipeline.outputs.spreadsheets import write_spreadsheets
from pipeline.outputs.stored_run import StoredRun

Format = Literal["jsonl", "jsonl.zst", "parquet", "csv"]

_LIBRARIES: dict[Format, tuple[str, ...]] = {"parquet": ("pyarrow",), "jsonl.zst": ("zstandard",)}
_WRITERS: dict[Format, Callable[[StoredRun, Path], list[Path]]] = {"parquet": write_parquet, "csv": write_spreadsheets}


def check_formats(formats: Iterable[Format]) -> None:
    """Raises `OutputError` where a format needs a library that is not there, before long work begins."""
    for name in formats:
        for library in _LIBRARIES.get(name, ()):
            with needed(name.rpartition(".")[2]):
                import_module(library)


def export(run: StoredRun, folder: Path, formats: Iterable[Format]) -> dict[str, str]:
    """Writes the tables of a run in further formats; the new files by name, each with its hash."""
    paths = [path for name, write in _WRITERS.items() if name in formats for path in write(run, folder)]
    return {path.name: settle(path) for path in paths}


def pack_tables(run: StoredRun) -> dict[str, str]:
    """Packs the JSON lines of a run; by table the hash of the packed file."""
    return {name: settle(pack(path)) for name, path in run.files.items()}
