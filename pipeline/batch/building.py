"""The folder of a run under way, `OUT.building`: who made it, its shards, each finished one with its marker.

`run.json`: code version, configuration, hash of the list of input, which a run must share to go on here. `lock`: held by
the run at work. `shards/00012.part`: the journal of a shard under way; `.pages` and `.index`: a finished one; `.json`: its
marker, written last. `tables/`: the tables, made anew from the shards at every attempt, renamed to OUT in the end.
"""

import fcntl
import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from pipeline.errors import OutputError
from pipeline.outputs import write_atomic

FORMAT = "svodka-shards/1"
ENDING = ".building"
REMOVE = "finish it with that, or remove the folder to begin again"


class Identity(msgspec.Struct, frozen=True):
    """What the shards of a run share: the program, the configuration in words, the hash of the list of input."""

    code: str
    configuration: str
    input: str


class Marker(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is said of a finished shard: numbers of its items by kind, hashes of its two files, who made it."""

    format: str
    identity: Identity
    shard: int
    pages: int
    facts: int
    issues: int
    skipped: int
    failed: int
    index: str
    packed: str


class _Note(msgspec.Struct, frozen=True):
    """The file `run.json`."""

    format: str
    identity: Identity
    published: bool = False


class ShardFiles(NamedTuple):
    """The files of one shard."""

    part: Path
    pages: Path
    listing: Path
    marker: Path


@cache
def code_version() -> str:
    """The version of the program with a hash of all its files: shards of another one may read pages differently."""
    digest = hashlib.blake2b(digest_size=8)
    folder = Path(__file__).parents[1]
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix != ".pyc":
            digest.update(str(path.relative_to(folder)).encode() + b"\0" + path.read_bytes())
    return f"{version('svodka')}+{digest.hexdigest()}"


def hash_bytes(path: Path) -> str:
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, lambda: hashlib.blake2b(digest_size=16)).hexdigest()


def sync_folder(path: Path) -> None:
    """Forces the names in a folder to disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def clear_errors(path: Path) -> Iterator[None]:
    """Trouble with the folder in one line."""
    try:
        yield
    except OSError as error:
        raise OutputError(f"{path}: cannot be written: {error.strerror or error}") from error


class Building(NamedTuple):
    """The folder of a run under way."""

    path: Path
    out: Path  # where the run will be

    @property
    def shards(self) -> Path:
        return self.path / "shards"

    @property
    def tables(self) -> Path:
        return self.path / "tables"

    @property
    def scratch(self) -> Path:
        """What does not fit in memory."""
        return self.path / "scratch"

    @property
    def stdin(self) -> Path:
        """The copy of standard input: it can be read only once, a run more often."""
        return self.path / "stdin"

    def files(self, number: int) -> ShardFiles:
        return ShardFiles(*(self.shards / f"{number:05}{ending}" for ending in (".part", ".pages", ".index", ".json")))

    def marker(self, number: int) -> Marker | None:
        """The marker of a shard that is finished, its files checked against it; null where it is not."""
        files = self.files(number)
        try:
            marker = msgspec.json.decode(files.marker.read_bytes(), type=Marker)
            whole = (hash_bytes(files.listing), hash_bytes(files.pages)) == (marker.index, marker.packed)
        except (OSError, msgspec.DecodeError):
            return None
        return marker if whole else None

    def finish(self, number: int, marker: Marker) -> None:
        """Writes the marker of a shard whose files are there."""
        sync_folder(self.shards)
        write_atomic(self.files(number).marker, msgspec.json.encode(marker) + b"\n")
        sync_folder(self.shards)

    def note(self, identity: Identity, *, published: bool = False) -> None:
        write_atomic(self.path / "run.json", msgspec.json.encode(_Note(FORMAT, identity, published)) + b"\n")

    def discard(self) -> None:
        shutil.rmtree(self.path, ignore_errors=True)


OURS = frozenset(("lock", "run.json.part", "stdin", "stdin.part", "shards", "tables", "tables.old", "scratch"))


def building_of(out: Path) -> Building:
    return Building(out.with_name(f"{out.name}{ENDING}"), out)


def refuse_foreign(path: Path, theirs: Identity, ours: Identity) -> None:
    """Raises `OutputError` where work was begun by something else; it says what differs."""
    if theirs.code != ours.code:
        raise OutputError(f"{path}: begun by another version of the program ({theirs.code}, now {ours.code}); {REMOVE}")
    if theirs.configuration != ours.configuration:
        raise OutputError(f"{path}: begun with another configuration ({theirs.configuration}, now {ours.configuration}); {REMOVE}")
    if theirs.input != ours.input:
        raise OutputError(f"{path}: begun with another list of input, or its files were changed since; {REMOVE}")


def _begun(path: Path) -> _Note | None:
    """What `run.json` says; null where nothing was begun. Raises `OutputError` for a folder of something else."""
    try:
        return msgspec.json.decode((path / "run.json").read_bytes(), type=_Note)
    except FileNotFoundError:
        if path.exists() and {inner.name for inner in path.iterdir()} - OURS:
            raise OutputError(f"{path}: holds other files and no run.json of a run; rename or remove it") from None
        return None
    except (OSError, msgspec.DecodeError) as error:
        raise OutputError(f"{path / 'run.json'}: is no note of a run: {error}; remove {path} to begin again") from error


def _lock(path: Path) -> Any:
    handle = (path / "lock").open("a")
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        handle.close()
        raise OutputError(f"{path}: another run is at work there") from None
    return handle


@contextmanager
def open_building(out: Path) -> Iterator[Building]:
    """The folder for a run to `out`, made where there is none, held against other runs while it is open.

    Raises `OutputError` where it cannot be written or another run is at work.
    """
    building = building_of(out)
    with clear_errors(out):
        building.path.mkdir(parents=True, exist_ok=True)
        handle = _lock(building.path)
    try:
        yield building
    finally:
        handle.close()


def claim(building: Building, identity: Identity) -> None:
    """Goes on with what was begun with the same identity, begins where nothing was or where a finished run left its
    shards. Raises `OutputError` for a foreign beginning.
    """
    begun = _begun(building.path)
    if begun is not None and begun.identity != identity and not begun.published:
        refuse_foreign(building.path, begun.identity, identity)
    if begun is None or begun.identity != identity:  # shards without a note are left by a process that ended in between
        shutil.rmtree(building.shards, ignore_errors=True)
    with clear_errors(building.path):
        building.note(identity)
        building.shards.mkdir(exist_ok=True)
