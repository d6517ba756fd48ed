"""Files of a run: written under a temporary name, forced to disk, then renamed; never half there."""

import hashlib
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import BinaryIO, NamedTuple

import msgspec

from pipeline.errors import OutputError
from pipeline.outputs.rows import Row

_ENCODER = msgspec.json.Encoder()


def _hasher() -> "hashlib.blake2b":
    return hashlib.blake2b(digest_size=16)


def _sync(handle: BinaryIO) -> None:
    handle.flush()
    os.fsync(handle.fileno())


def hash_file(path: Path) -> str:
    """The hash of a file's bytes."""
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, _hasher).hexdigest()


def settle(path: Path) -> str:
    """Forces a finished file to disk; the hash of its bytes."""
    with path.open("rb") as handle:
        os.fsync(handle.fileno())
    return hash_file(path)


def write_atomic(path: Path, content: bytes) -> str:
    """Writes a file whole or not at all; the hash of its bytes. Raises `OutputError`."""
    temporary = path.with_name(path.name + ".part")
    try:
        with temporary.open("wb") as handle:
            handle.write(content)
            _sync(handle)
        temporary.replace(path)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise OutputError(f"{path}: cannot be written: {error.strerror or error}") from error
    digest = _hasher()
    digest.update(content)
    return digest.hexdigest()


def write_json(path: Path, value: object) -> str:
    """A readable JSON file with sorted keys; the hash of the file."""
    return write_atomic(path, msgspec.json.format(msgspec.json.encode(value, order="sorted"), indent=2) + b"\n")


class Lines(NamedTuple):
    """Rows by table as lines of JSON, and how many there are."""

    data: Mapping[str, bytes]
    counts: Mapping[str, int]


def lines_of(tables: Mapping[str, Sequence[Row]]) -> Lines:
    """Rows as they stand in the files of a run."""
    return Lines({name: _ENCODER.encode_lines(rows) for name, rows in tables.items()}, {name: len(rows) for name, rows in tables.items()})


class TableFile:
    """One table as JSON lines, written row by row: it has its name only once it is closed."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._part = path.with_name(path.name + ".part")
        self._handle: BinaryIO = self._part.open("wb")
        self._digest = _hasher()
        self.rows = 0

    def append(self, lines: bytes, rows: int) -> None:
        """Adds so many rows as lines of JSON."""
        self._handle.write(lines)
        self._digest.update(lines)
        self.rows += rows

    def finish(self) -> str:
        """Forces the file to disk and gives it its name; the hash of its bytes."""
        _sync(self._handle)
        self._handle.close()
        self._part.replace(self._path)
        return self._digest.hexdigest()

    def abandon(self) -> None:
        """Closes and removes what was written."""
        self._handle.close()
        self._part.unlink(missing_ok=True)
