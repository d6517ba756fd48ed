"""Optional libraries: where one is not installed, one line says which extra brings it."""

from collections.abc import Iterator
from contextlib import contextmanager

from pipeline.errors import OutputError


@contextmanager
def needed(extra: str) -> Iterator[None]:
    """Around the import of the library of an extra. Raises `OutputError` where it is missing."""
    try:
        yield
    except ImportError as error:
        raise OutputError(
            f"{error.name or extra} is not installed; the extra '{extra}' brings it: pip install 'svodka[{extra}]'"
        ) from error
