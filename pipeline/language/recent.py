"""A bounded memory of results: what was asked for lately is kept, what was not asked for long is forgotten."""

from collections.abc import Callable, Hashable, Iterable
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class Recent(Generic[Key, Value]):
    """Two generations of at most `size / 2` results each; a full young one becomes the old one, whose rest is dropped."""

    def __init__(self, size: int) -> None:
        self._half = size // 2
        self._young: dict[Key, Value] = {}
        self._old: dict[Key, Value] = {}

    def __len__(self) -> int:
        return len(self._young) + len(self._old)

    def _keep(self, key: Key, value: Value) -> None:
        if len(self._young) >= self._half:
            self._young, self._old = {}, self._young
        self._young[key] = value

    def all_of(self, keys: Iterable[Key], compute: Callable[[list[Key]], list[Value]]) -> list[Value]:
        """The results of all keys in order; `compute` is called once, with the keys not remembered, each once."""
        wanted = list(keys)
        found = {key: value for key in wanted for memory in (self._old, self._young) if (value := memory.get(key)) is not None}
        missing = [key for key in dict.fromkeys(wanted) if key not in found]
        if missing:
            found.update(zip(missing, compute(missing), strict=True))
        for key, value in found.items():
            if key not in self._young:
                self._old.pop(key, None)
                self._keep(key, value)
        return [found[key] for key in wanted]
