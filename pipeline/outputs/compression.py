"""Zstandard, for tables as `.jsonl.zst`."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

from pipeline.outputs.extras import needed

LEVEL = 9  # packing waits for nothing: pages come far slower


@contextmanager
def open_plain(path: Path) -> Iterator[BinaryIO]:
    """A file to read, unpacked where its name ends in `.zst`."""
    with path.open("rb") as handle:
        if path.suffix != ".zst":
            yield handle
            return
        with needed("zst"):
            import zstandard
        with zstandard.ZstdDecompressor().stream_reader(handle) as unpacked:
            yield cast("BinaryIO", io.BufferedReader(unpacked))


def pack(path: Path) -> Path:
    """Packs a file and removes it; the same content gives the same bytes. The packed file."""
    with needed("zst"):
        import zstandard
    packed = path.with_name(path.name + ".zst")
    with path.open("rb") as plain, packed.open("wb") as target:
        zstandard.ZstdCompressor(level=LEVEL).copy_stream(plain, target, size=path.stat().st_size)
    path.unlink()
    return packed
