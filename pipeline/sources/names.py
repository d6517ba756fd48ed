"""The files that names stand for: files, folders with all they hold, patterns, lists of names."""

import glob
from collections.abc import Iterable, Iterator
from pathlib import Path

from pipeline.errors import SourceError

STDIN = "-"
LIST_MARK = "@"
REMARK = "#"


def shown_name(name: str) -> str:
    """A file's name as it is written and shown, bytes that are no UTF-8 by their numbers; the file is opened by its own name."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def _folder(path: Path) -> Iterator[str]:
    """The files in a folder and its folders, in order; what begins with a dot is not looked at."""
    for inner in sorted(path.rglob("*")):
        if inner.is_file() and not any(part.startswith(".") for part in inner.relative_to(path).parts):
            yield str(inner)


def _listed(name: str) -> list[str]:
    """The names in a list, one a line. Raises `SourceError`."""
    path = name.removeprefix(LIST_MARK)
    try:
        lines = Path(path).read_text(encoding="utf-8-sig").splitlines()
    except (OSError, ValueError) as error:
        raise SourceError(f"{name}: the list cannot be read: {getattr(error, 'strerror', None) or error}") from error
    return [line.strip() for line in lines if line.strip() and not line.startswith(REMARK)]


def _matched(name: str) -> list[str]:
    """The files that a pattern matches. Raises `SourceError` where there are none."""
    found = sorted(glob.glob(name, recursive=True)) if glob.has_magic(name) else []  # noqa: PTH207 - patterns may be absolute
    if not found:
        raise SourceError(f"{name}: no such file or folder")
    return found


def _files(name: str) -> Iterator[str]:
    """The files of one name that is no list."""
    path = Path(name)
    if name == STDIN:
        yield name
    elif path.is_dir():
        yield from _folder(path)
    elif path.exists():
        yield name
    else:
        for found in _matched(name):
            yield from _files(found)


def list_sources(names: Iterable[str]) -> list[str]:
    """The files of the given names, each once, in order: files, folders, patterns, `@` and a file with names.

    Raises `SourceError` for what is not there.
    """
    found: dict[str, None] = {}
    for name in names:
        inner = _listed(name) if name.startswith(LIST_MARK) and not Path(name).exists() else [name]
        for one in inner:
            found.update(dict.fromkeys(_files(one)))
    return list(found)
