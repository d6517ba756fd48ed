"""Files of a run: written under a temporary name, forced to disk, then renamed; never half there."""

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path

import msgspec

from pipeline.errors import OutputError
from pipeline.outputs.rows import Row

_ENCODER = msgspec.json.Encoder()


def write_atomic(path: Path, content: bytes) -> str:
    """Writes a file whole or not at all; the hash of its bytes. Raises `OutputError`."""
    temporary = path.with_name(path.name + ".part")
    try:
        with temporary.open("wb") as handle:
            handle.write(content)
            handle.flush()
            os.fsync(handle.fileno())
        temporary.replace(path)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise OutputError(f"{path}: cannot be written: {error.strerror or error}") from error
    return hashlib.blake2b(content, digest_size=16).hexdigest()


def write_jsonl(path: Path, rows: Iterable[Row]) -> str:
    """One JSON object a line; the hash of the file."""
    return write_atomic(path, b"".join(_ENCODER.encode(row) + b"\n" for row in rows))


def write_json(path: Path, value: object) -> str:
    """A readable JSON file with sorted keys; the hash of the file."""
    return write_atomic(path, msgspec.json.format(msgspec.json.encode(value, order="sorted"), indent=2) + b"\n")
